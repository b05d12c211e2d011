import { saltedDigest } from '../core/audit.ts';
import type { PersonKey } from '../core/people.ts';
import { slackUserId } from '../core/people.ts';
import { answer, requestSchema, type WorkflowRequest } from '../core/request.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { partKey } from '../store/keys.ts';
import { readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { requestChange } from './request.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

export interface Answering {
  readonly state: 'approved' | 'changes-asked' | 'rejected';
  readonly reason: string;
  /** Shown on the card; the key in the log is what counts. */
  readonly name: string;
}

export type Answered = { readonly kind: 'answered'; readonly request: WorkflowRequest } | Refusal;

/** "Then approve, ask for changes, reject with reason": once, by a platform admin, told to the requester. */
export async function answerRequest(
  deps: Deps,
  by: PersonKey,
  id: string,
  answering: Answering,
): Promise<Answered> {
  const refusal = await mayNotHere(deps, 'answer-request', by);
  if (refusal) return refusal;
  const { platformChannel } = await loadOrganisation(deps);
  const subject = `request/${id}` as const;
  return attempt(deps, async (): Promise<Step<Answered>> => {
    const head = await readHead(deps.store, subject, requestSchema);
    if (!head) return done(refuse('no-request', 'There is no such request.'));
    const outcome = answer(head.state, { ...answering, by, at: deps.now() });
    if (outcome.kind === 'refused') return done(outcome);
    const change = requestChange(deps, outcome.request, head.chain, 'request.answered');
    const salt = deps.newId('salt');
    const reasonDigest = saltedDigest(answering.reason, salt, deps.sha);
    const event = { ...change.event, data: { ...change.event.data, reasonDigest } };
    return {
      kind: 'write',
      value: outcome,
      write: {
        changes: [{ ...change, event }],
        creates: [{ ...partKey(subject, 'SALT'), kind: 'salt', data: { salt } }],
        tell: [
          { what: 'request-card', subject, place: platformChannel },
          { what: 'request-answer', subject, place: slackUserId(outcome.request.by) },
        ],
      },
    };
  });
}

/** A request as anybody of the organisation may see it. */
export async function readRequest(deps: Deps, id: string): Promise<WorkflowRequest | undefined> {
  return (await readHead(deps.store, `request/${id}`, requestSchema))?.state;
}
