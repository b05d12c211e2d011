import { type AccessRequest, type AskRefusal, ask, askable, type Offered } from '../core/access.ts';
import { askedFor } from '../core/access-answer.ts';
import { neverGiven, preGrantedBy } from '../core/baseline-rules.ts';
import { BY_BASELINE, type Want, wantNames, withAccess, withGrants } from '../core/grant.ts';
import type { PersonKey } from '../core/people.ts';
import { asEditor } from '../core/registration/editor.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { type Act, mayNot, type Standing } from '../core/roles.ts';
import { dayEnd } from '../core/time.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Head } from '../store/item.ts';
import { accessCard, accessChange, type Locked, lockedTo, newAccess } from './access-store.ts';
import { attempt, done, type Step } from './attempt.ts';
import { baselineToday } from './baseline.ts';
import type { Deps } from './deps.ts';
import { workflowChange } from './register-write.ts';
import { loadWorkflow, noWorkflow, standingTo } from './standing.ts';

/** A workflow's access with all that asking for more, or taking it back, is decided on. */
export interface AccessGround extends Locked {
  readonly kind: 'ground';
  readonly head: Head<Workflow>;
  readonly standing: Standing;
  readonly preGranted: readonly string[];
  /** Scopes of its connectors that the baseline gives to nobody. */
  readonly never: readonly string[];
  /** What may be asked for. */
  readonly askable: readonly Offered[];
}

/** Reads all of it. */
export async function accessGround(
  deps: Deps,
  id: string,
): Promise<AccessGround | Refusal<'no-workflow'>> {
  const head = await loadWorkflow(deps, id);
  if (!head) return noWorkflow(id);
  const [locked, standing, { baseline, today }] = await Promise.all([
    lockedTo(deps, head.state),
    standingTo(deps, head.state),
    baselineToday(deps),
  ]);
  const { workflow, offered } = locked;
  const where = { team: standing.team?.id ?? workflow.team, today };
  const scopes = offered.flatMap((one) => one.scopes);
  const never = neverGiven(baseline.rules, scopes, where);
  const open = askable(workflow, offered, never, deps.now());
  const preGranted = preGrantedBy(baseline);
  return { kind: 'ground', head, standing, ...locked, preGranted, never, askable: open };
}

type Opened = Promise<AccessGround | Refusal<'no-workflow' | 'not-allowed'>>;

/** The same for somebody who asks for the workflow's team, or why they may not. */
export function openAsking(deps: Deps, by: PersonKey, id: string): Opened {
  return openFor(deps, 'ask-access', by, id);
}

/** The same for somebody who may take access back, or why they may not. */
export function openTakingBack(deps: Deps, by: PersonKey, id: string): Opened {
  return openFor(deps, 'grant-access', by, id);
}

async function openFor(deps: Deps, act: Act, by: PersonKey, id: string): Opened {
  const ground = await accessGround(deps, id);
  if (ground.kind === 'refused') return ground;
  return mayNot(act, by, ground.standing) ?? ground;
}

export interface AccessAsk {
  readonly workflow: string;
  readonly wants: readonly Want[];
  readonly reason: string;
  /** The last day it is needed, YYYY-MM-DD in the organisation's time zone. */
  readonly until?: string | undefined;
}

export type AccessAsked =
  | {
      readonly kind: 'asked';
      readonly workflow: Workflow;
      /** What the baseline gives to everybody: it needs nobody, and is given. */
      readonly given: readonly Want[];
      /** What the platform is asked for; undefined when there is nothing left to ask. */
      readonly request: AccessRequest | undefined;
    }
  | AskRefusal
  | Refusal<'no-workflow' | 'not-allowed' | 'workflow-not-active'>;

/** "A team asks for scopes with a reason; pre-granted scopes need nobody." */
export async function askAccess(deps: Deps, by: PersonKey, asks: AccessAsk): Promise<AccessAsked> {
  return attempt(deps, async (): Promise<Step<AccessAsked>> => {
    const ground = await openAsking(deps, by, asks.workflow);
    if (ground.kind === 'refused') return done(ground);
    const { workflow, standing } = ground;
    if (workflow.status === 'retired') {
      const say = `${workflow.id} is retired, so it needs no access.`;
      return done(refuse('workflow-not-active', say));
    }
    const { timeZone } = standing.organisation;
    const until = asks.until === undefined ? undefined : dayEnd(asks.until, timeZone);
    const { wants, reason } = asks;
    const outcome = ask({ ...ground, wants, reason, until, now: deps.now() });
    if (outcome.kind === 'refused') return done(outcome);
    return askStep(deps, by, ground, { ...outcome, reason, until });
  });
}

interface Decided {
  readonly given: readonly Want[];
  readonly wants: readonly Want[];
  readonly reason: string;
  readonly until: string | undefined;
}

function askStep(
  deps: Deps,
  person: PersonKey,
  { head, workflow: before, standing }: AccessGround,
  { given, wants, reason, until }: Decided,
): Step<AccessAsked> {
  const now = deps.now();
  const by = asEditor(person);
  const grants = given.map((want) => ({ ...want, at: now, by: BY_BASELINE }));
  const held =
    grants.length > 0 ? withAccess(before, withGrants(before.grants, grants), now) : before;
  const asks = { workflow: before, by, wants, reason: reason.trim(), filed: false, until };
  const request = wants.length > 0 ? newAccess(deps, asks) : undefined;
  const workflow = request ? askedFor(held, request) : held;
  const data = { given: wantNames(given), asked: wantNames(wants), status: workflow.status };
  const kind = request ? 'workflow.access-asked' : 'workflow.access-granted';
  const change = workflowChange(deps, workflow, head, { kind, actor: by, data });
  const filed = request
    ? [accessChange(deps, request, undefined, { kind: 'access.asked', actor: by })]
    : [];
  return {
    kind: 'write',
    value: { kind: 'asked', workflow, given, request },
    write: {
      changes: [change, ...filed],
      tell: request ? accessCard(request, standing.organisation) : [],
    },
  };
}
