import { beforeEach, expect, test } from 'vitest';
import { answerPlannedChange } from '../../lib/acts/change-answer.ts';
import { carryChange } from '../../lib/acts/change-carry.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let admin: string;
beforeEach(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
  return world.stop;
});

const type = (...args: readonly string[]) =>
  terminal(world.api.fetch).type(['change', ...args], { YARDMASTER_TOKEN: admin });
const SAID = ['--kind', 'new-major', '--detail', '2.0.0', '--text', 'Ask for crm.read.'];
const propose = (...more: readonly string[]) =>
  type('propose', 'connector/crm-readonly', ...SAID, '--on', '2026-12-01', ...more);

test('shows who is affected, and tells nobody', async () => {
  const { code, out } = await propose('--dry-run');
  expect(code).toBe(0);
  expect(out).toContain('1 AI workflow affected, of 1 owner. Nobody is told.');
  expect(out).toContain(`${WORKFLOW}  connector/crm-readonly 1.4.0`);
});

test('announces, shows the answers, and withdraws', async () => {
  const { out } = await propose('--json');
  const { id } = JSON.parse(out).change;
  await carryChange(world.deps, id);
  const answer = { change: id, says: 'breaks' as const, reason: 'Our night run.' };
  await answerPlannedChange(world.deps, keyOf(PEOPLE.owner), answer);
  const shown = await type('show', id);
  expect(shown.out).toContain('connector/crm-readonly 2.0.0 will be published');
  expect(shown.out).toContain('breaks: Our night run.');
  const ended = await type('withdraw', id);
  expect(ended.out).toContain('everybody is told that it does not happen');
  const { code, err } = await type('done', id);
  expect(code).toBe(1);
  expect(err).toContain('withdrawn already');
  expect((await propose()).out).toContain('1 owner is being told: chg_');
});

test.each([
  [['propose', 'crm-readonly', ...SAID, '--on', '2026-12-01'], 'Write it like plugin/'],
  [['propose', 'connector/crm-readonly', '--on', '2026-12-01'], '--kind'],
])('%j is told how to be written', async (args, said) => {
  const { code, err } = await type(...args);
  expect(code).toBe(2);
  expect(err).toContain(said);
});
