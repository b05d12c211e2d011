import type { Command } from 'commander';
import { checkProof, makeProof, type Proved, proofSchema } from '../../lib/core/proof.ts';
import type { Refusal } from '../../lib/core/result.ts';
import { type Io, plain, UsageProblem } from '../io.ts';
import { parseJson, readTextFile } from '../json-file.ts';
import { linesOfFile } from '../lines-of-file.ts';
import { printTo, type Shell } from '../shell.ts';
import { type TrustOptions, trustOf, withTrust } from '../trust.ts';

/** `yardmaster audit prove`, `yardmaster audit check-proof`: both offline. */
export function addProofs(audit: Command, shell: Shell): void {
  audit
    .command('prove')
    .description('print a proof that one event is in an export, which shows no other event')
    .argument('<file>', 'an export')
    .argument('<subject>', 'workflow/<name>, approval/<id>, …')
    .argument('<number>', 'its number in that chain')
    .action((file: string, subject: string, number: string) =>
      shell.alone(async () => prove(shell.io, file, { subject, seq: readNumber(number) })),
    );
  withTrust(audit.command('check-proof'))
    .description('check such a proof')
    .argument('<file>', 'the proof')
    .option('--json', 'print JSON')
    .action((file: string, options: TrustOptions & { readonly json?: boolean }) =>
      shell.alone(async () => check(shell.io, file, options)),
    );
}

function readNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageProblem(`"${text}" is no number of an event: they count from 1.`);
}

function prove(io: Io, file: string, event: { subject: string; seq: number }): number {
  const trust = trustOf({});
  const made = makeProof(linesOfFile(io, file), event, trust.sha);
  if (made.kind === 'refused') return failed(io, made);
  // An export that was tampered with proves nothing: that is found here, not by whoever is handed the proof.
  const checked = checkProof(made.proof, trust);
  if (checked.kind === 'refused') return failed(io, checked);
  io.out(`${JSON.stringify(made.proof)}\n`);
  return 0;
}

function failed(io: Io, { say }: Refusal): number {
  io.err(plain(`${say}\n`));
  return 1;
}

function check(io: Io, file: string, options: TrustOptions & { readonly json?: boolean }): number {
  const parsed = proofSchema.safeParse(parseJson(readTextFile(io, file), file));
  if (!parsed.success) throw new UsageProblem(`${file} is no proof that audit prove has made.`);
  const found = checkProof(parsed.data, trustOf(options));
  const holds = found.kind === 'proved';
  printTo(io, options.json, { holds, ...found }, holds ? provedText(found) : notProved(found));
  return holds ? 0 : 1;
}

function notProved({ say }: Refusal): string {
  return `The proof does not hold. ${say}`;
}

function provedText({ subject, seq, event, checkpoint, hash, key, sure }: Proved): string {
  const { number, at } = checkpoint;
  const where = `${subject} number ${seq} is in the log that checkpoint ${number} of ${at} covers`;
  const outside = sure
    ? `Proved: ${where}.`
    : `The proof fits itself: ${where}.\nNot proved: whose log it is. Check the key with --key, or the checkpoint with --expect.`;
  return [outside, `Event: ${event}`, `Checkpoint: ${number}:${hash}`, `Key: ${key}`].join('\n');
}
