import { count } from '../lib/core/count.ts';
import type { ComponentDraft, Note, Skipped } from '../lib/core/marketplace/draft.ts';
import type { ServerOptions } from './identity.ts';
import { importReport, reportText } from './import-report.ts';
import { sendDrafts } from './send-drafts.ts';
import { printTo, type Session, type Shell } from './shell.ts';

/** What was read of somebody else's file, whatever its format. */
export interface ImportReading {
  readonly name: string;
  /** Entries of the file, where each is either a draft or skipped. */
  readonly count?: number;
  readonly drafts: readonly ComponentDraft[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly Note[];
}

export interface ImportOptions extends ServerOptions {
  readonly dryRun?: boolean;
}

/** Sends what was read, or with `--dry-run` says what would be sent. */
export function importDrafts(
  shell: Shell,
  options: ImportOptions,
  read: () => ImportReading,
): Promise<void> {
  if (options.dryRun) return shell.alone(async () => dryRun(shell, options, read()));
  return shell.person(options, 'admin', (session) => send(session, read()));
}

function dryRun({ io }: Shell, { json }: ImportOptions, reading: ImportReading): number {
  const report = importReport(reading, []);
  const sent = `${count(reading.drafts.length, 'draft')} would be sent; nothing was.`;
  printTo(io, json, { ...report, drafts: reading.drafts }, `${reportText(report)}\n${sent}`);
  return reading.drafts.length > 0 ? 0 : 1;
}

/**
 * Exit code 1 when the registry refused any of it, or when there was nothing to take. What its
 * publisher left unusable is only told: whoever imports cannot mend it.
 */
async function send({ io, client, print, fail }: Session, reading: ImportReading): Promise<number> {
  const sent = await sendDrafts(client, reading.drafts);
  const report = importReport(reading, sent.results);
  if (sent.failure && sent.results.length === 0) return fail(sent.failure);
  print(report, reportText(report));
  if (sent.failure) {
    io.err('It stopped half-way. Run the same command again: what is in stays in.\n');
    return fail(sent.failure);
  }
  const refused = sent.results.some((one) => one.outcome === 'refused');
  return refused || sent.results.length === 0 ? 1 : 0;
}
