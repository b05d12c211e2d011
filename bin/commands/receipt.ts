import type { Command } from 'commander';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import * as z from 'zod';
import { RECEIPT_TYPE } from '../../lib/core/consume.ts';
import { instant, plainDate } from '../../lib/core/time.ts';
import { type Io, UsageProblem } from '../io.ts';
import { printTo, type Shell } from '../shell.ts';
import { readForeignText } from '../text-file.ts';

interface Options {
  readonly keys: string;
  readonly expired?: boolean;
  readonly json?: boolean;
}

const MOST_BYTES = 1024 * 1024;

/** `yardmaster receipt verify`: whether a receipt is one, without asking anybody. */
export function addReceipt(program: Command, shell: Shell): void {
  const receipt = program.command('receipt').description('check what consuming an approval gave');
  receipt
    .command('verify')
    .description('check a receipt offline; exit code 0 only when it is good now')
    .argument('<file>', 'the receipt as it was printed')
    .requiredOption('--keys <file>', 'what GET /v1/keys answered')
    .option('--expired', 'look back: accept one whose two minutes are over')
    .option('--json', 'print JSON')
    .action((file: string, options: Options) =>
      shell.alone(() => verifyReceipt(shell.io, file, options)),
    );
}

async function verifyReceipt(io: Io, file: string, options: Options): Promise<number> {
  const text = readForeignText(io, file, MOST_BYTES).trim();
  const keys = createLocalJWKSet({ keys: readKeys(io, options.keys) });
  const at = options.expired ? issuedAt(text) : (io.now?.() ?? Date.now());
  try {
    const { payload } = await jwtVerify(text, keys, {
      algorithms: ['EdDSA'],
      typ: RECEIPT_TYPE,
      currentDate: new Date(at),
    });
    const claims = claimsSchema.parse(payload);
    printTo(io, options.json, claims, receiptText(claims));
    return 0;
  } catch (error) {
    if (!(error instanceof errors.JOSEError || error instanceof z.ZodError)) throw error;
    io.err(`${whyNot(error)}\n`);
    return 1;
  }
}

const claimsSchema = z.looseObject({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  iat: z.int(),
  exp: z.int(),
  digest: z.string(),
  action: z.string(),
  target: z.string(),
  execution_id: z.string(),
  break_glass: z.boolean().optional(),
});

function receiptText(claims: z.infer<typeof claimsSchema>): string {
  const broken = claims.break_glass ? ', approved in an emergency (break-glass)' : '';
  return [
    `Good: ${claims.aud} may run ${claims.action} on ${claims.target}, once${broken}.`,
    `  approval ${claims.sub}, execution ${claims.execution_id}`,
    `  digest ${claims.digest}`,
    `  from ${plainDate(instant(claims.iat * 1000))} until ${plainDate(instant(claims.exp * 1000))}, by ${claims.iss}`,
  ].join('\n');
}

const keySetSchema = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), purpose: z.string().optional() })),
});

/** "Separate keys for receipts, leases and checkpoints": one of another purpose signs no receipt. */
function readKeys(io: Io, file: string) {
  const parsed = keySetSchema.safeParse(parsedJson(readForeignText(io, file, MOST_BYTES)));
  const keys = parsed.data?.keys.filter(({ purpose = 'receipts' }) => purpose === 'receipts');
  if (keys && keys.length > 0) return keys;
  throw new UsageProblem(
    `${file} holds no keys that sign receipts. Save what GET /v1/keys answers, and name that file.`,
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const issuedSchema = z.object({ iat: z.int() });

/** When it says that it was given: whether that is so is up to the signature. */
function issuedAt(text: string): number {
  const body = Buffer.from(text.split('.')[1] ?? '', 'base64url').toString();
  return (issuedSchema.safeParse(parsedJson(body)).data?.iat ?? 0) * 1000;
}

function whyNot(error: errors.JOSEError | z.ZodError): string {
  if (error instanceof errors.JWTExpired) {
    return 'Not good any more: a receipt holds for two minutes. To look back, add --expired.';
  }
  if (error instanceof errors.JWKSNoMatchingKey) {
    return 'Not good: it was signed with another key than those in the file.';
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return 'Not good: it was changed, or signed with another key.';
  }
  return 'Not good: this is no receipt of Yardmaster.';
}
