import { beforeEach, expect, test } from 'vitest';
import { answerClaim } from '../../lib/acts/claims.ts';
import {
  claimsOf,
  listDiscovered,
  listsOf,
  loadDiscovered,
  noDiscovered,
} from '../../lib/acts/discovered.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { importRows, rows, SOURCE } from './estate-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('entries are listed by what was said of them, by name', async () => {
  await importRows(deps, rows(3).reverse());
  await answerClaim(deps, OWNER, 'agent-001', { says: 'mine' });
  const ids = async (state: 'unclaimed' | 'claimed') =>
    (await listDiscovered(deps, [state])).map((entry) => entry.id);
  expect(await ids('unclaimed')).toEqual(['agent-000', 'agent-002']);
  expect(await ids('claimed')).toEqual(['agent-001']);
  expect(await listDiscovered(deps)).toHaveLength(3);
});

test('a list of more entries than one read brings is whole', async () => {
  await importRows(deps, rows(130));
  const { entries, version } = await claimsOf(deps, OWNER, SOURCE.group);
  expect(entries).toHaveLength(130);
  expect(version).toBe(130);
});

test('the version of a list only grows, also when an entry leaves it', async () => {
  await importRows(deps, rows(2));
  const before = await claimsOf(deps, OWNER, SOURCE.group);
  await answerClaim(deps, OWNER, 'agent-000', { says: 'not-mine', to: COLLEAGUE });
  const after = await claimsOf(deps, OWNER, SOURCE.group);
  expect(after.version).toBe(before.version + 1);
  expect(after.entries.map((entry) => entry.owner)).toEqual([COLLEAGUE, OWNER]);
});

test('lists of other imports stay apart, and together make all that is asked', async () => {
  await importRows(deps, rows(1));
  const source = { ...SOURCE, name: 'more.csv', group: 'f'.repeat(16) };
  await importRows(deps, rows(2).slice(1), { source });
  expect((await claimsOf(deps, OWNER, source.group)).entries).toHaveLength(1);
  expect((await claimsOf(deps, OWNER)).entries).toHaveLength(2);
  expect((await claimsOf(deps, COLLEAGUE)).entries).toEqual([]);
});

test('however many entries, a list is told of once', async () => {
  await importRows(deps, rows(3));
  const entries = await listDiscovered(deps);
  const at = { platformChannel: 'C1', lane: 'bulk' as const };
  expect(listsOf([...entries, undefined], at)).toHaveLength(1);
  const [first] = entries;
  if (!first) throw new Error('none');
  const nobodys = { ...first, owner: undefined };
  expect(listsOf([nobodys], at)).toMatchObject([{ place: 'C1' }]);
  expect(listsOf([nobodys], { ...at, platformChannel: '' })).toEqual([]);
});

test('what was never discovered is nothing', async () => {
  expect(await loadDiscovered(deps, 'nowhere')).toBe(undefined);
  expect(noDiscovered('x'.repeat(200)).say.length).toBeLessThan(150);
});
