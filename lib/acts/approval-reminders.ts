import {
  type Approval,
  type ApprovalAsked,
  approvalSchema,
  openDeciders,
  turnOf,
} from '../core/approval.ts';
import type { AuditActor } from '../core/audit.ts';
import { leadsOf } from '../core/gate.ts';
import { whyVoid } from '../core/in-force.ts';
import { type Nudge, nudge, remindNow } from '../core/nudge.ts';
import { organisationOf, type PersonKey, slackUserId } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { mayNot, type Standing } from '../core/roles.ts';
import { approvalIndex } from '../store/indexes.ts';
import type { Telling } from '../store/outbox.ts';
import { readHead } from '../store/read.ts';
import { channelOf } from './approval-cards.ts';
import { type Loaded, loadApproval, noApproval } from './approvals.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { inactiveAmong } from './inactive.ts';
import { standInsOf } from './stand-ins.ts';
import { loadOrganisation, loadWorkflow, standingTo } from './standing.ts';

const REMINDER = 'approval-reminder/';
const ESCALATION = 'approval-escalation/';
/** So many are told one by one; of more, nobody feels asked, so their channel is told. */
const MOST_TOLD = 10;

/** The approval that a reminder, or the word to those above the deciders, is about. */
export function approvalOfReminder(subject: string): string {
  const prefix = [REMINDER, ESCALATION].find((one) => subject.startsWith(one));
  if (!prefix) throw new Error('a reminder is about an approval');
  return subject.slice(prefix.length).replace(/\/[^/]*$/, '');
}

/**
 * Tells those whose turn it is once more, or those above them that nobody has decided, when its time
 * has come. Returns whether it did; two sweeps at once do it once, and none of them after the end.
 */
export async function nudgeApproval(deps: Deps, id: string): Promise<boolean> {
  const early = await readHead(deps.store, `approval/${id}`, approvalSchema);
  if (!early || nudge(early.state, deps.now()) === undefined) return false;
  const standing = await standingOf(deps, early.state);
  const above = standing ? await peopleAbove(deps, standing) : [];
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const loaded = await loadApproval(deps, id);
    const next = loaded && nudge(loaded.head.state, deps.now());
    const organisation = await loadOrganisation(deps);
    if (!loaded || !next) return done(false);
    const write = await nudgeWrite(deps, { loaded, next, standing, above }, SWEEP);
    // What counts no more is told to nobody, and is not looked at every minute until it ends.
    const idle = organisation.stopped || whyVoid(organisation, next.approval);
    return { kind: 'write', value: true, write: idle ? { ...write, tell: [] } : write };
  });
}

const SWEEP: AuditActor = { kind: 'system', id: 'sweep' };

type Reminded = { readonly kind: 'reminded'; readonly approval: Approval } | Refusal;

/** Somebody who answers for the workflow has its deciders reminded: at most once an hour. */
export async function remindDeciders(deps: Deps, by: PersonKey, id: string): Promise<Reminded> {
  return attempt(deps, async (): Promise<Step<Reminded>> => {
    const loaded = await loadApproval(deps, id);
    const standing = loaded && (await standingOf(deps, loaded.head.state));
    if (!loaded || !standing) return done(noApproval(id));
    const refusal = mayNot('remind-deciders', by, standing);
    if (refusal) return done(refusal);
    const next = remindNow(loaded.head.state, deps.now());
    if ('kind' in next) return done(next);
    const about = { loaded, next, standing, above: [] };
    const write = await nudgeWrite(deps, about, { kind: 'person', id: by });
    return { kind: 'write', value: { kind: 'reminded', approval: next.approval }, write };
  });
}

interface About {
  readonly loaded: Loaded;
  readonly next: Nudge;
  readonly standing: Standing | undefined;
  readonly above: readonly PersonKey[];
}

const KINDS = { remind: 'approval.reminded', escalate: 'approval.escalated' } as const;

async function nudgeWrite(deps: Deps, about: About, actor: AuditActor): Promise<Write> {
  const { loaded, next, standing } = about;
  const { step, approval } = next;
  const { id, digest } = approval;
  const at = deps.now();
  const told =
    step === 'remind' ? await deciding(deps, approval, loaded.asked) : [...new Set(about.above)];
  const subject = `${step === 'remind' ? REMINDER : ESCALATION}${id}/${at}`;
  const what =
    step === 'remind' ? ('approval-reminder' as const) : ('approval-escalation' as const);
  const places = told.length > 0 ? told.map(slackUserId) : channels(approval, step, standing);
  const tell = places.map((place): Telling => ({ what, subject, place, lane: 'bulk' }));
  const event = {
    kind: KINDS[step],
    at,
    actor,
    data: { digest, told, stage: turnOf(approval).index },
  };
  const change = {
    subject: `approval/${id}` as const,
    from: loaded.head.chain,
    state: approval,
    index: approvalIndex(approval),
    event,
  };
  return { changes: [change], tell };
}

/** Where many are told at once, or the platform where nobody of the team is there. */
function channels(
  approval: Approval,
  step: Nudge['step'],
  standing: Standing | undefined,
): string[] {
  const { organisation, team } = standing ?? {};
  if (!organisation) return [];
  const { via } = turnOf(approval).stage;
  const channel =
    step === 'remind' && team
      ? channelOf(via, { organisation, team })
      : organisation.platformChannel;
  return channel === '' ? [] : [channel];
}

/**
 * Those whose turn it is, those to whom one of them handed theirs, and those who decide in their
 * place these days; nobody by name when they are many.
 */
async function deciding(
  deps: Deps,
  approval: Approval,
  asked: ApprovalAsked,
): Promise<PersonKey[]> {
  const open = openDeciders(approval, asked);
  if (open.length > MOST_TOLD) return [];
  return [...new Set([...open, ...(await standInsOf(deps, approval, open))])];
}

async function standingOf(deps: Deps, approval: Approval): Promise<Standing | undefined> {
  const workflow = (await loadWorkflow(deps, approval.workflow))?.state;
  return workflow && standingTo(deps, workflow);
}

/** Lead, lead's backup and the workflow's owner, as far as they are still there. */
async function peopleAbove(
  deps: Deps,
  { organisation, team, owner }: Standing,
): Promise<PersonKey[]> {
  const people = [...(team ? leadsOf(team) : []), ...(owner ? [owner] : [])];
  const ours = people.filter((one) => organisationOf(one) === organisation.home);
  const gone = await inactiveAmong(deps, ours);
  return [...new Set(ours)].filter((one) => !gone.has(one));
}
