import {
  type Component,
  componentId,
  fingerprint,
  type Release,
  type ReleaseTerms,
  releaseTermsSchema,
} from './component.ts';
import type { Sha256 } from './hash.ts';
import { nextComponent } from './import-plan/component.ts';
import { type NewRelease, releaseBefore } from './import-plan/release.ts';
import type { Held } from './import-plan.ts';
import { lookAlikes, passesForMarketplace } from './look-alike.ts';
import type { ManifestProblem } from './manifest.ts';
import type { Team } from './people.ts';
import { type Editor, mayNotSpeakFor } from './registration/editor.ts';
import { type Around, draftProblems, draftWarnings, wholeSurface } from './release-checks.ts';
import { diffReleases, type ReleaseChange } from './release-diff.ts';
import type { ReleaseDraft } from './release-draft.ts';
import { type Refusal, refuse } from './result.ts';
import { mayNot, type Standing } from './roles.ts';
import { nextPatch } from './version.ts';

/** What a review of its own decided: whom the release is for from now on, and who is credited. */
export type Promoted = Required<Pick<Component, 'visibility' | 'credit'>>;

/** Everything that publishing is decided on. */
export interface PublishGround extends Omit<Around, 'team' | 'visibility' | 'newest'> {
  readonly draft: ReleaseDraft;
  /** What the registry holds under its id. */
  readonly held: Held | undefined;
  /** The team that the draft's owner leads to. */
  readonly team: Team;
  /** The id of the team that the component's owner leads to today. */
  readonly ownerNow: string | undefined;
  /** Teams by the ids that components of others name. */
  readonly teamNow: (id: string) => string;
  /** What the draft is a copy of; undefined when it names nothing that exists. */
  readonly origin: Release | undefined;
  readonly promoted?: Promoted | undefined;
  readonly sha: Sha256;
}

/** The release that a draft is shown against: the component's newest, or what it is a copy of. */
export interface Against {
  readonly component: string;
  readonly version: string;
}

interface Decided {
  readonly component: Component;
  readonly against: Against | undefined;
  readonly changes: readonly ReleaseChange[];
  readonly warnings: readonly string[];
}

export type PublishDecision =
  | (Decided & { readonly kind: 'publish'; readonly release: NewRelease })
  | (Decided & { readonly kind: 'unchanged'; readonly release: Release })
  | { readonly kind: 'problems'; readonly problems: readonly ManifestProblem[] }
  | Refusal<'name-taken' | 'looks-alike' | 'new-version-needed'>;

/**
 * "A team owns its workflows and local components"; "platform owns shared components": members of the
 * owning team or its CI publish what is the team's own, platform admins what is shared.
 */
export function mayNotPublish(
  editor: Editor,
  standing: Standing & { readonly team: Team },
  shared: string | undefined,
): Refusal<'not-allowed'> | undefined {
  if (shared === undefined) return mayNotSpeakFor('publish-release', editor, standing);
  const refusal = editor.kind === 'person' && mayNot('publish-shared', editor.person, standing);
  if (refusal === undefined) return undefined;
  const say = `${shared} is shared, so its versions are published by platform admins. Publish yours as a component of the team and propose it for promotion.`;
  return refuse('not-allowed', say, { act: 'publish-shared' });
}

/** Decides on a draft: whether the name is free for it, whether the version is, and what is wrong with it. */
export function decidePublish(ground: PublishGround): PublishDecision {
  const { draft, held } = ground;
  const taken = held ? ownedByOthers(ground, held) : nameRefusal(ground);
  if (taken) return taken;
  const terms = termsOf(draft.terms);
  const compared = { surface: wholeSurface(draft), uses: draft.uses, ...(terms ? { terms } : {}) };
  const before = releaseBefore(draft.version, held?.releases ?? []);
  if (held && before) return sameVersion(ground, held.component, before, compared);
  const around = aroundOf(ground);
  const problems = [...draftProblems(draft, around), ...originProblems(ground)];
  if (problems.length > 0) return { kind: 'problems', problems };
  const id = componentId(draft.kind, draft.name);
  const against = around.newest ?? ground.origin;
  const release: NewRelease = {
    ...{ component: id, version: draft.version, ...compared, uses: [...compared.uses] },
    fingerprint: fingerprint(compared, ground.sha),
  };
  return {
    kind: 'publish',
    component: componentOf(ground, release),
    release,
    against: against && { component: against.component, version: against.version },
    changes: diffReleases(against, compared),
    warnings: draftWarnings(draft, around),
  };
}

function aroundOf({ held, team, promoted, ...around }: PublishGround): Around {
  const { component, releases = [] } = held ?? {};
  const newest = releases.find((one) => one.version === component?.latest);
  const visibility = promoted?.visibility ?? component?.visibility ?? 'team';
  return { ...around, team: team.id, visibility, newest };
}

function ownedByOthers(
  { team, ownerNow }: PublishGround,
  { component }: Held,
): Refusal<'name-taken'> | undefined {
  if (ownerNow === team.id) return undefined;
  const { id, team: owner } = component;
  const say = `The name ${id} belongs to ${owner}. Choose another, or ask them for a new version.`;
  return refuse('name-taken', say, { id, team: owner });
}

/** A first release takes its name for good, so that nobody may take it for another's. */
function nameRefusal({ draft, others, team, teamNow }: PublishGround) {
  const id = componentId(draft.kind, draft.name);
  const alike = lookAlikes(draft, others).find((one) => teamNow(one.team) !== team.id);
  if (alike) {
    const say = `${id} looks like ${alike.id} of ${alike.team}. Choose a name that nobody takes for it.`;
    return refuse('looks-alike', say, { id, like: alike.id });
  }
  const known = others.flatMap(({ origin }) => (origin ? [origin.marketplace] : []));
  const like = passesForMarketplace(draft.name, [...new Set(known)]);
  if (!like) return undefined;
  const say = `${id} looks as if it came from the marketplace ${like}. Choose a name without it.`;
  return refuse('looks-alike', say, { id, like });
}

/** "Releases immutable (same version, other fingerprint: refused)"; build parts make no other version. */
function sameVersion(
  { draft }: PublishGround,
  component: Component,
  before: Release,
  compared: Parameters<typeof diffReleases>[1],
): PublishDecision {
  const changes = diffReleases(before, compared);
  const { version } = before;
  if (changes.length === 0 && version === draft.version) {
    const against = { component: component.id, version };
    const warnings = otherWords(draft, component);
    return { kind: 'unchanged', component, release: before, against, changes, warnings };
  }
  const { id } = component;
  const write = nextPatch(component.latest);
  const say = [
    `${id} ${version} is published and cannot change.`,
    ...(version === draft.version
      ? []
      : [`${draft.version} is the same version: what follows a + makes no other.`]),
    ...(changes.length > 0 ? [`This differs: ${inShort(changes)}.`] : []),
    `Give it a new version, like "${write}".`,
  ].join(' ');
  return refuse('new-version-needed', say, { id, version, write });
}

/** Words belong to the component and not to the version, and come with a new one all the same. */
function otherWords(draft: ReleaseDraft, component: Component): string[] {
  const { title, description, latest } = component;
  const same = title === draft.title && description === draft.description;
  if (same || latest !== draft.version) return [];
  return ['Its title or description is not what the catalog says. It changes with a new version.'];
}

const MOST_TOLD = 5;

function inShort(changes: readonly ReleaseChange[]): string {
  const more = changes.length - MOST_TOLD;
  const told = changes.slice(0, MOST_TOLD).map((one) => one.say);
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** "A team copy with `derived_from`": said with the first release, and true for good. */
function originProblems({ draft, held, origin }: PublishGround): ManifestProblem[] {
  const { derivedFrom: said } = draft;
  if (!said) return [];
  const field = 'derived_from';
  if (held) {
    const { derivedFrom: is } = held.component;
    const same = is?.component === said.component && is.version === said.version;
    const say = 'is said with the first release alone, and does not change. Take it out.';
    return same ? [] : [{ field, say }];
  }
  if (!origin) {
    const say = `names ${said.component} ${said.version}, which is not in the catalog.`;
    return [{ field, say }];
  }
  if (origin.component.startsWith(`${draft.kind}/`)) return [];
  return [
    { field, say: `names another kind of thing: a ${draft.kind} is a copy of a ${draft.kind}.` },
  ];
}

/** What says nothing leaves no trace. */
function termsOf(terms: ReleaseTerms | undefined): ReleaseTerms | undefined {
  const said = Object.entries(terms ?? {}).filter(
    ([, value]) => value !== undefined && (typeof value !== 'object' || sizeOf(value) > 0),
  );
  return said.length > 0 ? releaseTermsSchema.parse(Object.fromEntries(said)) : undefined;
}

function sizeOf(value: object): number {
  return Object.keys(value).length;
}

function componentOf(ground: PublishGround, release: NewRelease): Component {
  const { draft, held, team, promoted } = ground;
  const { component: id, version, uses, surface } = release;
  const next = nextComponent(
    { ...draft, surface, origin: undefined },
    { id, version, uses, held: held?.component },
    { team: team.id, visibility: 'team' },
  );
  return { ...next, ...promoted };
}
