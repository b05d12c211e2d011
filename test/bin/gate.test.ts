import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, MANIFEST_TEXT, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let desk: ReturnType<typeof terminal>;
let token: string;
beforeAll(async () => {
  world = await openWorld();
  token = await loginOf(world.deps, PEOPLE.owner);
});
afterAll(() => world.stop());
beforeEach(() => {
  desk = terminal(world.api.fetch);
});

const explain = (manifest: object | string, ...args: string[]) => {
  desk.write('manifest.json', typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  return desk.type(['gate', 'explain', 'manifest.json', ...args, '--token', token]);
};
const manifest = () => JSON.parse(MANIFEST_TEXT);

test('a gate is explained in whole sentences, and as JSON', async () => {
  const shown = await explain(MANIFEST_TEXT);
  expect(shown.code).toBe(0);
  expect(shown.out).toContain('send_external_email:\n  send_external_email needs an approval');
  expect(shown.out).toMatch(/ {2}1 approval by members of team-support \(U0\w+\) is needed/);
  const json = JSON.parse((await explain(MANIFEST_TEXT, '--json')).out);
  expect(json.gates[0].stages[0]).toMatchObject({ of: 'baseline', quorum: 1 });
});

test('exit code 1 where too few could decide, and where the manifest would be rejected', async () => {
  const gates = { send_external_email: { quorum: 9 } };
  const few = await explain({ ...manifest(), gates });
  expect([few.code, few.out.includes('Too few are left for that')]).toEqual([1, true]);
  const rejected = await explain({ ...manifest(), owner: 7 });
  expect([rejected.code, rejected.out.split('\n')[0]]).toEqual([
    1,
    'manifest.json would be rejected.',
  ]);
});

test('one action alone; one that nobody gates is refused', async () => {
  const one = await explain(MANIFEST_TEXT, '--action', 'send_external_email');
  expect(one.code).toBe(0);
  const none = await explain(MANIFEST_TEXT, '--action', 'send_mail');
  expect([none.code, none.err.includes('an action named send_mail')]).toEqual([1, true]);
});

test('nothing gated is said in a sentence', async () => {
  const uses = [{ skill: 'tone-brand-voice', version: '2.0.1' }];
  const { review_required_actions: _, ...open } = { ...manifest(), uses };
  expect((await explain(open)).out).toContain('Nothing in manifest.json needs an approval');
});
