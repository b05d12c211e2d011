import { type Approval, stateOf } from '../core/approval.ts';
import { cancel, outdated } from '../core/cancel.ts';
import {
  alreadyEnded,
  type Choice,
  type DecideRefusal,
  decide,
  onHold,
  refusePerson,
} from '../core/decision.ts';
import { decisionNote, fatigueLook } from '../core/fatigue.ts';
import { whoDecides } from '../core/gate.ts';
import { type NotInForce, notInForce } from '../core/in-force.ts';
import { withTimesOfTurn } from '../core/nudge.ts';
import type { FreshPerson, PersonKey, Team } from '../core/people.ts';
import type { Policy } from '../core/policy.ts';
import type { Calendar } from '../core/request.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Standing } from '../core/roles.ts';
import type { Workflow } from '../core/workflow.ts';
import { figureItems } from '../store/approval-figures.ts';
import type { Read } from '../store/commit.ts';
import { decisionItems } from '../store/decisions.ts';
import { approvalIndex } from '../store/indexes.ts';
import type { Item } from '../store/store.ts';
import { askedHere, cardRows, lookAtAsked } from './approval-cards.ts';
import { isDeciderNow, type Loaded, loadApproval, namedNow, noApproval } from './approvals.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import { changedWrite } from './cancel.ts';
import { keptWords } from './decision-words.ts';
import type { Deps } from './deps.ts';
import { mayRun } from './in-force.ts';
import { rulesIn } from './policy.ts';
import { noteRefusal } from './refusals.ts';
import { goneHolders, type Seat, seatsOpen, seatUsed } from './stand-ins.ts';
import { loadWorkflow, standingTo } from './standing.ts';
import { tellingWebhook } from './webhook-told.ts';

export type Decided =
  | { readonly kind: 'decided'; readonly approval: Approval }
  | Refusal<DecideRefusal | NotInForce | 'no-approval' | 'lookup-failed' | 'not-granted'>;

/**
 * One person's answer to one approval. Cheap refusals come first; then Slack is asked once who the
 * person is right now; then one transaction, decided again on the winner when it loses.
 */
export async function decideApproval(
  deps: Deps,
  person: PersonKey,
  id: string,
  said: Omit<Choice, 'at' | 'for'>,
): Promise<Decided> {
  const choice = { ...said, at: deps.now() };
  const outcome = await decideWith(deps, person, id, choice);
  if (outcome.kind === 'refused' && WORTH_NOTING.has(outcome.why)) {
    const refused = { act: choice.choice, about: `approval/${id}`, why: outcome.why };
    await noteRefusal(deps, { kind: 'person', id: person }, refused);
  }
  return outcome;
}

/** "Ended approvals never reach a transaction": a late click is no attempt worth a line. */
const WORTH_NOTING: ReadonlySet<string> = new Set([
  'excluded',
  'not-asked',
  'left',
  'outside',
  'guest',
  'bot',
  'deactivated',
]);

async function decideWith(
  deps: Deps,
  person: PersonKey,
  id: string,
  choice: Choice,
): Promise<Decided> {
  const first = await loadApproval(deps, id);
  if (!first) return noApproval(id);
  const early = await seatsOpen(deps, first, person, choice);
  if (early.kind === 'refused') return early;
  const stopped = await mayRun(deps, first.head.state);
  if (stopped) return stopped;
  const [fresh, named, gone] = await Promise.all([
    deps.people.fresh(person),
    namedNow(deps, first.head.state),
    goneHolders(deps, early.seats, person),
  ]);
  if (fresh.kind === 'refused') return fresh;
  if (named?.kind === 'refused') return named;
  const now = { person: fresh.person, named: named?.people, gone };
  let loaded: Loaded | undefined = first;
  return attempt(deps, async () => {
    const current = loaded ?? (await loadApproval(deps, id));
    loaded = undefined;
    return current ? decideStep(deps, current, now, choice) : done<Decided>(noApproval(id));
  });
}

/** What Slack said of the person, and of the approvers whom the manifest names: asked once. */
interface Now {
  readonly person: FreshPerson;
  readonly named: readonly PersonKey[] | undefined;
  /** Of those in whose place the person may decide: who left Slack. */
  readonly gone: ReadonlySet<PersonKey>;
}

async function decideStep(
  deps: Deps,
  loaded: Loaded,
  { person, named, gone }: Now,
  choice: Choice,
): Promise<Step<Decided>> {
  const { head } = loaded;
  const early = await seatsOpen(deps, loaded, person.key, choice);
  if (early.kind === 'refused') return done(early);
  const ground = await groundOf(deps, head.state);
  if (!ground) return done(noApproval(head.state.id));
  const stopped = notInForce(ground.standing.organisation, head.state);
  if (stopped) return done(stopped);
  const late = await tooLate(deps, head, ground);
  if (late) return late;
  const about = { approval: head.state, ground, named, gone };
  const { seats } = early;
  const from = seats.find((one) => standsNow(deps, about, person.key, one) === 'decider');
  const seat = from ?? seats[0];
  const now = standsNow(deps, about, person.key, seat);
  const refusal =
    refusePerson(person, now !== 'left') ?? (now === 'excluded' ? excludedSince() : undefined);
  if (refusal) return done(refusal);
  const { organisation, team } = ground.standing;
  const said = seat.holder === person.key ? choice : { ...choice, for: seat.holder };
  const decided = decide(head.state, person, said);
  const timed = withTimesOfTurn(head.state, decided, ground.policy, choice.at);
  const approval = askedHere(timed, { organisation, team });
  const decision = decisionWrite(deps, head.chain, approval, said);
  const noted = noteItems(head.state, approval, organisation);
  const puts = [...(decision.puts ?? []), ...figureItems(approval), ...noted];
  const changes = [...decision.changes, ...seatUsed(seat, approval.id, choice.at)] as const;
  const { unchanged } = ground;
  const write = await tellingWebhook(deps, approval, { ...decision, changes, puts, unchanged });
  return { kind: 'write', write, value: { kind: 'decided', approval } };
}

/** What a decision leaves with whoever took it, for themselves alone. */
function noteItems(before: Approval, { id, decisions }: Approval, calendar: Calendar): Item[] {
  const said = decisions.at(-1);
  if (!said) return [];
  const note = decisionNote(before, said);
  return decisionItems(said.by, { approval: id, note }, fatigueLook(said.at, calendar));
}

/** What a decision is held against. */
export interface Ground {
  readonly workflow: Workflow;
  readonly standing: Standing & { readonly team: Team };
  readonly policy: Policy;
  readonly name: string;
  /** "Never approved under other rules": workflow and baseline, which a decision needs as they were read. */
  readonly unchanged: readonly Read[];
}

/** What the approval is held against now; undefined when its workflow or team is gone. */
export async function groundOf(deps: Deps, approval: Approval): Promise<Ground | undefined> {
  const owner = await loadWorkflow(deps, approval.workflow);
  const standing = owner && (await standingTo(deps, owner.state));
  if (!owner || !standing?.team) return undefined;
  const { organisation, team } = standing;
  const known = { organisation, team: team.id };
  const { read, ...rules } = await rulesIn(deps, owner.state, approval.action, known);
  const unchanged = [{ subject: `workflow/${owner.state.id}` as const, from: owner.chain }, read];
  return { workflow: owner.state, standing: { ...standing, team }, ...rules, unchanged };
}

/** What was asked about an older revision, or under older rules, is cancelled rather than decided. */
async function tooLate(
  deps: Deps,
  head: Loaded['head'],
  { workflow, name: policy }: Ground,
): Promise<Step<Decided> | undefined> {
  const why = outdated(head.state, { workflow, policy });
  const cancelled = why && cancel(head.state, why, deps.now());
  if (cancelled) {
    const write = await changedWrite(deps, head, cancelled, { kind: 'system', id: 'decide' });
    return { kind: 'write', write, value: alreadyEnded(cancelled) };
  }
  return workflow.status === 'active' ? undefined : done(onHold(workflow.id));
}

/** "Deciders of a stage = members when asked ∩ members now"; what excludes today counts as well. */
function standsNow(
  deps: Deps,
  about: {
    readonly approval: Approval;
    readonly ground: Ground;
    readonly named: readonly PersonKey[] | undefined;
    readonly gone: ReadonlySet<PersonKey>;
  },
  person: PersonKey,
  { holder }: Seat,
): 'decider' | 'excluded' | 'left' {
  const { approval, ground, named, gone } = about;
  const { workflow, standing, policy } = ground;
  if (gone.has(holder) || !isDeciderNow(approval, holder, standing, named)) return 'left';
  const { team, organisation } = standing;
  const { onBehalfOf } = approval;
  const asking = { workflow, team, organisation, onBehalfOf, now: deps.now(), policy, named };
  const today = whoDecides(asking);
  const out = today.excluded.map((one) => one.person);
  if (out.includes(person)) return 'excluded';
  return out.includes(holder) ? 'left' : 'decider';
}

function excludedSince(): Refusal<'excluded'> {
  return refuse(
    'excluded',
    'Since it was asked you edited this workflow or took its key, so somebody else has to decide.',
  );
}

function decisionWrite(
  deps: Deps,
  from: Loaded['head']['chain'],
  approval: Approval,
  choice: Choice,
): Write {
  const subject = `approval/${approval.id}` as const;
  const by = approval.decisions.at(-1)?.by ?? '';
  const kept = keptWords(deps, approval, choice);
  const data = {
    choice: choice.choice,
    digest: approval.digest,
    state: stateOf(approval),
    ...(choice.for ? { for: choice.for } : {}),
    ...kept?.data,
  };
  const actor = { kind: 'person' as const, id: by };
  const event = { kind: 'approval.decided', at: choice.at, actor, data };
  return {
    changes: [{ subject, from, state: approval, index: approvalIndex(approval), event }],
    puts: [...(kept ? [kept.item] : []), ...lookAtAsked(deps, approval)],
    tell: cardRows(approval),
  };
}
