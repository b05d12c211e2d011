import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Lending } from '../acts/deps.ts';
import { refuse } from '../core/result.ts';

/** Connectors' secrets in Secrets Manager, by their ARN. Whatever goes wrong, no value is in what is said of it. */
export function connectorSecrets(client: SecretsManagerClient): Lending['secret'] {
  return async (reference) => {
    const answer = await client
      .send(new GetSecretValueCommand({ SecretId: reference }))
      .catch(() => undefined);
    if (answer?.SecretString) return { kind: 'secret', value: answer.SecretString };
    return secretUnavailable();
  };
}

/** For a secret that is not there, or could not be read. */
export function secretUnavailable() {
  return refuse(
    'secret-unavailable',
    "The connector's secret could not be read. Ask again in a moment; if it stays so, a platform admin checks where it is kept.",
  );
}
