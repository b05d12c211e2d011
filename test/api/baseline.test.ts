import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import {
  baselineAnswerSchema,
  checkOperation,
  findingsOperation,
  previewOperation,
} from '../../lib/contract/baseline.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { ciKey } from '../acts/keys-kit.ts';
import { claimed, registered, stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { bearer, loginOf, MANIFEST_TEXT, post, refusal } from './world.ts';

const engine = engineOfFile();
let deps: TestDeps;
let api: ReturnType<typeof createApi>;
let admin: string;
let owner: string;
let salesLead: string;
beforeAll(async () => {
  deps = await stage(engine());
  api = createApi(deps);
  await registered(deps);
  admin = await loginOf(deps, PEOPLE.admin);
  owner = await loginOf(deps, PEOPLE.owner);
  salesLead = await loginOf(deps, PEOPLE.salesLead);
});

const get = (path: string, token: string) => api.request(path, bearer(token));
const read = async (token: string) =>
  baselineAnswerSchema.parse(await (await get('/v1/baseline', token)).json());

test('everybody of the organisation reads the baseline', async () => {
  expect(await read(owner)).toMatchObject({
    version: 1,
    by: 'default',
    rules: { 'backup-required': { mode: 'observe' } },
  });
  expect(await refusal(api.request('/v1/baseline'))).toMatchObject({ why: 'unauthenticated' });
});

describe('a preview', () => {
  const strict = async (change: object = { 'backup-required': { mode: 'enforce' } }) => ({
    ...(await read(admin)).rules,
    ...change,
  });
  const preview = (rules: unknown, token = admin, query = '') =>
    api.request(`/v1/baseline/preview${query}`, post(token, rules));

  test('names who would break, with what to write', async () => {
    const answer = await preview(await strict());
    expect(previewOperation.answer.parse(await answer.json())).toEqual({
      against: 1,
      workflows: 1,
      enforced: 1,
      observed: 0,
      teams: [{ team: 'team-support', workflows: 1 }],
      items: [
        {
          workflow: 'reply-bot',
          team: 'team-support',
          owner: keyOf(PEOPLE.owner),
          findings: [
            {
              rule: 'backup-required',
              mode: 'enforce',
              field: 'backup',
              say: 'It has no backup.',
              fix: 'Name a second person of team-support in "backup".',
            },
          ],
        },
      ],
    });
  });

  test.each([
    ['an unknown rule', { 'no-mondays': { mode: 'observe' } }, 'rules', /no-floating-pins/],
    ['an unknown mode', { 'owner-required': { mode: 'warn' } }, 'owner-required.mode', /"off"/],
    [
      'a team that does not exist',
      {
        'owner-required': { mode: 'off', teams: { nowhere: { mode: 'off', from: '2020-01-01' } } },
      },
      'owner-required.teams.nowhere',
      /There is no team "nowhere"/,
    ],
    [
      'a scope both given and never given',
      {
        'scopes-never': { mode: 'off', scopes: ['crm.read'] },
        'pre-granted-scopes': { scopes: ['crm.read'] },
      },
      'scopes-never.scopes',
      /Take it off one of the two lists/,
    ],
  ])('refuses %s, on its line', async (_, change, field, say) => {
    const refused = await refusal(preview(await strict(change)));
    expect(refused).toMatchObject({ status: 422, why: 'invalid' });
    expect(refused.errors).toMatchObject([{ field, message: expect.stringMatching(say) }]);
  });

  test('is for platform admins', async () => {
    expect(await refusal(preview(await strict(), owner))).toMatchObject({ why: 'not-allowed' });
  });

  test('takes no page that is none', async () => {
    expect(await refusal(preview(await strict(), admin, '?limit=0'))).toMatchObject({
      why: 'invalid',
    });
  });
});

describe('a check', () => {
  const check = (body: unknown, token = owner) => api.request('/v1/check', post(token, body));

  test('says what registering would, as an answer and not as a refusal', async () => {
    const checked = checkOperation.answer.parse(await (await check(MANIFEST_TEXT)).json());
    expect(checked).toMatchObject({
      ok: true,
      outcome: 'registered',
      problems: [],
      findings: [{ rule: 'backup-required', mode: 'observe' }],
    });
    const bad = { ...JSON.parse(MANIFEST_TEXT), uses: [{ plugin: 'nowhere', version: '*' }] };
    expect(checkOperation.answer.parse(await (await check(bad)).json())).toMatchObject({
      ok: false,
      outcome: 'rejected',
      problems: [{ field: 'uses[0]' }],
    });
    const shape = await check({ workflow: 'NO' });
    expect(checkOperation.answer.parse(await shape.json())).toMatchObject({ ok: false });
  });

  test('is open to CI for its own team, and to no workflow’s key', async () => {
    const key = await ciKey(deps);
    const manifest = { ...JSON.parse(MANIFEST_TEXT), owner_person: keyOf(PEOPLE.owner) };
    const checked = checkOperation.answer.parse(await (await check(manifest, key)).json());
    expect(checked).toMatchObject({ ok: true, outcome: 'registered' });
    expect(await refusal(check({ ...manifest, owner: 'team-sales' }, key))).toMatchObject({
      why: 'not-allowed',
    });
    expect((await read(key)).version).toBe(1);
    const workflow = await claimed(deps);
    expect(await refusal(check(manifest, workflow))).toMatchObject({ why: 'login-required' });
  });

  test('refuses whoever may not register it, and what is no JSON object', async () => {
    expect(await refusal(check(MANIFEST_TEXT, salesLead))).toMatchObject({ why: 'not-allowed' });
    expect(await refusal(check('[1]'))).toMatchObject({ why: 'invalid' });
    expect(await refusal(check('{'))).toMatchObject({ why: 'bad-json' });
  });
});

describe('the report', () => {
  const findings = async (query: string, token: string) =>
    findingsOperation.answer.parse(await (await get(`/v1/findings${query}`, token)).json());

  beforeEach(() => deps.catalog.forget());

  test('shows admins all, others what is their team’s', async () => {
    expect(await findings('', admin)).toMatchObject({
      version: 1,
      observed: 1,
      items: [{ workflow: 'reply-bot' }],
    });
    expect(await findings('?team=team-support&rule=backup-required', owner)).toMatchObject({
      items: [{ workflow: 'reply-bot' }],
    });
    expect(await findings('', salesLead)).toMatchObject({ items: [], observed: 0 });
    expect(await findings('?cursor=team-support/reply-bot', admin)).toMatchObject({
      items: [],
      observed: 1,
    });
  });

  test.each([
    ['another team’s', '?team=team-support', 403, 'not-allowed'],
    ['a team that does not exist', '?team=nowhere', 422, 'no-team'],
    ['a rule that does not exist', '?rule=no-mondays', 422, 'invalid'],
    ['a rule named like a word of the language', '?rule=constructor', 422, 'invalid'],
  ])('refuses %s', async (_, query, status, why) => {
    expect(await refusal(get(`/v1/findings${query}`, salesLead))).toMatchObject({ status, why });
  });
});
