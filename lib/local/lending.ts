import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STSClient } from '@aws-sdk/client-sts';
import type { Lending } from '../acts/deps.ts';
import { secretUnavailable } from '../aws/connector-secrets.ts';
import { stsRoles } from '../aws/sts.ts';
import { refuse } from '../core/result.ts';
import { writeWhole } from './data-folder.ts';
import { type Keyring, localLeaseSigner, localSealer } from './keyring.ts';

/** The folder of sealed secrets, within the data folder. */
export const CONNECTOR_SECRETS = 'connector-secrets';
const REFERENCE = /^local:([a-z0-9][a-z0-9._-]{0,79})$/;

interface Place {
  readonly keyring: Keyring;
  /** The folder of sealed secrets. */
  readonly folder: string;
}

/**
 * What leases are made of on one machine: a key of the keyring, sealed files, and the STS that is
 * played at `stsEndpoint`, which the real SDK talks to.
 */
export function localLending({ keyring, folder }: Place, stsEndpoint: string | undefined): Lending {
  return {
    signer: localLeaseSigner(keyring),
    assume: stsEndpoint ? stsRoles(playedSts(stsEndpoint)) : noSts,
    secret: (reference) => readSecret({ keyring, folder }, reference),
  };
}

function playedSts(endpoint: string): STSClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new STSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 2 });
}

const noSts: Lending['assume'] = async () =>
  refuse(
    'role-refused',
    'This machine has no STS to ask. Start one that is played on this machine and name it in AWS_ENDPOINT_URL_STS, or try it on AWS.',
  );

/** Seals a secret under its name; a file that is there already is replaced. */
export async function keepSecret(
  { keyring, folder }: Place,
  name: string,
  value: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeWhole(join(folder, name), await localSealer(keyring).seal(value, contextOf(name)));
}

async function readSecret({ keyring, folder }: Place, reference: string) {
  const name = REFERENCE.exec(reference)?.[1];
  const file = name && join(folder, name);
  if (!file || !existsSync(file)) return secretUnavailable();
  try {
    const value = await localSealer(keyring).open(readFileSync(file, 'utf8'), contextOf(name));
    return { kind: 'secret' as const, value };
  } catch {
    return secretUnavailable();
  }
}

/** A file that is moved under another name stays shut. */
function contextOf(name: string): string {
  return `connector-secret/${name}`;
}
