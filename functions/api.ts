import { handle } from 'hono/aws-lambda';
import { createApi } from '../lib/api/app.ts';
import { lambdaDeps } from '../lib/wire-lambda.ts';

/** The HTTP API, without what signs. */
export const handler = handle(createApi(lambdaDeps().deps, { consume: false }));
