import canonicalize from 'canonicalize';
import { grantOf, scopeNames, wantNames } from '../core/grant.ts';
import { sameManifest } from '../core/manifest.ts';
import { overtaken, type Proposed } from '../core/proposed.ts';
import { freshWants, known } from '../core/registration/access.ts';
import { editorName } from '../core/registration/editor.ts';
import { lockedReleases } from '../core/registration/locks.ts';
import type { ReviewReason } from '../core/registration/reviews.ts';
import type { RegistrationOutcome } from '../core/registration.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import type { Head } from '../store/item.ts';
import type { Telling } from '../store/outbox.ts';
import { asksNothing, type Filing, fileMissing } from './access-filed.ts';
import { done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { cardsOf, proposedChange } from './proposed-store.ts';
import type { Ground, Registered } from './register.ts';
import { registrationWrite, workflowChange } from './register-write.ts';

type Outcome<Kind> = Extract<RegistrationOutcome, { readonly kind: Kind }>;

/** Whoever registers, or checks, what nobody has given reads that nothing more is to be done. */
const ASKS_BY_ITSELF = 'Registering it asks the platform team for that access.';

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
  const filed = fileMissing(deps, pointingTo(workflow, aside.proposed), filing(ground));
  const next = filed.workflow;
  const write = registrationWrite(deps, next, ground.head, ground.by);
  const changes: Write['changes'] = [...write.changes, ...aside.changes, ...filed.changes];
  const said = next.asked ? [...warnings, ASKS_BY_ITSELF] : warnings;
  return {
    kind: 'write',
    write: { ...write, changes, tell: [...aside.tell, ...filed.tell] },
    value: { kind: 'registered', workflow: next, warnings: said },
  };
}

function besideAccepted(deps: Deps, ground: Ground, workflow: Workflow): Aside {
  const { open } = ground;
  // A repository says all there is to say of its manifest, and nothing of locks; a change in Slack
  // leaves alone what waits beside it.
  const apart = workflow.home !== 'repo' || ground.input.moves || open?.state.moves;
  const kept = open?.state.manifest && apart;
  if (kept) return { ...NOTHING, proposed: open.state.id };
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
  const moves = storedMoves(input);
  const again = waiting?.manifest && sameManifest(waiting.manifest, input.manifest);
  if (again && canonicalize({ moves: waiting.moves }) === canonicalize({ moves })) {
    return done({ kind: 'proposed', workflow: head.state, proposed: waiting, warnings });
  }
  const { reasons } = outcome;
  const proposed = newProposal(deps, ground, {
    workflow: head.state,
    reasons,
    scopes: addedScopes(ground, outcome.workflow),
    manifest: input.manifest,
    moves,
  });
  const workflow = pointingTo(head.state, proposed.id);
  const value = { kind: 'proposed' as const, workflow, proposed, warnings };
  return asideOnly(deps, ground, asked(deps, ground, workflow, proposed), value);
}

function storedMoves({ moves }: Ground['input']): Proposed['moves'] {
  return moves && { kind: moves.kind, versions: Object.fromEntries(moves.versions) };
}

/** What accepting a revision gives besides: the scopes that it adds, and none that was needed before. */
function addedScopes({ head, input }: Ground, { needs = [], ...next }: Workflow): string[] {
  const before = head && known(head.state, lockedReleases(head.state.locks, input.catalog));
  const fresh = freshWants(needs, before).filter((want) => !grantOf(next, want, input.now));
  return scopeNames(fresh);
}

/**
 * The same manifest again changes nothing. A person who registers it while scopes are missing and
 * nothing waits asks for them anew; a repository that went back to it takes its proposal back.
 */
export function unchangedStep(deps: Deps, ground: Ground, workflow: Workflow): Step<Registered> {
  const { open, by, input } = ground;
  const same = { kind: 'unchanged' as const, workflow, warnings: [] };
  if (input.moves) return done(same);
  const manifestWaits = open?.state.manifest && !open.state.moves;
  if (manifestWaits && input.home === 'repo' && workflow.home === 'repo') {
    const aside = { proposed: undefined, ...replaced(deps, ground, open) };
    return asideOnly(deps, ground, aside, { ...same, workflow: pointingTo(workflow, undefined) });
  }
  if (by.kind !== 'person') return done(same);
  return askAgain(deps, ground, workflow);
}

/** The scopes that nobody has given and nobody asks for by now; one that the baseline gives is given. */
function askAgain(deps: Deps, ground: Ground, workflow: Workflow): Step<Registered> {
  const before = known(workflow, lockedReleases(workflow.locks, ground.input.catalog));
  const filed = fileMissing(deps, before, filing(ground));
  const same = { kind: 'unchanged' as const, workflow, warnings: [] };
  if (asksNothing(filed, before)) return done(same);
  const { asked = [], status } = filed.workflow;
  const data = { asked: wantNames(asked), status };
  const happened = { kind: 'workflow.access-asked', actor: ground.by, data };
  const change = workflowChange(deps, filed.workflow, ground.head, happened);
  const warnings = asked.length > 0 ? ['The platform is asked for its access again.'] : [];
  return {
    kind: 'write',
    write: { changes: [change, ...filed.changes], tell: filed.tell },
    value: { ...same, workflow: filed.workflow, warnings },
  };
}

function filing(ground: Ground): Filing {
  const { preGranted } = ground.input;
  return { ...ground, preGranted, asks: true };
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

interface Asks extends Pick<Proposed, 'scopes' | 'manifest' | 'moves'> {
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
    ...(asks.moves ? { moves: asks.moves } : {}),
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
