import type * as z from 'zod';
import { approvalSchema } from '../core/approval.ts';
import { breakGlassSchema } from '../core/break-glass.ts';
import { campaignSchema } from '../core/campaign.ts';
import { changeAskSchema, changeProposalSchema } from '../core/change-proposal.ts';
import { noticeSchema } from '../core/notice.ts';
import { promotionSchema } from '../core/promotion.ts';
import { proposedSchema } from '../core/proposed.ts';
import {
  type Aged,
  agedApprovalOf,
  agedBreakGlass,
  agedCampaign,
  agedChange,
  agedChangeAsk,
  agedNotice,
  agedPromotion,
  agedProposal,
  agedSettingsChange,
  agedTransfer,
} from '../core/retention-words.ts';
import { settingsChangeSchema } from '../core/settings-change.ts';
import { transferSchema } from '../core/transfer.ts';
import { readCheckpointsAfter } from '../store/checkpoints.ts';
import {
  approvalIndex,
  breakGlassIndex,
  campaignIndex,
  changeIndex,
  promotionIndex,
  proposedIndex,
  settingsChangeIndex,
  transferIndex,
} from '../store/indexes.ts';
import { partKey, type Subject } from '../store/keys.ts';
import { readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';

export interface Run {
  readonly since: string;
  readonly days: number;
  readonly dryRun: boolean;
}

export const SYSTEM = { kind: 'system', id: 'retention' } as const;

/** How one kind of thing is without words and names, and where it stands then. */
export interface Place<T> {
  readonly schema: z.ZodType<T>;
  readonly age: Aged<T>;
  readonly index: (state: T) => Record<string, string>;
}

/** Kinds that stand in listings by month. */
export type AgedKind = 'request' | 'extension' | 'access';

/** One thing's head without words and names, and its parts gone. Returns whether it had any. */
export function ageOne<T>(
  deps: Deps,
  place: Place<T>,
  { subject, run }: { readonly subject: Subject; readonly run: Run },
): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head = await readHead(deps.store, subject, place.schema);
    const aged = head && place.age(head.state, run.since);
    if (!head || !aged) return done(false);
    if (run.dryRun) return done(true);
    const { state, parts } = aged;
    const data = { days: run.days };
    const event = { kind: 'retention.erased', at: deps.now(), actor: SYSTEM, data };
    return {
      kind: 'write',
      value: true,
      write: {
        changes: [{ subject, from: head.chain, state, index: place.index(state), event }],
        deletes: parts.map((part) => partKey(subject, part)),
      },
    };
  });
}

type Ager = (deps: Deps, id: string, run: Run) => Promise<boolean>;

function ager<T>(kind: KindWithWords, place: Place<T>): readonly [string, Ager] {
  return [kind, (deps, id, run) => ageOne(deps, place, { subject: `${kind}/${id}`, run })];
}

type KindWithWords =
  | 'approval'
  | 'promotion'
  | 'settings-change'
  | 'proposed-revision'
  | 'notice'
  | 'change-proposal'
  | 'change-ask'
  | 'campaign'
  | 'break-glass'
  | 'transfer';

const nowhere = () => ({});

const AGERS: ReadonlyMap<string, Ager> = new Map([
  ager('approval', { schema: approvalSchema, age: agedApprovalOf, index: approvalIndex }),
  ager('promotion', { schema: promotionSchema, age: agedPromotion, index: promotionIndex }),
  ager('settings-change', {
    schema: settingsChangeSchema,
    age: agedSettingsChange,
    index: settingsChangeIndex,
  }),
  ager('proposed-revision', { schema: proposedSchema, age: agedProposal, index: proposedIndex }),
  ager('notice', { schema: noticeSchema, age: agedNotice, index: nowhere }),
  ager('change-proposal', { schema: changeProposalSchema, age: agedChange, index: changeIndex }),
  ager('change-ask', { schema: changeAskSchema, age: agedChangeAsk, index: nowhere }),
  ager('campaign', { schema: campaignSchema, age: agedCampaign, index: campaignIndex }),
  ager('break-glass', { schema: breakGlassSchema, age: agedBreakGlass, index: breakGlassIndex }),
  ager('transfer', { schema: transferSchema, age: agedTransfer, index: transferIndex }),
]);

/** Of things and of checkpoints, for one run: well within what a function has time for. */
const MOST_THINGS = 200;
const MOST_CHECKPOINTS = 1_000;

interface Walked {
  /** How many things lost, or would lose, their words. */
  readonly aged: number;
  /** The last checkpoint that was walked by. */
  readonly upTo: number;
  readonly more: boolean;
}

/**
 * Goes along the checkpoints that are older than the retention time, and looks at what they say had
 * changed by then: so it finds whatever has words, filed or not, also what was written before there was
 * a retention time, at the cost of what there is, once. What is not over by then moves once more when it
 * ends, so a later checkpoint leads to it again. `passed`: subjects that were dealt with already.
 */
export async function walkLog(
  deps: Deps,
  run: Run,
  { after, passed }: { readonly after: number; readonly passed: ReadonlySet<string> },
): Promise<Walked> {
  const seen = new Set(passed);
  const walked = { aged: 0, upTo: after, more: false };
  let things = 0;
  for await (const { checkpoint, leaves } of readCheckpointsAfter(deps.store, after)) {
    if (checkpoint.at > run.since) break;
    walked.more = things >= MOST_THINGS || checkpoint.number > after + MOST_CHECKPOINTS;
    if (walked.more) break;
    const fresh = leaves.map(([subject]) => subject).filter((one) => !seen.has(one));
    for (const subject of fresh.filter(hasWords)) {
      seen.add(subject);
      things += 1;
      if (await ageSubject(deps, subject, run)) walked.aged += 1;
    }
    walked.upTo = checkpoint.number;
  }
  return walked;
}

function hasWords(subject: string): boolean {
  return AGERS.has(kindOf(subject));
}

function kindOf(subject: string): string {
  return subject.slice(0, subject.indexOf('/'));
}

async function ageSubject(deps: Deps, subject: string, run: Run): Promise<boolean> {
  const kind = kindOf(subject);
  return (await AGERS.get(kind)?.(deps, subject.slice(kind.length + 1), run)) ?? false;
}
