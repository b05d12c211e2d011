import type { ChangeAsk, ChangeProposal } from './change-proposal.ts';
import { ERASED, type Erased } from './erasure.ts';
import type { PersonKey } from './people.ts';

/**
 * A planned change without what its proposer wrote, to be drawn anew wherever it stands; undefined
 * when there is nothing of theirs.
 */
export function erasedChange(
  change: ChangeProposal,
  person: PersonKey,
): Erased<ChangeProposal> | undefined {
  if (change.by !== person || change.text === ERASED) return undefined;
  return { state: { ...change, text: ERASED, salt: '', telling: true }, parts: [] };
}

/** What an owner was told, without the reason they gave. */
export function erasedChangeAsk(ask: ChangeAsk, person: PersonKey): Erased<ChangeAsk> | undefined {
  const { answer } = ask;
  if (ask.holder !== person || !answer?.reason || answer.reason.text === ERASED) return undefined;
  const reason = { text: ERASED, salt: '' };
  return { state: { ...ask, answer: { ...answer, reason } }, parts: [] };
}
