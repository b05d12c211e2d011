import type { Deps } from '../../acts/deps.ts';
import { mergeTeams, renameTeam, type TeamMerged } from '../../acts/team-merge.ts';
import { showTeam, teamsFor } from '../../acts/teams.ts';
import { count } from '../../core/count.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt } from '../room.ts';
import { refusalModal, sayModal } from '../views/refusal.ts';
import { mergeForm, renameForm } from '../views/team-forms.ts';
import { TEAM_FIELD } from '../views/team-ids.ts';
import { safe } from '../views/text.ts';

/** What a form has time to carry; the schedule carries the rest. */
const MOST_CARRIED = 20;

/** Merge…: into which of the other teams. In place of the team: Slack stacks three views at most. */
export async function pressMerge(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const shown = await showTeam(deps, by, value);
  if (shown.kind === 'refused') return sayRefusal(shown);
  if (shown.noMerge) return sayRefusal(shown.noMerge);
  const team = shown.head.state;
  const list = await teamsFor(deps, by);
  const all = list.kind === 'teams' ? list.teams : [];
  const others = all.filter((one) => one.id !== team.id);
  if (others.length === 0) return open(sayModal('There is no other team to merge it into.'));
  return replace(mergeForm(team, others));
}

/** Change Id…: to which. */
export async function pressRename(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const shown = await showTeam(deps, by, value);
  if (shown.kind === 'refused') return sayRefusal(shown);
  if (shown.noMerge) return sayRefusal(shown.noMerge);
  return replace(renameForm(shown.head.state));
}

export async function submitMerge(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const into = fields.text(TEAM_FIELD.into);
  if (into === '') return fieldErrors({ [TEAM_FIELD.into]: 'Choose a team.' });
  return told(await mergeTeams(deps, by, { from: metadata, into, most: MOST_CARRIED }));
}

export async function submitRename(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const into = fields.text(TEAM_FIELD.into);
  return told(await renameTeam(deps, by, { from: metadata, into, most: MOST_CARRIED }));
}

/** What somebody can choose otherwise is said at the field. */
const AT_FIELD = ['same-team', 'merged-away', 'id-taken', 'bad-id'];

function told(outcome: TeamMerged): Reply[] {
  if (outcome.kind === 'merged') {
    const { into, moved, finished } = outcome;
    const rest = finished
      ? `${count(moved, 'thing')} went with it.`
      : 'It has more than goes at once: the rest follows within minutes, and everything works meanwhile.';
    return replace(
      sayModal(
        `*Done.* All of it belongs to *${safe(into.name, 100)}* (\`${safe(into.id, 60)}\`) now. ${rest}`,
      ),
    );
  }
  if (AT_FIELD.includes(outcome.why)) return fieldErrors({ [TEAM_FIELD.into]: outcome.say });
  return replace(refusalModal(outcome));
}
