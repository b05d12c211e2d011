import type { Deps } from '../../acts/deps.ts';
import { mayNotHere } from '../../acts/standing.ts';
import { showTeam } from '../../acts/teams.ts';
import { type Reply, replace, sayRefusal } from '../reply.ts';
import type { PressAt, Room } from '../room.ts';
import { teamForm } from '../views/team-forms.ts';
import { TEAM } from '../views/team-ids.ts';
import { formMetadata, submitTeam } from './team-form.ts';
import { pressPaste, submitImport, submitPaste } from './team-importing.ts';
import { pressMerge, pressRename, submitMerge, submitRename } from './team-merging.ts';
import { homeOfTeams, pressList, pressOpen, pressRefresh, typeTeam } from './team-show.ts';

/** In place of the list, which would lie below without the new team. */
async function pressNew(deps: Deps, { by }: PressAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'create-team', by);
  if (refusal) return sayRefusal(refusal);
  return replace(teamForm({ metadata: formMetadata(undefined), groups: await groupsOf(deps) }));
}

/**
 * The form remembers the state that it was opened on: "two edits at once, the loser is told". It
 * stands in place of the team, as Slack stacks three views at most.
 */
async function pressEdit(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const [shown, groups] = await Promise.all([showTeam(deps, by, value), groupsOf(deps)]);
  if (shown.kind === 'refused') return sayRefusal(shown);
  if (shown.noEdit) return sayRefusal(shown.noEdit);
  const { state: team, chain } = shown.head;
  const metadata = formMetadata({ id: team.id, seq: chain.seq });
  return replace(teamForm({ team, groups, metadata }));
}

/** "Paid plans; feature-detected": undefined where there are no user groups. */
async function groupsOf({ directory }: Deps) {
  return (await directory.hasGroups()) ? directory.groups() : undefined;
}

/** "`/yard team`: id, name, lead, backup, channel, members as people or a Slack user group, on-call group." */
export const teamRoom: Room = {
  words: { team: typeTeam, teams: typeTeam },
  presses: {
    [TEAM.list]: pressList,
    [TEAM.open]: pressOpen,
    [TEAM.create]: pressNew,
    [TEAM.edit]: pressEdit,
    [TEAM.refresh]: pressRefresh,
    [TEAM.merge]: pressMerge,
    [TEAM.rename]: pressRename,
    [TEAM.paste]: pressPaste,
  },
  forms: {
    [TEAM.saveForm]: submitTeam,
    [TEAM.mergeForm]: submitMerge,
    [TEAM.renameForm]: submitRename,
    [TEAM.pasteForm]: submitPaste,
    [TEAM.importForm]: submitImport,
  },
  home: homeOfTeams,
};
