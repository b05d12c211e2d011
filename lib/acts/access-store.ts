import { type AccessRequest, accessRequestSchema, type Offered } from '../core/access.ts';
import type { Release } from '../core/component.ts';
import { type Want, wantNames } from '../core/grant.ts';
import { type Organisation, slackUserId } from '../core/people.ts';
import { CONNECTOR, type Known, known } from '../core/registration/access.ts';
import { type Editor, editorActor, editorName } from '../core/registration/editor.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import { accessIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import type { Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readHead } from '../store/read.ts';
import type { Deps } from './deps.ts';
import { releasesLocked } from './locked-releases.ts';

/** `access/acc_…` */
export function accessSubject(id: string): Subject {
  return `access/${id}`;
}

/** Undefined when there is no request of that id. */
export function loadAccess(deps: Deps, id: string): Promise<Head<AccessRequest> | undefined> {
  return readHead(deps.store, accessSubject(id), accessRequestSchema);
}

/** The workflow's requests that wait for an answer. */
export async function openAccess(
  deps: Deps,
  workflow: Workflow | undefined,
): Promise<Head<AccessRequest>[]> {
  const ids = [...new Set((workflow?.asked ?? []).map((one) => one.request))];
  const heads = await Promise.all(ids.map((id) => loadAccess(deps, id)));
  return heads.flatMap((head) => (head?.state.state === 'open' ? [head] : []));
}

/** A workflow with what it needs, and what its connectors offer. */
export interface Locked {
  readonly workflow: Known;
  readonly releases: readonly Release[];
  readonly offered: readonly Offered[];
}

/** Reads the releases that the workflow is locked to. */
export async function lockedTo(deps: Deps, workflow: Workflow): Promise<Locked> {
  const releases = [...(await releasesLocked(deps, [workflow])).values()];
  const offered = releases
    .filter((release) => release.component.startsWith(CONNECTOR))
    .map(({ component, surface }) => ({
      connector: component.slice(CONNECTOR.length),
      scopes: [...new Set(surface.scopes)].sort(),
    }));
  return { workflow: known(workflow, releases), releases, offered };
}

/** What a new request says, besides who and when. */
interface Asks extends Pick<AccessRequest, 'reason' | 'filed'> {
  readonly workflow: Pick<Workflow, 'id' | 'team'>;
  readonly by: Editor;
  readonly holders?: readonly string[];
  readonly wants: readonly Want[];
  readonly until?: string | undefined;
}

/** A request that waits for the platform's answer from now on. */
export function newAccess(deps: Deps, asks: Asks): AccessRequest {
  const { workflow, by, holders = [], wants, reason, filed, until } = asks;
  return {
    id: deps.newId('acc'),
    workflow: workflow.id,
    team: workflow.team,
    wants: [...wants],
    reason,
    filed,
    ...(until === undefined ? {} : { until }),
    by: editorName(by),
    ...(holders.length > 0 ? { holders: [...holders] } : {}),
    at: deps.now(),
    state: 'open',
  };
}

/** A step of the request's chain: ids and scopes, nobody's words. */
export function accessChange(
  deps: Deps,
  request: AccessRequest,
  from: Change['from'],
  event: { kind: string; actor: Editor; data?: Change['event']['data'] },
): Change {
  const { id, workflow, wants, state, given } = request;
  return {
    subject: accessSubject(id),
    from,
    state: request,
    index: accessIndex(request),
    event: {
      kind: event.kind,
      at: deps.now(),
      actor: editorActor(event.actor),
      data: {
        ...{ workflow, state, scopes: wantNames(wants) },
        ...(given ? { given: wantNames(given.wants), until: given.until ?? 'none' } : {}),
        ...event.data,
      },
    },
  };
}

/** Its card at the platform. */
export function accessCard({ id }: AccessRequest, { platformChannel }: Organisation): Telling[] {
  return platformChannel === '' ? [] : [card(id, platformChannel)];
}

/** What became of it, for whoever asked; for the workflow's owner where CI did, or nobody asked. */
export function accessOutcome(request: AccessRequest, workflow: Workflow): Telling[] {
  const { id, by, state } = request;
  if (by.startsWith('ci/') || state === 'taken') return ownerCard(request, workflow);
  return [card(id, slackUserId(by))];
}

/** The same for the workflow's owner; nobody is told where CI is written down as the owner. */
export function ownerCard({ id }: AccessRequest, { owner }: Workflow): Telling[] {
  return owner.startsWith('ci/') ? [] : [card(id, slackUserId(owner))];
}

function card(id: string, place: string): Telling {
  return { what: 'access-card', subject: accessSubject(id), place };
}
