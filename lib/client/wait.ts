import { type ApprovalAnswer, waitOperation } from '../contract/approvals.ts';
import { type ClientOptions, callAgain, pauseOf } from './call.ts';
import type { Failure } from './outcome.ts';

/** `kind` is the approval's state; `waiting` when the time was over before anybody decided. */
export type Waited =
  | { readonly kind: ApprovalAnswer['state']; readonly approval: ApprovalAnswer }
  | Failure;

/** Waits by asking again and again, each time for as long as the server lets one request wait. */
export async function waitForEnding(
  options: ClientOptions,
  id: string,
  seconds: number,
): Promise<Waited> {
  const now = options.now ?? Date.now;
  const until = now() + seconds * 1000;
  for (;;) {
    const left = Math.max(0, Math.ceil((until - now()) / 1000));
    const query = { seconds: Math.min(left, LONGEST_SECONDS) };
    const outcome = await callAgain(options, waitOperation, { params: { id }, query });
    if (outcome.kind !== 'ok') return outcome;
    const { value: approval, retryAfter = 1 } = outcome;
    const over = now() + retryAfter * 1000 >= until;
    if (approval.state !== 'waiting' || over) return { kind: approval.state, approval };
    await pauseOf(options)(retryAfter * 1000);
  }
}

/** The most that the contract lets a caller ask for; a server may wait shorter. */
const LONGEST_SECONDS = 60;
