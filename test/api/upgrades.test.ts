import { beforeEach, describe, expect, test } from 'vitest';
import {
  rollbackOperation,
  takeUpgradesOperation,
  upgradesOperation,
} from '../../lib/contract/upgrades.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { DRAFTER, drafter } from '../acts/upgrading.ts';
import { publish } from '../kit/catalog.ts';
import { bearer, loginOf, openWorld, post, refusal, WORKFLOW, type World } from './world.ts';

let world: World;
let owner: string;
beforeEach(async () => {
  world = await openWorld();
  owner = await loginOf(world.deps, PEOPLE.owner);
  await publish(world.deps, [drafter('3.2.9')]);
  await publish(world.deps, [drafter('4.0.0', { systems: ['billing'] })]);
  return world.stop;
});

const path = `/v1/workflows/${WORKFLOW}`;
const send = (where: string, body: unknown, token = owner) =>
  world.api.request(`${path}/${where}`, post(token, body));
const take = (version: string, more = {}) =>
  send('upgrades', { take: [{ component: DRAFTER, version }], ...more });
const taken = async (response: Response | Promise<Response>) =>
  takeUpgradesOperation.answer.parse(await (await response).json());

test('what may be taken, with its difference and what it comes to', async () => {
  const response = await world.api.request(`${path}/upgrades`, bearer(owner));
  const said = upgradesOperation.answer.parse(await response.json());
  expect(said).toMatchObject({
    workflow: WORKFLOW,
    revision: 1,
    offers: [
      { version: '3.2.9', within: true, effect: 'at-once', problems: [] },
      {
        version: '4.0.0',
        range: '4.0.x',
        same_permissions: false,
        difference: [{ field: 'systems', effect: 'adds', say: 'Adds the system billing' }, {}, {}],
        effect: 'review',
        reasons: [{ say: 'Adds the system billing' }],
      },
    ],
  });
});

describe('taking', () => {
  test('a version inside its range registers it', async () => {
    const dry = await taken(take('3.2.9', { dry_run: true }));
    expect(dry).toMatchObject({ outcome: 'registered', workflow: { revision: 2 } });
    expect((await taken(take('3.2.9'))).workflow.locks).toContainEqual({
      component: DRAFTER,
      range: '3.2.x',
      version: '3.2.9',
    });
    expect(await taken(take('3.2.9'))).toMatchObject({
      outcome: 'unchanged',
      workflow: { revision: 2 },
    });
  });

  test('one beyond it says what to change in the repository', async () => {
    expect(await taken(take('4.0.0'))).toMatchObject({
      outcome: 'patch',
      workflow: { revision: 1 },
      patch: {
        changes: [{ say: 'Changes plugin/reply-drafter from 3.2.x to 4.0.x' }],
        waits: ['Adds the system billing'],
      },
    });
  });

  test('one that adds access is 202, and waits', async () => {
    await publish(world.deps, [drafter('3.2.10', { systems: ['billing'] })]);
    const response = await take('3.2.10');
    expect(response.status).toBe(202);
    expect(await taken(response)).toMatchObject({
      outcome: 'proposed',
      proposed: { reasons: [{ say: 'Adds the system billing' }] },
      workflow: { revision: 1 },
    });
  });

  test.each([
    [{ take: [] }, 422, 'invalid'],
    [{ take: [{ component: DRAFTER, version: '3.2.8' }] }, 422, 'bad-manifest'],
    [{ take: [{ component: 'plugin/other', version: '1.0.0' }] }, 422, 'bad-manifest'],
  ])('%j is a problem', async (body, status, why) => {
    expect(await refusal(send('upgrades', body))).toMatchObject({ status, why });
  });

  test('is for the team', async () => {
    const sales = await loginOf(world.deps, PEOPLE.salesLead);
    const body = { take: [{ component: DRAFTER, version: '3.2.9' }] };
    expect(await refusal(send('upgrades', body, sales))).toMatchObject({ status: 403 });
    const none = world.api.request('/v1/workflows/none/upgrades', bearer(owner));
    expect(await refusal(none)).toMatchObject({ status: 404, why: 'no-workflow' });
  });
});

describe('rolling back', () => {
  const back = (revision: number, more = {}) => send('rollback', { revision, ...more });

  test('locks the versions of the earlier revision again', async () => {
    await take('3.2.9');
    const said = rollbackOperation.answer.parse(await (await back(1)).json());
    expect(said).toMatchObject({ outcome: 'registered', workflow: { revision: 3 } });
    expect(said.workflow.locks).toContainEqual({
      component: DRAFTER,
      range: '3.2.x',
      version: '3.2.4',
    });
  });

  test('to what never was is 404', async () => {
    expect(await refusal(back(9))).toMatchObject({ status: 404, why: 'no-revision' });
  });
});
