import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, MANIFEST_TEXT, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let tokens: { owner: string; colleague: string };
beforeAll(async () => {
  world = await openWorld();
  tokens = {
    owner: await loginOf(world.deps, PEOPLE.owner),
    colleague: await loginOf(world.deps, PEOPLE.colleague),
  };
});
afterAll(() => world.stop());

const MANIFEST = JSON.parse(MANIFEST_TEXT);

function keyboard(who: keyof typeof tokens = 'owner') {
  const { write, type } = terminal((request) => world.api.fetch(request));
  const env = { YARDMASTER_TOKEN: tokens[who], YARDMASTER_URL: 'http://127.0.0.1:4601' };
  return { write, type: (...args: string[]) => type(args, env) };
}

test('diff says what a manifest would change, in plain words', async () => {
  const { write, type } = keyboard();
  write('manifest.json', JSON.stringify({ ...MANIFEST, purpose: 'Answers mails' }));
  const changed = await type('diff', WORKFLOW, 'manifest.json');
  expect(changed).toMatchObject({ code: 0, err: '' });
  expect(changed.out).toBe('Against revision 1:\n  Sets the purpose: Answers mails\n');
  write('same.json', MANIFEST_TEXT);
  expect((await type('diff', WORKFLOW, 'same.json')).out).toContain('says what revision 1 says');
  write('none.json', '{"workflow": "NO"}');
  const none = await type('diff', WORKFLOW, 'none.json');
  expect(none.code).toBe(2);
  expect(none.err).toContain('none.json is no manifest');
  expect((await type('diff', 'none', 'same.json')).code).toBe(1);
});

test('approvers: diff names them, check and register say at which line they are wrong', async () => {
  const { write, type } = keyboard();
  const file = (rule: object) =>
    write('gated.json', JSON.stringify({ ...MANIFEST, gates: { send_external_email: rule } }));
  file({ approvers: { people: [keyOf(PEOPLE.colleague)], team: 'team-sales' } });
  expect((await type('diff', WORKFLOW, 'gated.json')).out).toContain(
    'Who may approve send_external_email: U0COLLEAGUE, members of team-sales instead of the usual people',
  );
  file({ approvers: { group: 'S0GONE' } });
  const checked = await type('check', 'gated.json');
  expect(checked.code).not.toBe(0);
  expect(checked.out + checked.err).toContain('gates.send_external_email.approvers');
  file({ step_up: true });
  const refused = await type('register', 'gated.json');
  expect(refused.code).not.toBe(0);
  expect(refused.out + refused.err).toContain('gates.send_external_email.step_up');
  expect(refused.out + refused.err).toContain('needs an identity provider');
});

test('register says what waits, and revisions shows it above what was accepted', async () => {
  const { write, type } = keyboard('colleague');
  write('wider.json', JSON.stringify({ ...MANIFEST, systems: ['billing'] }));
  const ran = await type('register', 'wider.json');
  expect(ran.code).toBe(0);
  expect(ran.out).toContain(`${WORKFLOW} stays at revision 1, active.`);
  expect(ran.out).toContain('Adds the system billing (looked at by the platform)');
  const shown = await type('revisions', WORKFLOW);
  expect(shown.out).toMatch(/^Proposed by T0YARD\/U0COLLEAGUE at .*: waits for the platform\./);
  expect(shown.out).toMatch(/ {3}1 {2}2026-.* {2}by T0YARD\/U0OWNER/);
  expect(JSON.parse((await type('revisions', WORKFLOW, '--json')).out)).toMatchObject({
    revisions: [{ revision: 1 }],
    proposed: { waits_for: ['platform'] },
  });
  expect((await type('show', WORKFLOW)).out).toContain('A change waits for its review: rev_');
  expect((await type('revisions', WORKFLOW, '--before', '1')).out).not.toContain('   1  ');
  expect((await type('revisions', 'none')).code).toBe(1);
});

test('home move is one deliberate act', async () => {
  const refused = await keyboard('colleague').type('home', 'move', WORKFLOW, '--to', 'slack');
  expect(refused.code).toBe(1);
  const { type } = keyboard();
  const moved = await type('home', 'move', WORKFLOW, '--to', 'slack');
  expect(moved.out).toBe(`${WORKFLOW} is edited in Slack from now on.\n`);
  expect((await type('home', 'move', WORKFLOW, '--to', 'repo')).out).toContain('through CI');
  expect((await type('home', 'move', WORKFLOW)).code).toBe(2);
  expect((await type('home', 'move', WORKFLOW, '--to', 'github')).code).toBe(2);
});
