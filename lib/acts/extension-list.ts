import { type Extension, extensionSchema, usable } from '../core/extension.ts';
import type { PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { monthsUpTo } from '../core/stats.ts';
import { extensionsEndedIn, OPEN_EXTENSIONS } from '../store/indexes.ts';
import { readAll } from '../store/read.ts';
import { listTeams, teamNames } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { mayAnswerFor } from './extension-store.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

const RECENT_MONTHS = 2;

/** What is not over yet, the oldest first, or what was over in a month (YYYY-MM). */
export async function listExtensions(
  deps: Deps,
  person: PersonKey,
  ended?: string,
): Promise<{ kind: 'extensions'; extensions: readonly Extension[] } | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'find', person);
  if (refusal) return refusal;
  const partition = ended === undefined ? OPEN_EXTENSIONS : extensionsEndedIn(ended);
  return { kind: 'extensions', extensions: await listed(deps, partition) };
}

async function listed(deps: Deps, partition: string): Promise<Extension[]> {
  const listing = { index: 'list' as const, partition, schema: extensionSchema };
  return (await readAll(deps.store, listing)).map((head) => head.state);
}

/** What this person asked for: what is not over, and what came of it of late and nobody uses yet. */
export async function ownExtensions(deps: Deps, person: PersonKey): Promise<Extension[]> {
  const months = monthsUpTo(deps.now(), RECENT_MONTHS);
  const [open, ...ended] = await Promise.all([
    listed(deps, OPEN_EXTENSIONS),
    ...months.map((month) => listed(deps, extensionsEndedIn(month))),
  ]);
  const ready = ended.flat().filter((one) => usable(one) !== undefined);
  return [...open, ...ready].filter((one) => one.by === person);
}

/** What waits for this person as one who leads the owners: unanswered, or not released when planned. */
export async function extensionsFor(deps: Deps, person: PersonKey): Promise<Extension[]> {
  const open = await listed(deps, OPEN_EXTENSIONS);
  const now = deps.now();
  const owed = open.filter(({ state, dueAt }) => state === 'open' || (dueAt && dueAt <= now));
  if (owed.length === 0) return [];
  const [organisation, teams, names, { components }] = await Promise.all([
    loadOrganisation(deps),
    listTeams(deps.store),
    teamNames(deps.store),
    deps.catalog.load(),
  ]);
  return owed.filter((extension) => {
    const component = components.get(extension.component);
    if (!component) return false;
    const shared = component.visibility === 'shared';
    const id = names.now(shared ? organisation.platformTeam : component.team);
    const team = teams.find((one) => one.id === id);
    const may = mayAnswerFor({ organisation, team, shared }, person);
    return may.kind === 'may' && may.leads;
  });
}
