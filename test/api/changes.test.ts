import { beforeEach, describe, expect, test } from 'vitest';
import { carryChange } from '../../lib/acts/change-carry.ts';
import {
  endChangeOperation,
  getChangeOperation,
  proposeChangeOperation,
} from '../../lib/contract/changes.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { bearer, loginOf, openWorld, post, refusal, WORKFLOW, type World } from './world.ts';

let world: World;
let admin: string;
let owner: string;
beforeEach(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
  owner = await loginOf(world.deps, PEOPLE.owner);
  return world.stop;
});

const BODY = {
  component: 'connector/crm-readonly',
  kind: 'remove-scope',
  detail: 'crm.tickets.read',
  text: 'Ask for crm.read instead.',
  planned: '2026-12-01',
};
const propose = (change = {}, token = admin) =>
  world.api.request('/v1/changes', post(token, { ...BODY, ...change }));
const said = async (response: Response | Promise<Response>) =>
  proposeChangeOperation.answer.parse(await (await response).json());

test('a dry run shows who is affected, and sends nothing', async () => {
  const response = await propose({ dry_run: true });
  expect(response.status).toBe(200);
  const { change, affected, owners } = await said(response);
  expect(change).toBeUndefined();
  expect(owners).toBe(1);
  expect(affected).toMatchObject([
    { workflow: WORKFLOW, by: 'locked', version: '1.4.0', via: [], team: 'team-support' },
  ]);
  expect((await said(propose())).change).toBeDefined();
});

describe('announced', () => {
  test('it is there, with what everybody answered', async () => {
    const response = await propose();
    expect(response.status).toBe(201);
    const { change } = await said(response);
    const id = change?.id ?? '';
    expect(response.headers.get('location')).toBe(`/v1/changes/${id}`);
    expect(change).toMatchObject({ range: '*', state: 'open', telling: true });
    await carryChange(world.deps, id);
    const shown = await world.api.request(`/v1/changes/${id}`, bearer(owner));
    expect(getChangeOperation.answer.parse(await shown.json())).toMatchObject({
      change: { id, telling: false },
      counts: { told: 1, seen: 0, breaks: 0, open: 1 },
      answers: [{ workflows: [WORKFLOW] }],
      ownerless: [],
    });
  });

  test('it is withdrawn, once', async () => {
    const { change } = await said(propose());
    const end = (as: string, token = admin) =>
      world.api.request(`/v1/changes/${change?.id}/end`, post(token, { as }));
    expect(await refusal(end('done', owner))).toMatchObject({ status: 403 });
    const ended = endChangeOperation.answer.parse(await (await end('withdrawn')).json());
    expect(ended).toMatchObject({ state: 'withdrawn', ended_by: 'T0YARD/U0ADMIN' });
    expect((await end('withdrawn')).status).toBe(200);
    expect(await refusal(end('done'))).toMatchObject({ status: 409, why: 'change-ended' });
  });
});

test.each([
  [{ component: 'plugin/none' }, 404, 'no-component'],
  [{ detail: 'crm.nothing' }, 422, 'bad-change'],
  [{ range: 'latest' }, 422, 'bad-range'],
  [{ range: '<1.0.0' }, 409, 'nobody-affected'],
  [{ kind: 'rename' }, 422, 'invalid'],
])('%j is a problem', async (change, status, why) => {
  expect(await refusal(propose(change))).toMatchObject({ status, why });
});

test('is for the owning team and the platform; the same twice is refused', async () => {
  expect(await refusal(propose({}, owner))).toMatchObject({ status: 403, why: 'not-allowed' });
  await propose();
  expect(await refusal(propose())).toMatchObject({ status: 409, why: 'proposed-already' });
  const none = world.api.request('/v1/changes/chg_9', bearer(owner));
  expect(await refusal(none)).toMatchObject({ status: 404, why: 'no-change' });
});
