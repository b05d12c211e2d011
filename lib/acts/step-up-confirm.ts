import type { Approval } from '../core/approval.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { type Proof, type Purpose, used } from '../core/step-up.ts';
import { loadApproval } from './approvals.ts';
import { attempt, done, type Step } from './attempt.ts';
import { breakTheGlass } from './break-glass.ts';
import { decideApproval } from './decide.ts';
import type { Deps } from './deps.ts';
import { standingIn } from './stand-in.ts';
import { loadReason, loadStepUp, stepUpChange } from './step-up.ts';
import type { WebSession } from './web-login.ts';

type Confirmed =
  | { readonly kind: 'decided'; readonly purpose: Purpose; readonly approval: Approval }
  | Refusal;

/**
 * What somebody asked to say, said with the login that was made for it. The proof is used up first:
 * whatever happens then, it counts once. Pressed twice it answers with what is so already.
 */
export async function confirmStepUp(deps: Deps, session: WebSession): Promise<Confirmed> {
  const { person, stepUp: id } = session;
  const head = id === undefined ? undefined : await loadStepUp(deps, id);
  if (!head || head.state.person !== person)
    return refuse('not-proved', 'You have not logged in for this yet. Open the link again.');
  const { purpose } = head.state;
  const proof = await useProof(deps, head.state.id, { person, purpose });
  if (proof.kind === 'refused') return (await saidAlready(deps, person, purpose)) ?? proof;
  const reason = await loadReason(deps, head.state.id);
  const said = await say(standingIn(deps, person), person, purpose, { reason, proof });
  return said.kind === 'refused' ? said : { kind: 'decided', purpose, approval: said.approval };
}

function say(
  deps: Deps,
  person: PersonKey,
  purpose: Purpose,
  { reason, proof }: { readonly reason: string; readonly proof: Proof },
) {
  const { approval: about, digest } = purpose;
  const meant = { digest, reason, proof };
  if (purpose.kind === 'break-glass') return breakTheGlass(deps, person, about, meant);
  return decideApproval(deps, person, about, { ...meant, choice: purpose.choice });
}

/** The proof of a fresh login, for this person and purpose: stored once, given out once. */
export function useProof(
  deps: Deps,
  id: string,
  wanted: { readonly person: PersonKey; readonly purpose: Purpose },
): Promise<({ readonly kind: 'proof' } & Proof) | Refusal> {
  type Used = ({ readonly kind: 'proof' } & Proof) | Refusal;
  return attempt(deps, async (): Promise<Step<Used>> => {
    const head = await loadStepUp(deps, id);
    if (!head) return done<Used>(refuse('not-proved', 'Nobody asked for this login.'));
    const outcome = used(head.state, wanted, deps.now());
    if (outcome.kind === 'refused') return done<Used>(outcome);
    const change = stepUpChange(deps, head, outcome.stepUp, 'used');
    const value = { kind: 'proof' as const, ...outcome.proof };
    return { kind: 'write', value, write: { changes: [change] } };
  });
}

/** The answer of whoever presses twice, or comes back to a page of before. */
async function saidAlready(
  deps: Deps,
  person: PersonKey,
  purpose: Purpose,
): Promise<Confirmed | undefined> {
  const approval = (await loadApproval(deps, purpose.approval))?.head.state;
  if (!approval || !isSaid(approval, person, purpose)) return undefined;
  return { kind: 'decided', purpose, approval };
}

function isSaid({ decisions, end }: Approval, person: PersonKey, purpose: Purpose): boolean {
  if (purpose.kind === 'break-glass') return end?.breakGlass === true && end.by === person;
  return decisions.find((one) => one.by === person)?.choice === purpose.choice;
}
