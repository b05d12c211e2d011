import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Deps, Signer } from './acts/deps.ts';
import { kmsSealer } from './aws/sealer.ts';
import { kmsSigner } from './aws/signer.ts';
import { readSlackSecret, type SlackSecret } from './aws/slack-secret.ts';
import { refuse } from './core/result.ts';
import {
  type LambdaEnvironment,
  processEnvironment,
  readLambdaEnvironment,
} from './environment.ts';
import { commonDeps, createLog, createStore } from './wire.ts';

export interface LambdaWiring {
  readonly deps: Deps;
  readonly env: LambdaEnvironment;
}

const WAIT_STEP_MS = 500;

/**
 * Dependencies of a function on AWS. A function without a key or secret in its environment has no
 * right to it either: using it all the same fails with its name.
 */
export function lambdaDeps(): LambdaWiring {
  const env = readLambdaEnvironment(processEnvironment());
  const client = new DynamoDBClient({ maxAttempts: 2 });
  const store = createStore(client, {
    registry: env.YARDMASTER_REGISTRY_TABLE,
    audit: env.YARDMASTER_AUDIT_TABLE,
  });
  return { env, deps: { ...commonDeps(store), ...keys(env), ...rest(env) } };
}

function keys(env: LambdaEnvironment): Pick<Deps, 'seal' | 'signer' | 'checkpointSigner'> {
  const kms = new KMSClient({});
  const { YARDMASTER_SEAL_KEY_ARN: seal } = env;
  return {
    seal: seal
      ? kmsSealer(kms, seal)
      : { seal: without('YARDMASTER_SEAL_KEY_ARN'), open: without('YARDMASTER_SEAL_KEY_ARN') },
    signer: lambdaSigner(env, 'YARDMASTER_RECEIPT_KEY_ARN', kms),
    checkpointSigner: lambdaSigner(env, 'YARDMASTER_CHECKPOINT_KEY_ARN', kms),
  };
}

type KeyName =
  | 'YARDMASTER_RECEIPT_KEY_ARN'
  | 'YARDMASTER_CHECKPOINT_KEY_ARN'
  | 'YARDMASTER_LEASE_KEY_ARN';

/** Signs with the key of that name; a function that was not given it fails with the name. */
export function lambdaSigner(
  env: LambdaEnvironment,
  name: KeyName,
  kms: KMSClient = new KMSClient({}),
): Signer {
  const arn = env[name];
  return arn ? kmsSigner(kms, arn) : { sign: without(name), publicKeys: without(name) };
}

function without(name: string): () => Promise<never> {
  return () => Promise.reject(new Error(`this function was not given ${name}`));
}

/** For functions that are not given Slack's secret. */
const cannotAsk = async () =>
  refuse('lookup-failed', 'This part of Yardmaster cannot ask Slack. Do it in Slack.');

function rest(
  env: LambdaEnvironment,
): Pick<Deps, 'people' | 'directory' | 'settings' | 'log' | 'wake'> {
  return {
    people: { fresh: cannotAsk },
    directory: {
      byEmail: cannotAsk,
      members: cannotAsk,
      hasGroups: async () => false,
      groups: async () => [],
      probe: cannotAsk,
    },
    settings: {
      command: env.YARDMASTER_COMMAND,
      baseUrl: env.YARDMASTER_BASE_URL ?? 'https://yardmaster.invalid',
      waitSeconds: env.YARDMASTER_WAIT_SECONDS,
      waitStepMs: WAIT_STEP_MS,
      preGranted: env.YARDMASTER_PRE_GRANTED,
    },
    log: createLog('info'),
    wake: () => undefined,
  };
}

/** The app's own secret: what a function that talks to Slack needs. */
export async function lambdaSlack({ env }: LambdaWiring): Promise<SlackSecret> {
  const arn = env.YARDMASTER_SLACK_SECRET_ARN;
  if (!arn) throw new Error('this function was not given YARDMASTER_SLACK_SECRET_ARN');
  return readSlackSecret(new SecretsManagerClient({}), arn);
}
