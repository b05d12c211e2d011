import type { Affected } from '../core/affected.ts';
import { saltedDigest } from '../core/audit.ts';
import {
  answerChange,
  type ChangeAnswer,
  type ChangeAsk,
  type ChangeProposal,
  endedAlready,
} from '../core/change-proposal.ts';
import { leadsOf } from '../core/gate.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Workflow } from '../core/workflow.ts';
import { stillAffected } from './affected.ts';
import { attempt, done, type Step } from './attempt.ts';
import {
  askStep,
  changeAsks,
  loadChange,
  noChange,
  tellOwner,
  tellProposer,
} from './change-store.ts';
import type { Deps } from './deps.ts';
import { loadTeam, mayNotHere } from './standing.ts';

export interface AnsweringChange {
  readonly change: string;
  readonly says: ChangeAnswer;
  /** What breaks, in the owner's words; '' where nothing does. */
  readonly reason: string;
}

export type ChangeAnswered =
  | { readonly kind: 'answered' | 'unchanged'; readonly ask: ChangeAsk }
  | Refusal;

/**
 * "Seen", or "This Breaks Us" with a reason: collected on the proposer's card, in place. The reason is
 * kept with the answer; the log holds its salted digest.
 */
export async function answerPlannedChange(
  deps: Deps,
  by: PersonKey,
  answering: AnsweringChange,
): Promise<ChangeAnswered> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  return attempt(deps, async (): Promise<Step<ChangeAnswered>> => {
    const found = await toAnswer(deps, by, answering.change);
    if (found.kind === 'refused') return done(found);
    const { change, ask } = found;
    const { says, reason } = answering;
    const said = { says, reason, at: deps.now(), salt: deps.newId('salt') };
    const outcome = answerChange(change, ask.state, said);
    if (outcome.kind !== 'answered') return done(outcome);
    const kept = outcome.ask.answer?.reason;
    const reasonDigest = kept ? saltedDigest(kept.text, kept.salt, deps.sha) : '';
    const data = { says, reasonDigest };
    const happened = { kind: 'change.answered', actor: { kind: 'person' as const, id: by }, data };
    return {
      kind: 'write',
      value: outcome,
      write: {
        changes: [askStep(deps, outcome.ask, ask, happened)],
        tell: [{ ...tellOwner(outcome.ask), lane: 'interactive' }, tellProposer(change)],
      },
    };
  });
}

/** What this person was told, before a form asks them what breaks. */
export async function mayAnswerChange(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<{ readonly kind: 'may'; readonly change: ChangeProposal } | Refusal> {
  const found = await toAnswer(deps, by, id);
  if (found.kind === 'refused') return found;
  const { change } = found;
  const ended = endedAlready(change);
  return ended ?? { kind: 'may', change };
}

async function toAnswer(deps: Deps, by: PersonKey, id: string) {
  const [head, ask] = await Promise.all([loadChange(deps, id), changeAsks.load(deps, id, by)]);
  if (!head) return noChange(id);
  if (!ask)
    return refuse('not-asked', 'This was announced to other people. Nothing is asked of you.');
  return { kind: 'found' as const, change: head.state, ask };
}

/** A planned change as one owner sees it. */
export interface ChangeAskShown {
  readonly change: ChangeProposal;
  readonly ask: ChangeAsk;
  /** Those of theirs that are affected still. */
  readonly rows: readonly Affected[];
  /** Nothing was said or added since they were told. */
  readonly untold: boolean;
  /** Counts the audit lines of both: a later state has a higher one. */
  readonly version: number;
}

/** What an owner is told, "rendered from the state at delivery": those no longer affected are left out. */
export async function showChangeAsk(
  deps: Deps,
  id: string,
  holder: PersonKey,
): Promise<ChangeAskShown | undefined> {
  const [head, ask] = await Promise.all([loadChange(deps, id), changeAsks.load(deps, id, holder)]);
  if (!head || !ask) return undefined;
  const still = await stillAffected(deps, ask.state.affected);
  const theirs = await Promise.all(
    still.map(async ({ row, state }) => ((await isTheirs(deps, holder, state)) ? [row] : [])),
  );
  const version = head.chain.seq + ask.chain.seq;
  const untold = ask.chain.seq === 1 && head.state.state === 'open';
  return { change: head.state, ask: ask.state, rows: theirs.flat(), untold, version };
}

/** Whether this person answers for it: as its owner, its backup, or a lead of its team. */
export async function isTheirs(deps: Deps, holder: PersonKey, state: Workflow): Promise<boolean> {
  if (state.owner === holder || state.backup === holder) return true;
  const team = await loadTeam(deps, state.team);
  return team !== undefined && leadsOf(team).includes(holder);
}

export interface ChangeShown {
  readonly kind: 'shown';
  readonly change: ChangeProposal;
  readonly asks: readonly ChangeAsk[];
  readonly version: number;
}

/** A planned change with every answer as it is now, for whoever draws its card. */
export async function showChange(deps: Deps, id: string): Promise<ChangeShown | undefined> {
  const [head, asks] = await Promise.all([loadChange(deps, id), changeAsks.all(deps, id)]);
  if (!head) return undefined;
  return {
    kind: 'shown',
    change: head.state,
    asks: asks.map((one) => one.state),
    version: asks.reduce((sum, one) => sum + one.chain.seq, head.chain.seq),
  };
}

/** The same for whoever of the organisation asks. */
export async function readChange(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<ChangeShown | Refusal<'not-allowed' | 'no-change'>> {
  const refusal = await mayNotHere(deps, 'find', by);
  return refusal ?? (await showChange(deps, id)) ?? noChange(id);
}
