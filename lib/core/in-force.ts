import { type Approval, stateOf } from './approval.ts';
import type { Organisation } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { plainDate } from './time.ts';

export type NotInForce = 'organisation-stopped' | 'void-since-restore';
type Stop = NonNullable<Organisation['stopped']>;

const WHY: Readonly<Record<Stop['why'], string>> = {
  'app-uninstalled':
    'The app was removed from Slack, so nobody can be asked any more. Install it again, then start Yardmaster anew (on AWS: run the set-up job).',
  'tokens-revoked':
    "The app's token was revoked in Slack, so nobody can be asked any more. Install the app again, then start Yardmaster with the new token (on AWS: run the set-up job).",
  uninstalled:
    'A platform admin uninstalled Yardmaster here. Reading stays possible; to open again, a platform admin sets it up again.',
};

/** What stopped, since when, and what opens it again: one text for every door. */
export function stopSentence({ at, why }: Stop): string {
  return `Yardmaster is stopped here since ${plainDate(at)}. ${WHY[why]}`;
}

/**
 * "Stop leases and consumes and say so at every door"; "undecided, unconsumed and unsent things of
 * earlier epochs are void". Undefined when the approval, or a new one, is in force.
 */
export function notInForce(
  { stopped, restoredAt }: Pick<Organisation, 'stopped' | 'restoredAt'>,
  approval?: Pick<Approval, 'askedAt'>,
): Refusal<NotInForce> | undefined {
  if (stopped) return refuse('organisation-stopped', stopSentence(stopped));
  if (approval && restoredAt !== undefined && approval.askedAt < restoredAt) {
    return refuse('void-since-restore', voidSentence(restoredAt));
  }
  return undefined;
}

function voidSentence(restoredAt: string): string {
  return `It was asked before the registry was restored from a backup (${plainDate(restoredAt)}), so it is void: nobody knows whether it ran. Ask again with a new idempotency key.`;
}

/**
 * Why the approval is void, for whoever reads it: what consuming it would be told. What was refused,
 * ran out or was used before the restore stays what it was.
 */
export function whyVoid(
  { restoredAt }: Pick<Organisation, 'restoredAt'>,
  approval: Approval,
): string | undefined {
  if (restoredAt === undefined || approval.askedAt >= restoredAt || approval.use) return undefined;
  const state = stateOf(approval);
  return state === 'waiting' || state === 'approved' ? voidSentence(restoredAt) : undefined;
}
