import {
  ANY_CONNECTOR,
  type Grant,
  grantOf,
  isInForce,
  scopeNames,
  type Want,
  wantNames,
} from './grant.ts';
import { type Refusal, refuse } from './result.ts';
import type { Workflow } from './workflow.ts';

/** What the platform can take back: all that is in force and that the baseline does not give to everybody. */
export function takeable(
  { grants = [] }: Workflow,
  preGranted: readonly string[],
  now: string,
): Want[] {
  return grants
    .filter((grant) => isInForce(grant, now) && !preGranted.includes(grant.scope))
    .map(({ connector, scope }) => ({ connector, scope }));
}

/** The grants without these, which were taken back; or why they cannot be. */
export function takeBack(
  workflow: Workflow,
  wants: readonly Want[],
  { preGranted, now, reason }: { preGranted: readonly string[]; now: string; reason: string },
):
  | { readonly kind: 'taken'; readonly grants: readonly Grant[]; readonly wants: readonly Want[] }
  | Refusal<'no-scopes' | 'not-held' | 'pre-granted' | 'reason-required'> {
  if (wants.length === 0) return refuse('no-scopes', 'Choose at least one scope.');
  const free = wants.filter((want) => !grantOf(workflow, want, now));
  if (free.length > 0) {
    return refuse('not-held', `${workflow.id} does not have ${wantNames(free).join(', ')}.`);
  }
  const given = scopeNames(wants).filter((scope) => preGranted.includes(scope));
  if (given.length > 0) {
    const say = `The baseline gives ${given.join(', ')} to every workflow. Take it out of the baseline first.`;
    return refuse('pre-granted', say);
  }
  if (reason.trim() === '') {
    return refuse('reason-required', 'Say why, so that the owner knows what to do next.');
  }
  return { kind: 'taken', grants: withoutGrants(workflow, wants), wants };
}

/** A grant for every connector goes for all of them: nobody knows any more for which it was meant. */
function withoutGrants({ grants = [] }: Workflow, wants: readonly Want[]): Grant[] {
  return grants.filter(
    ({ connector, scope }) =>
      !wants.some(
        (want) =>
          want.scope === scope && (want.connector === connector || connector === ANY_CONNECTOR),
      ),
  );
}
