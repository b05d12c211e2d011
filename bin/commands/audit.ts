import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type Verification, verifyExport } from '../../lib/core/verify.ts';
import { openExportFile } from '../export-file.ts';
import type { ServerOptions } from '../identity.ts';
import type { Io } from '../io.ts';
import { readTextFile } from '../json-file.ts';
import { asPerson, printTo, type Session, type Shell } from '../shell.ts';

const MOST_SHOWN = 20;
const PROVED =
  'Proved: within each chain no line was changed, added, taken out or moved.\nNot proved: that nothing was cut from the end of a chain, and that no whole chain is missing. That needs a checkpoint kept elsewhere, which is not built yet.';

/** `yardmaster audit export`, `yardmaster audit verify` */
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
  asPerson(audit.command('verify'))
    .description('check an export, offline; without a file a fresh export is checked')
    .argument('[file]')
    .action((file: string | undefined, options: ServerOptions) =>
      file === undefined
        ? shell.person(options, 'auditor', (session) => verifyFresh(session, options))
        : shell.alone(async () => {
            const lines = readTextFile(shell.io, file).split('\n');
            return report(shell.io, options, file, lines);
          }),
    );
}

async function exportToOutput({ io, client, fail }: Session): Promise<number> {
  const outcome = await client.exportAudit((line) => io.out(`${line}\n`));
  return outcome.kind === 'ok' ? 0 : fail(outcome);
}

async function exportToFile({ io, client, print, fail }: Session, name: string): Promise<number> {
  const file = openExportFile(resolve(io.cwd, name));
  const outcome = await client.exportAudit((line) => file.write(`${line}\n`));
  if (outcome.kind !== 'ok') {
    file.discard();
    return fail(outcome);
  }
  file.keep();
  print({ file: name, events: outcome.value }, `${outcome.value} events are in ${name}.`);
  return 0;
}

async function verifyFresh({ io, client, fail }: Session, options: ServerOptions) {
  const lines: string[] = [];
  const outcome = await client.exportAudit((line) => {
    lines.push(line);
  });
  return outcome.kind === 'ok' ? report(io, options, 'export', lines) : fail(outcome);
}

function report(io: Io, { json }: ServerOptions, file: string, lines: readonly string[]): number {
  const found = verifyExport(lines, sha256);
  const holds = found.breaks.length === 0 && found.events > 0;
  printTo(io, json, { holds, ...found }, holds ? holdsText(found) : brokenText(found, file));
  return holds ? 0 : 1;
}

function holdsText({ events, chains, last }: Verification): string {
  return `The log holds: ${events} events in ${chains} chains, the newest of ${last}.\n${PROVED}`;
}

function brokenText({ breaks, events }: Verification, file: string): string {
  if (breaks.length === 0 && events === 0)
    return `There are no events in ${file}: nothing is proved.`;
  const lines = breaks.slice(0, MOST_SHOWN).map(({ line, subject, seq, say }) => {
    const which = subject === '?' ? 'this' : `${subject} number ${seq}`;
    return `${file}:${line}: ${which} ${say}`;
  });
  const more = breaks.length - lines.length;
  return ['The log does not hold.', ...lines, ...(more > 0 ? [`… and ${more} more.`] : [])].join(
    '\n',
  );
}

function sha256(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}
