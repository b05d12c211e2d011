import type { Client } from '../lib/client/client.ts';
import type { Failure } from '../lib/client/outcome.ts';
import { type ImportedTeamAnswer, MOST_TEAMS_AT_ONCE } from '../lib/contract/teams.ts';
import type { TeamRow } from '../lib/core/team-row.ts';

export interface SentTeams {
  readonly results: readonly ImportedTeamAnswer[];
  /** What stopped it; the rest was not sent. */
  readonly failure?: Failure;
}

export interface Sending {
  readonly dryRun: boolean;
  readonly pause: (milliseconds: number) => Promise<unknown>;
  /** Told how many rows are done, after each call. */
  readonly progress: (done: number) => void;
}

/** Slack is asked again so often for one batch; then its rows are left for another run. */
const MOST_ROUNDS = 10;
const LONGEST_WAIT_SECONDS = 60;

/**
 * Sends all rows, batch by batch. Rows that Slack did not answer for are sent again after the wait
 * that it asked for: a file of 300 teams names more people than it answers for in a minute.
 */
export async function sendTeams(
  client: Pick<Client, 'importTeams'>,
  rows: readonly TeamRow[],
  sending: Sending,
): Promise<SentTeams> {
  const results: ImportedTeamAnswer[] = [];
  for (let from = 0; from < rows.length; from += MOST_TEAMS_AT_ONCE) {
    const batch = rows.slice(from, from + MOST_TEAMS_AT_ONCE);
    const sent = await sendBatch(client, batch, sending);
    results.push(...sent.results);
    if (sent.failure) return { results, failure: sent.failure };
    sending.progress(results.length);
  }
  return { results };
}

async function sendBatch(
  client: Pick<Client, 'importTeams'>,
  batch: readonly TeamRow[],
  { dryRun, pause }: Sending,
): Promise<SentTeams> {
  const done = new Map<number, ImportedTeamAnswer>();
  let left = batch;
  for (let round = 1; left.length > 0; round += 1) {
    const outcome = await client.importTeams({ rows: [...left], dry_run: dryRun });
    if (outcome.kind !== 'ok') return { results: [...done.values()], failure: outcome };
    const { results, retry_after: wait } = outcome.value;
    for (const one of results) done.set(one.row, one);
    const later = new Set(results.flatMap((one) => (one.outcome === 'later' ? [one.row] : [])));
    left = left.filter((one) => later.has(one.row));
    if (wait === undefined || round >= MOST_ROUNDS) break;
    if (left.length > 0) await pause(Math.min(wait, LONGEST_WAIT_SECONDS) * 1000);
  }
  return { results: [...done.values()] };
}
