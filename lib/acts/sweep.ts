import { approvalSchema } from '../core/approval.ts';
import { expire } from '../core/decision.ts';
import { figureItems } from '../store/approval-figures.ts';
import { DUE_SHARDS, duePartition } from '../store/due.ts';
import { approvalIndex } from '../store/indexes.ts';
import type { Subject } from '../store/keys.ts';
import { readDue, readHead } from '../store/read.ts';
import { lapseGrants } from './access-due.ts';
import { cardRows } from './approval-cards.ts';
import { nudgeApproval } from './approval-reminders.ts';
import { tellAlone } from './ask-alone.ts';
import { attempt, done, type Step } from './attempt.ts';
import { remindOfBreakGlass } from './break-glass-review.ts';
import { carryCampaign } from './campaign-carry.ts';
import { carryChange } from './change-carry.ts';
import { carryDeparture } from './departure-carry.ts';
import type { Deps } from './deps.ts';
import { sendDigest } from './digest-send.ts';
import { settleApproval } from './execution.ts';
import { remindOfExtension } from './extension-reminders.ts';
import { tellFatigue } from './fatigue.ts';
import { carryNotice } from './notice-carry.ts';
import { recheckWaiting } from './recheck.ts';
import { remindOfRequest } from './reminders.ts';
import { tellingWebhook } from './webhook-told.ts';

const MOST_PER_SHARD = 100;

export interface Due {
  /** Approvals that ended without a decision. */
  readonly expired: number;
  /** Changed workflows and rules, against which what waited was held. */
  readonly rechecked: number;
  /** Overdue requests and extensions, and undecided approvals, of which people were told again. */
  readonly reminded: number;
  /** Workflows with access that ended, or whose owner was told that it ends soon. */
  readonly lapsed: number;
  /** Notices, planned changes and campaigns whose owners were told, or whose day was counted. */
  readonly noticed: number;
}

/** What is done with what is due, by the kind of thing; each looks at the thing itself once more. */
const WHEN_DUE: Readonly<Record<string, readonly [keyof Due, WhenDue]>> = {
  approval: ['expired', expireOrNudge],
  workflow: ['lapsed', lapseGrants],
  'approval-ask': ['noticed', tellAlone],
  recheck: ['rechecked', recheckWaiting],
  request: ['reminded', remindOfRequest],
  extension: ['reminded', remindOfExtension],
  notice: ['noticed', carryNotice],
  'change-proposal': ['noticed', carryChange],
  campaign: ['noticed', carryCampaign],
  digest: ['noticed', sendDigest],
  'break-glass': ['reminded', remindOfBreakGlass],
  departure: ['noticed', carryDeparture],
  fatigue: ['noticed', tellFatigue],
};
/** Whether it did anything; by name where that is counted under another word. */
type WhenDue = (deps: Deps, id: string) => Promise<boolean | keyof Due>;

/**
 * Ends every approval whose time is over and reminds the platform of what it owes an answer. Costs
 * what is due; running it twice changes nothing.
 */
export async function sweepDue(deps: Deps): Promise<Due & { readonly looked: number }> {
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => duePartition(shard));
  const lists = await Promise.all(
    shards.map((partition) => readDue(deps.store, partition, `${deps.now()}~`, MOST_PER_SHARD)),
  );
  const swept = { expired: 0, rechecked: 0, reminded: 0, lapsed: 0, noticed: 0 };
  for (const { pk } of lists.flat()) {
    const [kind = '', ...rest] = pk.split('/');
    const known = WHEN_DUE[kind];
    if (!known) continue;
    const [count, step] = known;
    const did = await stepOrLog(deps, pk, () => step(deps, rest.join('/')));
    if (did) swept[did === true ? count : did] += 1;
  }
  return { ...swept, looked: lists.flat().length };
}

/** One thing that cannot be dealt with does not keep the others waiting. */
async function stepOrLog(
  deps: Deps,
  due: string,
  step: () => ReturnType<WhenDue>,
): ReturnType<WhenDue> {
  try {
    return await step();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.error({ due, error: name }, 'what is due could not be dealt with');
    return false;
  }
}

/** Ends an approval whose time is over, or notes what its silence came to; of any other, tells those who have not decided. */
async function expireOrNudge(deps: Deps, id: string): Promise<boolean | keyof Due> {
  if (await expireApproval(deps, id)) return true;
  if (await settleApproval(deps, id)) return 'noticed';
  return (await nudgeApproval(deps, id)) ? 'reminded' : false;
}

/** Ends one approval as expired if its time is over: "sweeps re-check the base item". */
export async function expireApproval(deps: Deps, id: string): Promise<boolean> {
  const subject: Subject = `approval/${id}`;
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head = await readHead(deps.store, subject, approvalSchema);
    const now = deps.now();
    const state = head && expire(head.state, now);
    if (!head || !state) return done(false);
    const actor = { kind: 'system' as const, id: 'sweep' };
    const event = { kind: 'approval.expired', at: now, actor, data: { digest: state.digest } };
    const write = await tellingWebhook(deps, state, {
      changes: [{ subject, from: head.chain, state, index: approvalIndex(state), event }],
      puts: figureItems(state),
      tell: cardRows(state),
    });
    return { kind: 'write', value: true, write };
  });
}
