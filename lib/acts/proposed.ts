import type { PersonKey } from '../core/people.ts';
import {
  accept,
  decline,
  mayReview,
  type Proposed,
  type Reviewer,
  withdraw,
} from '../core/proposed.ts';
import { asEditor } from '../core/registration/editor.ts';
import type { Refusal } from '../core/result.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { keptReason, loadKeptReason } from './kept-reason.ts';
import { acceptWhole } from './proposed-accept.ts';
import { ending, loadReview, type UnderReview } from './proposed-review.ts';
import { cardsOf, openProposals, proposedChange, proposedSubject } from './proposed-store.ts';
import { unfitToDecide } from './settings-people.ts';

export type Answered = { readonly kind: 'answered'; readonly proposed: Proposed } | Refusal;

/** Who answers, as the door knows them; the key in the log is what counts. */
export interface Answering {
  readonly by: PersonKey;
  readonly name: string;
}

/**
 * One person's "yes": for every review that is theirs to give. The last one puts the revision in
 * force, decided anew on the registry as it is now; what does not fit any more comes back `stale`.
 */
export async function acceptRevision(deps: Deps, who: Answering, id: string): Promise<Answered> {
  const may = await mayAnswer(deps, who.by, id);
  if (may.kind === 'refused') return may;
  const unfit = await unfitToDecide(deps, who.by);
  if (unfit) return unfit;
  return attempt(deps, async (): Promise<Step<Answered>> => {
    const under = await loadReview(deps, id);
    if (under.kind === 'refused') return done(under);
    const outcome = accept(under.head.state, reviewer(deps, who), under.reviewing);
    if (outcome.kind === 'refused') return done(outcome);
    return outcome.whole
      ? acceptWhole(deps, under, outcome.proposed, who.by)
      : halfWay(deps, under, outcome.proposed, who.by);
  });
}

/** One of two reviews is given; the other is still waited for. */
function halfWay(
  deps: Deps,
  under: UnderReview,
  proposed: Proposed,
  by: PersonKey,
): Step<Answered> {
  const given = proposed.answers.filter((one) => one.by === by).map((one) => one.review);
  const event = { kind: 'revision.reviewed', actor: asEditor(by), data: { given } };
  return {
    kind: 'write',
    value: { kind: 'answered', proposed },
    write: {
      changes: [proposedChange(deps, proposed, under.head.chain, event)],
      tell: cardsOf(proposed, under.reviewing),
    },
  };
}

/** One reviewer's "no" ends it. The reason is kept beside the log, which holds its salted digest. */
export async function refuseRevision(
  deps: Deps,
  who: Answering,
  id: string,
  reason: string,
): Promise<Answered> {
  return attempt(deps, async (): Promise<Step<Answered>> => {
    const under = await loadReview(deps, id);
    if (under.kind === 'refused') return done(under);
    const outcome = decline(under.head.state, { ...reviewer(deps, who), reason }, under.reviewing);
    if (outcome.kind === 'refused') return done(outcome);
    const { item, data } = keptReason(deps, proposedSubject(id), reason);
    const event = { kind: 'revision.refused', actor: asEditor(who.by), data };
    const write = ending(deps, under, outcome.proposed, event);
    return {
      kind: 'write',
      value: { kind: 'answered', proposed: outcome.proposed },
      write: { ...write, creates: [item] },
    };
  });
}

/** Taken back by whoever proposed it. */
export async function withdrawRevision(deps: Deps, who: Answering, id: string): Promise<Answered> {
  return attempt(deps, async (): Promise<Step<Answered>> => {
    const under = await loadReview(deps, id);
    if (under.kind === 'refused') return done(under);
    const outcome = withdraw(under.head.state, reviewer(deps, who));
    if (outcome.kind === 'refused') return done(outcome);
    const event = { kind: 'revision.withdrawn', actor: asEditor(who.by) };
    const { proposed } = outcome;
    return {
      kind: 'write',
      value: { kind: 'answered', proposed },
      write: ending(deps, under, proposed, event),
    };
  });
}

/** Whether this person may answer, before a form asks them for a reason. */
export async function mayAnswer(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<{ kind: 'may'; proposed: Proposed } | Refusal> {
  const under = await loadReview(deps, id);
  if (under.kind === 'refused') return under;
  const may = mayReview(under.head.state, by, under.reviewing);
  return may.kind === 'refused' ? may : { kind: 'may', proposed: under.head.state };
}

/** What waits for this person, the oldest first. */
export async function revisionsFor(deps: Deps, person: PersonKey): Promise<Proposed[]> {
  const open = await openProposals(deps);
  const answers = await Promise.all(open.map((one) => mayAnswer(deps, person, one.id)));
  return answers.flatMap((one) => (one.kind === 'may' ? [one.proposed] : []));
}

/** Why it was refused, as the reviewer wrote it; undefined when nobody did, or it was erased. */
export function loadReason(deps: Deps, id: string): Promise<string | undefined> {
  return loadKeptReason(deps, proposedSubject(id));
}

function reviewer(deps: Deps, who: Answering): Reviewer {
  return { by: who.by, name: who.name, at: deps.now() };
}
