import { beforeEach, describe, expect, test } from 'vitest';
import { sayToExtension } from '../../lib/acts/extension-answer.ts';
import { createApi } from '../../lib/api/app.ts';
import {
  copyExtensionOperation,
  extensionAnswerSchema,
  listExtensionsOperation,
} from '../../lib/contract/extensions.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { SAY } from '../acts/extending.ts';
import { publish, REPLY_CATALOG } from '../kit/catalog.ts';
import { type TestDeps, testDeps } from '../kit/deps.ts';
import { testEngine } from '../kit/engine.ts';
import { bearer, loginOf, post, refusal } from './world.ts';

let deps: TestDeps;
let api: ReturnType<typeof createApi>;
let owner: string;
let sales: string;
let auditor: string;
beforeEach(async () => {
  const engine = await testEngine();
  deps = await testDeps(engine);
  await publish(deps, REPLY_CATALOG);
  api = createApi(deps);
  owner = await loginOf(deps, PEOPLE.owner);
  sales = await loginOf(deps, PEOPLE.salesLead);
  auditor = await loginOf(deps, PEOPLE.auditor);
  return engine.stop;
});

const BODY = {
  component: 'plugin/reply-drafter',
  need: 'Draft replies in French',
  missing: 'It writes English alone',
};
const ask = (change: object = {}, token = owner) =>
  api.request('/v1/extensions', post(token, { ...BODY, ...change }));
const asked = async (response: Response | Promise<Response>) =>
  extensionAnswerSchema.parse(await (await response).json());
const say = (id: string, saying: (typeof SAY)[keyof typeof SAY]) =>
  sayToExtension(deps, keyOf(PEOPLE.admin), id, saying);

async function list(query = '', token = owner) {
  const response = await api.request(`/v1/extensions${query}`, bearer(token));
  return listExtensionsOperation.answer.parse(await response.json()).extensions;
}

describe('asking an owner', () => {
  test('is 201, for the only team one is in, under a name made from the need', async () => {
    const response = await ask();
    expect(response.status).toBe(201);
    expect(await asked(response)).toMatchObject({
      ...BODY,
      ...{ version: '3.2.4', team: 'team-support', workflow: 'draft-replies-in-french' },
      ...{ state: 'open', answers: [], due_at: '2026-11-25T09:00:00.000Z' },
    });
  });

  test('for what the team waits for already is 200, with that', async () => {
    const first = await asked(ask());
    const response = await ask({ missing: 'Something else' });
    expect(response.status).toBe(200);
    expect(await asked(response)).toMatchObject({ id: first.id, missing: BODY.missing });
  });

  test('what was declined is 409 with the reason, until it is named', async () => {
    const { id } = await asked(ask());
    await say(id, SAY.decline);
    const said = await refusal(ask());
    expect(said).toMatchObject({ status: 409, why: 'declined-before' });
    expect(said.detail).toContain(`Not in this plugin`);
    expect(said.detail).toContain(id);
    expect((await ask({ again: id })).status).toBe(201);
  });

  test.each([
    ['nothing missing', { missing: '' }, 422, 'invalid'],
    ['only blanks missing', { missing: '  ' }, 422, 'reason-required'],
    ['no such component', { component: 'plugin/none' }, 404, 'no-component'],
    ['no such team', { team: 'team-none' }, 422, 'no-team'],
    ['another team', { team: 'team-sales' }, 403, 'not-allowed'],
  ])('with %s is refused', async (_, change, status, why) => {
    expect(await refusal(ask(change))).toMatchObject({ status, why });
  });

  test('takes a login, and a team', async () => {
    expect(await refusal(ask({}, auditor))).toMatchObject({ why: 'no-team' });
    const response = await api.request('/v1/extensions', post(undefined, BODY));
    expect(response.status).toBe(401);
  });
});

test('everybody of the organisation reads what is asked, and what was over in a month', async () => {
  const { id } = await asked(ask());
  expect((await list('', auditor)).map((one) => one.id)).toEqual([id]);
  await say(id, SAY.decline);
  expect(await list()).toEqual([]);
  expect(await list('?ended=2026-11')).toMatchObject([
    { state: 'declined', answers: [{ reason: 'Not in this plugin', by: 'T0YARD/U0ADMIN' }] },
  ]);
  const bad = api.request('/v1/extensions?ended=november', bearer(owner));
  expect(await refusal(bad)).toMatchObject({ status: 422 });
});

describe('the copy', () => {
  const copy = (id: string, name: string, token = owner) =>
    api.request(`/v1/extensions/${id}/copy`, post(token, { name }));

  test('that was offered is made once', async () => {
    const { id } = await asked(ask());
    expect(await refusal(copy(id, 'french-drafter'))).toMatchObject({
      status: 409,
      why: 'no-copy-offered',
    });
    await say(id, SAY.offer);
    expect(await refusal(copy(id, 'french-drafter', sales))).toMatchObject({ status: 403 });
    expect(await refusal(copy(id, 'reply-drafter'))).toMatchObject({ why: 'name-taken' });
    for (const _ of [1, 2]) {
      const made = copyExtensionOperation.answer.parse(
        await (await copy(id, 'french-drafter')).json(),
      );
      expect(made).toMatchObject({
        component: 'plugin/french-drafter',
        extension: { state: 'copied', copy: 'plugin/french-drafter' },
      });
    }
    expect(await refusal(copy('ext_none', 'x'))).toMatchObject({ status: 404 });
  });
});
