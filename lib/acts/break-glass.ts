import type { Approval } from '../core/approval.ts';
import { type BreakGlass, breakGlass, refuseProof, reviewDates } from '../core/break-glass.ts';
import { refusePerson } from '../core/decision.ts';
import type { FreshPerson, PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import type { Proof } from '../core/step-up.ts';
import { figureItems } from '../store/approval-figures.ts';
import { approvalIndex } from '../store/indexes.ts';
import { cardRows } from './approval-cards.ts';
import { type Loaded, loadApproval, noApproval } from './approvals.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import { type BreakLook, lookAt, type NotBroken } from './break-glass-look.ts';
import {
  breakGlassCards,
  breakGlassChange,
  breakGlassSubject,
  placesOf,
} from './break-glass-store.ts';
import type { Deps } from './deps.ts';
import { keptReason } from './kept-reason.ts';
import { noteRefusal } from './refusals.ts';
import { beginStepUp, type LinkMade } from './step-up.ts';
import { tellingWebhook } from './webhook-told.ts';

/** What an admin says when breaking the glass; `digest`: absent where the approval's own is meant. */
interface Wanted {
  readonly reason: string;
  readonly digest?: string | undefined;
}

/**
 * The first step: everything but the login is looked at, then the admin is asked to log in afresh.
 * The link is for this admin, this approval and its digest; nothing is ended by it alone.
 */
export async function beginBreakGlass(
  deps: Deps,
  person: PersonKey,
  id: string,
  { reason, digest: meant }: Wanted,
): Promise<LinkMade | NotBroken | Refusal<'no-identity-provider'>> {
  const loaded = await loadApproval(deps, id);
  if (!loaded) return noApproval(id);
  const digest = meant ?? loaded.head.state.digest;
  const said = { digest, reason: reason.trim(), at: deps.now() };
  const look = await lookAt(deps, loaded, person, said);
  if (look.kind === 'refused') return noted(deps, person, id, look);
  return beginStepUp(deps, person, { kind: 'break-glass', approval: id, digest, reason });
}

export type Broken =
  | { readonly kind: 'broken'; readonly approval: Approval; readonly broken: BreakGlass }
  | NotBroken
  | Refusal<'lookup-failed' | 'step-up-needed' | 'stale-login'>
  | NonNullable<ReturnType<typeof refusePerson>>;

interface Meant extends Wanted {
  readonly digest: string;
  readonly proof: Proof | undefined;
}

/**
 * "Platform admins only, with step-up, a reason": ends a waiting approval as approved, tells everybody
 * whom it concerns, and owes a review from then on. One transaction.
 */
export async function breakTheGlass(
  deps: Deps,
  person: PersonKey,
  id: string,
  { digest, reason, proof }: Meant,
): Promise<Broken> {
  const stale = refuseProof(proof, deps.now());
  if (stale) return stale;
  const fresh = await deps.people.fresh(person);
  if (fresh.kind === 'refused') return fresh;
  const by = fresh.person;
  const unfit = refusePerson(by, true);
  if (unfit) return noted(deps, person, id, unfit);
  const outcome = await attempt(deps, async (): Promise<Step<Broken>> => {
    const loaded = await loadApproval(deps, id);
    if (!loaded) return done<Broken>(noApproval(id));
    const said = { digest, reason: reason.trim(), at: deps.now() };
    const look = await lookAt(deps, loaded, person, said);
    if (look.kind === 'refused') return done<Broken>(look);
    return breakStep(deps, loaded, look, { by, loggedInAt: proof?.at ?? '', said });
  });
  return outcome.kind === 'refused' ? noted(deps, person, id, outcome) : outcome;
}

const WORTH_NOTING: ReadonlySet<string> = new Set([
  'not-allowed',
  'excluded',
  'deactivated',
  'bot',
  'guest',
  'outside',
]);

/** A late try is worth no line; somebody who may not is. */
async function noted<R extends Refusal>(
  deps: Deps,
  person: PersonKey,
  id: string,
  refusal: R,
): Promise<R> {
  const { why } = refusal;
  if (!WORTH_NOTING.has(why)) return refusal;
  const refused = { act: 'break-glass', about: `approval/${id}`, why };
  await noteRefusal(deps, { kind: 'person', id: person }, refused);
  return refusal;
}

interface Breaking {
  readonly by: FreshPerson;
  readonly loggedInAt: string;
  readonly said: { readonly reason: string; readonly at: string };
}

async function breakStep(
  deps: Deps,
  { head }: Loaded,
  look: BreakLook,
  breaking: Breaking,
): Promise<Step<Broken>> {
  const approval = breakGlass(head.state, breaking.by, breaking.said.at);
  const broken = newBreakGlass(approval, look, breaking);
  const write = breakWrite(deps, head, approval, { broken, reason: breaking.said.reason });
  return {
    kind: 'write',
    write: await tellingWebhook(deps, approval, { ...write, unchanged: look.ground.unchanged }),
    value: { kind: 'broken', approval, broken },
  };
}

/** "Told at once to team and platform channels, owner and auditors", and to whoever owes the review. */
function newBreakGlass(
  { id, workflow, team, action, channel }: Approval,
  { ground, involved, reviewers }: BreakLook,
  { by, loggedInAt, said: { at } }: Breaking,
): BreakGlass {
  const { organisation, team: owning } = ground.standing;
  const channels = [channel, owning.channel, organisation.platformChannel];
  // Whoever owes the review comes first; it may be all the auditors there are.
  const told = [...new Set([...reviewers, ...organisation.auditors])].slice(0, MOST_TOLD);
  return {
    ...{ id, workflow, team, action, by: by.key, at, loggedInAt },
    involved: [...involved],
    ...reviewDates(at, organisation),
    places: placesOf(channels, [ground.workflow.owner, ...told]),
  };
}

/** What fits into one transaction beside all copies of the card; an organisation has a few auditors. */
const MOST_TOLD = 30;

function breakWrite(
  deps: Deps,
  head: Loaded['head'],
  approval: Approval,
  { broken, reason }: { readonly broken: BreakGlass; readonly reason: string },
): Write {
  const { id, digest } = approval;
  const kept = keptReason(deps, breakGlassSubject(id), reason);
  const { by, at, loggedInAt, workflow, dueAt } = broken;
  const actor = { kind: 'person' as const, id: by };
  const data = { digest, loggedInAt, ...kept.data };
  const ended = {
    subject: `approval/${id}` as const,
    from: head.chain,
    state: approval,
    index: approvalIndex(approval),
    event: { kind: 'approval.break-glass', at, actor, data },
  };
  const event = { kind: 'break-glass.broken', by, data: { ...data, workflow, dueAt } };
  return {
    changes: [ended, breakGlassChange(deps, broken, undefined, event)],
    creates: [kept.item],
    puts: figureItems(approval),
    tell: [...cardRows(approval), ...breakGlassCards(broken)],
  };
}
