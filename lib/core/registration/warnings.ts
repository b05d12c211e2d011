import type { Manifest } from '../manifest.ts';
import type { PersonKey, Team } from '../people.ts';
import type { Workflow } from '../workflow.ts';

/** "Registration warns when only one person could decide." Also: gates nobody meets, actions nobody gates. */
export function warnings(
  workflow: Workflow,
  { manifest, team, person }: { manifest: Manifest; team: Team; person: PersonKey | undefined },
): string[] {
  const gated = manifest.review_required_actions ?? [];
  const said: string[] = [];
  const unknown = gated.filter((action) => !workflow.actions.includes(action));
  if (unknown.length > 0) {
    said.push(
      `No pinned component lists ${unknown.join(', ')}. It is gated all the same; check the spelling.`,
    );
  }
  const open = workflow.actions.filter((action) => !gated.includes(action));
  if (open.length > 0) said.push(`Without a gate: ${open.join(', ')}.`);
  const deciders = team.members.filter((one) => one !== person && one !== workflow.owner);
  if (gated.length > 0 && deciders.length <= 1) {
    const who = deciders.length === 0 ? 'Nobody' : 'Only one person';
    said.push(`${who} in ${team.id} could decide on its approvals besides you.`);
  }
  if (workflow.missingScopes.length > 0) {
    said.push(
      `It waits for access to ${workflow.missingScopes.join(', ')} and gets no credentials before.`,
    );
  }
  return said;
}
