import type { Declared } from '../core/credentials.ts';
import type { NotInForce } from '../core/in-force.ts';
import { LEASE_MINUTES, type Lease, type LeaseRefusal, mayLease } from '../core/lease.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { minutesAfter } from '../core/time.ts';
import { stoppedWidely } from '../core/wide-pause.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Head } from '../store/item.ts';
import { readLeaseFor } from '../store/leases.ts';
import { gatedOf } from './access-shown.ts';
import { attempt, done, type Step } from './attempt.ts';
import { loadCredentials } from './credentials.ts';
import type { Deps } from './deps.ts';
import { noteLeaseRefused } from './evidence.ts';
import { mayRun } from './in-force.ts';
import { type Credential, type MintRefusal, mint } from './lease-mint.ts';
import { leaseWrite } from './lease-store.ts';
import { releasesLocked } from './locked-releases.ts';
import { noteRefusal } from './refusals.ts';
import { loadWorkflow, noWorkflow } from './standing.ts';
import { loadWidePauses } from './wide-pause.ts';

/** What a workflow asks for. */
export interface LeaseWish {
  readonly connector: string;
  readonly scopes?: readonly string[] | undefined;
  /** The same request gets the same lease, as long as it lasts. */
  readonly request?: string | undefined;
  /** What `consume` was just told of: it opens the scopes of its action. */
  readonly approval?:
    | { readonly id: string; readonly digest: string; readonly action: string }
    | undefined;
  /** How long at most, in minutes. */
  readonly minutes?: number | undefined;
}

type Why =
  | LeaseRefusal
  | MintRefusal
  | NotInForce
  | 'paused-widely'
  | 'no-workflow'
  | 'lease-over'
  | 'key-reused';

export type Lent =
  | {
      readonly kind: 'lent';
      readonly lease: Lease;
      readonly credential: Credential;
      /** The lease was there already; these credentials are new ones for the rest of its time. */
      readonly again: boolean;
    }
  | Refusal<Why>;

/** Gives short-lived credentials for a connector. A refusal is written to the log. */
export async function lease(deps: Deps, workflow: string, wish: LeaseWish): Promise<Lent> {
  const lent = await lend(deps, workflow, wish);
  if (lent.kind === 'refused' && lent.why !== 'no-workflow') {
    const about = `connector/${wish.connector}`;
    const refused = { act: 'lease', about, why: lent.why };
    await Promise.all([
      noteRefusal(deps, { kind: 'workflow', id: workflow }, refused),
      noteLeaseRefused(deps, workflow, wish, lent.why),
    ]);
  }
  return lent;
}

/**
 * The record first, then the workflow once more, then the credentials: whatever goes out is on
 * record before, and a pause that was committed by then stops it. A pause that comes later finds the
 * record among what still works. So nothing here waits for the workflow's lock, or holds it.
 */
async function lend(deps: Deps, workflow: string, wish: LeaseWish): Promise<Lent> {
  const recorded = await attempt(deps, () => recordStep(deps, workflow, wish));
  if (recorded.kind === 'refused') return recorded;
  const { record, declared, seen, again } = recorded;
  const stopped = await stoppedSince(deps, { workflow, wish, seen });
  if (stopped) {
    await mark(deps, record, 'void', wish);
    return stopped;
  }
  if (again && record.kind === 'secret') {
    return { kind: 'lent', lease: record, credential: { kind: 'secret' }, again };
  }
  const minted = await mint(deps, record, declared);
  if (minted.kind === 'refused') {
    if (!again) await mark(deps, record, 'failed', wish);
    return minted;
  }
  return { kind: 'lent', lease: record, credential: minted.credential, again };
}

interface Recorded {
  readonly kind: 'recorded';
  readonly record: Lease;
  readonly declared: Declared;
  /** What it was decided on: the workflow, and what is paused for many, by the numbers of their changes. */
  readonly seen: string;
  readonly again: boolean;
}

async function recordStep(
  deps: Deps,
  workflow: string,
  wish: LeaseWish,
): Promise<Step<Recorded | Refusal<Why>>> {
  const [decided, before] = await Promise.all([
    decide(deps, workflow, wish),
    wish.request === undefined ? undefined : readLeaseFor(deps.store, workflow, wish.request),
  ]);
  if (decided.kind === 'refused') return done(decided);
  const { head, declared } = decided;
  const scopes = [...decided.scopes];
  const { seen } = decided;
  if (before?.state === 'out') {
    const no = notAgain(before, { ...wish, kind: declared.kind, scopes }, deps.now());
    return done(no ?? { kind: 'recorded', record: before, declared, seen, again: true });
  }
  const record = newLease(deps, head.state, { wish, scopes, kind: declared.kind });
  const write = await leaseWrite(deps, record, { kind: 'lease.given', request: wish.request });
  return {
    kind: 'write',
    value: { kind: 'recorded', record, declared, seen, again: false },
    write,
  };
}

/** "Minted anew only within the lease's time, never after", and for nothing else than it was given for. */
function notAgain(
  before: Lease,
  { connector, scopes, kind }: Pick<Lease, 'connector' | 'scopes' | 'kind'>,
  now: string,
): Refusal<'lease-over' | 'key-reused'> | undefined {
  const same =
    before.connector === connector && before.kind === kind && `${before.scopes}` === `${scopes}`;
  if (!same) {
    const say = 'This request id was used for another lease. Use a new one for a new lease.';
    return refuse('key-reused', say);
  }
  if (now < before.until) return undefined;
  return refuse('lease-over', 'The lease of this request is over. Ask for a new one.');
}

function newLease(
  deps: Deps,
  workflow: Workflow,
  { wish, scopes, kind }: { wish: LeaseWish; scopes: readonly string[]; kind: Lease['kind'] },
): Lease {
  const at = deps.now();
  const { approval } = wish;
  return {
    id: deps.newId('les'),
    workflow: workflow.id,
    team: workflow.team,
    revision: workflow.revision,
    connector: wish.connector,
    scopes: [...scopes],
    kind,
    at,
    until: minutesAfter(at, wish.minutes ?? LEASE_MINUTES),
    ...(approval ? { approval: { id: approval.id, digest: approval.digest } } : {}),
    state: 'out',
  };
}

interface Decided {
  readonly kind: 'may';
  readonly head: Head<Workflow>;
  readonly seen: string;
  readonly scopes: readonly string[];
  readonly declared: Declared;
}

/** Loads what the rule needs, and asks it. */
async function decide(
  deps: Deps,
  workflow: string,
  { connector, scopes, approval }: LeaseWish,
): Promise<Decided | Refusal<Why>> {
  const [head, stopped] = await Promise.all([loadWorkflow(deps, workflow), mayRun(deps)]);
  if (!head) return noWorkflow(workflow);
  if (stopped) return stopped;
  const [locked, gated, credentials, pauses] = await Promise.all([
    releasesLocked(deps, [head.state]),
    gatedOf(deps, head.state),
    loadCredentials(deps, connector),
    loadWidePauses(deps),
  ]);
  const releases = [...locked.values()];
  const through = releases.filter((one) => one.component === `connector/${connector}`);
  const widely = stoppedWidely(pauses.state, head.state, through);
  if (widely) return widely;
  const may = mayLease({
    ...{ workflow: head.state, connector, scopes, gated, now: deps.now() },
    releases,
    declared: credentials?.state.declared,
    approved: approval?.action,
  });
  return may.kind === 'refused' ? may : { ...may, head, seen: seenOf(head, pauses) };
}

function seenOf(...heads: readonly Head<unknown>[]): string {
  return heads.map(({ chain }) => chain.seq).join('.');
}

/** What has changed since the record was decided on, if it says no by now. */
async function stoppedSince(
  deps: Deps,
  { workflow, wish, seen }: { workflow: string; wish: LeaseWish; seen: string },
): Promise<Refusal<Why> | undefined> {
  const [head, pauses, stopped] = await Promise.all([
    loadWorkflow(deps, workflow),
    loadWidePauses(deps),
    mayRun(deps),
  ]);
  if (stopped) return stopped;
  if (head && seenOf(head, pauses) === seen) return undefined;
  const decided = await decide(deps, workflow, wish);
  return decided.kind === 'refused' ? decided : undefined;
}

function mark(
  deps: Deps,
  record: Lease,
  state: 'void' | 'failed',
  { request }: LeaseWish,
): Promise<void> {
  return attempt(deps, async () => {
    const kind = `lease.${state}` as const;
    const write = await leaseWrite(deps, { ...record, state }, { kind, request });
    return { kind: 'write', value: undefined, write };
  });
}
