import { componentId } from '../core/component.ts';
import { type Discovered, manifestFor, missingIn, type RoughPin } from '../core/discovered.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import type { Deps } from './deps.ts';
import { loadDiscovered, noDiscovered } from './discovered.ts';
import { type Registered, registerManifest } from './register.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

/** What somebody filled in before registering. */
export interface FilledIn {
  readonly team: string;
  readonly purpose: string;
  readonly systems: readonly string[];
  readonly pins: readonly RoughPin[];
}

/**
 * Registers what was claimed, with a home in Slack. The manifest is gated on every action that its
 * components list, and the rest is registration as everybody goes through it: whoever presses has to
 * be a member of the team, and a pin that is in no catalog is a problem.
 */
export async function registerClaimed(
  deps: Deps,
  by: PersonKey,
  id: string,
  filled?: FilledIn,
): Promise<Registered | Refusal> {
  const found = await claimedEntry(deps, by, id);
  if (found.kind === 'refused') return found;
  const entry = filled
    ? { ...found.entry, ...filled, systems: [...filled.systems], pins: [...filled.pins] }
    : found.entry;
  const missing = missingIn(entry);
  const { components } = await deps.catalog.load();
  const actions = entry.pins.flatMap(
    ({ kind, name }) => components.get(componentId(kind, name))?.actions ?? [],
  );
  const manifest = manifestFor(entry, actions);
  if (!manifest) {
    return refuse('not-finished', `Before it can be registered, say ${missing.join(', ')}.`);
  }
  return registerManifest(deps, by, manifest, 'slack');
}

/** An entry that this person may register: claimed, and theirs or their team's. */
export async function claimedEntry(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<{ readonly kind: 'entry'; readonly entry: Discovered } | Refusal> {
  const head = await loadDiscovered(deps, id);
  if (!head) return noDiscovered(id);
  const entry = head.state;
  const [organisation, team] = await Promise.all([
    loadOrganisation(deps),
    entry.team ? loadTeam(deps, entry.team) : undefined,
  ]);
  const refusal = mayNot('claim-workflow', by, { organisation, team, owner: entry.owner });
  if (refusal) return refusal;
  if (entry.state === 'registered') {
    return refuse('registered-already', `"${id}" is registered. Nothing is left to answer.`);
  }
  if (entry.state !== 'claimed') {
    return refuse('not-claimed', `Nobody has claimed "${id}" yet. Press Mine first.`);
  }
  return { kind: 'entry', entry };
}
