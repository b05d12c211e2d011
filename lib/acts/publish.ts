import type { Component, Release } from '../core/component.ts';
import type { NewRelease } from '../core/import-plan/release.ts';
import type { ManifestProblem } from '../core/manifest.ts';
import type { PersonKey } from '../core/people.ts';
import {
  type Against,
  decidePublish,
  mayNotPublish,
  type Promoted,
  type PublishDecision,
} from '../core/publish.ts';
import { asEditor, type Editor, editorActor } from '../core/registration/editor.ts';
import { findCycle } from '../core/release-cycle.ts';
import type { ReleaseChange } from '../core/release-diff.ts';
import type { ReleaseDraft } from '../core/release-draft.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { lookItem } from '../store/component-names.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadGround, loadPlace, type Place } from './publish-ground.ts';
import { publishWrite } from './publish-write.ts';
import { holdersOf, releasesOf } from './register.ts';

/** What was published, or would be, and how it differs from what is there. */
export interface PublishedRelease {
  readonly kind: 'published' | 'unchanged';
  readonly component: Component;
  readonly release: NewRelease | Release;
  /** What `changes` are told against: the newest release, or the origin of a copy; none for a first. */
  readonly against: Against | undefined;
  readonly changes: readonly ReleaseChange[];
  readonly warnings: readonly string[];
}

export type Published =
  | PublishedRelease
  | { readonly kind: 'problems'; readonly problems: readonly ManifestProblem[] }
  | Refusal<
      | 'not-allowed'
      | 'no-team'
      | 'name-taken'
      | 'looks-alike'
      | 'new-version-needed'
      | 'cycle'
      | 'renamed-already'
    >;

export interface Publishing {
  readonly by: Editor;
  readonly draft: ReleaseDraft;
  /** Set by a review that has decided who may: whom the release is for, and the credit. */
  readonly promoted?: Promoted | undefined;
}

/**
 * A team's release of its own component: by one of its members, or by its CI. The first one makes the
 * component, seen by everybody and used by the team. The same release again changes nothing.
 */
export function publishRelease(
  deps: Deps,
  by: PersonKey | Editor,
  draft: ReleaseDraft,
): Promise<Published> {
  return attempt(deps, () => publishStep(deps, { by: asEditor(by), draft }));
}

/** What `publishRelease` would answer now; nothing is written. */
export async function previewRelease(
  deps: Deps,
  by: PersonKey | Editor,
  draft: ReleaseDraft,
): Promise<Published> {
  return (await publishStep(deps, { by: asEditor(by), draft })).value;
}

/** One round of publishing: everything the rule needs, read anew, and the write it leads to. */
export async function publishStep(deps: Deps, publishing: Publishing): Promise<Step<Published>> {
  const place = await loadPlace(deps, publishing.draft);
  if (place.kind === 'refused') return done(place);
  const refusal = mayNot(publishing, place);
  if (refusal) return done(refusal);
  const decision = decidePublish(await loadGround(deps, publishing, place));
  if (decision.kind !== 'publish') return done(decision);
  const cycle = await cycleIn(deps, decision.release);
  if (cycle) return done(cycle);
  const holders = await holdersOf(deps, publishing.by);
  const write = writeOf(deps, publishing, { decision, place, holders });
  return { kind: 'write', write, value: { ...decision, kind: 'published' } };
}

/** Of a name that belongs to others the team is told that, and not who may publish it. */
function mayNot({ by, promoted }: Publishing, { organisation, team, head, ownerNow }: Place) {
  if (promoted) return undefined;
  const { id, renamedTo } = head?.state ?? {};
  if (renamedTo !== undefined) {
    return refuse(
      'renamed-already',
      `${id} is called ${renamedTo} now. Publish it under that name.`,
    );
  }
  const own = ownerNow?.id === team.id ? head?.state : undefined;
  const shared = own?.visibility === 'shared' ? own.id : undefined;
  return mayNotPublish(by, { organisation, team }, shared);
}

async function cycleIn(deps: Deps, release: NewRelease): Promise<Refusal<'cycle'> | undefined> {
  const read = new Map<string, Promise<Release[]>>();
  const way = await findCycle(release, (id) => {
    const releases = read.get(id) ?? releasesOf(deps, id);
    read.set(id, releases);
    return releases;
  });
  if (!way) return undefined;
  const say = `It would use itself: ${inShort(way)}. Take one of these pins out.`;
  return refuse('cycle', say, { length: way.length - 1 });
}

const MOST_NAMED = 12;

/** The beginning and the end of a long way: there the release itself stands. */
function inShort(way: readonly string[]): string {
  const rest = way.length - MOST_NAMED;
  if (rest <= 0) return way.join(' → ');
  const half = MOST_NAMED / 2;
  return [...way.slice(0, half), `${rest} more`, ...way.slice(-half)].join(' → ');
}

interface Decided {
  readonly decision: PublishDecision & { readonly kind: 'publish' };
  readonly place: Place;
  readonly holders: readonly PersonKey[];
}

/** The first release takes what its name looks like, unless a component of the same team has it. */
function writeOf(
  deps: Deps,
  { by, draft }: Publishing,
  { decision, place, holders }: Decided,
): Write {
  const { component, release } = decision;
  const { head, look } = place;
  const publication = { id: component.id, version: release.version, component, release };
  const write = publishWrite(deps, publication, {
    ...{ from: head?.chain, actor: editorActor(by) },
    holders,
  });
  if (head || look !== undefined) return write;
  return { ...write, creates: [...(write.creates ?? []), lookItem(draft, component.id)] };
}
