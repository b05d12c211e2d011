import { takeLoginCode } from '../../acts/claim.ts';
import type { Deps } from '../../acts/deps.ts';
import { offerKeyTo, takeKeyCode } from '../../acts/key-codes.ts';
import { loadWorkflow, noWorkflow, standingTo } from '../../acts/standing.ts';
import { organisationOf, type PersonKey } from '../../core/people.ts';
import { mayNot } from '../../core/roles.ts';
import { fieldErrors, open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import {
  COLLEAGUE,
  codeBlocks,
  codeModal,
  colleagueModal,
  sentModal,
} from '../views/result-modal.ts';

/** "Me", or "Get Key Code": the code, to this person alone. */
export async function pressKeyCode(deps: Deps, by: PersonKey, workflow: string): Promise<Reply[]> {
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

/** `login`: a code for the command line, ephemeral where it was asked for. */
export async function typeLogin(deps: Deps, by: PersonKey): Promise<Reply[]> {
  const outcome = await takeLoginCode(deps, by);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  const text = `Your login code is ready. It is valid for ${outcome.minutes} minutes.`;
  return say({ text, blocks: codeBlocks(outcome.code, outcome.minutes, 'login') });
}

/** The same from a button, in a modal. */
export async function pressLogin(deps: Deps, by: PersonKey): Promise<Reply[]> {
  const outcome = await takeLoginCode(deps, by);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  return open(codeModal(outcome.code, outcome.minutes, 'login'));
}
