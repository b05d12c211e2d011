import { beforeEach, expect, test } from 'vitest';
import { carryCampaign } from '../../lib/acts/campaign-carry.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { published } from '../acts/campaigning.ts';
import { loginOf, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let admin: string;
beforeEach(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
  await published(world.deps);
  return world.stop;
});

const run = (...args: readonly string[]) =>
  terminal(world.api.fetch).type(args, { YARDMASTER_TOKEN: admin });
const type = (...args: readonly string[]) => run('campaign', ...args);
const SAID = [
  ...['--successor', 'connector/crm-readonly@2.0.1', '--note', 'Ask for crm.read.'],
  ...['--helper', keyOf(PEOPLE.colleague), '--closes', '2026-12-15', '--stops', '2027-01-15'],
];
const announce = (...more: readonly string[]) =>
  type('announce', 'connector/crm-readonly@<2.0.0', ...SAID, ...more);

test('shows whom it reaches and what each has to write, and writes nothing', async () => {
  const { code, out } = await announce('--dry-run');
  expect(code).toBe(0);
  expect(out).toContain('Versions that end: 1.4.0');
  expect(out).toContain(`${WORKFLOW}  connector/crm-readonly 1.4.0`);
  expect(out).toContain('pin connector/crm-readonly "2.0.x" instead: {"connector":"crm-readonly"');
  expect(out).toContain('Nothing is written, and nobody is told.');
  expect((await type('list')).out).toContain('Nothing is being retired.');
});

test('announces, releases, shows, postpones, narrows and withdraws', async () => {
  const { out } = await announce('--json');
  const { id } = JSON.parse(out).campaign;
  expect((await type('list')).out).toContain(`${id}  connector/crm-readonly@<2.0.0  not sent yet`);
  expect((await type('release', id)).out).toContain('in force, closes 2026-12-15');
  await carryCampaign(world.deps, id);
  const shown = await type('show', id);
  expect(shown.out).toContain('1 locked to it, 0 more over what they pin. 1 told.');
  expect(shown.out).toContain('2026-11-23  1');
  expect((await type('postpone', id, '--stops', '2027-02-01')).out).toContain('stops 2027-02-01');
  expect((await type('narrow', id, '1.4.x')).out).toContain('@1.4.x');
  const component = await run('show', 'connector/crm-readonly');
  expect(component.out).toContain('connector/crm-readonly@2.0.1 replaces it');
  expect(JSON.parse((await type('withdraw', id, '--json')).out).state).toBe('withdrawn');
  const { code, err } = await type('release', id);
  expect(code).toBe(1);
  expect(err).toContain('was withdrawn');
});

test.each([
  [['announce', 'crm-readonly', ...SAID], 'Write it like'],
  [['announce', 'connector/crm-readonly@<2.0.0'], '--successor'],
  [['postpone', 'cmp_1'], 'Say the new days'],
])('%j is told how to be written', async (args, said) => {
  const { code, err } = await type(...args);
  expect(code).toBe(2);
  expect(err).toContain(said);
});
