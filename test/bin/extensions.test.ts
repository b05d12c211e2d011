import { beforeEach, describe, expect, test } from 'vitest';
import { type Saying, sayToExtension } from '../../lib/acts/extension-answer.ts';
import { listExtensions } from '../../lib/acts/extension-list.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { released, SAY } from '../acts/extending.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let token: string;
beforeEach(async () => {
  world = await openWorld();
  token = await loginOf(world.deps, PEOPLE.owner);
  return world.stop;
});

function type(...args: string[]) {
  const env = { YARDMASTER_TOKEN: token, YARDMASTER_URL: 'http://127.0.0.1:4601' };
  return terminal((request) => world.api.fetch(request)).type(args, env);
}
const ask = (...more: string[]) =>
  type(
    ...['extend', 'plugin/reply-drafter', '--need', 'Draft replies in French'],
    ...['--missing', 'It writes English alone', ...more],
  );

async function answered(saying: Saying): Promise<string> {
  const admin = keyOf(PEOPLE.admin);
  const open = await listExtensions(world.deps, admin);
  const id = open.kind === 'extensions' ? (open.extensions[0]?.id ?? '') : '';
  await sayToExtension(world.deps, admin, id, saying);
  return id;
}

test('extend says what was asked and when an answer is due; extensions lists it', async () => {
  expect((await type('extensions')).out).toContain('No owner is asked for anything now.');
  const ran = await ask();
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toMatch(
    /^ext_\w+ {2}plugin\/reply-drafter 3\.2\.4, asked by team-support: waiting for its owner, answer due 2026-11-25/,
  );
  expect((await type('extensions')).out).toBe(ran.out);
  expect(JSON.parse((await type('extensions', '--json')).out)).toMatchObject([{ state: 'open' }]);
  expect((await type('extensions', '--ended', '2026-11')).out).toContain('Nothing was over in');
});

test('extend twice is one, and says how it stands', async () => {
  await ask();
  world.deps.pass(60);
  await released(world.deps);
  await answered({ ...SAY.plan, reason: 'Next week' });
  const again = await ask();
  expect(again.code).toBe(0);
  expect(again.out).toContain('a release is planned');
  expect(again.out).toContain('Owner: Next week');
});

test('what was declined is told with its reason; --again asks anew', async () => {
  await ask();
  const id = await answered(SAY.decline);
  const refused = await ask();
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('Not in this plugin');
  expect(refused.err).toContain(id);
  expect((await ask('--again', id)).code).toBe(0);
});

describe('extensions copy', () => {
  test('makes the copy that was offered', async () => {
    await ask();
    const id = await answered(SAY.offer);
    const ran = await type('extensions', 'copy', id, 'french-drafter');
    expect(ran.out).toBe(
      'plugin/french-drafter 0.1.0 belongs to team-support now, a copy of plugin/reply-drafter.\n',
    );
    expect((await type('extensions', '--ended', '2026-11')).out).toContain(
      'copied to plugin/french-drafter',
    );
    expect((await type('extensions', 'copy', id, 'other')).code).toBe(1);
  });

  test('needs an id and a name', async () => {
    expect((await type('extensions', 'copy', 'ext_1')).code).toBe(2);
    expect((await type('extend', 'plugin/x')).code).toBe(2);
    expect((await type('extensions', '--ended', 'november')).code).toBe(1);
  });
});

test('check says what a copy may do against its origin', async () => {
  await ask();
  const id = await answered(SAY.offer);
  await type('extensions', 'copy', id, 'french-drafter');
  const shell = terminal((request) => world.api.fetch(request));
  shell.write(
    'manifest.json',
    JSON.stringify({
      ...{ workflow: 'french', owner: 'team-support' },
      uses: [{ plugin: 'french-drafter', version: '0.1.x' }],
      review_required_actions: ['send_external_email'],
    }),
  );
  const env = { YARDMASTER_TOKEN: token, YARDMASTER_URL: 'http://127.0.0.1:4601' };
  const ran = await shell.type(['check', 'manifest.json'], env);
  expect(ran.out).toContain(
    'plugin/french-drafter 0.1.0 is a copy of plugin/reply-drafter 3.2.4, with the same permissions as its origin.',
  );
});
