import { handle } from 'hono/aws-lambda';
import { createCredentialsApi } from '../lib/api/credentials-app.ts';
import { lambdaDeps } from '../lib/wire-lambda.ts';
import { lambdaLending } from '../lib/wire-lending.ts';

const wiring = lambdaDeps();
const deps = { ...wiring.deps, lending: lambdaLending(wiring) };

/** Consume, leases and the public keys: the only function that may sign receipts and hold credentials. */
export const handler = handle(createCredentialsApi(deps));
