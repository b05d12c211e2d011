import * as z from 'zod';
import { idSchema, momentSchema, operation, text } from './operation.ts';

const eraseAnswerSchema = z.object({
  person: z.string(),
  dry_run: z.boolean(),
  /** False: the same call once more goes on from here. */
  done: z.boolean(),
  /** Things that lost words or a name of theirs by this call, or would lose them. */
  things: z.int(),
  logins: z.int(),
  /** What stays of the person, one sentence each. */
  stays: z.array(z.string()),
});
export type EraseAnswer = z.infer<typeof eraseAnswerSchema>;

export const erasePersonOperation = operation({
  id: 'erasePerson',
  method: 'post',
  path: '/v1/people/{id}/erase',
  summary:
    'Erase what is kept of a person besides the id: names, reasons, needs, logins. Refused while they still hold something. Platform admins only.',
  who: 'person',
  params: z.object({ id: idSchema }),
  body: z.strictObject({ dry_run: z.boolean().optional() }),
  answer: eraseAnswerSchema,
});

const uninstallBodySchema = z.strictObject({
  /** The organisation's name, typed out. With dry_run it may be left out. */
  name: text(200).optional(),
  dry_run: z.boolean().optional(),
  /** The last step: ends every login, the caller's too. */
  logins: z.boolean().optional(),
});
export type UninstallBody = z.infer<typeof uninstallBodySchema>;

const uninstallAnswerSchema = z.object({
  organisation: z.string(),
  stopped_at: momentSchema.optional(),
  /** Keys revoked by this call, and those left: the same call once more for them. */
  revoked: z.int(),
  left: z.int(),
  logins_ended: z.boolean(),
  /** Whether the caller may export the log: auditors may. */
  may_export: z.boolean(),
  retention_days: z.int(),
});
export type UninstallAnswer = z.infer<typeof uninstallAnswerSchema>;

export const uninstallOperation = operation({
  id: 'uninstall',
  method: 'post',
  path: '/v1/uninstall',
  summary:
    'Stop everything, revoke every key, and at last every login. Reading stays possible. Platform admins only.',
  who: 'person',
  body: uninstallBodySchema,
  answer: uninstallAnswerSchema,
});
