import { type Component, componentId, fingerprint, type Release } from './component.ts';
import type { Sha256 } from './hash.ts';
import { nextComponent } from './import-plan/component.ts';
import {
  closePins,
  type NewRelease,
  nextNumber,
  type Placed,
  releaseBefore,
} from './import-plan/release.ts';
import type { ComponentDraft } from './marketplace/draft.ts';
import { slug } from './marketplace/text.ts';
import { type Refusal, refuse } from './result.ts';

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

export type ImportDecision =
  | {
      readonly kind: 'publish';
      readonly id: string;
      readonly version: string;
      readonly component: Component;
      readonly release: NewRelease;
      /** As its source says; active where it says nothing. */
      readonly lifecycle?: Release['lifecycle'];
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'unchanged';
      readonly id: string;
      readonly version: string;
      /** Whether it came from here: what else its source says may have changed. */
      readonly own: boolean;
      readonly notes: readonly string[];
    }
  | Refusal<
      'name-taken' | 'named-twice' | 'missing-connector' | 'new-version-needed' | 'renamed-already'
    >;

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

/** All ids that a draft may turn out to be. */
export function idsToRead(draft: ComponentDraft): readonly string[] {
  const { exported } = draft;
  return [...new Set([...candidateIds(draft), ...(exported ? [exported.id] : [])])];
}

/**
 * Decides on one draft. `existing` holds what the registry has under the draft's `idsToRead`,
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
  const earlier = placed.get(plain);
  const another = draft.oneOfSeveral && draft.version !== earlier?.version;
  if (earlier && !(another && draft.version !== undefined)) {
    return refuse('named-twice', `${plain} occurs twice in this import.`);
  }
  const known = exportedFrom(draft, existing);
  if (known) return known;
  const id = earlier?.id ?? chooseId(draft, existing, placed);
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
      own: false,
      notes: [`It is the same connector as ${id} ${version}.`],
    };
  }
  return decideRelease(draft, { id, held, placed, notes }, context);
}

/** "import(export(x)) changes nothing": the very release that our own export was made of. */
function exportedFrom(
  { exported }: ComponentDraft,
  existing: ReadonlyMap<string, Held>,
): ImportDecision | undefined {
  if (!exported) return undefined;
  const { id, version, fingerprint: print } = exported;
  const same = existing
    .get(id)
    ?.releases.find((one) => one.version === version && one.fingerprint === print);
  if (!same) return undefined;
  const notes = [`It is ${id} ${version} of this registry.`];
  return { kind: 'unchanged', id, version, own: false, notes };
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
  const { terms, successor, lifecycle } = draft;
  const print = fingerprint({ surface: draft.surface, uses, terms }, context.sha);
  if (before?.fingerprint === print) {
    const aside = lifecycleNotes(draft, before);
    return {
      kind: 'unchanged',
      id,
      version: before.version,
      own: true,
      notes: [...notes, ...aside],
    };
  }
  if (before && draft.version !== undefined) {
    return refuse(
      'new-version-needed',
      `${id} ${before.version} is published and cannot change. Its source must give the change a new version.`,
    );
  }
  const renamed = held?.component.renamedTo;
  if (renamed !== undefined) {
    return refuse(
      'renamed-already',
      `${id} is called ${renamed} here. Rename it at its source too.`,
    );
  }
  const version = draft.version ?? nextNumber(held?.releases ?? []);
  const { surface } = draft;
  const release: NewRelease = {
    ...{ component: id, version, surface, uses, fingerprint: print },
    ...(terms ? { terms } : {}),
    ...(successor === undefined ? {} : { successor }),
  };
  const component = nextComponent(draft, { id, version, uses, held: held?.component }, context);
  const said = lifecycle === undefined ? {} : { lifecycle };
  return { kind: 'publish', id, version, component, release, ...said, notes };
}

/** What is published is retired here, with its dates, and never by an import. */
function lifecycleNotes({ lifecycle }: ComponentDraft, before: Release): string[] {
  if (lifecycle === undefined || lifecycle === before.lifecycle) return [];
  return [
    `Its source calls it ${lifecycle}; here it stays ${before.lifecycle}, as an import changes no published version.`,
  ];
}
