import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectorScopesOperation } from '../../lib/contract/connector-scopes.ts';
import { listWorkflowsOperation } from '../../lib/contract/list-workflows.ts';
import { reachOperation, systemsOperation } from '../../lib/contract/systems.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { bearer, loginOf, openWorld, refusal, WORKFLOW, type World } from './world.ts';

let world: World;
let owner: string;
beforeAll(async () => {
  world = await openWorld();
  owner = await loginOf(world.deps, PEOPLE.salesLead);
});
afterAll(() => world.stop());

const ask = (path: string) => world.api.request(`/v1/${path}`, bearer(owner));

test('systems, and who can touch one of them', async () => {
  const systems = systemsOperation.answer.parse(await (await ask('systems')).json());
  expect(systems).toEqual({ systems: [{ system: 'crm', workflows: 1 }], complete: false });
  const found = reachOperation.answer.parse(
    await (await ask('systems/C%20R%20M/workflows')).json(),
  );
  expect(found).toMatchObject({
    system: 'crm',
    items: [{ workflow: WORKFLOW, via: ['connector/crm-readonly@1.4.0'], gated: 'no-actions' }],
  });
  expect(found.read_units).toBeGreaterThan(0);
});

test('the scopes of a connector’s workflows, side by side', async () => {
  const response = await ask('components/connector/crm-readonly/scopes');
  expect(connectorScopesOperation.answer.parse(await response.json())).toMatchObject({
    standard: ['crm.tickets.read'],
    standard_by: 'baseline',
    items: [{ workflow: WORKFLOW, wider: [] }],
    total: 1,
  });
});

test('workflows by owner, team and status', async () => {
  const person = encodeURIComponent(keyOf(PEOPLE.owner));
  const response = await ask(`workflows?owner=${person}&team=team-support&status=active`);
  expect(listWorkflowsOperation.answer.parse(await response.json())).toMatchObject({
    items: [{ workflow: WORKFLOW, status: 'active' }],
    total: 1,
  });
});

test.each([
  ['systems/%20/workflows', 422, 'no-system'],
  ['systems/crm/workflows?cursor=x', 422, 'bad-cursor'],
  ['components/connector/none/scopes', 404, 'no-component'],
  ['components/connector/crm-readonly/scopes?cursor=x', 422, 'bad-cursor'],
  ['workflows?status=odd', 422, 'no-status'],
  ['workflows?flag=odd', 422, 'no-flag'],
  ['workflows?flag=unreviewed', 422, 'not-known-yet'],
  ['workflows?team=none', 422, 'no-team'],
  ['workflows?owner=me', 422, 'invalid'],
])('%s is a problem of status %i', async (path, status, why) => {
  expect(await refusal(ask(path))).toMatchObject({ status, why });
});

test('nobody reads any of it without a login', async () => {
  for (const path of ['systems', 'workflows', 'systems/crm/workflows']) {
    expect((await world.api.request(`/v1/${path}`)).status).toBe(401);
  }
});
