import * as z from 'zod';
import { actionSchema } from './component.ts';
import { personKeySchema } from './people.ts';

export const ENDINGS = ['approved', 'denied', 'expired', 'cancelled'] as const;
export type Ending = (typeof ENDINGS)[number];

/** Whose turn it was when it was asked. */
const VIA = ['team', 'approvers', 'lead', 'backup', 'platform', 'nobody'] as const;
export type AskedVia = (typeof VIA)[number];

/** Why somebody asked-for may not decide. In the order in which a refusal names them. */
const EXCLUSIONS = ['claimed', 'key-holder', 'last-editor', 'owner'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

export const decisionSchema = z.strictObject({
  by: personKeySchema,
  name: z.string(),
  choice: z.enum(['approve', 'deny']),
  at: z.string(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** How an approval ended. `by` is absent where nobody pressed anything (expired). */
const endSchema = z.strictObject({
  ending: z.enum(ENDINGS),
  at: z.string(),
  by: personKeySchema.optional(),
  name: z.string().optional(),
});

/** The one use of an approval. */
const useSchema = z.strictObject({
  executionId: z.string(),
  at: z.string(),
  receipt: z.string(),
});

/**
 * The small, hot part of an approval. Arguments and free text are in `ApprovalPayload`, written
 * once; the people who were asked are in `ApprovalAsked`.
 */
export const approvalSchema = z.object({
  id: z.string(),
  workflow: z.string(),
  team: z.string(),
  action: actionSchema,
  target: z.string(),
  digest: z.string(),
  /** SHA-256 of what the caller sent: a repeat of the same key must be the same request. */
  callDigest: z.string(),
  gateRevision: z.int(),
  policy: z.string(),
  quorum: z.int().min(1),
  onBehalfOf: personKeySchema.optional(),
  askedVia: z.enum(VIA),
  /** Of those whose turn it was, only the approvers whom the manifest names. */
  narrowed: z.literal(true).optional(),
  askedAt: z.string(),
  expiresAt: z.string(),
  channel: z.string(),
  decisions: z.array(decisionSchema),
  end: endSchema.optional(),
  use: useSchema.optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** Who was asked, and who of the team was left out and why. Written once, with the approval. */
export const approvalAskedSchema = z.object({
  asked: z.array(personKeySchema),
  excluded: z.array(z.strictObject({ person: personKeySchema, why: z.enum(EXCLUSIONS) })),
});
export type ApprovalAsked = z.infer<typeof approvalAskedSchema>;

/** What people read on the card. Part of the digest: "what you see is what is approved". */
const cardTextSchema = z.strictObject({
  line: z.string(),
  facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  hidden: z.int(),
});
export type CardText = z.infer<typeof cardTextSchema>;

/** Written once, sealed: `arguments` is the canonical JSON text. */
export const approvalPayloadSchema = z.object({
  arguments: z.string(),
  reason: z.string(),
  card: cardTextSchema,
});
export type ApprovalPayload = z.infer<typeof approvalPayloadSchema>;

/** The waiting state is not an ending: "everything else means not run". */
export function stateOf(approval: Approval): 'waiting' | Ending {
  return approval.end?.ending ?? 'waiting';
}

/** How many have approved so far; denials do not count. */
export function approvals(approval: Approval): number {
  return approval.decisions.filter((one) => one.choice === 'approve').length;
}
