import type { Command } from 'commander';
import { isSignedBy } from '../lib/aws/jws.ts';
import { CHECKPOINT_TYPE } from '../lib/core/checkpoint.ts';
import type { Kept, Trust } from '../lib/core/verify-checkpoints.ts';
import { sha256 } from '../lib/wire.ts';
import { UsageProblem } from './io.ts';

export interface TrustOptions {
  readonly expect?: string;
  readonly key?: readonly string[];
}

/** The options of what checks without a server: what the auditor has from outside. */
export function withTrust(command: Command): Command {
  return command
    .option('--expect <checkpoint>', 'a checkpoint that you kept: number:hash')
    .option(
      '--key <fingerprint...>',
      'the fingerprint of the key that signs checkpoints, from outside',
    );
}

/** Throws `UsageProblem` for what is no checkpoint or fingerprint. */
export function trustOf({ expect, key }: TrustOptions): Trust {
  return {
    sha: sha256,
    signed: (signature, text, x) => isSignedBy(signature, text, { x, type: CHECKPOINT_TYPE }),
    expect: expect === undefined ? undefined : readKept(expect),
    keys: key?.map(readFingerprint),
  };
}

function readKept(text: string): Kept {
  const [, number, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text.toLowerCase()) ?? [];
  if (number === undefined || hash === undefined) {
    throw new UsageProblem(
      `"${text}" is no checkpoint. Write it as audit verify prints it: 12:0f3a… with 64 digits.`,
    );
  }
  return { number: Number(number), hash };
}

function readFingerprint(text: string): string {
  const fingerprint = text.toLowerCase();
  if (/^[0-9a-f]{64}$/.test(fingerprint)) return fingerprint;
  throw new UsageProblem(
    `"${text}" is no fingerprint: it has 64 hexadecimal digits, as /v1/keys shows it.`,
  );
}
