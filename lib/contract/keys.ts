import * as z from 'zod';
import { momentSchema, operation, text } from './operation.ts';

const codeBodySchema = z.strictObject({ code: text(100) });

export const claimKeyOperation = operation({
  id: 'claimKey',
  method: 'post',
  path: '/v1/keys/claim',
  summary: "Turn a one-time code from Slack into the workflow's key. It is shown once.",
  who: 'anybody',
  body: codeBodySchema,
  answer: z.object({ workflow: z.string(), key: z.string() }),
});

export const loginOperation = operation({
  id: 'login',
  method: 'post',
  path: '/v1/login',
  summary: 'Turn a one-time code from Slack into a login for 12 hours.',
  who: 'anybody',
  body: codeBodySchema,
  answer: z.object({ person: z.string(), token: z.string(), expires_at: momentSchema }),
});

export const publicKeysOperation = operation({
  id: 'publicKeys',
  method: 'get',
  path: '/v1/keys',
  summary: 'The public keys that receipts are signed with, as a JWK set.',
  who: 'anybody',
  answer: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
});
