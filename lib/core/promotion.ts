import * as z from 'zod';
import { type PersonKey, personKeySchema } from './people.ts';
import { type Refusal, refuse } from './result.ts';

export const PROMOTION_STATES = [
  'open',
  'changes-asked',
  'published',
  'demoted',
  'rejected',
  'withdrawn',
] as const;
export type PromotionState = (typeof PROMOTION_STATES)[number];

/** Somebody who is to be credited, and what they say to that: "people are asked before being named". */
const builderSchema = z.strictObject({
  person: personKeySchema,
  says: z.enum(['asked', 'yes', 'no']),
});
export type Builder = z.infer<typeof builderSchema>;

/** What somebody said last; the reason is empty where none is needed. */
const saidSchema = z.strictObject({
  by: personKeySchema,
  name: z.string(),
  at: z.string(),
  reason: z.string(),
});
type Said = z.infer<typeof saidSchema>;

/** How many workflows pin something, and of how many teams they are. */
const useSchema = z.strictObject({ workflows: z.int(), teams: z.int() });
export type Use = z.infer<typeof useSchema>;

export const MOST_BUILDERS = 10;

/** "Moving a team component into the shared catalog through review, with credit". */
export const promotionSchema = z.object({
  id: z.string(),
  component: z.string(),
  /** The team that proposes it, and is credited. */
  team: z.string(),
  /** Who proposed it, and who sent it again; the first one first. */
  proposers: z.array(personKeySchema).min(1),
  at: z.string(),
  /** Counts how often it was sent: a card of an earlier round decides nothing. */
  round: z.int().min(1),
  sentAt: z.string(),
  version: z.string(),
  /** How many versions there were when it was sent: all of them are shared with it. */
  releases: z.int(),
  /** The version that was shared when the catalog had it before. */
  sharedBefore: z.string().optional(),
  license: z.string(),
  /** A link or plain text. */
  evidence: z.string().optional(),
  useful: z.string(),
  builders: z.array(builderSchema).max(MOST_BUILDERS),
  state: z.enum(PROMOTION_STATES),
  /** The reviewer's last word. */
  review: saidSchema.optional(),
  /** Who withdrew it, or took the component back from the shared catalog. */
  end: saidSchema.optional(),
  /** Who uses it, as it stands on the post. */
  use: useSchema.optional(),
});
export type Promotion = z.infer<typeof promotionSchema>;

type Move = 'resubmit' | 'publish' | 'ask-changes' | 'reject' | 'withdraw' | 'demote';

/** What may follow on what: no other way leads from one state to another. */
export const MOVES: Readonly<
  Record<Move, { readonly from: readonly PromotionState[]; readonly to: PromotionState }>
> = {
  'ask-changes': { from: ['open'], to: 'changes-asked' },
  resubmit: { from: ['changes-asked'], to: 'open' },
  publish: { from: ['open'], to: 'published' },
  reject: { from: ['open', 'changes-asked'], to: 'rejected' },
  withdraw: { from: ['open', 'changes-asked'], to: 'withdrawn' },
  demote: { from: ['published'], to: 'demoted' },
};

const PROMOTION_WORDS: Readonly<Record<PromotionState, string>> = {
  open: 'waiting for its review',
  'changes-asked': 'with its team, which was asked for changes',
  published: 'shared',
  demoted: 'taken back from the shared catalog',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
};

/** Still on its way: nothing else of the component can be proposed meanwhile. */
export function isUnderWay({ state }: Pick<Promotion, 'state'>): boolean {
  return state === 'open' || state === 'changes-asked';
}

/** The state that this move leads to, or the sentence that says where it stands instead. */
export function moved(
  promotion: Promotion,
  move: Move,
): { kind: 'may'; state: PromotionState } | Refusal<'answered-already'> {
  const { from, to } = MOVES[move];
  if (from.includes(promotion.state)) return { kind: 'may', state: to };
  const last = promotion.end ?? promotion.review;
  const who = promotion.state !== 'open' && last ? ` (${last.name})` : '';
  const say = `This promotion is ${PROMOTION_WORDS[promotion.state]}${who}. Nothing changed.`;
  return refuse('answered-already', say);
}

/** Who acts, and as whom they are known on refusals. */
export interface Actor {
  readonly by: PersonKey;
  readonly name: string;
  readonly at: string;
}

function said({ by, name, at }: Actor, reason = ''): Said {
  return { by, name, at, reason };
}

type Ended = { kind: 'moved'; promotion: Promotion } | Refusal;

/** Taken back by the team before it was published. */
export function withdraw(promotion: Promotion, who: Actor): Ended {
  const next = moved(promotion, 'withdraw');
  if (next.kind === 'refused') return next;
  return { kind: 'moved', promotion: { ...promotion, state: next.state, end: said(who) } };
}

/** "Demotion": out of the shared catalog, with the reason. The credit stays. */
export function demote(promotion: Promotion, who: Actor, reason: string): Ended {
  const next = moved(promotion, 'demote');
  if (next.kind === 'refused') return next;
  if (reason.trim() === '') {
    return refuse('reason-required', 'Say why, so that the team and everybody who pins it know.');
  }
  return { kind: 'moved', promotion: { ...promotion, state: next.state, end: said(who, reason) } };
}

export interface Review extends Actor {
  readonly answer: 'publish' | 'ask-changes' | 'reject';
  readonly reason: string;
}

/** The promotion with the reviewer's word; whether they may review it is asked before. */
export function answered(promotion: Promotion, review: Review): Ended {
  const next = moved(promotion, review.answer);
  if (next.kind === 'refused') return next;
  if (review.answer !== 'publish' && review.reason.trim() === '') {
    return refuse('reason-required', 'Say why, so that the team knows what to do next.');
  }
  const word = said(review, review.reason);
  return { kind: 'moved', promotion: { ...promotion, state: next.state, review: word } };
}
