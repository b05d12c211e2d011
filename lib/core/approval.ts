import * as z from 'zod';
import { cardLookSchema } from './card-template.ts';
import { actionSchema } from './component.ts';
import { type PersonKey, personKeySchema } from './people.ts';
import { STAGE_OF } from './policy.ts';

export const ENDINGS = ['approved', 'denied', 'expired', 'cancelled'] as const;
export type Ending = (typeof ENDINGS)[number];

/** Whose turn it was when it was asked. */
const VIA = ['team', 'approvers', 'lead', 'backup', 'platform', 'nobody'] as const;
export type AskedVia = (typeof VIA)[number];

/** Why somebody asked-for may not decide. In the order in which a refusal names them. */
const EXCLUSIONS = ['claimed', 'key-holder', 'last-editor', 'owner', 'named-out'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

export const decisionSchema = z.strictObject({
  by: personKeySchema,
  /** In whose place: whoever was asked and named `by`. It counts as that person's one decision. */
  for: personKeySchema.optional(),
  name: z.string(),
  choice: z.enum(['approve', 'deny']),
  at: z.string(),
  /** Which of the stages it counts in, from 0. */
  stage: z.int().min(0),
  /** When the person logged in anew for it, where that was asked. */
  loggedInAt: z.string().optional(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** One of the groups of people that all have to approve, in their order. */
const stageSchema = z.strictObject({
  of: z.enum(STAGE_OF),
  /** Whose turn it was when it was asked. */
  via: z.enum(VIA),
  quorum: z.int().min(1),
  stepUp: z.literal(true).optional(),
  reason: z.literal(true).optional(),
});
export type Stage = z.infer<typeof stageSchema>;

/** Why an approval that nobody denied will never be one. */
export const CANCELLED_WHY = [
  'workflow-changed',
  'rules-changed',
  'workflow-gone',
  'withdrawn',
] as const;
export type CancelledWhy = (typeof CANCELLED_WHY)[number];

/** How an approval ended. `by` is absent where nobody pressed anything (expired). */
const endSchema = z.strictObject({
  ending: z.enum(ENDINGS),
  /** Of a cancelled one alone. */
  why: z.enum(CANCELLED_WHY).optional(),
  at: z.string(),
  by: personKeySchema.optional(),
  name: z.string().optional(),
  /** One platform admin ended it in an emergency, in place of those who were asked. */
  breakGlass: z.literal(true).optional(),
});

/** What an agent says of an execution. */
export const EXECUTION_OUTCOMES = ['done', 'failed', 'partly'] as const;
export type ExecutionOutcome = (typeof EXECUTION_OUTCOMES)[number];

/** The one use of an approval. */
const useSchema = z.strictObject({
  executionId: z.string(),
  at: z.string(),
  receipt: z.string(),
  /** What became of it, as the agent said. */
  outcome: z.strictObject({ said: z.enum(EXECUTION_OUTCOMES), at: z.string() }).optional(),
  /** Since when it is shown that the agent has said nothing. It may still say so. */
  unknownSince: z.string().optional(),
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
  /** "All of which must pass", one after the other. */
  stages: z.array(stageSchema).min(1).max(STAGE_OF.length),
  onBehalfOf: personKeySchema.optional(),
  askedAt: z.string(),
  expiresAt: z.string(),
  channel: z.string(),
  /** Where its card stands besides: channels C…, people U…. */
  copies: z.array(z.string()).max(40).optional(),
  decisions: z.array(decisionSchema),
  /** Turns that people of it handed to somebody else; each of them has one seat at most. */
  handed: z
    .array(z.strictObject({ from: personKeySchema, to: personKeySchema, at: z.string() }))
    .optional(),
  /** When those whose turn it is, and then those above them, are told again; absent once they were. */
  remindAt: z.string().optional(),
  escalateAt: z.string().optional(),
  remindedAt: z.string().optional(),
  /** Since when nobody can decide, as its workflow does not run. */
  heldSince: z.string().optional(),
  end: endSchema.optional(),
  use: useSchema.optional(),
  /** Since when an approved one that nobody used can be used no more. */
  lapsedAt: z.string().optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** Who was asked, and who of the team was left out and why. Written once, with the approval. */
export const approvalAskedSchema = z.object({
  /** By stage. */
  stages: z.array(z.array(personKeySchema)),
  excluded: z.array(z.strictObject({ person: personKeySchema, why: z.enum(EXCLUSIONS) })),
  /** What its card was written with. */
  look: cardLookSchema.optional(),
});
export type ApprovalAsked = z.infer<typeof approvalAskedSchema>;

/** What people read on the card. Part of the digest: "what you see is what is approved". */
const cardTextSchema = z.strictObject({
  line: z.string(),
  /** The team's own words, with what the call says in their places. */
  note: z.string().optional(),
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

/** How many have approved so far, in all stages or in one; denials do not count. */
export function approvals({ decisions }: Approval, stage?: number): number {
  const counts = decisions.filter((one) => one.choice === 'approve');
  return counts.filter((one) => stage === undefined || one.stage === stage).length;
}

/** How many approvals it needs, in all stages. */
export function quorumOf({ stages }: Approval): number {
  return stages.reduce((sum, one) => sum + one.quorum, 0);
}

/** Whose turn it is: the first stage that lacks approvals, from 0; the last one where none does. */
export function turnOf(approval: Approval): { readonly index: number; readonly stage: Stage } {
  const open = approval.stages.findIndex((one, at) => approvals(approval, at) < one.quorum);
  const index = open === -1 ? approval.stages.length - 1 : open;
  const stage = approval.stages[index];
  if (!stage) throw new Error('an approval has at least one stage');
  return { index, stage };
}

/** Who was asked, in whatever stage, each once. */
export function everyoneAsked({ stages }: ApprovalAsked): PersonKey[] {
  return [...new Set(stages.flat())];
}

/** Those whose turn it is and who have not decided. */
export function openDeciders(approval: Approval, asked: ApprovalAsked): PersonKey[] {
  const people = asked.stages[turnOf(approval).index] ?? [];
  const gone = haveDecided(approval);
  return people.filter((one) => !gone.includes(one));
}

/** Whose one decision is taken: who decided, and in whose place they did. */
export function haveDecided({ decisions }: Pick<Approval, 'decisions'>): PersonKey[] {
  return decisions.flatMap((one) => (one.for ? [one.by, one.for] : [one.by]));
}
