import { type Approval, stateOf } from '../core/approval.ts';
import { saltedDigest } from '../core/audit.ts';
import { cancel, outdated } from '../core/cancel.ts';
import {
  alreadyEnded,
  type Choice,
  type DecideRefusal,
  decide,
  onHold,
  refuseEarly,
  refusePerson,
} from '../core/decision.ts';
import { whoDecides } from '../core/gate.ts';
import type { NotInForce } from '../core/in-force.ts';
import type { FreshPerson, PersonKey, Team } from '../core/people.ts';
import type { Policy } from '../core/policy.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Standing } from '../core/roles.ts';
import type { Workflow } from '../core/workflow.ts';
import { approvalIndex } from '../store/indexes.ts';
import { partKey } from '../store/keys.ts';
import { askedHere, cardRows } from './approval-cards.ts';
import { isDeciderNow, type Loaded, loadApproval, namedNow, noApproval } from './approvals.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import { changedWrite } from './cancel.ts';
import type { Deps } from './deps.ts';
import { mayRun } from './in-force.ts';
import { rulesOf } from './policy.ts';
import { noteRefusal } from './refusals.ts';
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
  said: Omit<Choice, 'at'>,
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
  const early = refuseEarly(first.head.state, first.asked, person, choice);
  if (early) return early;
  const stopped = await mayRun(deps, first.head.state);
  if (stopped) return stopped;
  const [fresh, named] = await Promise.all([
    deps.people.fresh(person),
    namedNow(deps, first.head.state),
  ]);
  if (fresh.kind === 'refused') return fresh;
  if (named?.kind === 'refused') return named;
  const now = { person: fresh.person, named: named?.people };
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
}

async function decideStep(
  deps: Deps,
  { head, asked }: Loaded,
  { person, named }: Now,
  choice: Choice,
): Promise<Step<Decided>> {
  const early = refuseEarly(head.state, asked, person.key, choice);
  if (early) return done(early);
  const stopped = await mayRun(deps, head.state);
  if (stopped) return done(stopped);
  const ground = await groundOf(deps, head.state);
  if (!ground) return done(noApproval(head.state.id));
  const late = await tooLate(deps, head, ground);
  if (late) return late;
  const now = standsNow(deps, { approval: head.state, ground, named }, person.key);
  const refusal =
    refusePerson(person, now !== 'left') ?? (now === 'excluded' ? excludedSince() : undefined);
  if (refusal) return done(refusal);
  const { organisation, team } = ground.standing;
  const approval = askedHere(decide(head.state, person, choice), { organisation, team });
  const decision = decisionWrite(deps, head.chain, approval, choice);
  const write = await tellingWebhook(deps, approval, decision);
  return { kind: 'write', write, value: { kind: 'decided', approval } };
}

/** What a decision is held against. */
interface Ground {
  readonly workflow: Workflow;
  readonly standing: Standing & { readonly team: Team };
  readonly policy: Policy;
  readonly name: string;
}

async function groundOf(deps: Deps, approval: Approval): Promise<Ground | undefined> {
  const workflow = (await loadWorkflow(deps, approval.workflow))?.state;
  if (!workflow) return undefined;
  const [standing, rules] = await Promise.all([
    standingTo(deps, workflow),
    rulesOf(deps, workflow, approval.action),
  ]);
  const { team } = standing;
  return team && { workflow, standing: { ...standing, team }, ...rules };
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
  },
  person: PersonKey,
): 'decider' | 'excluded' | 'left' {
  const { approval, ground, named } = about;
  const { workflow, standing, policy } = ground;
  if (!isDeciderNow(approval, person, standing, named)) return 'left';
  const { team, organisation } = standing;
  const { onBehalfOf } = approval;
  const asking = { workflow, team, organisation, onBehalfOf, now: deps.now(), policy, named };
  const today = whoDecides(asking);
  return today.excluded.some((one) => one.person === person) ? 'excluded' : 'decider';
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
  const salt = deps.newId('salt');
  const reason = choice.reason.trim();
  const data = {
    choice: choice.choice,
    digest: approval.digest,
    state: stateOf(approval),
    ...(reason ? { reasonDigest: saltedDigest(reason, salt, deps.sha) } : {}),
  };
  const actor = { kind: 'person' as const, id: by };
  const event = { kind: 'approval.decided', at: choice.at, actor, data };
  const kept = { ...partKey(subject, 'REASON'), kind: 'reason', data: { text: reason, salt } };
  return {
    changes: [{ subject, from, state: approval, index: approvalIndex(approval), event }],
    puts: reason ? [kept] : [],
    tell: cardRows(approval),
  };
}
