import { beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import { proposedAnswerSchema, revisionsOperation } from '../../lib/contract/revisions.ts';
import { registeredSchema, workflowAnswerSchema } from '../../lib/contract/workflows.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { publish, REPLY_CATALOG } from '../kit/catalog.ts';
import { testDeps } from '../kit/deps.ts';
import { type TestEngine, testEngine } from '../kit/engine.ts';
import { bearer, loginOf, MANIFEST_TEXT, post, refusal } from './world.ts';

let engine: TestEngine;
let api: ReturnType<typeof createApi>;
let owner: string;
let colleague: string;
let outsider: string;
beforeEach(async () => {
  engine = await testEngine();
  const deps = await testDeps(engine);
  await publish(deps, REPLY_CATALOG);
  api = createApi(deps);
  owner = await loginOf(deps, PEOPLE.owner);
  colleague = await loginOf(deps, PEOPLE.colleague);
  outsider = await loginOf(deps, PEOPLE.auditor);
  await register(GATED);
  return engine.stop;
});

const MANIFEST = JSON.parse(MANIFEST_TEXT);
const ID = MANIFEST.workflow;
const GATED = { ...MANIFEST, review_required_actions: ['send_external_email', 'tag_ticket'] };
const register = (body: unknown, token = owner) => api.request('/v1/workflows', post(token, body));
const get = (path: string, token = owner) => api.request(`/v1/workflows/${path}`, bearer(token));

describe('a manifest that waits', () => {
  test('is 202, and says where and why; the workflow is as it was', async () => {
    const response = await register(MANIFEST, colleague);
    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toBe(`/v1/workflows/${ID}/proposed`);
    const { outcome, workflow, proposed } = registeredSchema.parse(await response.json());
    expect(outcome).toBe('proposed');
    expect(workflow).toMatchObject({ revision: 1, manifest: GATED });
    expect(proposed?.reasons).toMatchObject([
      { review: 'team', say: 'Removes the gate on tag_ticket' },
    ]);
    const shown = proposedAnswerSchema.parse(await (await get(`${ID}/proposed`)).json());
    expect(shown).toMatchObject({
      id: proposed?.id,
      against: 1,
      state: 'open',
      waits_for: ['team'],
      changes: [{ say: 'Approval no longer needed for tag_ticket' }],
      manifest: MANIFEST,
    });
  });

  test('without one it is 404', async () => {
    expect(await refusal(get(`${ID}/proposed`))).toMatchObject({ status: 404, why: 'no-proposal' });
    expect(await refusal(get('none/proposed'))).toMatchObject({ why: 'no-workflow' });
  });
});

test('revisions are listed, the newest first, and paged', async () => {
  await register({ ...GATED, purpose: 'x' });
  const list = async (query = '') => {
    const response = await get(`${ID}/revisions${query}`);
    return revisionsOperation.answer.parse(await response.json()).revisions;
  };
  expect((await list()).map((one) => one.revision)).toEqual([2, 1]);
  expect((await list())[1]).toMatchObject({ by: 'T0YARD/U0OWNER', manifest: GATED });
  expect((await list('?before=2&most=1')).map((one) => one.revision)).toEqual([1]);
  expect(await refusal(get(`${ID}/revisions?most=0`))).toMatchObject({ status: 422 });
  expect(await refusal(get('none/revisions'))).toMatchObject({ status: 404 });
});

describe('moving home', () => {
  const move = (to: unknown, token = owner) =>
    api.request(`/v1/workflows/${ID}/home`, post(token, { to }));

  test('refuses the other door from then on', async () => {
    const moved = workflowAnswerSchema.parse(await (await move('slack')).json());
    expect(moved.home).toBe('slack');
    const said = await refusal(register({ ...GATED, purpose: 'x' }));
    expect(said).toMatchObject({ status: 422, why: 'bad-manifest' });
    expect(said.errors?.[0]?.message).toContain(`yardmaster home move ${ID} --to repo`);
  });

  test('is for the owner, the backup and the lead', async () => {
    expect(await refusal(move('slack', colleague))).toMatchObject({ status: 403 });
    expect(await refusal(move('slack', outsider))).toMatchObject({ status: 403 });
  });

  test('to anywhere else is refused', async () => {
    expect(await refusal(move('github'))).toMatchObject({ status: 422, why: 'invalid' });
  });
});
