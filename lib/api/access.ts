import { withdrawRequest } from '../acts/access-answer.ts';
import { askAccess } from '../acts/access-ask.ts';
import { takeBackAccess } from '../acts/access-back.ts';
import { type HeldGrant, listGrants, openRequests, readAccess } from '../acts/access-list.ts';
import {
  type AccessAnswerView,
  askAccessOperation,
  type GrantAnswer,
  getAccessOperation,
  grantsOperation,
  listAccessOperation,
  takeBackAccessOperation,
  withdrawAccessOperation,
} from '../contract/access.ts';
import type { AccessRequest } from '../core/access.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { CONNECTOR } from '../core/registration/access.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** Access to connectors: asking for it, seeing what is in force, taking it back. */
export function serveAccess(door: Door): void {
  serveGrants(door);
  serveRequests(door);
}

function serveRequests(door: Door): void {
  const { deps } = door;
  servePerson(door, askAccessOperation, async ({ caller, params, body }) => {
    const { connector, scopes, reason, until } = body;
    const wants = wantsOf(connector, scopes);
    const outcome = await askAccess(deps, caller, { workflow: params.id, wants, reason, until });
    if (outcome.kind === 'refused') return outcome;
    const { workflow, given, request } = outcome;
    const said = { status: workflow.status, given: [...given] };
    return request ? answer({ ...said, request: view(request) }, 202) : answer(said);
  });
  servePerson(door, listAccessOperation, async ({ caller }) => {
    const requests = await openRequests(deps, caller);
    return answer({ requests: requests.map((one) => view(one)) });
  });
  servePerson(door, getAccessOperation, async ({ caller, params }) => {
    const outcome = await readAccess(deps, caller, params.id);
    return outcome.kind === 'refused' ? outcome : answer(view(outcome.request, outcome.answer));
  });
  servePerson(door, withdrawAccessOperation, async ({ caller, params }) => {
    const outcome = await withdrawRequest(deps, named(caller), params.id);
    return outcome.kind === 'refused' ? outcome : answer(view(outcome.request));
  });
}

function serveGrants(door: Door): void {
  const { deps } = door;
  servePerson(door, takeBackAccessOperation, async ({ caller, params, body }) => {
    const { connector, scopes, reason } = body;
    const taking = { workflow: params.id, wants: wantsOf(connector, scopes), reason };
    const outcome = await takeBackAccess(deps, named(caller), taking);
    if (outcome.kind === 'refused') return outcome;
    return answer({ ...view(outcome.request, reason), status: outcome.workflow.status });
  });
  servePerson(door, grantsOperation, async ({ caller, query }) => {
    const { workflow, connector, ending_within: endingWithin, cursor: after } = query;
    const name = connector === undefined ? undefined : bare(connector);
    const asked = { workflow, connector: name, endingWithin, after };
    const outcome = await listGrants(deps, caller, asked);
    if (outcome.kind === 'refused') return outcome;
    return answer({ grants: outcome.rows.map(grantView), next: outcome.next });
  });
}

/** At this door nobody has another name than the id. */
function named(by: PersonKey) {
  return { by, name: slackUserId(by) };
}

/** `connector/crm` is `crm` as well. */
function bare(connector: string): string {
  return connector.startsWith(CONNECTOR) ? connector.slice(CONNECTOR.length) : connector;
}

function wantsOf(connector: string, scopes: readonly string[]) {
  return scopes.map((scope) => ({ connector: bare(connector), scope }));
}

function view(request: AccessRequest, said?: string): AccessAnswerView {
  const { id, workflow, team, state, wants, reason, until, by, at, given, end } = request;
  return {
    ...{ id, workflow, team, state, reason, until },
    scopes: [...wants],
    asked_by: by,
    asked_at: at,
    given: given?.wants,
    given_until: given?.until,
    ended_by: end?.by,
    ended_at: end?.at,
    answer: said ?? end?.say,
  };
}

function grantView({ workflow, grant }: HeldGrant): GrantAnswer {
  const { id, team, owner, status } = workflow;
  const { connector, scope, at, by, until, request } = grant;
  return { workflow: id, team, owner, status, connector, scope, since: at, by, until, request };
}
