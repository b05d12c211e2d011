import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DestinationStream, pino } from 'pino';
import { catalogIndex } from './acts/catalog-index.ts';
import type { Deps, FreshLogin, Lending, Log, Oidc } from './acts/deps.ts';
import type { Zip } from './acts/stored-catalog.ts';
import { refuse } from './core/result.ts';
import { codeFrom } from './core/secret.ts';
import { instant } from './core/time.ts';
import type { Store } from './store/store.ts';

export function sha256(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}

export function createStore(
  client: DynamoDBClient,
  tables: { readonly registry: string; readonly audit: string },
): Store {
  return {
    client,
    ...tables,
    sha: sha256,
    pause: async (milliseconds) => {
      await pause(milliseconds);
    },
    random: Math.random,
  };
}

/** Deflate, off the main thread. */
export const zip: Zip = { pack: promisify(deflate), unpack: promisify(inflate) };

/** For processes that let no CI job in: whoever does brings a verifier, and its weight. */
const noCi: Oidc = {
  verify: async () =>
    refuse('unauthenticated', 'This part of Yardmaster takes no tokens of CI jobs.'),
};

const noLoginHere = 'Nobody logs in at this part of Yardmaster.';

/** For processes that nobody logs in at: whoever serves the pages brings it, and its weight. */
const noLogin: FreshLogin = {
  check: async () => refuse('bad-provider', noLoginHere),
  begin: async () => refuse('login-refused', noLoginHere),
  finish: async () => refuse('login-refused', noLoginHere),
};

const noLeasesHere = 'This part of Yardmaster gives no credentials.';
const cannotSign = () => Promise.reject(new Error('this process was not given the lease key'));

/** "Only `functions/credentials` holds STS, connector secrets …": all others have this. */
const noLending: Lending = {
  signer: { sign: cannotSign, publicKeys: cannotSign },
  assume: async () => refuse('role-refused', noLeasesHere),
  secret: async () => refuse('secret-unavailable', noLeasesHere),
};

/** What every process has alike: clock, ids, hash, catalog. The rest differs between one machine and AWS. */
export function commonDeps(store: Store) {
  const { newId, newSecret, newCode } = randomness();
  return {
    store,
    sha: sha256,
    now: () => instant(Date.now()),
    newId,
    newSecret,
    newCode,
    catalog: catalogIndex({ store, zip }, () => Date.now()),
    zip,
    oidc: noCi,
    lending: noLending,
    login: noLogin,
  } satisfies Partial<Deps>;
}

function randomness(): Pick<Deps, 'newId' | 'newSecret' | 'newCode'> {
  return {
    newId: (prefix) => `${prefix}_${randomBytes(12).toString('hex')}`,
    newSecret: () => randomBytes(32).toString('base64url'),
    newCode: () => codeFrom(randomBytes(12)),
  };
}

/**
 * Structured lines, on standard error unless told otherwise. Field names that could hold a secret
 * are cut out all the same, down to the third level.
 */
export function createLog(level: string, to: DestinationStream = pino.destination(2)): Log {
  const hidden = ['token', 'secret', 'key', 'authorization', 'body', 'payload', 'arguments'];
  const redact = hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({ level, base: null, redact, timestamp: pino.stdTimeFunctions.isoTime }, to);
}
