import type { Command } from 'commander';
import { verifyExport } from '../../lib/core/verify.ts';
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
