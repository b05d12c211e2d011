import { sameManifest } from '../core/manifest.ts';
import { overtaken, type Proposed } from '../core/proposed.ts';
import { editorName } from '../core/registration/editor.ts';
import { firstAccess, type ReviewReason } from '../core/registration/reviews.ts';
import type { RegistrationOutcome } from '../core/registration.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import type { Head } from '../store/item.ts';
import type { Telling } from '../store/outbox.ts';
import { done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { cardsOf, proposedChange } from './proposed-store.ts';
import type { Ground, Registered } from './register.ts';
import { registrationWrite, workflowChange } from './register-write.ts';

type Outcome<Kind> = Extract<RegistrationOutcome, { readonly kind: Kind }>;

/** What becomes of proposals when something is registered: a new one, and the end of the one that waited. */
interface Aside {
  /** What the workflow points to from now on. */
  readonly proposed: string | undefined;
  readonly changes: readonly Change[];
  readonly tell: readonly Telling[];
}

/** In force at once. Scopes that nobody has given yet are asked of the platform in the same step. */
export function acceptedStep(
  deps: Deps,
  ground: Ground,
  { workflow, warnings }: Outcome<'accepted'>,
): Step<Registered> {
  const aside = besideAccepted(deps, ground, workflow);
  const next = pointingTo(workflow, aside.proposed);
  const write = registrationWrite(deps, next, ground.head, ground.by);
  return {
    kind: 'write',
    write: { ...write, changes: [...write.changes, ...aside.changes], tell: aside.tell },
    value: { kind: 'registered', workflow: next, warnings },
  };
}

function besideAccepted(deps: Deps, ground: Ground, workflow: Workflow): Aside {
  const { open } = ground;
  const missing = workflow.missingScopes.length > 0;
  // A repository says all there is to say; a change in Slack leaves alone what waits beside it.
  const kept = open && (open.state.manifest ? workflow.home !== 'repo' : missing);
  if (kept) return { ...NOTHING, proposed: open.state.id };
  if (missing) return asked(deps, ground, workflow, access(deps, ground, workflow));
  return open ? { proposed: undefined, ...replaced(deps, ground, open) } : NOTHING;
}

/** "The last accepted one is in force": the manifest waits, whole. The newest proposal replaces the last. */
export function proposedStep(
  deps: Deps,
  ground: Ground,
  outcome: Outcome<'proposed'>,
): Step<Registered> {
  const { head, open, input } = ground;
  const { warnings } = outcome;
  if (!head) throw new Error('a first revision is never proposed');
  const waiting = open?.state;
  if (waiting?.manifest && sameManifest(waiting.manifest, input.manifest)) {
    return done({ kind: 'proposed', workflow: head.state, proposed: waiting, warnings });
  }
  const access = accessAskedWith(outcome.workflow, head.state, waiting);
  const proposed = newProposal(deps, ground, {
    workflow: head.state,
    reasons: [...outcome.reasons, ...access.reasons],
    scopes: access.scopes,
    manifest: input.manifest,
  });
  const workflow = pointingTo(head.state, proposed.id);
  const value = { kind: 'proposed' as const, workflow, proposed, warnings };
  return asideOnly(deps, ground, asked(deps, ground, workflow, proposed), value);
}

/**
 * What accepting a revision gives besides: the scopes that it adds, and those that its forerunner was
 * asking for, each with its reason. A scope without one is given by nobody who looks at the rest.
 */
function accessAskedWith(
  { missingScopes, ...next }: Workflow,
  before: Workflow,
  waiting: Proposed | undefined,
): { reasons: readonly ReviewReason[]; scopes: string[] } {
  const isOld = (scope: string) => before.missingScopes.includes(scope);
  const asked = missingScopes.filter((scope) => isOld(scope) && waiting?.scopes.includes(scope));
  const scopes = missingScopes.filter((scope) => !isOld(scope) || asked.includes(scope));
  return { reasons: firstAccess({ ...next, missingScopes: asked }), scopes };
}

/**
 * The same manifest again changes nothing. A person who registers it while scopes are missing and
 * nothing waits asks for them anew; a repository that went back to it takes its proposal back.
 */
export function unchangedStep(deps: Deps, ground: Ground, workflow: Workflow): Step<Registered> {
  const { open, by, input } = ground;
  const same = { kind: 'unchanged' as const, workflow, warnings: [] };
  if (open?.state.manifest && input.home === 'repo' && workflow.home === 'repo') {
    const aside = { proposed: undefined, ...replaced(deps, ground, open) };
    return asideOnly(deps, ground, aside, { ...same, workflow: pointingTo(workflow, undefined) });
  }
  const asks = !open && workflow.missingScopes.length > 0 && by.kind === 'person';
  if (!asks) return done(same);
  const aside = asked(deps, ground, workflow, access(deps, ground, workflow));
  const warnings = ['The platform is asked for its access again.'];
  const next = pointingTo(workflow, aside.proposed);
  return asideOnly(deps, ground, aside, { ...same, workflow: next, warnings });
}

const NOTHING: Aside = { proposed: undefined, changes: [], tell: [] };

/** The workflow itself stays as it is and points to what waits for it. */
function asideOnly(
  deps: Deps,
  { head, by }: Ground,
  aside: Aside,
  value: Extract<Registered, { workflow: Workflow }>,
): Step<Registered> {
  const data: Record<string, string> = aside.proposed ? { proposal: aside.proposed } : {};
  const kind = aside.proposed ? 'workflow.revision-proposed' : 'workflow.proposal-ended';
  const change = workflowChange(deps, value.workflow, head, { kind, actor: by, data });
  return {
    kind: 'write',
    write: { changes: [change, ...aside.changes], tell: aside.tell },
    value,
  };
}

/** A workflow without the field has nothing that waits. */
export function pointingTo(workflow: Workflow, proposed: string | undefined): Workflow {
  const { proposed: _, ...rest } = workflow;
  return proposed ? { ...rest, proposed } : rest;
}

function access(deps: Deps, ground: Ground, workflow: Workflow): Proposed {
  const { missingScopes: scopes } = workflow;
  return newProposal(deps, ground, { workflow, reasons: firstAccess(workflow), scopes });
}

interface Asks extends Pick<Proposed, 'scopes' | 'manifest'> {
  readonly workflow: Workflow;
  readonly reasons: readonly ReviewReason[];
}

function newProposal(deps: Deps, { by, holders }: Ground, asks: Asks): Proposed {
  const { id, team, revision, home } = asks.workflow;
  return {
    id: deps.newId('rev'),
    workflow: id,
    team,
    against: revision,
    ...(asks.manifest ? { manifest: asks.manifest } : {}),
    home,
    by: editorName(by),
    ...(holders.length > 0 ? { holders: [...holders] } : {}),
    at: deps.now(),
    reasons: [...asks.reasons],
    scopes: asks.scopes,
    state: 'open',
    answers: [],
  };
}

/** The new proposal with its cards; the one that waited ends with it. */
function asked(deps: Deps, ground: Ground, workflow: Workflow, proposed: Proposed): Aside {
  const { open } = ground;
  const event = { kind: 'revision.proposed', actor: ground.by };
  const change = proposedChange(deps, proposed, undefined, event);
  const old = open ? replaced(deps, ground, open) : NOTHING;
  return {
    proposed: proposed.id,
    changes: [change, ...old.changes],
    tell: [...cardsOf(proposed, { ...ground, workflow }), ...old.tell],
  };
}

function replaced(deps: Deps, ground: Ground, open: Head<Proposed>) {
  const say = 'A newer revision took its place.';
  const state = overtaken(open.state, 'replaced', { at: deps.now(), say });
  const event = { kind: 'revision.replaced', actor: ground.by };
  const workflow = ground.head?.state;
  return {
    changes: [proposedChange(deps, state, open.chain, event)],
    tell: workflow ? cardsOf(state, { ...ground, workflow }) : [],
  };
}
