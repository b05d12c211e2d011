import { handle } from 'hono/aws-lambda';
import { createCredentialsApi } from '../lib/api/credentials-app.ts';
import { lambdaDeps } from '../lib/wire-lambda.ts';

/** Consume and the public keys: the only function that may sign receipts. */
export const handler = handle(createCredentialsApi(lambdaDeps().deps));
