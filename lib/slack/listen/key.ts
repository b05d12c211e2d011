import type { Deps } from '../../acts/deps.ts';
import { mayTakeCode, offerKeyTo, takeKeyCode } from '../../acts/key-codes.ts';
import { loadWorkflow, noWorkflow, standingTo } from '../../acts/standing.ts';
import { organisationOf, type PersonKey } from '../../core/people.ts';
import { mayNot } from '../../core/roles.ts';
import { keysInForce } from '../../core/workflow.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import { rotateModal } from '../views/key-forms.ts';
import { COLLEAGUE, codeModal, colleagueModal, sentModal } from '../views/result-modal.ts';

/** "Me", "Get Key Code" or "Rotate": the code, to this person alone. Where a key is in force it is asked when that stops. */
export async function pressKeyCode(deps: Deps, by: PersonKey, workflow: string): Promise<Reply[]> {
  const may = await mayTakeCode(deps, by, workflow);
  if (may.kind === 'refused') return sayRefusal(may);
  if (keysInForce(may.head.state.keys, deps.now()).length > 0) {
    return open(rotateModal(`workflow/${workflow}`));
  }
  const outcome = await takeKeyCode(deps, by, workflow);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  return open(codeModal(outcome.code, outcome.minutes, 'key'));
}

/** "Send to Colleague": asks whom, if the person may. */
export async function pressKeySend(deps: Deps, by: PersonKey, id: string): Promise<Reply[]> {
  const head = await loadWorkflow(deps, id);
  if (!head) return sayRefusal(noWorkflow(id));
  const refusal = mayNot('offer-key', by, await standingTo(deps, head.state));
  return refusal ? sayRefusal(refusal) : open(colleagueModal(id, head.state.team));
}

/** The chosen colleague, of the same organisation as the person who chose. */
export async function submitColleague(
  deps: Deps,
  by: PersonKey,
  chosen: { readonly workflow: string; readonly userId: string },
): Promise<Reply[]> {
  const { workflow, userId } = chosen;
  if (userId === '') return fieldErrors({ [COLLEAGUE.person]: 'Choose somebody.' });
  const outcome = await offerKeyTo(deps, by, workflow, `${organisationOf(by)}/${userId}`);
  if (outcome.kind === 'refused') return fieldErrors({ [COLLEAGUE.person]: outcome.say });
  return replace(sentModal(workflow, userId));
}
