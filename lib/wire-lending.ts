import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import type { Lending } from './acts/deps.ts';
import { connectorSecrets } from './aws/connector-secrets.ts';
import { stsRoles } from './aws/sts.ts';
import { type LambdaWiring, lambdaSigner } from './wire-lambda.ts';

/** STS, connectors' secrets and the lease key: for the one function that may have them. */
export function lambdaLending({ env }: LambdaWiring): Lending {
  return {
    signer: lambdaSigner(env, 'YARDMASTER_LEASE_KEY_ARN'),
    assume: stsRoles(new STSClient({ maxAttempts: 2 })),
    secret: connectorSecrets(new SecretsManagerClient({ maxAttempts: 2 })),
  };
}
