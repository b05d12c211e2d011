import { approvalSchema } from '../core/approval.ts';
import { expire } from '../core/decision.ts';
import { approvalIndex, DUE_SHARDS, duePartition } from '../store/indexes.ts';
import type { Subject } from '../store/keys.ts';
import { readDue, readHead } from '../store/read.ts';
import { lapseGrants } from './access-due.ts';
import { cardRows } from './approval-cards.ts';
import { attempt, done, type Step } from './attempt.ts';
import { carryChange } from './change-carry.ts';
import type { Deps } from './deps.ts';
import { remindOfExtension } from './extension-reminders.ts';
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
  /** Overdue requests and extensions that the platform, or an owner, was told of again. */
  readonly reminded: number;
  /** Workflows with access that ended, or whose owner was told that it ends soon. */
  readonly lapsed: number;
  /** Notices and planned changes whose owners were told. */
  readonly noticed: number;
}

/** What is done with what is due, by the kind of thing; each looks at the thing itself once more. */
const WHEN_DUE: Readonly<Record<string, readonly [keyof Due, WhenDue]>> = {
  approval: ['expired', expireApproval],
  workflow: ['lapsed', lapseGrants],
  recheck: ['rechecked', recheckWaiting],
  request: ['reminded', remindOfRequest],
  extension: ['reminded', remindOfExtension],
  notice: ['noticed', carryNotice],
  'change-proposal': ['noticed', carryChange],
};
type WhenDue = (deps: Deps, id: string) => Promise<boolean>;

/**
 * Ends every approval whose time is over and reminds the platform of what it owes an answer. Costs
 * what is due; running it twice changes nothing.
 */
export async function sweepDue(deps: Deps): Promise<Due> {
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
    if (await stepOrLog(deps, pk, () => step(deps, rest.join('/')))) swept[count] += 1;
  }
  return swept;
}

/** One thing that cannot be dealt with does not keep the others waiting. */
async function stepOrLog(deps: Deps, due: string, step: () => Promise<boolean>): Promise<boolean> {
  try {
    return await step();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log.error({ due, error: name }, 'what is due could not be dealt with');
    return false;
  }
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
      tell: cardRows(state),
    });
    return { kind: 'write', value: true, write };
  });
}
