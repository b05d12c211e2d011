import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type MarketplaceReading, readMarketplace } from '../../lib/core/marketplace.ts';
import type { ServerOptions } from '../identity.ts';
import { importReport, reportText } from '../import-report.ts';
import { type Io, UsageProblem } from '../io.ts';
import { jsonFilesIn } from '../json-folder.ts';
import { sendDrafts } from '../send-drafts.ts';
import { asPerson, printTo, type Session, type Shell } from '../shell.ts';
import { addImportWorkflows } from './import-workflows.ts';

interface Options extends ServerOptions {
  readonly dryRun?: boolean;
}

/** `yardmaster import <folder>`: a Claude plugin marketplace as published. `workflows` is a word of its own. */
export function addImport(program: Command, shell: Shell): void {
  const marketplace = program.command('import');
  addImportWorkflows(marketplace, shell);
  asPerson(marketplace)
    .description('take a Claude plugin marketplace into the catalog')
    .argument('<folder>', 'the folder with .claude-plugin/marketplace.json')
    .option('--dry-run', 'read the folder and say what would be sent')
    .action((folder: string, options: Options) =>
      options.dryRun
        ? shell.alone(async () => dryRun(shell.io, options, folder))
        : shell.person(options, 'admin', (session) => send(session, folder)),
    );
}

function read(io: Io, folder: string): MarketplaceReading {
  const reading = readMarketplace(jsonFilesIn(resolve(io.cwd, folder)));
  if (reading.kind === 'refused') throw new UsageProblem(`${folder}: ${reading.say}`);
  return reading;
}

function dryRun(io: Io, { json }: Options, folder: string): number {
  const reading = read(io, folder);
  const report = importReport(reading, []);
  const count = `${reading.drafts.length} drafts would be sent; nothing was.`;
  printTo(io, json, { ...report, drafts: reading.drafts }, `${reportText(report)}\n${count}`);
  return reading.drafts.length > 0 ? 0 : 1;
}

/** Exit code 0 also when some were skipped; 1 when nothing could be done. */
async function send({ io, client, print, fail }: Session, folder: string): Promise<number> {
  const reading = read(io, folder);
  const sent = await sendDrafts(client, reading.drafts);
  const report = importReport(reading, sent.results);
  if (sent.failure && sent.results.length === 0) return fail(sent.failure);
  print(report, reportText(report));
  if (sent.failure) return fail(sent.failure);
  return report.taken.length + report.unchanged.length > 0 ? 0 : 1;
}
