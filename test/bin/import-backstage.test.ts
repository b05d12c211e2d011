import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let env: Record<string, string>;
beforeAll(async () => {
  world = await openWorld();
  env = { YARDMASTER_TOKEN: await loginOf(world.deps, PEOPLE.admin) };
});
afterAll(() => world.stop());

const SKILL = `apiVersion: backstage.io/v1alpha1
kind: AiResource
metadata: { name: knots, description: Ties knots. }
spec: { type: skill, lifecycle: production, owner: sailors }
`;
const API = `kind: API
metadata: { name: tides, description: Tides. }
spec:
  type: mcp-server
  owner: sailors
  remotes: [{ type: sse, url: https://tides.example/sse }]
`;

function run(text: string | Uint8Array, ...more: string[]) {
  const { type, write } = terminal(world.api.fetch);
  write('catalog-info.yaml', text);
  return type(['import', 'backstage', 'catalog-info.yaml', ...more], env);
}

test('entities of several documents go in, once', async () => {
  const first = await run(
    `\uFEFF${SKILL}---\n${API}---\nkind: Group\nmetadata: { name: sailors }\n`,
  );
  expect(first.code).toBe(0);
  expect(first.out).toContain('taken    skill/knots 0.0.1');
  expect(first.out).toContain('taken    connector/tides 0.0.1');
  expect(first.out).toContain('skipped  document 3 (Group sailors): Teams come in with');
  const again = JSON.parse((await run(`${SKILL}---\n${API}`, '--json')).out);
  expect(again).toMatchObject({ read: 2, taken: [], skipped: [] });
});

test('a dry run sends nothing', async () => {
  const ran = await run(SKILL.replace('knots', 'splices'), '--dry-run', '--json');
  expect(JSON.parse(ran.out)).toMatchObject({ drafts: [{ kind: 'skill', name: 'splices' }] });
  expect((await world.deps.catalog.load()).components.has('skill/splices')).toBe(false);
});

describe('a document that cannot be read is told, and stops no other', () => {
  const bomb = [
    'kind: API',
    'metadata: { name: bomb }',
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'.split('').map((one, n) => {
      const before = 'abcdefgh'[n];
      return `${one}: &${one} [${Array(9).fill(`*${before}`).join(', ')}]`;
    }),
  ].join('\n');

  test.each([
    ['that is broken', 'kind: [unclosed\n', 'It is no YAML:'],
    ['with a key twice', 'kind: API\nkind: API\n', 'It is no YAML:'],
    ['that refers to itself without end', `${bomb}\n`, 'It refers to its own parts'],
    ['that refers to nothing', 'kind: *nowhere\n', 'It refers to'],
    ['that is a word', 'hello\n', 'It is no entity'],
  ])('%s', async (_, text, why) => {
    const ran = await run(`${SKILL}---\n${text}`, '--dry-run');
    expect(ran.code).toBe(0);
    expect(ran.out).toContain(`skipped  document 2: ${why}`);
    expect(ran.out).toContain('1 draft would be sent');
  });
});

test.each([
  ['not UTF-8', Buffer.from('kind: \xe4', 'latin1'), 'is not UTF-8'],
  ['larger than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 0x23), 'is larger than 10 MB'],
])('a file that is %s is a usage problem', async (_, bytes, say) => {
  expect(await run(bytes)).toMatchObject({ code: 2, err: expect.stringContaining(say) });
});

test('an empty file is nothing to take', async () => {
  expect((await run('')).code).toBe(1);
});
