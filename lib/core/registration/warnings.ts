import type { ApproversNow } from '../approvers.ts';
import type { Manifest } from '../manifest.ts';
import type { PersonKey, Team } from '../people.ts';
import type { Workflow } from '../workflow.ts';

interface Seen {
  readonly manifest: Manifest;
  readonly team: Team;
  readonly person: PersonKey | undefined;
  /** By action: the approvers whom the manifest names. */
  readonly approvers?: ReadonlyMap<string, ApproversNow>;
}

/** "Registration warns when only one person could decide." Also: gates nobody meets, actions nobody gates. */
export function warnings(
  workflow: Workflow,
  { manifest, team, person, approvers: named = new Map() }: Seen,
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
  const few = (people: readonly PersonKey[]) => tooFew(people, [person, workflow.owner]);
  const usual = few(team.members);
  if (usual && gated.some((action) => !named.has(action))) {
    said.push(`${usual} in ${team.id} could decide on its approvals besides you.`);
  }
  for (const [action, { people, unsure }] of named) {
    const who = unsure ? undefined : few(people);
    if (who) said.push(`${who} of its approvers could decide on ${action} besides you.`);
  }
  if (workflow.missingScopes.length > 0) {
    said.push(
      `It waits for access to ${workflow.missingScopes.join(', ')} and gets no credentials before.`,
    );
  }
  return said;
}

function tooFew(people: readonly PersonKey[], out: readonly (PersonKey | undefined)[]) {
  const left = people.filter((one) => !out.includes(one)).length;
  if (left > 1) return undefined;
  return left === 0 ? 'Nobody' : 'Only one person';
}
