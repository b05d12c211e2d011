import { expect, test } from 'vitest';
import { sendTeams } from '../../bin/send-teams.ts';
import type { Outcome } from '../../lib/client/outcome.ts';
import type { ImportedTeamAnswer, ImportTeamsBody } from '../../lib/contract/teams.ts';
import type { TeamRow } from '../../lib/core/team-row.ts';

const row = (at: number): TeamRow => ({
  row: at,
  id: `team-${at}`,
  name: `Team ${at}`,
  lead: 'U0OWNER',
  backup: '',
  channel: 'C1',
  members: '',
});
const rows = (count: number) => Array.from({ length: count }, (_, at) => row(at + 2));

const DOWN: Outcome<never> = { kind: 'unexpected', status: 500, detail: 'It broke.' };

interface Registry {
  /** Rows that Slack answers for in one call; the others are for later. */
  readonly answers?: number;
  /** The call with this number fails. */
  readonly fails?: number;
  readonly wait?: number;
}

function registry({ answers = 99, fails = 0, wait = 5 }: Registry = {}) {
  const calls: ImportTeamsBody[] = [];
  const pauses: number[] = [];
  const importTeams = async (body: ImportTeamsBody) => {
    calls.push(body);
    if (calls.length === fails) return DOWN;
    const results = body.rows.map(({ row: at }, index): ImportedTeamAnswer => {
      const later = index >= answers;
      const errors = later ? [{ row: at, field: 'row', message: 'Later.' }] : [];
      return { row: at, outcome: later ? 'later' : 'created', errors };
    });
    const retry = body.rows.length > answers && wait > 0 ? { retry_after: wait } : {};
    return { kind: 'ok', status: 200, value: { results, ...retry } } as const;
  };
  const sending = {
    dryRun: false,
    pause: async (milliseconds: number) => pauses.push(milliseconds),
    progress: (done: number) => progress.push(done),
  };
  const progress: number[] = [];
  return {
    calls,
    pauses,
    progress,
    send: (all: TeamRow[]) => sendTeams({ importTeams }, all, sending),
  };
}

test('batch by batch, in their order, and it says how far it is', async () => {
  const { calls, progress, send } = registry();
  const sent = await send(rows(45));
  expect(sent.results.map((one) => one.row)).toEqual(rows(45).map((one) => one.row));
  expect(calls.map((one) => one.rows.length)).toEqual([20, 20, 5]);
  expect(progress).toEqual([20, 40, 45]);
});

test('rows that Slack had no answer for are sent again after the wait it asked for', async () => {
  const { calls, pauses, send } = registry({ answers: 8, wait: 30 });
  const sent = await send(rows(20));
  expect(sent.results.every((one) => one.outcome === 'created')).toBe(true);
  expect(calls.map((one) => one.rows.length)).toEqual([20, 12, 4]);
  expect(pauses).toEqual([30_000, 30_000]);
});

test('no wait is longer than a minute, and none goes on for ever', async () => {
  const { calls, pauses, send } = registry({ answers: 0, wait: 3600 });
  const sent = await send(rows(2));
  expect(sent.results.map((one) => one.outcome)).toEqual(['later', 'later']);
  expect(calls).toHaveLength(10);
  expect(new Set(pauses)).toEqual(new Set([60_000]));
});

test('rows that no wait helps are left for another run', async () => {
  const { calls, send } = registry({ answers: 1, wait: 0 });
  await send(rows(2));
  expect(calls).toHaveLength(1);
});

test('what fails stops it, and what was done is told', async () => {
  const { send } = registry({ fails: 2 });
  const sent = await send(rows(45));
  expect(sent.failure).toEqual(DOWN);
  expect(sent.results).toHaveLength(20);
});
