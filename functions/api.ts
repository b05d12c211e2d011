import { handle } from 'hono/aws-lambda';
import { createApi } from '../lib/api/app.ts';
import { oidcLogin } from '../lib/oidc/login.ts';
import { oidcVerifier } from '../lib/oidc/verify.ts';
import { lambdaDeps } from '../lib/wire-lambda.ts';
import { slackAskingLater } from '../lib/wire-slack.ts';

const wiring = lambdaDeps();
const deps = {
  ...wiring.deps,
  ...slackAskingLater(wiring),
  oidc: oidcVerifier(),
  login: oidcLogin(),
};

/** The HTTP API, without what signs. */
export const handler = handle(createApi(deps, { consume: false }));
