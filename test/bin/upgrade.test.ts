import { beforeEach, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { DRAFTER, drafter } from '../acts/upgrading.ts';
import { loginOf, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { publish } from '../kit/catalog.ts';
import { terminal } from './terminal.ts';

let world: World;
let owner: string;
beforeEach(async () => {
  world = await openWorld();
  owner = await loginOf(world.deps, PEOPLE.owner);
  await publish(world.deps, [drafter('3.2.9')]);
  await publish(world.deps, [drafter('4.0.0', { systems: ['billing'] })]);
  return world.stop;
});

const type = (...args: readonly string[]) =>
  terminal(world.api.fetch).type([...args], { YARDMASTER_TOKEN: owner });

test('lists what is offered, with the difference', async () => {
  const { code, out } = await type('upgrade', WORKFLOW);
  expect(code).toBe(0);
  expect(out).toContain(`${DRAFTER}  3.2.4 → 3.2.9 (inside 3.2.x)`);
  expect(out).toContain('  Adds the system billing');
  expect(out).toContain('  Waits for a review: Adds the system billing.');
  expect(JSON.parse((await type('upgrade', WORKFLOW, '--json')).out)).toMatchObject({
    revision: 1,
  });
});

test('takes what is named; without a version what its range allows', async () => {
  const dry = await type('upgrade', WORKFLOW, DRAFTER, '--dry-run');
  expect(dry.out).toContain('Nothing is changed');
  const { code, out } = await type('upgrade', WORKFLOW, DRAFTER);
  expect(code).toBe(0);
  expect(out).toContain(`${WORKFLOW} is at revision 2.`);
  expect(out).toContain(`${DRAFTER} 3.2.x → 3.2.9`);
});

test('says what to change in the repository', async () => {
  const { out } = await type('upgrade', WORKFLOW, `${DRAFTER}@4.0.0`);
  expect(out).toContain('is edited in its repository');
  expect(out).toContain('Changes plugin/reply-drafter from 3.2.x to 4.0.x');
  expect(out).toContain('It then waits for a review: Adds the system billing');
});

test('goes back to an earlier revision', async () => {
  await type('upgrade', WORKFLOW, `${DRAFTER}@3.2.9`);
  const { code, out } = await type('rollback', WORKFLOW, '1');
  expect(code).toBe(0);
  expect(out).toContain(`${DRAFTER} 3.2.x → 3.2.4`);
  expect((await type('rollback', WORKFLOW, '1', '--dry-run')).out).toContain('nothing changes');
});

test.each([
  [['upgrade', WORKFLOW, 'reply-drafter'], 'Write it like plugin/reply-drafter@3.2.9'],
  [['upgrade', WORKFLOW, 'skill/tone-brand-voice'], 'Nothing later is offered'],
  [['rollback', WORKFLOW, 'first'], 'Write a whole number.'],
])('%j is told how to be written', async (args, said) => {
  const { code, err } = await type(...args);
  expect(code).toBe(2);
  expect(err).toContain(said);
});

test('a revision that never was is a refusal', async () => {
  const { code, err } = await type('rollback', WORKFLOW, '9');
  expect(code).toBe(1);
  expect(err).toContain('has no revision 9');
});
