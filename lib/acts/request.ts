import { nameSchema } from '../core/component.ts';
import type { Organisation, PersonKey } from '../core/people.ts';
import { dueAt, requestSchema, STATE_WORDS, type WorkflowRequest } from '../core/request.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import { QUEUED, requestIndex } from '../store/indexes.ts';
import { readAll, readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { type Registered, registerStep } from './register.ts';
import { manifestFor } from './reuse-manifest.ts';
import { loadOrganisation, loadTeam, loadWorkflow } from './standing.ts';
import { rememberAnswer } from './verdicts.ts';

/** What the modal gathered. `id` was drawn when the modal was opened: the same modal twice is one request. */
export interface Need {
  readonly id: string;
  readonly by: PersonKey;
  readonly need: string;
  readonly workflow: string;
  readonly team: string;
  readonly evidence: WorkflowRequest['evidence'];
}

export type Filed =
  | { readonly kind: 'filed'; readonly request: WorkflowRequest; readonly place: number }
  | Refusal<'not-allowed' | 'no-team' | 'bad-name' | 'reason-required'>;

/** "Nothing fits because …": queues the request at the platform, once. */
export async function fileRequest(deps: Deps, need: Need, because: string): Promise<Filed> {
  if (because.trim() === '') {
    return refuse('reason-required', 'Say what is missing, so that the platform team can judge.');
  }
  const outcome = await attempt(deps, async (): Promise<Step<Filed>> => {
    const filed = await readHead(deps.store, `request/${need.id}`, requestSchema);
    if (filed)
      return done({ kind: 'filed', request: filed.state, place: await placeOf(deps, need.id) });
    const checked = await checkNeed(deps, need);
    if (checked.kind === 'refused') return done(checked);
    const { organisation, team } = checked;
    const request = newRequest({ ...need, team: team.id }, deps.now(), organisation, {
      state: 'queued',
      because,
    });
    const place = (await placeOf(deps, need.id)) || (await queueLength(deps)) + 1;
    return {
      kind: 'write',
      value: { kind: 'filed', request, place },
      write: {
        changes: [requestChange(deps, request, undefined, 'request.filed')],
        tell: [
          {
            what: 'request-card',
            subject: `request/${need.id}`,
            place: organisation.platformChannel,
          },
        ],
      },
    };
  });
  if (outcome.kind === 'filed') await rememberAnswer(deps, need, { because });
  return outcome;
}

async function queueLength(deps: Deps): Promise<number> {
  return (await queuedRequests(deps)).length;
}

/** The queue in the order in which it is due. */
export async function queuedRequests(deps: Deps): Promise<WorkflowRequest[]> {
  const listing = { index: 'list' as const, partition: QUEUED, schema: requestSchema };
  return (await readAll(deps.store, listing)).map((head) => head.state);
}

/** The request's place in the queue from 1; 0 when it is not queued. */
async function placeOf(deps: Deps, id: string): Promise<number> {
  return (await queuedRequests(deps)).findIndex((request) => request.id === id) + 1;
}

/** Who asks, for which team, under which name: what every answer to a need begins with. */
export async function checkNeed(deps: Deps, need: Need) {
  const [organisation, team] = await Promise.all([
    loadOrganisation(deps),
    loadTeam(deps, need.team),
  ]);
  if (!team) return refuse('no-team', `There is no team "${need.team}".`);
  const name = nameSchema.safeParse(need.workflow);
  if (!name.success) {
    return refuse('bad-name', 'Use 1 to 80 lower-case letters, digits and hyphens for the name.');
  }
  const refusal = mayNot('request', need.by, { organisation, team });
  return refusal ?? { kind: 'ok' as const, organisation, team };
}

export function newRequest(
  need: Need,
  now: string,
  organisation: Organisation,
  rest: Pick<WorkflowRequest, 'state' | 'because' | 'extension'>,
): WorkflowRequest {
  return { ...need, ...rest, at: now, dueAt: dueAt(now, organisation) };
}

/** A step of the request's chain to `request`, by whoever answered it, else by whoever asked. */
export function requestChange(
  deps: Deps,
  request: WorkflowRequest,
  from: Change['from'],
  kind: string,
): Change {
  const by = request.answer?.by ?? request.by;
  const { id, team, workflow, state } = request;
  const evidence = request.evidence.map((one) => one.id);
  return {
    subject: `request/${id}`,
    from,
    state: request,
    index: requestIndex(request),
    event: {
      kind,
      at: deps.now(),
      actor: { kind: 'person', id: by },
      data: { team, workflow, state, evidence },
    },
  };
}

export type Reused = Registered | Refusal;

/**
 * "Reuse inside the baseline's pre-granted scopes registers *and activates* at once, no human
 * between: the paved road." The request is kept with its evidence, in the same transaction.
 */
export async function reuse(deps: Deps, need: Need, component: string): Promise<Reused> {
  const outcome = await attempt(deps, () => reuseStep(deps, need, { component }));
  if (outcome.kind !== 'refused' && outcome.kind !== 'problems') {
    await rememberAnswer(deps, need, { because: `Reused ${component}.`, reused: component });
  }
  return outcome;
}

/** What is reused: a version of it, the newest one unless said, and what its owner was asked before. */
interface Reusing {
  readonly component: string;
  readonly version?: string | undefined;
  readonly extension?: string;
}

/** One round of reusing, read anew, with the write that it leads to. */
export async function reuseStep(deps: Deps, need: Need, reusing: Reusing): Promise<Step<Reused>> {
  const checked = await checkNeed(deps, need);
  if (checked.kind === 'refused') return done(checked);
  const [asked, existing] = await Promise.all([
    readHead(deps.store, `request/${need.id}`, requestSchema),
    loadWorkflow(deps, need.workflow),
  ]);
  const before = answeredBefore(need, reusing, { asked: asked?.state, existing: existing?.state });
  if (before) return done(before);
  const ours = { ...need, team: checked.team.id };
  const read = await manifestFor(deps, ours, reusing);
  if (read.kind === 'refused') return done(read);
  const step = await registerStep(deps, { by: need.by, manifest: read.manifest, home: 'slack' });
  if (step.kind === 'done') return step;
  const { organisation } = checked;
  const { extension } = reusing;
  const rest = { state: 'reused' as const, because: reusing.component };
  const anew = newRequest(ours, deps.now(), organisation, rest);
  const request = asked && extension ? { ...asked.state, ...rest, workflow: need.workflow } : anew;
  const said = requestChange(deps, request, asked?.chain, 'request.reused');
  const actor = { kind: 'person' as const, id: need.by };
  const change = { ...said, event: { ...said.event, actor } };
  const changes: [Change, ...Change[]] = [...step.write.changes, change];
  const card = {
    what: 'request-card' as const,
    subject: `request/${need.id}`,
    place: organisation.platformChannel,
  };
  const tell = [...(step.write.tell ?? []), ...(asked && !extension ? [card] : [])];
  return { ...step, write: { ...step.write, changes, tell } };
}

/**
 * The same modal twice is one registration; a request that was answered stays answered; a name that
 * is in use is not taken over, not even by the team that uses it.
 */
function answeredBefore(
  need: Need,
  { extension }: Reusing,
  { asked, existing }: { asked: WorkflowRequest | undefined; existing: Workflow | undefined },
): Reused | undefined {
  if (asked?.state === 'reused' && existing) {
    return { kind: 'unchanged', workflow: existing, warnings: [] };
  }
  const waits = extension ? 'extending' : 'queued';
  if (asked && asked.state !== waits) {
    return refuse('answered-already', `This request is ${STATE_WORDS[asked.state]} already.`);
  }
  if (existing) {
    return refuse('name-taken', `The name "${need.workflow}" is in use. Choose another.`);
  }
  return undefined;
}
