import type { Command } from 'commander';
import { count } from '../../lib/core/count.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import { type ArchiveFolder, isFolder, readArchive } from '../archive-folder.ts';
import { auditReport } from '../audit-report.ts';
import type { ServerOptions } from '../identity.ts';
import type { Io } from '../io.ts';
import { linesOfFile } from '../lines-of-file.ts';
import { asPerson, printTo, type Session, type Shell } from '../shell.ts';
import { type TrustOptions, trustOf, withTrust } from '../trust.ts';
import { addExport } from './audit-export.ts';
import { addProofs } from './audit-proof.ts';

/** `yardmaster audit export`, `verify`, `prove`, `check-proof` */
export function addAudit(program: Command, shell: Shell): void {
  const audit = program.command('audit').description('the audit log');
  addExport(audit, shell);
  withTrust(asPerson(audit.command('verify')))
    .description('check an export or an archive, offline; without one a fresh export is checked')
    .argument('[file]', 'a file of an export, or the folder of an archive')
    .action((file: string | undefined, options: VerifyOptions) =>
      file === undefined
        ? shell.person(options, 'auditor', (session) => verifyFresh(session, options))
        : shell.alone(async () => verifyKept(shell.io, options, file)),
    );
  addProofs(audit, shell);
}

type VerifyOptions = ServerOptions & TrustOptions;

async function verifyFresh({ io, client, fail }: Session, options: VerifyOptions) {
  const lines: string[] = [];
  const outcome = await client.exportAudit((line) => {
    lines.push(line);
  });
  return outcome.kind === 'ok' ? report(io, options, 'export', lines) : fail(outcome);
}

function verifyKept(io: Io, options: VerifyOptions, file: string): number {
  return isFolder(io, file)
    ? reportArchive(io, options, file)
    : report(io, options, file, linesOfFile(io, file));
}

function reportArchive(io: Io, options: VerifyOptions, folder: string): number {
  const { lines, missing, apart, where } = readArchive(io, folder);
  const found = verifyExport(lines, trustOf(options));
  const { holds, text } = auditReport(found, folder, where);
  const said = [
    ...(missing.length > 0
      ? [`Missing, with the events that they cover: ${checkpoints(missing)}.`]
      : []),
    text,
    ...(apart.length > 0
      ? [`Left behind by a restore, and not part of it: ${count(apart.length, 'file')}.`]
      : []),
  ];
  printTo(io, options.json, { holds, missing, apart, ...found }, said.join('\n'));
  return holds ? 0 : 1;
}

const MOST_NAMED = 20;

function checkpoints(missing: ArchiveFolder['missing']): string {
  const named = missing
    .slice(0, MOST_NAMED)
    .map(({ from, to }) => (from === to ? `checkpoint ${from}` : `checkpoints ${from} to ${to}`));
  const more = missing.length - named.length;
  return `${named.join(', ')}${more > 0 ? `, and more in ${count(more, 'place')}` : ''}`;
}

function report(io: Io, options: VerifyOptions, file: string, lines: Iterable<string>): number {
  const found = verifyExport(lines, trustOf(options));
  const { holds, text } = auditReport(found, file);
  printTo(io, options.json, { holds, ...found }, text);
  return holds ? 0 : 1;
}
