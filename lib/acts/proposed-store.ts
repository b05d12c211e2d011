import canonicalize from 'canonicalize';
import { toHex } from '../core/hash.ts';
import { type Organisation, slackUserId, type Team } from '../core/people.ts';
import { type Proposed, proposedSchema, reviewsOf, teamReviewers } from '../core/proposed.ts';
import { type Editor, editorActor } from '../core/registration/editor.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import { PROPOSED, proposedIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import type { Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readAll, readHead } from '../store/read.ts';
import type { Deps } from './deps.ts';

/** `proposed-revision/rev_…` */
export function proposedSubject(id: string): Subject {
  return `proposed-revision/${id}`;
}

/** Undefined when there is no proposal of that id. */
export function loadProposed(deps: Deps, id: string): Promise<Head<Proposed> | undefined> {
  return readHead(deps.store, proposedSubject(id), proposedSchema);
}

/** The workflow's proposal that still waits, if any. */
export async function openProposal(
  deps: Deps,
  workflow: Workflow | undefined,
): Promise<Head<Proposed> | undefined> {
  if (!workflow?.proposed) return undefined;
  const head = await loadProposed(deps, workflow.proposed);
  return head?.state.state === 'open' ? head : undefined;
}

/** All that wait, the oldest first: an organisation has tens. */
export async function openProposals(deps: Deps): Promise<Proposed[]> {
  const listing = { index: 'list' as const, partition: PROPOSED, schema: proposedSchema };
  return (await readAll(deps.store, listing)).map((head) => head.state);
}

/** A step of the proposal's chain. The digest binds the log to the manifest that was looked at. */
export function proposedChange(
  deps: Deps,
  proposed: Proposed,
  from: Change['from'],
  event: { kind: string; actor: Editor; data?: Change['event']['data'] },
): Change {
  const { workflow, against, reasons, state, manifest } = proposed;
  const digest = manifest ? toHex(deps.sha(canonicalize(manifest) ?? '')) : 'none';
  const data = { workflow, against, state, reviews: reviewsOf(reasons), digest };
  return {
    subject: proposedSubject(proposed.id),
    from,
    state: proposed,
    index: proposedIndex(proposed),
    event: {
      kind: event.kind,
      at: deps.now(),
      actor: editorActor(event.actor),
      data: { ...data, ...event.data },
    },
  };
}

/** Where its card stands: with the team, with the platform, or with both. */
export function cardsOf(
  proposed: Proposed,
  at: { organisation: Organisation; team: Team; workflow: Workflow },
): Telling[] {
  const { organisation, team, workflow } = at;
  const nobody = teamReviewers(proposed, { team, workflow }).length === 0;
  const places = reviewsOf(proposed.reasons).map((review) =>
    review === 'team' && !nobody ? team.channel : organisation.platformChannel,
  );
  return [...new Set(places)].map((place) => card(proposed, place));
}

/** What became of it, for whoever proposed it; CI is told by its next run. */
export function outcomeFor(proposed: Proposed): Telling[] {
  return proposed.by.startsWith('ci/') ? [] : [card(proposed, slackUserId(proposed.by))];
}

function card(proposed: Proposed, place: string): Telling {
  return { what: 'revision-card', subject: proposedSubject(proposed.id), place };
}
