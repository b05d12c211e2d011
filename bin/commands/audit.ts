import { resolve } from 'node:path';
import type { Command } from 'commander';
import { count } from '../../lib/core/count.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import { auditReport } from '../audit-report.ts';
import { openExportFile } from '../export-file.ts';
import type { ServerOptions } from '../identity.ts';
import type { Io } from '../io.ts';
import { linesOfFile } from '../lines-of-file.ts';
import { asPerson, printTo, type Session, type Shell } from '../shell.ts';
import { type TrustOptions, trustOf, withTrust } from '../trust.ts';
import { addProofs } from './audit-proof.ts';

/** `yardmaster audit export`, `verify`, `prove`, `check-proof` */
export function addAudit(program: Command, shell: Shell): void {
  const audit = program.command('audit').description('the audit log');
  asPerson(audit.command('export'))
    .description('write the whole log as lines of JSON')
    .argument('[file]', 'standard output when absent')
    .action((file: string | undefined, options: ServerOptions) =>
      shell.person(options, 'auditor', (session) =>
        file ? exportToFile(session, file) : exportToOutput(session),
      ),
    );
  withTrust(asPerson(audit.command('verify')))
    .description('check an export, offline; without a file a fresh export is checked')
    .argument('[file]')
    .action((file: string | undefined, options: VerifyOptions) =>
      file === undefined
        ? shell.person(options, 'auditor', (session) => verifyFresh(session, options))
        : shell.alone(async () => report(shell.io, options, file, linesOfFile(shell.io, file))),
    );
  addProofs(audit, shell);
}

type VerifyOptions = ServerOptions & TrustOptions;

async function exportToOutput({ io, client, fail }: Session): Promise<number> {
  const outcome = await client.exportAudit((line) => io.out(`${line}\n`));
  return outcome.kind === 'ok' ? 0 : fail(outcome);
}

async function exportToFile({ io, client, print, fail }: Session, name: string): Promise<number> {
  const file = openExportFile(resolve(io.cwd, name));
  let checkpoints = 0;
  const outcome = await client.exportAudit((line) => {
    if (line.startsWith('{"checkpoint":')) checkpoints += 1;
    file.write(`${line}\n`);
  });
  if (outcome.kind !== 'ok') {
    file.discard();
    return fail(outcome);
  }
  file.keep();
  const events = outcome.value - checkpoints;
  const said = `${name} holds ${count(events, 'event')} and ${count(checkpoints, 'checkpoint')}.`;
  print({ file: name, events, checkpoints }, said);
  return 0;
}

async function verifyFresh({ io, client, fail }: Session, options: VerifyOptions) {
  const lines: string[] = [];
  const outcome = await client.exportAudit((line) => {
    lines.push(line);
  });
  return outcome.kind === 'ok' ? report(io, options, 'export', lines) : fail(outcome);
}

function report(io: Io, options: VerifyOptions, file: string, lines: Iterable<string>): number {
  const found = verifyExport(lines, trustOf(options));
  const { holds, text } = auditReport(found, file);
  printTo(io, options.json, { holds, ...found }, text);
  return holds ? 0 : 1;
}
