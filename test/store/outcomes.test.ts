import { beforeEach, describe, expect, test } from 'vitest';
import { countRun, type RunReport, readCounts } from '../../lib/store/outcomes.ts';
import { FAULTS, track } from '../acts/race.ts';

const at = track();
const NOW = '2026-11-23T09:00:00.000Z';
const REPORT: RunReport = {
  id: 'run-1',
  workflow: 'reply-bot',
  component: 'block/login',
  day: '2026-11-23',
  outcome: 'success',
};
const counts = () => readCounts(at.deps.store, 'block/login');
let store: typeof at.left.store;
beforeEach(() => {
  store = at.left.store;
});

test('runs are counted by day and workflow', async () => {
  await countRun(store, REPORT, NOW);
  await countRun(store, { ...REPORT, id: 'run-2', outcome: 'failure' }, NOW);
  await countRun(store, { ...REPORT, id: 'run-3', day: '2026-11-22' }, NOW);
  await countRun(store, { ...REPORT, workflow: 'other' }, NOW);
  expect(await counts()).toEqual([
    { day: '2026-11-22', success: 1, failure: 0 },
    { day: '2026-11-23', success: 1, failure: 0 },
    { day: '2026-11-23', success: 1, failure: 1 },
  ]);
});

describe.each(FAULTS)('with the fault: %s', (fault) => {
  const inject = () => {
    if (fault) at.proxy.inject({ operation: 'TransactWriteItems', fault });
  };

  test('a run is counted once', async () => {
    inject();
    await countRun(store, REPORT, NOW);
    expect(await countRun(store, REPORT, NOW)).toBe('again');
    expect(await counts()).toMatchObject([{ success: 1, failure: 0 }]);
  });

  test('many at once are all counted', async () => {
    inject();
    const ids = Array.from({ length: 6 }, (_, n) => `run-${n}`);
    await Promise.all(ids.map((id) => countRun(store, { ...REPORT, id }, NOW)));
    expect(await counts()).toMatchObject([{ success: 6 }]);
  });
});
