import { beforeEach, describe, expect, test } from 'vitest';
import { carryCampaign } from '../../lib/acts/campaign-carry.ts';
import {
  announceCampaignOperation,
  getCampaignOperation,
  listCampaignsOperation,
} from '../../lib/contract/campaigns.ts';
import { findOperation, getComponentOperation } from '../../lib/contract/catalog.ts';
import { getReleaseOperation } from '../../lib/contract/releases.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { published, UNTIL } from '../acts/campaigning.ts';
import { bearer, loginOf, openWorld, post, refusal, WORKFLOW, type World } from './world.ts';

let world: World;
let admin: string;
let owner: string;
beforeEach(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
  owner = await loginOf(world.deps, PEOPLE.owner);
  await published(world.deps);
  return world.stop;
});

const BODY = {
  component: 'connector/crm-readonly',
  range: '<2.0.0',
  successor: 'connector/crm-readonly@2.0.1',
  note: 'Ask for crm.read instead.',
  helper: keyOf(PEOPLE.colleague),
  closes_on: '2026-12-15',
  stops_on: '2027-01-15',
};
const announce = (change = {}, token = admin) =>
  world.api.request('/v1/campaigns', post(token, { ...BODY, ...change }));
const said = async (response: Response | Promise<Response>) =>
  announceCampaignOperation.answer.parse(await (await response).json());
const act = (id: string, word: string, body = {}, token = admin) =>
  world.api.request(`/v1/campaigns/${id}/${word}`, post(token, body));
const get = (path: string, token = owner) => world.api.request(path, bearer(token));
const released = async () => {
  const { campaign } = await said(announce());
  const id = campaign?.id ?? '';
  expect((await act(id, 'release')).status).toBe(200);
  return id;
};

describe('campaigns', () => {
  test('a dry run shows whom it reaches, and writes nothing', async () => {
    const response = await announce({ dry_run: true });
    expect(response.status).toBe(200);
    const { campaign, targets, messages, direct, versions } = await said(response);
    expect(campaign).toBeUndefined();
    expect({ messages, direct, versions }).toEqual({ messages: 1, direct: 1, versions: ['1.4.0'] });
    expect(targets).toMatchObject([{ workflow: WORKFLOW, must: 'edit', version: '1.4.0' }]);
    const list = listCampaignsOperation.answer.parse(await (await get('/v1/campaigns')).json());
    expect(list.campaigns).toEqual([]);
  });

  test('announced, released, looked at, postponed, narrowed and withdrawn', async () => {
    const response = await announce();
    expect(response.status).toBe(201);
    const { campaign } = await said(response);
    expect(campaign).toMatchObject({ state: 'draft', stops: '2027-01-14T23:00:00.000Z' });
    const id = campaign?.id ?? '';
    expect(response.headers.get('location')).toBe(`/v1/campaigns/${id}`);
    expect(await (await act(id, 'release')).json()).toMatchObject({ state: 'open' });
    await carryCampaign(world.deps, id);
    const shown = getCampaignOperation.answer.parse(
      await (await get(`/v1/campaigns/${id}`)).json(),
    );
    expect(shown).toMatchObject({ left: 1, over: 0, told: 1, days: [{ left: 1 }] });
    const moved = await (await act(id, 'postpone', { stops_on: '2027-02-01' })).json();
    expect(moved).toMatchObject({ stops_on: '2027-02-01', moves: [{ kind: 'postponed' }] });
    const narrow = await (await act(id, 'narrow', { range: '1.4.x' })).json();
    expect(narrow).toMatchObject({ range: '1.4.x' });
    const gone = await (await act(id, 'withdraw')).json();
    expect(gone).toMatchObject({ state: 'withdrawn', withdrawn_by: keyOf(PEOPLE.admin) });
  });

  test('refusals have their status', async () => {
    expect(await refusal(announce({}, owner))).toMatchObject({ status: 403, why: 'not-allowed' });
    expect(await refusal(announce({ helper: 'somebody' }))).toMatchObject({ status: 422 });
    const bad = await refusal(announce({ successor: 'connector/crm-readonly@9.0.0' }));
    expect(bad).toMatchObject({ status: 422, why: 'bad-campaign' });
    const id = await released();
    expect(await refusal(announce())).toMatchObject({ status: 409, why: 'campaign-open' });
    const sooner = act(id, 'postpone', { stops_on: '2027-01-01' });
    expect(await refusal(sooner)).toMatchObject({ status: 422, why: 'not-later' });
    const wider = act(id, 'narrow', { range: '*' });
    expect(await refusal(wider)).toMatchObject({ status: 422, why: 'not-narrower' });
    expect(await refusal(get('/v1/campaigns/cmp_9'))).toMatchObject({ status: 404 });
    world.deps.pass(UNTIL.stops);
    admin = await loginOf(world.deps, PEOPLE.admin);
    const over = act(id, 'withdraw', {}, admin);
    expect(await refusal(over)).toMatchObject({ status: 409, why: 'campaign-over' });
  });
});

describe('answers about deprecated things', () => {
  const RELEASE = '/v1/components/connector/crm-readonly/releases';

  test('carry Deprecation, Sunset and the successor, in the formats of their RFCs', async () => {
    await released();
    const response = await get(`${RELEASE}/1.4.0`);
    const body = getReleaseOperation.answer.parse(await response.json());
    expect(body).toMatchObject({
      lifecycle: 'deprecated',
      successor: 'connector/crm-readonly@2.0.1',
      ending: { deprecated: '2026-11-23T09:00:00.000Z', stops: '2027-01-14T23:00:00.000Z' },
    });
    const { headers } = response;
    // RFC 9745: a structured date, RFC 9651: "@" and whole seconds.
    expect(headers.get('deprecation')).toMatch(/^@-?\d{1,15}$/);
    expect(headers.get('deprecation')).toBe('@1795424400');
    // RFC 8594: an HTTP-date as RFC 9110 prefers it.
    const httpDate =
      /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
    expect(headers.get('sunset')).toMatch(httpDate);
    expect(headers.get('sunset')).toBe('Thu, 14 Jan 2027 23:00:00 GMT');
    // RFC 8288 and RFC 5829.
    expect(headers.get('link')).toBe(
      `<${world.deps.settings.baseUrl}${RELEASE}/2.0.1>; rel="successor-version"`,
    );
    expect((await get(`${RELEASE}/2.0.1`)).status).toBe(200);
  });

  test('and nothing of what stays, or of what nobody has released yet', async () => {
    await said(announce());
    for (const version of ['1.4.0', '2.0.1']) {
      const { headers } = await get(`${RELEASE}/${version}`);
      for (const name of ['deprecation', 'sunset', 'link']) expect(headers.get(name)).toBeNull();
    }
    const none = get(`${RELEASE}/9.9.9`);
    expect(await refusal(none)).toMatchObject({ status: 404, why: 'no-version' });
  });

  test('a component is deprecated when the version that stands for it is', async () => {
    await released();
    const open = await get('/v1/components/connector/crm-readonly');
    expect(open.headers.get('deprecation')).toBeNull();
    const { releases } = getComponentOperation.answer.parse(await open.json());
    expect(releases.map((one) => one.lifecycle)).toEqual(['active', 'deprecated']);
    const whole = { component: 'plugin/reply-drafter', range: '*' };
    const { campaign } = await said(
      announce({ ...whole, successor: 'skill/tone-brand-voice@2.0.1' }),
    );
    await act(campaign?.id ?? '', 'release');
    const gone = await get('/v1/components/plugin/reply-drafter');
    expect(gone.headers.get('sunset')).toBe('Thu, 14 Jan 2027 23:00:00 GMT');
    expect(await (await get('/v1/components/plugin/reply-drafter')).json()).not.toHaveProperty(
      'endings',
    );
    const found = await get('/v1/components?q=drafts%20replies');
    const [first] = findOperation.answer.parse(await found.json()).found;
    expect(first).toMatchObject({
      lifecycle: 'deprecated',
      successor: 'skill/tone-brand-voice@2.0.1',
    });
  });

  test('who asks what depends on it is told when it stops', async () => {
    await released();
    const response = await get('/v1/components/connector/crm-readonly/dependents?range=1.4.x');
    expect(await response.json()).toMatchObject({
      endings: [{ range: '<2.0.0', stops: '2027-01-14T23:00:00.000Z' }],
    });
  });
});
