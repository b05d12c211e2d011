import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { releasesOf } from '../../lib/acts/register.ts';
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

const GOOD = { name: 'note-taker', source: './note-taker', description: 'Takes notes.' };

/** A marketplace with these plugins. */
function market(plugins: readonly unknown[]) {
  const desk = terminal(world.api.fetch);
  mkdirSync(join(desk.folder, 'market/.claude-plugin'), { recursive: true });
  const text = JSON.stringify({ name: 'handmade', owner: { name: 'team' }, plugins });
  desk.write('market/.claude-plugin/marketplace.json', text);
  return desk;
}

test('takes a marketplace, once, and reports what was skipped and why', async () => {
  const { type } = market([GOOD, { source: './nameless' }]);
  const first = await type(['import', 'market'], env);
  expect(first.code).toBe(0);
  expect(first.out).toContain('taken    plugin/note-taker 0.0.1');
  expect(first.out).toContain('skipped  plugins[1]: It has no name.');
  expect(first.out).toContain('handmade: 1 taken (1 plugin), 0 unchanged, 1 skipped.');
  const again = await type(['import', 'market', '--json'], env);
  expect(JSON.parse(again.out)).toMatchObject({
    taken: [],
    unchanged: [{ id: 'plugin/note-taker' }],
  });
  expect(again.code).toBe(0);
});

test('what the registry refuses is exit code 1, also when the rest was taken', async () => {
  const first = { ...GOOD, name: 'versioned', version: '1.0.0' };
  expect((await market([first]).type(['import', 'market'], env)).code).toBe(0);
  const hooks = { PreToolUse: [{ hooks: [{ type: 'command', command: './check.sh' }] }] };
  const plugins = [
    { ...first, hooks },
    { ...GOOD, name: 'beside-it' },
  ];
  const ran = await market(plugins).type(['import', 'market'], env);
  expect(ran.out).toContain('taken    plugin/beside-it 0.0.1');
  expect(ran.out).toContain('skipped  plugin/versioned: plugin/versioned 1.0.0 is published and');
  expect(ran.code).toBe(1);
});

test('a dry run reads and sends nothing', async () => {
  const { folder } = market([{ ...GOOD, name: 'dry' }]);
  const ran = await terminal().type(['import', join(folder, 'market'), '--dry-run']);
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('1 draft would be sent; nothing was.');
});

test('nothing to take is exit code 1; no marketplace is exit code 2', async () => {
  expect((await market([{ source: './x' }]).type(['import', 'market'], env)).code).toBe(1);
  const { type } = market([]);
  const none = await type(['import', '.'], env);
  expect(none.code).toBe(2);
  expect(none.err).toContain('.claude-plugin/marketplace.json');
  expect((await type(['import', 'nowhere'], env)).code).toBe(2);
});

test('links lead nowhere', async () => {
  const { folder, type } = market([GOOD]);
  const inner = terminal().folder;
  symlinkSync(join(folder, 'market/.claude-plugin'), join(inner, '.claude-plugin'));
  expect((await type(['import', inner, '--dry-run'])).code).toBe(2);
});

test('only platform admins import', async () => {
  const token = await loginOf(world.deps, PEOPLE.owner);
  const ran = await market([GOOD]).type(['import', 'market', '--token', token]);
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('platform admins');
});

const DATA = fileURLToPath(new URL('../../../shared/data/marketplaces', import.meta.url));
const PUBLISHED = [
  'claude-plugins-official',
  'financial-services-plugins',
  'knowledge-work-plugins',
];

if (existsSync(DATA)) {
  test.each(PUBLISHED)(
    '%s goes in whole, and again without a change',
    { timeout: 120_000 },
    async (name) => {
      const { type } = terminal(world.api.fetch);
      const ran = await type(['import', join(DATA, name), '--json'], env);
      expect(ran.code).toBe(0);
      const first = JSON.parse(ran.out);
      expect(first.taken.length).toBeGreaterThan(5);
      const again = JSON.parse((await type(['import', join(DATA, name), '--json'], env)).out);
      expect(again.taken).toEqual([]);
      expect(again.unchanged.length).toBe(first.taken.length + first.unchanged.length);
      const back = terminal(world.api.fetch);
      expect((await back.type(['export', 'claude', 'out'], env)).code).toBe(0);
      const same = JSON.parse((await back.type(['import', 'out', '--json'], env)).out);
      expect(same).toMatchObject({ taken: [], skipped: [] });
    },
  );
} else {
  test('real marketplaces are not imported: they are looked for in ../shared/data', () => {
    expect(existsSync(DATA)).toBe(false);
  });
}

test('dependencies are pinned, two that depend on each other go in, and deceit stays out', async () => {
  const depends = (name: string, ...dependencies: unknown[]) => ({ ...GOOD, name, dependencies });
  const { type } = market([
    depends('first', 'second', { name: 'nowhere' }),
    depends('second', 'first'),
    depends('third', 'first'),
    { ...GOOD, name: 'p\u0430ypal' },
  ]);
  const ran = await type(['import', 'market'], env);
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('note     first: It and plugin/second use each other');
  expect(ran.out).toContain('note     first: It depends on nowhere, which is not in this import');
  expect(ran.out).toContain('mixes Latin and Cyrillic letters');
  const releases = await releasesOf(world.deps, 'plugin/third');
  expect(releases[0]?.uses).toEqual([{ kind: 'plugin', name: 'first', range: '0.0.x' }]);
});

test.each([
  ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'is not UTF-8'],
  ['larger than 2 MB', Buffer.alloc(2 * 1024 * 1024 + 1, 0x20), 'is larger than 2 MB'],
])('a marketplace that is %s says so', async (_, bytes, say) => {
  const { type, write } = market([GOOD]);
  write('market/.claude-plugin/marketplace.json', bytes);
  const ran = await type(['import', 'market', '--dry-run'], env);
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining(say) });
});
