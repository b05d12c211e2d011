import { type Component, componentId, fingerprint, type Pin, type Release } from './component.ts';
import type { Sha256 } from './hash.ts';
import { closePins, nextNumber, type Placed, releaseBefore } from './import-plan/release.ts';
import type { ComponentDraft } from './marketplace/draft.ts';
import { slug } from './marketplace/text.ts';
import { type Refusal, refuse } from './result.ts';
import { newestFirst } from './version.ts';

/** What the registry holds under one id: the component and all its releases. */
export interface Held {
  readonly component: Component;
  readonly releases: readonly Release[];
}

export type { Placed } from './import-plan/release.ts';

export interface ImportContext {
  readonly team: string;
  readonly visibility: Component['visibility'];
  readonly sha: Sha256;
}

/** A release whose lifecycle, time and publisher the act adds. */
type NewRelease = Omit<Release, 'lifecycle' | 'publishedAt' | 'publishedBy'>;

export type ImportDecision =
  | {
      readonly kind: 'publish';
      readonly id: string;
      readonly version: string;
      readonly component: Component;
      readonly release: NewRelease;
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'unchanged';
      readonly id: string;
      readonly version: string;
      readonly notes: readonly string[];
    }
  | Refusal<'name-taken' | 'named-twice' | 'missing-connector' | 'new-version-needed'>;

/** What a draft is called in its own marketplace: the key of `Placed`, and what pins name. */
export function draftId(draft: ComponentDraft): string {
  return componentId(draft.kind, draft.name);
}

/**
 * The id a draft asks for, and `<marketplace>.<name>`, which it gets when somebody else has that.
 * A name that already begins so is written with a hyphen, or it could pass for the longer name of
 * another draft.
 */
export function candidateIds(draft: ComponentDraft): readonly [string, string] {
  const space = slug(draft.origin.marketplace) ?? 'marketplace';
  const [before, ...rest] = draft.name.split('.');
  const name = before === space && rest.length > 0 ? `${space}-${rest.join('.')}` : draft.name;
  return [componentId(draft.kind, name), componentId(draft.kind, slug(`${space}.${name}`) ?? name)];
}

/**
 * Decides on one draft. `existing` holds what the registry has under the draft's candidate ids,
 * `placed` what became of the import's earlier drafts. Planning again what was applied gives
 * `unchanged`.
 */
export function decideImport(
  draft: ComponentDraft,
  existing: ReadonlyMap<string, Held>,
  placed: Placed,
  context: ImportContext,
): ImportDecision {
  const plain = draftId(draft);
  if (placed.has(plain)) return refuse('named-twice', `${plain} occurs twice in this import.`);
  const id = chooseId(draft, existing, placed);
  if (!id) {
    return refuse(
      'name-taken',
      `Both names for ${plain} are taken by others. Rename it at its source.`,
    );
  }
  const held = existing.get(id);
  const notes = id === plain ? [] : [`The name ${plain} is taken, so it is filed as ${id}.`];
  if (held && held.component.origin?.marketplace !== draft.origin.marketplace) {
    const version = held.component.latest;
    return {
      kind: 'unchanged',
      id,
      version,
      notes: [`It is the same connector as ${id} ${version}.`],
    };
  }
  return decideRelease(draft, { id, held, placed, notes }, context);
}

/**
 * The plain name while nobody else has it. Otherwise first what this marketplace filed before, then
 * the same connector filed by anybody, then the longer name: so a later import finds the same ids
 * again, whatever else was published meanwhile.
 */
function chooseId(
  draft: ComponentDraft,
  existing: ReadonlyMap<string, Held>,
  placed: Placed,
): string | undefined {
  const [plain] = candidateIds(draft);
  const given = new Set([...placed.values()].map((one) => one.id));
  const ids = candidateIds(draft).filter((id) => !given.has(id));
  const free = (id: string) => !existing.has(id);
  const own = (id: string) =>
    existing.get(id)?.component.origin?.marketplace === draft.origin.marketplace;
  return (
    ids.find((id) => id === plain && free(id)) ??
    ids.find(own) ??
    ids.find((id) => sameConnector(draft, existing.get(id))) ??
    ids.find(free)
  );
}

function sameConnector(draft: ComponentDraft, held: Held | undefined): boolean {
  if (draft.kind !== 'connector' || !held) return false;
  const latest = held.releases.find((one) => one.version === held.component.latest);
  const text = (list: readonly string[] = []) => [...list].sort().join('\n');
  const wanted = text(draft.surface.endpoints);
  return wanted !== '' && wanted === text(latest?.surface.endpoints);
}

interface Place {
  readonly id: string;
  readonly held: Held | undefined;
  readonly placed: Placed;
  readonly notes: readonly string[];
}

function decideRelease(
  draft: ComponentDraft,
  place: Place,
  context: ImportContext,
): ImportDecision {
  const { id, held, notes } = place;
  const before = releaseBefore(draft.version, held?.releases ?? []);
  const uses = closePins(draft.uses, place.placed, before);
  if (!Array.isArray(uses)) return uses;
  const print = fingerprint({ surface: draft.surface, uses }, context.sha);
  if (before?.fingerprint === print) {
    return { kind: 'unchanged', id, version: before.version, notes };
  }
  if (before && draft.version !== undefined) {
    return refuse(
      'new-version-needed',
      `${id} ${before.version} is published and cannot change. Its source must give the change a new version.`,
    );
  }
  const version = draft.version ?? nextNumber(held?.releases ?? []);
  const { surface } = draft;
  const release: NewRelease = { component: id, version, surface, uses, fingerprint: print };
  const component = componentOf(draft, { id, version, held, uses }, context);
  return { kind: 'publish', id, version, component, release, notes };
}

function componentOf(
  draft: ComponentDraft,
  release: { id: string; version: string; held: Held | undefined; uses: readonly Pin[] },
  context: ImportContext,
): Component {
  const { id, version, held, uses } = release;
  const latest = held ? newestFirst([held.component.latest, version])[0] : version;
  // An older version that arrives late must not put its words over those of the newest.
  if (held && latest !== version) return held.component;
  const { kind, title, description, keywords, surface, origin } = draft;
  return {
    id,
    kind,
    name: id.slice(kind.length + 1),
    title,
    description,
    keywords,
    team: held?.component.team ?? context.team,
    visibility: held?.component.visibility ?? context.visibility,
    latest: version,
    connectors: uses.filter((pin) => pin.kind === 'connector').map((pin) => pin.name),
    actions: surface.actions,
    origin,
  };
}
