import { answerRequest, readRequest } from '../../acts/answer-request.ts';
import type { Deps } from '../../acts/deps.ts';
import { mayNotHere } from '../../acts/standing.ts';
import { answer } from '../../core/request.ts';
import { refuse } from '../../core/result.ts';
import { packMetadata, type ReasonMetadata } from '../metadata.ts';
import type { From } from '../read.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import { REASON, reasonModal } from '../views/reason-modal.ts';
import { refusalModal } from '../views/refusal.ts';
import { requestLine } from '../views/request-card.ts';

const STATES = {
  'answer-approve': 'approved',
  'ask-changes': 'changes-asked',
  'reject-request': 'rejected',
} as const;

/** Approve: the card changes by itself. */
export async function pressAnswer(deps: Deps, { by, name }: From, id: string): Promise<Reply[]> {
  const outcome = await answerRequest(deps, by, id, { state: 'approved', reason: '', name });
  return outcome.kind === 'refused' ? sayRefusal(outcome) : [];
}

/** "Ask for changes, reject with reason": asks why, and only those who may answer. */
export async function pressReason(
  deps: Deps,
  { by, name }: From,
  on: {
    readonly asks: 'ask-changes' | 'reject-request';
    readonly id: string;
    readonly home: boolean;
  },
): Promise<Reply[]> {
  const [refusal, request] = await Promise.all([
    mayNotHere(deps, 'answer-request', by),
    readRequest(deps, on.id),
  ]);
  if (refusal) return sayRefusal(refusal);
  if (!request) return sayRefusal(refuse('no-request', 'There is no such request.'));
  const tried = { state: STATES[on.asks], by, name, at: deps.now(), reason: 'asked for next' };
  const outcome = answer(request, tried);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  return open(reasonModal(on.asks, requestLine(request), packMetadata(on)));
}

/** The reason was given: closes the form, or says in it why not. */
export async function submitAnswer(
  deps: Deps,
  { by, name }: From,
  about: ReasonMetadata & { asks: 'ask-changes' | 'reject-request' },
  reason: string,
): Promise<Reply[]> {
  const outcome = await answerRequest(deps, by, about.id, {
    state: STATES[about.asks],
    reason,
    name,
  });
  if (outcome.kind === 'answered') return [];
  if (outcome.why === 'reason-required') return fieldErrors({ [REASON.reason]: outcome.say });
  return replace(refusalModal(outcome));
}
