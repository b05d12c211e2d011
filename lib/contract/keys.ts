import * as z from 'zod';
import { idSchema, momentSchema, operation, text } from './operation.ts';

const codeBodySchema = z.strictObject({ code: text(100) });

export const claimKeyOperation = operation({
  id: 'claimKey',
  method: 'post',
  path: '/v1/keys/claim',
  summary:
    "Turn a one-time code from Slack into the workflow's key, as the person who took the code. It is shown once; older keys end when the code said.",
  who: 'person',
  body: codeBodySchema,
  answer: z.object({ workflow: z.string(), key: z.string() }),
});

/** A key, without itself. */
const keyAnswerSchema = z.object({
  id: z.string(),
  holder: z.string(),
  issued_at: momentSchema,
  ends_at: momentSchema.optional(),
  /** Absent: never used. Kept to ten minutes. */
  last_used_at: momentSchema.optional(),
});

const keysAnswerSchema = z.object({ keys: z.array(keyAnswerSchema) });
/** One key under a workflow or a CI identity. */
const keyParamsSchema = z.strictObject({ id: idSchema, key: idSchema });
const revokedSchema = z.object({ revoked: z.string() });

export const listKeysOperation = operation({
  id: 'listKeys',
  method: 'get',
  path: '/v1/workflows/{id}/keys',
  summary: "A workflow's keys in force: who holds them, until when, when last used.",
  who: 'person',
  params: z.strictObject({ id: idSchema }),
  answer: keysAnswerSchema,
});

export const revokeKeyOperation = operation({
  id: 'revokeKey',
  method: 'post',
  path: '/v1/workflows/{id}/keys/{key}/revoke',
  summary: "Revoke one of a workflow's keys: the next request with it is refused.",
  who: 'person',
  params: keyParamsSchema,
  answer: revokedSchema,
});

const identityAnswerSchema = z.object({
  id: z.string(),
  team: z.string(),
  created_at: momentSchema,
  keys: z.array(keyAnswerSchema),
});
export type IdentityAnswer = z.infer<typeof identityAnswerSchema>;

export const createIdentityOperation = operation({
  id: 'createIdentity',
  method: 'post',
  path: '/v1/identities',
  summary: "Create a team's CI identity. Its key is claimed with a one-time code from Slack.",
  who: 'person',
  body: z.strictObject({ id: text(60), team: text(60) }),
  answer: identityAnswerSchema,
});

export const listIdentitiesOperation = operation({
  id: 'listIdentities',
  method: 'get',
  path: '/v1/identities',
  summary: 'The CI identities whose keys the caller may issue.',
  who: 'person',
  answer: z.object({ identities: z.array(identityAnswerSchema) }),
});

export const claimCiKeyOperation = operation({
  id: 'claimCiKey',
  method: 'post',
  path: '/v1/identities/claim',
  summary:
    "Turn a one-time code from Slack into a CI identity's key, as the person who took the code. It is shown once.",
  who: 'person',
  body: codeBodySchema,
  answer: z.object({ identity: z.string(), key: z.string() }),
});

export const revokeCiKeyOperation = operation({
  id: 'revokeCiKey',
  method: 'post',
  path: '/v1/identities/{id}/keys/{key}/revoke',
  summary: "Revoke one of a CI identity's keys: the next request with it is refused.",
  who: 'person',
  params: keyParamsSchema,
  answer: revokedSchema,
});

export const publicKeysOperation = operation({
  id: 'publicKeys',
  method: 'get',
  path: '/v1/keys',
  summary: 'The public keys that receipts and checkpoints are signed with, as a JWK set.',
  who: 'anybody',
  answer: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
});
