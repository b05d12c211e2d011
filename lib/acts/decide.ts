import { type Approval, stateOf } from '../core/approval.ts';
import { saltedDigest } from '../core/audit.ts';
import {
  type Choice,
  type DecideRefusal,
  decide,
  refuseEarly,
  refusePerson,
} from '../core/decision.ts';
import { whoDecides } from '../core/gate.ts';
import type { NotInForce } from '../core/in-force.ts';
import type { FreshPerson, PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { approvalIndex } from '../store/indexes.ts';
import { partKey } from '../store/keys.ts';
import { isDeciderNow, type Loaded, loadApproval, namedNow, noApproval } from './approvals.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { mayRun } from './in-force.ts';
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
  const now = await standsNow(deps, head.state, person.key, named);
  const refusal =
    refusePerson(person, now !== 'left') ?? (now === 'excluded' ? excludedSince() : undefined);
  if (refusal) return done(refusal);
  const approval = decide(head.state, person, choice);
  const decision = decisionWrite(deps, head.chain, approval, choice);
  const write = await tellingWebhook(deps, approval, decision);
  return { kind: 'write', write, value: { kind: 'decided', approval } };
}

/** "Deciders of a stage = members when asked ∩ members now"; what excludes today counts as well. */
async function standsNow(
  deps: Deps,
  approval: Approval,
  person: PersonKey,
  named: readonly PersonKey[] | undefined,
): Promise<'decider' | 'excluded' | 'left'> {
  const workflow = await loadWorkflow(deps, approval.workflow);
  if (!workflow) return 'left';
  const standing = await standingTo(deps, workflow.state);
  if (!standing.team || !isDeciderNow(approval, person, standing, named)) return 'left';
  const { team, organisation } = standing;
  const { onBehalfOf } = approval;
  const now = deps.now();
  const asking = { workflow: workflow.state, team, organisation, onBehalfOf, now, named };
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
    tell: [{ what: 'approval-card', subject, place: approval.channel }],
  };
}
