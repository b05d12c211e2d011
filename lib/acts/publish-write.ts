import type { AuditActor, ChainHead } from '../core/audit.ts';
import { type Component, componentId, type Release } from '../core/component.ts';
import type { NewRelease } from '../core/import-plan/release.ts';
import type { PersonKey } from '../core/people.ts';
import type { Change } from '../store/commit.ts';
import { uponItem } from '../store/edges.ts';
import { COMPONENTS, listedUnder } from '../store/indexes.ts';
import { componentSubject, releaseKey } from '../store/keys.ts';
import type { Write } from './attempt.ts';
import type { Deps } from './deps.ts';

/** A release that was decided to be published, and the component as it is from then on. */
export interface Publication {
  readonly id: string;
  readonly version: string;
  readonly component: Component;
  readonly release: NewRelease;
  /** Active when absent. */
  readonly lifecycle?: Release['lifecycle'];
}

/** Who publishes, on top of which state of the component (undefined: there is none yet). */
export interface PublishedBy {
  readonly from: ChainHead | undefined;
  readonly actor: AuditActor;
  /** Who holds a key of the CI identity that publishes. */
  readonly holders?: readonly PersonKey[];
}

/**
 * What publishing leaves behind, whoever decided on it: the component, the release, which nothing may
 * replace, and with each component that it uses the line that says so. "The subject of a chain is the
 * item that is version-locked anyway": of two who publish at once, one decides anew.
 */
export function publishWrite(
  deps: Deps,
  { id, version, component, release, lifecycle = 'active' }: Publication,
  { from, actor, holders = [] }: PublishedBy,
): Omit<Write, 'changes'> & { readonly changes: readonly [Change] } {
  const at = deps.now();
  const publishedBy = actor.kind === 'ci' ? `ci/${actor.id}` : actor.id;
  const behind = holders.length > 0 ? { holders: [...holders] } : {};
  const stored = { ...release, lifecycle, publishedAt: at, publishedBy, ...behind };
  const data = { version, fingerprint: release.fingerprint };
  return {
    changes: [
      {
        subject: componentSubject(id),
        from,
        state: component,
        index: listedUnder(COMPONENTS, id),
        event: { kind: 'release.published', at, actor, data },
      },
    ],
    creates: [{ ...releaseKey(id, version), kind: 'release', data: stored }],
    puts: release.uses.map(({ kind, name, range }) =>
      uponItem(componentId(kind, name), { component: id, version, range }),
    ),
  };
}
