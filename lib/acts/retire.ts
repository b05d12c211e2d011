import { overtakenAccess } from '../core/access-answer.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { overtaken } from '../core/proposed.ts';
import { asEditor, type Editor } from '../core/registration/editor.ts';
import type { Refusal } from '../core/result.ts';
import { type RetireOutcome, retire } from '../core/retire.ts';
import { mayNot, type Standing } from '../core/roles.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import type { Head } from '../store/item.ts';
import type { Telling } from '../store/outbox.ts';
import type { Item, Key } from '../store/store.ts';
import { webhookKey } from '../store/webhooks.ts';
import { RETIRED_MEANWHILE } from './access-answer.ts';
import { accessCard, accessChange, accessOutcome, openAccess } from './access-store.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { cardsOf, openProposal, outcomeFor, proposedChange } from './proposed-store.ts';
import { edgesOf, MOST_EDGES, workflowChange } from './register-write.ts';
import { secretItem } from './secrets.ts';
import { loadWorkflow, noWorkflow, standingTo } from './standing.ts';
import { disclosedTo, mayKnowSecrets } from './still-works.ts';

/** Mostly there is one; those for which there is no room end when somebody answers them. */
const MOST_REQUESTS = 4;
/** Head, line and mark, and the rows of both cards. */
const ITEMS_A_REQUEST = 5;

export type Retired = RetireOutcome | Refusal<'no-workflow' | 'not-allowed'>;

/**
 * Ends a workflow for good: its keys, its webhook, its access and what it asked for end with it, and
 * from the next lease and consume on it gets nothing; credentials that are out end by themselves. To
 * undo it, a member of its team registers it anew. Owner, backup, the team's lead or a platform admin
 * may; the owner is told where somebody else did.
 */
export function retireWorkflow(
  deps: Deps,
  by: PersonKey,
  id: string,
  reason: string,
): Promise<Retired> {
  return attempt(deps, async (): Promise<Step<Retired>> => {
    const head = await loadWorkflow(deps, id);
    if (!head) return done(noWorkflow(id));
    const standing = await standingTo(deps, head.state);
    const refusal = mayNot('retire-workflow', by, standing);
    if (refusal) return done(refusal);
    const outcome = retire(head.state, { by, at: deps.now(), reason });
    if (outcome.kind !== 'retired') return done(outcome);
    return retireStep(deps, { head, by, standing }, outcome);
  });
}

/** Before a form asks for the reason: the workflow, or why this person may not. */
export async function mayRetire(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<
  { readonly kind: 'may'; readonly workflow: Workflow } | Refusal<'no-workflow' | 'not-allowed'>
> {
  const head = await loadWorkflow(deps, id);
  if (!head) return noWorkflow(id);
  const refusal = mayNot('retire-workflow', by, await standingTo(deps, head.state));
  return refusal ?? { kind: 'may', workflow: head.state };
}

interface Retiring {
  readonly head: Head<Workflow>;
  readonly by: PersonKey;
  readonly standing: Standing;
}

async function retireStep(
  deps: Deps,
  retiring: Retiring,
  outcome: Extract<RetireOutcome, { readonly workflow: Workflow }>,
): Promise<Step<Retired>> {
  const { head, by } = retiring;
  const before = head.state;
  const [asked, proposal, secrets, tell] = await Promise.all([
    endedRequests(deps, retiring),
    endedProposal(deps, retiring),
    disclosedTo(deps, before.id),
    told(deps, retiring),
  ]);
  const rotate = secrets.map((one) => one.connector);
  const { keys = [], webhook } = before;
  const data = {
    ...{ status: 'retired', revision: before.revision, keys: keys.map((one) => one.id) },
    ...(rotate.length > 0 ? { rotate } : {}),
  };
  const event = { kind: 'workflow.retired', actor: asEditor(by), data };
  const change = workflowChange(deps, outcome.workflow, head, event);
  return {
    kind: 'write',
    value: outcome,
    write: {
      changes: [change, ...asked.changes, ...proposal.changes],
      puts: endedKeys(deps, before),
      deletes: [...goneEdges(before), ...(webhook ? [webhookKey(before.id)] : [])],
      tell: [...tell, ...asked.tell, ...proposal.tell],
    },
  };
}

/** Pins first. An edge that stays for want of room is none: readers believe the head. */
function goneEdges(workflow: Workflow): Key[] {
  const room = MOST_EDGES - (workflow.keys?.length ?? 0) - MOST_REQUESTS * ITEMS_A_REQUEST;
  return edgesOf(workflow)
    .slice(0, room)
    .map(({ pk, sk }) => ({ pk, sk }));
}

/** "Revoked at once": what is left of a key says what became of it. */
function endedKeys(deps: Deps, { id, keys = [] }: Workflow): Item[] {
  const subject = `workflow/${id}` as const;
  return keys.map((key) =>
    secretItem(key.hash, { type: 'revoked-key', of: subject, keyId: key.id, at: deps.now() }),
  );
}

interface Ended {
  readonly changes: readonly Change[];
  readonly tell: readonly Telling[];
}

async function endedRequests(deps: Deps, { head, by, standing }: Retiring): Promise<Ended> {
  const open = (await openAccess(deps, head.state)).slice(0, MOST_REQUESTS);
  const actor: Editor = asEditor(by);
  const ended = open.map(({ state, chain }) => {
    const request = overtakenAccess(state, 'stale', { at: deps.now(), say: RETIRED_MEANWHILE });
    return { request, chain };
  });
  return {
    changes: ended.map(({ request, chain }) =>
      accessChange(deps, request, chain, { kind: 'access.stale', actor }),
    ),
    tell: ended.flatMap(({ request }) => [
      ...accessCard(request, standing.organisation),
      ...accessOutcome(request, head.state),
    ]),
  };
}

async function endedProposal(deps: Deps, { head, by, standing }: Retiring): Promise<Ended> {
  const open = await openProposal(deps, head.state);
  if (!open) return { changes: [], tell: [] };
  const proposed = overtaken(open.state, 'stale', { at: deps.now(), say: RETIRED_MEANWHILE });
  const event = { kind: 'revision.stale', actor: asEditor(by) };
  const { organisation, team } = standing;
  const cards = team ? cardsOf(proposed, { organisation, team, workflow: head.state }) : [];
  return {
    changes: [proposedChange(deps, proposed, open.chain, event)],
    tell: [...cards, ...outcomeFor(proposed)],
  };
}

/** The owner, where somebody else did it; the platform, where a secret it may know is to be rotated. */
async function told(deps: Deps, { head, by, standing }: Retiring): Promise<Telling[]> {
  const { id, owner } = head.state;
  const { platformChannel } = standing.organisation;
  const mayKnow = platformChannel !== '' && (await mayKnowSecrets(deps, head.state));
  const places = [
    ...(owner === by || owner.startsWith('ci/') ? [] : [slackUserId(owner)]),
    ...(mayKnow ? [platformChannel] : []),
  ];
  return places.map((place) => ({ what: 'workflow-paused', subject: `workflow/${id}`, place }));
}
