import { componentSchema, nameSchema } from '../core/component.ts';
import { readManifest } from '../core/manifest.ts';
import type { Organisation, PersonKey } from '../core/people.ts';
import { dueAt, requestSchema, STATE_WORDS, type WorkflowRequest } from '../core/request.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { reuseManifest } from '../core/reuse.ts';
import { mayNot } from '../core/roles.ts';
import { highest } from '../core/version.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import { QUEUED, requestIndex } from '../store/indexes.ts';
import { componentSubject } from '../store/keys.ts';
import { readAll, readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { type Registered, registerStep, releasesOf } from './register.ts';
import { loadOrganisation, loadTeam, loadWorkflow } from './standing.ts';

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
  return attempt(deps, async (): Promise<Step<Filed>> => {
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

async function checkNeed(deps: Deps, need: Need) {
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

function newRequest(
  need: Need,
  now: string,
  organisation: Organisation,
  rest: { state: WorkflowRequest['state']; because: string },
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
  return attempt(deps, async (): Promise<Step<Reused>> => {
    const checked = await checkNeed(deps, need);
    if (checked.kind === 'refused') return done(checked);
    const [asked, existing] = await Promise.all([
      readHead(deps.store, `request/${need.id}`, requestSchema),
      loadWorkflow(deps, need.workflow),
    ]);
    const before = answeredBefore(need, asked?.state, existing?.state);
    if (before) return done(before);
    const ours = { ...need, team: checked.team.id };
    const manifest = await manifestFor(deps, ours, component);
    if (manifest.kind === 'refused') return done(manifest);
    const step = await registerStep(deps, {
      by: need.by,
      manifest: manifest.manifest,
      home: 'slack',
    });
    if (step.kind === 'done') return step;
    const rest = { state: 'reused' as const, because: component };
    const request = newRequest(ours, deps.now(), checked.organisation, rest);
    const change = requestChange(deps, request, asked?.chain, 'request.reused');
    const changes: [Change, ...Change[]] = [...step.write.changes, change];
    const card = {
      what: 'request-card' as const,
      subject: `request/${need.id}`,
      place: checked.organisation.platformChannel,
    };
    return {
      ...step,
      write: {
        ...step.write,
        changes,
        tell: [...(step.write.tell ?? []), ...(asked ? [card] : [])],
      },
    };
  });
}

/**
 * The same modal twice is one registration; a request that was answered stays answered; a name that
 * is in use is not taken over, not even by the team that uses it.
 */
function answeredBefore(
  need: Need,
  asked: WorkflowRequest | undefined,
  existing: Workflow | undefined,
): Reused | undefined {
  if (asked?.state === 'reused' && existing) {
    return { kind: 'unchanged', workflow: existing, warnings: [] };
  }
  if (asked && asked.state !== 'queued') {
    return refuse('answered-already', `This request is ${STATE_WORDS[asked.state]} already.`);
  }
  if (existing) {
    return refuse('name-taken', `The name "${need.workflow}" is in use. Choose another.`);
  }
  return undefined;
}

async function manifestFor(deps: Deps, need: Need, id: string) {
  const head = await readHead(deps.store, componentSubject(id), componentSchema);
  const releases = await releasesOf(deps, id);
  const release = releases.find((one) => one.version === head?.state.latest);
  if (!head || !release) return refuse('no-component', `${id} is not in the catalog any more.`);
  const actions = await actionsOf(deps, release.uses);
  const { workflow, team, need: purpose } = need;
  const text = [...purpose].slice(0, 500).join('');
  const manifest = reuseManifest({
    workflow,
    team,
    purpose: text,
    component: head.state,
    release,
    actions,
  });
  const read = readManifest(manifest);
  if (read.kind === 'manifest') return read;
  return refuse('bad-manifest', read.problems.map((one) => `${one.field}: ${one.say}`).join(' '));
}

/** The actions of what a release uses, each in the version its range leads to. */
async function actionsOf(
  deps: Deps,
  uses: readonly { kind: string; name: string; range: string }[],
) {
  const lists = await Promise.all(
    uses.map(async (pin) => {
      const releases = await releasesOf(deps, `${pin.kind}/${pin.name}`);
      const version = highest(
        pin.range,
        releases.map((one) => one.version),
      );
      return releases.find((one) => one.version === version)?.surface.actions ?? [];
    }),
  );
  return lists.flat();
}
