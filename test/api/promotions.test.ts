import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { componentAnswerSchema } from '../../lib/contract/catalog.ts';
import {
  getPromotionOperation,
  promoteOperation,
  promotionsOperation,
  renameOperation,
  reportOperation,
  transferOperation,
} from '../../lib/contract/promotions.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { BRIEF, ownRelease, promoted, publishIt, rejectIt } from '../acts/promotion-kit.ts';
import { bearer, loginOf, openWorld, post, refusal, type World } from './world.ts';

let world: World;
let owner: string;
let sales: string;
beforeEach(async () => {
  world = await openWorld();
  owner = await loginOf(world.deps, PEOPLE.owner);
  sales = await loginOf(world.deps, PEOPLE.salesLead);
  await ownRelease(world.deps);
});
afterEach(() => world.stop());

const BODY = { version: '1.0.0', license: 'MIT', useful: 'Every team has calls.' };
const send = (path: string, body: unknown, token = owner) =>
  world.api.request(`/v1/${path}`, post(token, body));
const read = (path: string, token = owner) => world.api.request(`/v1/${path}`, bearer(token));
const propose = (body: object = BODY, token = owner) =>
  send(`components/${BRIEF}/promotion`, body, token);

describe('proposing', () => {
  test('is answered with the promotion; whoever proposes is its builder unless others are named', async () => {
    const one = promoteOperation.answer.parse(await (await propose()).json());
    expect(one).toMatchObject({
      component: BRIEF,
      state: 'open',
      round: 1,
      builders: [{ person: 'T0YARD/U0OWNER', says: 'yes' }],
    });
    expect(await refusal(propose())).toMatchObject({ status: 409, why: 'promotion-open' });
  });

  test('names others by their Slack ids', async () => {
    const response = await propose({ ...BODY, builders: ['U0COLLEAGUE', 'T0YARD/U0OWNER'] });
    const one = promoteOperation.answer.parse(await response.json());
    expect(one.builders.map((builder) => builder.says)).toEqual(['asked', 'yes']);
  });

  test('tells everything that is wrong, at its field', async () => {
    const wrong = await refusal(propose({ ...BODY, version: '9.0.0', license: ' ' }));
    expect(wrong).toMatchObject({ status: 422, why: 'invalid' });
    expect(wrong.errors?.map((one) => one.field)).toEqual(['version', 'license']);
  });

  test.each([
    ['another team', () => propose(BODY, sales), 403, 'not-allowed'],
    ['a workflow key', () => propose(BODY, world.key), 403, 'login-required'],
    ['nobody', () => send('components/plugin/none/promotion', BODY), 404, 'no-component'],
  ])('is refused to %s', async (_, call, status, why) => {
    expect(await refusal(call())).toMatchObject({ status, why });
  });
});

describe('reading', () => {
  test('lists what is under way, shared and over apart, and shows one in full', async () => {
    const promotion = await promoted(world.deps);
    const listed = async (query = '') =>
      promotionsOperation.answer.parse(await (await read(`promotions${query}`)).json()).promotions;
    expect(await listed()).toMatchObject([{ id: promotion.id }]);
    const response = await read(`promotions/${promotion.id}`);
    expect(getPromotionOperation.answer.parse(await response.json())).toMatchObject({
      id: promotion.id,
      use: { workflows: 0, teams: 0 },
    });
    await rejectIt(world.deps, promotion, 'We have one.');
    expect(await listed()).toEqual([]);
    expect(await listed('?state=ended')).toMatchObject([{ reason: 'We have one.' }]);
    await publishIt(world.deps, await promoted(world.deps));
    expect(await listed('?state=shared&limit=1')).toMatchObject([{ state: 'published' }]);
    expect(await refusal(read('promotions/prm_none'))).toMatchObject({ why: 'no-promotion' });
  });

  test('a component tells its credit and its use', async () => {
    await publishIt(world.deps, await promoted(world.deps));
    const response = await read(`components/${BRIEF}`);
    expect(componentAnswerSchema.parse(await response.json())).toMatchObject({
      visibility: 'shared',
      team: 'platform',
      credit: { built_by: ['T0YARD/U0OWNER'], team: 'team-support' },
      use: 0,
      use_teams: 0,
    });
  });
});

test('withdrawing is the team’s', async () => {
  const { id } = await promoted(world.deps);
  const path = `promotions/${id}/withdrawal`;
  expect(await refusal(send(path, {}, sales))).toMatchObject({ why: 'not-allowed' });
  expect((await send(path, {})).status).toBe(200);
  expect(await refusal(send(path, {}))).toMatchObject({ status: 409, why: 'answered-already' });
});

test('a component is offered to another team, or goes on under another name', async () => {
  const offered = await send(`components/${BRIEF}/transfer`, { to: 'team-sales' });
  expect(transferOperation.answer.parse(await offered.json())).toMatchObject({ state: 'open' });
  const again = send(`components/${BRIEF}/transfer`, { to: 'team-sales' });
  expect(await refusal(again)).toMatchObject({ status: 409, why: 'transfer-open' });
  await ownRelease(world.deps, { name: 'day-brief' });
  const renamed = await send('components/plugin/day-brief/name', { name: 'day-notes' });
  expect(renameOperation.answer.parse(await renamed.json())).toEqual({
    id: 'plugin/day-notes',
    latest: '1.0.0',
  });
  const old = await read('components/plugin/day-brief');
  expect(componentAnswerSchema.parse(await old.json())).toMatchObject({
    renamed_to: 'plugin/day-notes',
    releases: [{ lifecycle: 'closed' }],
  });
  const taken = send('components/plugin/day-notes/name', { name: 'reply-drafter' });
  expect(await refusal(taken)).toMatchObject({ status: 409, why: 'name-taken' });
});

describe('reports', () => {
  const RUN = {
    report: 'run-1',
    component: 'skill/tone-brand-voice',
    version: '2.0.1',
    outcome: 'success',
  };

  test('are counted once, by a workflow’s key alone, and shown on the component', async () => {
    const first = await send('reports', RUN, world.key);
    expect(reportOperation.answer.parse(await first.json())).toEqual({ again: false });
    const again = await send('reports', RUN, world.key);
    expect(reportOperation.answer.parse(await again.json())).toEqual({ again: true });
    const shown = await read('components/skill/tone-brand-voice');
    expect(componentAnswerSchema.parse(await shown.json())).toMatchObject({ success: { runs: 1 } });
    expect(await refusal(send('reports', RUN))).toMatchObject({ why: 'workflow-key-required' });
    const other = { ...RUN, component: 'skill/none' };
    expect(await refusal(send('reports', other, world.key))).toMatchObject({
      status: 409,
      why: 'not-locked',
    });
  });
});
