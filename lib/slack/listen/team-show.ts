import type { ModalView } from '@slack/types';
import type { Deps } from '../../acts/deps.ts';
import { refreshGroup } from '../../acts/team-tend.ts';
import { emptyTeams, showTeam, teamsFor } from '../../acts/teams.ts';
import { count } from '../../core/count.ts';
import type { PersonKey } from '../../core/people.ts';
import { open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { PressAt, WordAt } from '../room.ts';
import type { RoomPart } from '../views/home.ts';
import { refusalModal } from '../views/refusal.ts';
import { teamModal, teamsHome, teamsModal } from '../views/team.ts';
import { safe } from '../views/text.ts';

/** `team` opens the list, `team <id>` one team. */
export async function typeTeam(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  if (rest !== '') return openTeam(deps, by, rest);
  const view = await listView(deps, by, 0);
  return 'why' in view ? sayRefusal(view) : open(view);
}

async function listView(deps: Deps, by: PersonKey, from: number) {
  const list = await teamsFor(deps, by);
  if (list.kind === 'refused') return list;
  return teamsModal({ ...list, command: deps.settings.command, from });
}

/** Another page of the list, in its place. */
export async function pressList(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const from = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  const view = await listView(deps, by, from);
  return 'why' in view ? sayRefusal(view) : replace(view);
}

export function pressOpen(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  return openTeam(deps, by, value);
}

async function openTeam(deps: Deps, by: PersonKey, id: string): Promise<Reply[]> {
  const shown = await showTeam(deps, by, id);
  if (shown.kind === 'refused') return sayRefusal(shown);
  return open(teamModal({ ...shown, team: shown.head.state }));
}

/** The team as it is now, with what has just become of it. `note` is mrkdwn of ours. */
export async function teamView(
  deps: Deps,
  at: { readonly by: PersonKey; readonly id: string; readonly note: string },
): Promise<ModalView> {
  const shown = await showTeam(deps, at.by, at.id);
  if (shown.kind === 'refused') return refusalModal(shown);
  return teamModal({ ...shown, team: shown.head.state, note: at.note });
}

/** Members from the user group anew, and who of them has left. */
export async function pressRefresh(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const tended = await refreshGroup(deps, by, value);
  if (tended.kind === 'refused') return sayRefusal(tended);
  const left = tended.team.left?.length ?? 0;
  const said =
    left > 0
      ? `${count(left, 'member has', 'members have')} left Slack.`
      : 'Nobody has left Slack.';
  const note = [`*Looked up.* ${said}`, ...(tended.note ? [safe(tended.note, 500)] : [])].join(' ');
  return replace(await teamView(deps, { by, id: tended.team.id, note }));
}

export async function homeOfTeams(deps: Deps, by: PersonKey): Promise<RoomPart> {
  return teamsHome(await emptyTeams(deps, by));
}
