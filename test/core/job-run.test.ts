import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isQuiet, jobRun, jobRunSchema } from '../../lib/core/job-run.ts';

const RUN = {
  id: 'sweep~2026~run_1',
  job: 'sweep' as const,
  at: '2026-11-23T09:00:00.000Z',
  tookMs: 5,
};
const lane = (sent: number, later: number, failed: number) => ({ sent, later, gone: 0, failed });

test('counts what was looked at, done, withheld and failed, with every number by its name', () => {
  const result = { expired: 2, looked: 9, stored: true, bulk: lane(3, 1, 1), words: 'left out' };
  const run = jobRun(RUN, result, [{ say: 'it broke' }, { say: 'it broke' }]);
  expect(run).toMatchObject({ looked: 9, did: 6, withheld: 1, failed: 2 });
  expect(run.why).toEqual([{ say: 'it broke', times: 2 }]);
  expect(run.counts).toMatchObject({ 'bulk.sent': 3, stored: 1 });
  expect(JSON.stringify(run)).not.toContain('left out');
});

test.each([
  [{ expired: 0, looked: 7, retention: { approvals: 0, more: false } }, [], true],
  [{ expired: 1 }, [], false],
  [{ bulk: lane(0, 1, 0) }, [], false],
  [{}, [{ say: 'it broke' }], false],
  [{ checkpoints: 0, lines: 12 }, [], true],
])('%j with %j is quiet: %s', (result, said, quiet) => {
  expect(isQuiet(jobRun(RUN, result, said))).toBe(quiet);
});

test('one that broke down failed', () => {
  const run = jobRun({ ...RUN, broke: 'TypeError' }, {}, []);
  expect(run).toMatchObject({ failed: 1, broke: 'TypeError' });
  expect(isQuiet(run)).toBe(false);
});

test('whatever a job gives, the record holds and is not less than its parts', () => {
  const number = fc.nat(1000);
  const given = fc.record({ looked: number, expired: number, bulk: fc.record({ later: number }) });
  fc.assert(
    fc.property(given, (result) => {
      const run = jobRunSchema.parse(jobRun(RUN, result, []));
      expect(run.looked).toBeGreaterThanOrEqual(run.did + run.withheld);
    }),
  );
});
