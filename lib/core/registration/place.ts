import type { Manifest, ManifestProblem } from '../manifest.ts';
import type { Team } from '../people.ts';
import type { Workflow } from '../workflow.ts';
import type { Editor } from './editor.ts';

interface Place {
  readonly manifest: Manifest;
  readonly editor: Editor;
  readonly home: Workflow['home'];
  readonly team: Team;
  readonly before: Workflow | undefined;
  /** The team that `before.team` leads to today: it may have been merged since. */
  readonly teamBefore: string | undefined;
}

/** The registry's own id rules: a workflow's name belongs to one team; its home is moved deliberately. */
export function placeProblems(place: Place): ManifestProblem[] {
  const { manifest, before, home, team } = place;
  if (before && place.teamBefore !== team.id) {
    const say = `The name "${manifest.workflow}" is taken by ${before.team}. Choose another.`;
    return [{ field: 'workflow', say }];
  }
  const elsewhere = before && before.home !== home;
  return [
    ...(elsewhere ? [{ field: 'workflow', say: wrongDoor(before) }] : []),
    ...peopleProblems(place),
  ];
}

/** "One home at a time, moved deliberately." */
function wrongDoor({ id, home }: Workflow): string {
  const [where, to] =
    home === 'repo'
      ? (['its repository, through CI', 'slack'] as const)
      : (['Slack, with /yard edit', 'repo'] as const);
  return `"${id}" is edited in ${where}. To change that: yardmaster home move ${id} --to ${to}.`;
}

/** "Without `owner_person` the registering person owns it (CI must name one)"; it is one of the team. */
function peopleProblems({ manifest, editor, team, before }: Place): ManifestProblem[] {
  const problems: ManifestProblem[] = [];
  if (editor.kind === 'ci' && !manifest.owner_person && !before) {
    const say = 'CI registers it, so name the person who owns it: "owner_person": "T…/U…".';
    problems.push({ field: 'owner_person', say });
  }
  for (const field of ['owner_person', 'backup'] as const) {
    const person = manifest[field];
    if (person && !team.members.includes(person)) {
      problems.push({ field, say: `${person} is no member of ${team.id}.` });
    }
  }
  return problems;
}
