import * as z from 'zod';
import { nameSchema } from '../core/component.ts';
import { CREDENTIAL_KINDS, declaredSchema } from '../core/credentials.ts';
import { MOST_SCOPES } from '../core/lease.ts';
import { idSchema, momentSchema, operation, text } from './operation.ts';

const requestIdSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/,
    'is an id of 1 to 100 letters, digits, dots, colons, hyphens or underscores',
  );

const leaseBodySchema = z.strictObject({
  /** As the manifest names it. */
  connector: nameSchema,
  /** Absent: all that may be had without an approval. */
  scopes: z.array(text(200)).min(1).max(MOST_SCOPES).optional(),
  /** The same request gets the same lease, with new credentials for the rest of its time. */
  request_id: requestIdSchema.optional(),
});
export type LeaseBody = z.infer<typeof leaseBodySchema>;

/** A lease with its credentials, which are shown this once. */
export const leaseAnswerSchema = z.object({
  id: z.string(),
  connector: z.string(),
  kind: z.enum(CREDENTIAL_KINDS),
  scopes: z.array(z.string()),
  expires_at: momentSchema,
  /** The lease was there already. */
  again: z.boolean(),
  /** A secret is known to whoever was given it, also when the lease is over, until it is rotated. */
  disclosed: z.boolean(),
  /** What the lease is bound to, where `consume` gave it. */
  approval: z.object({ id: z.string(), digest: z.string() }).optional(),
  aws: z
    .object({
      access_key_id: z.string(),
      secret_access_key: z.string(),
      session_token: z.string(),
    })
    .optional(),
  /** EdDSA JWT, `typ` yardmaster-lease+jwt, audience `connector/<name>`, checked with `/v1/keys`. */
  token: z.string().optional(),
  secret: z.string().optional(),
});
export type LeaseAnswer = z.infer<typeof leaseAnswerSchema>;

export const leaseOperation = operation({
  id: 'lease',
  method: 'post',
  path: '/v1/leases',
  summary:
    'Short-lived credentials for a connector. A refusal says what is missing; scopes behind a gate come with an approval only.',
  who: 'workflow',
  body: leaseBodySchema,
  answer: leaseAnswerSchema,
});

const credentialsAnswerSchema = z.object({
  connector: z.string(),
  version: z.int(),
  declared: declaredSchema,
  set_by: z.string(),
  set_at: momentSchema,
  rotated_at: momentSchema.optional(),
});
export type CredentialsAnswer = z.infer<typeof credentialsAnswerSchema>;

const params = z.strictObject({ name: idSchema });
const path = '/v1/components/connector/{name}/credentials';

export const getCredentialsOperation = operation({
  id: 'getCredentials',
  method: 'get',
  path,
  summary: "What was declared of a connector's credentials. No secret is in it.",
  who: 'person',
  params,
  answer: credentialsAnswerSchema,
});

export const setCredentialsOperation = operation({
  id: 'setCredentials',
  method: 'post',
  path,
  summary:
    'Declare what credentials a connector gives: a role with statements per scope, a token, a secret by where it is kept, or none.',
  who: 'person',
  params,
  body: declaredSchema,
  answer: credentialsAnswerSchema,
});

export const rotatedOperation = operation({
  id: 'noteRotated',
  method: 'post',
  path: `${path}/rotated`,
  summary: "Note that a connector's secret was rotated: what was disclosed before opens nothing.",
  who: 'person',
  params,
  answer: credentialsAnswerSchema,
});
