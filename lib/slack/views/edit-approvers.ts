import type { InputBlock } from '@slack/types';
import type { Approvers } from '../../core/approvers.ts';
import { slackUserId } from '../../core/people.ts';
import { LIMITS } from '../limits.ts';
import { EDIT_FIELD } from './edit-inputs.ts';
import { plain } from './parts.ts';
import { textInput } from './settings-inputs.ts';
import { choiceInput } from './team-forms.ts';
import { shown } from './text.ts';

export interface TeamChoice {
  readonly id: string;
  readonly name: string;
}

/** Several of these lists stand in one view of 250 kB; of more teams the id is written. */
const MOST_TEAMS = 40;

/** Who may approve an action: people, and a team. A user group stays as the manifest has it. */
export function approverInputs(
  action: string,
  approvers: Approvers,
  n: number,
  teams: readonly TeamChoice[],
): InputBlock[] {
  const { people = [], team } = approvers;
  const name = shown(action, 80);
  const users = people.map(slackUserId);
  const asks = {
    block: `${EDIT_FIELD.team}${n}`,
    label: `${name}: a team whose members may approve`,
    optional: true,
  };
  const known = teams.some((one) => one.id === team) || team === undefined;
  const all = known ? teams : [{ id: team, name: team }, ...teams];
  const written = { ...asks, hint: 'Write the id of the team.', initial: team ?? '' };
  return [
    {
      type: 'input',
      block_id: `${EDIT_FIELD.people}${n}`,
      optional: true,
      label: plain(`${name}: people who may approve`, LIMITS.inputLabel),
      hint: plain(hint(approvers), LIMITS.inputHint),
      element: {
        type: 'multi_users_select',
        action_id: 'value',
        ...(users.length > 0 ? { initial_users: users } : {}),
      },
    },
    all.length > 0 && all.length <= MOST_TEAMS ? choiceInput(asks, all, team) : textInput(written),
  ];
}

function hint({ group, on_call }: Approvers): string {
  const changes = 'Other approvers wait for a review.';
  if (group && on_call) return `Besides the user group ${group} and whoever is on call. ${changes}`;
  if (group) return `Besides the user group ${group}. ${changes}`;
  if (on_call) return `Besides whoever is on call. ${changes}`;
  return `With nobody here and no team, any member of the owning team may. ${changes}`;
}
