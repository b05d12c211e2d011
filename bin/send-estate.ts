import type { Client } from '../lib/client/client.ts';
import type { Failure } from '../lib/client/outcome.ts';
import type { ImportedRowAnswer } from '../lib/contract/estate.ts';
import type { EstateSource } from '../lib/core/discovered.ts';
import type { EstateRow } from '../lib/core/estate-row.ts';
import type { Io } from './io.ts';

/** Well under what the server takes at once, so that progress shows and no call takes long. */
const AT_ONCE = 25;
/** Slack answers so many questions a minute: rows that it did not answer for wait this long. */
const WAIT_MS = 20_000;
const MOST_ROUNDS = 3;

export interface SentEstate {
  readonly results: readonly ImportedRowAnswer[];
  /** What stopped it; the rest was not sent. */
  readonly failure?: Failure;
}

interface Sending {
  readonly source: EstateSource;
  readonly rows: readonly EstateRow[];
  readonly dryRun: boolean;
}

/**
 * Sends all rows batch by batch, an owner's next to each other, and says how far it is. Rows that
 * Slack could not answer for are sent again after a while. What went in stays in: killed half-way, the
 * same command goes on where it was.
 */
export async function sendEstate(
  client: Pick<Client, 'importDiscovered'>,
  io: Io,
  { source, rows, dryRun }: Sending,
): Promise<SentEstate> {
  const results = new Map<number, ImportedRowAnswer>();
  const finished = () => [...results.values()].sort((a, b) => a.row - b.row);
  let waiting = [...rows].sort((a, b) => compare(a.owner ?? '', b.owner ?? '') || a.row - b.row);
  for (let round = 1; waiting.length > 0; round += 1) {
    for (let at = 0; at < waiting.length; at += AT_ONCE) {
      const batch = waiting.slice(at, at + AT_ONCE);
      const outcome = await client.importDiscovered({ source, rows: batch, dry_run: dryRun });
      if (outcome.kind !== 'ok') return { results: finished(), failure: outcome };
      for (const one of outcome.value.results) results.set(one.row, one);
      io.err(`${results.size} of ${rows.length}\n`);
    }
    const unanswered = new Set(
      finished()
        .filter(isUnanswered)
        .map((one) => one.row),
    );
    waiting = rows.filter(({ row }) => unanswered.has(row));
    if (waiting.length === 0 || round >= MOST_ROUNDS) break;
    io.err(`Slack did not answer for ${waiting.length}. Trying them again in a moment.\n`);
    await pauseOf(io)(WAIT_MS);
  }
  return { results: finished() };
}

function isUnanswered({ outcome, why }: ImportedRowAnswer): boolean {
  return outcome === 'refused' && why === 'lookup-failed';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function pauseOf({ pause }: Io): (ms: number) => Promise<void> {
  return pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
}
