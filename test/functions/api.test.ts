import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Deps } from '../../lib/acts/deps.ts';
import { proposeChange } from '../../lib/acts/settings-change.ts';
import { beginStepUp } from '../../lib/acts/step-up.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { TEAM_ROW } from '../core/perfect.ts';
import type { Lambda } from '../kit/lambda-runtime.ts';
import { loggedIn } from '../kit/logins.ts';
import {
  ASK,
  type Cloud,
  ask as fileOne,
  http,
  openCloud,
  runningWorkflow,
  WORKFLOW,
  withToken,
} from './kit.ts';
import { sampleWorkspace } from './workspace.ts';

let cloud: Cloud;
let api: Lambda;
let key: string;
let token: string;
beforeAll(async () => {
  cloud = await openCloud(['api']);
  key = await runningWorkflow(cloud.deps);
  token = (await loggedIn(cloud.deps, keyOf(PEOPLE.owner))).token;
  api = await cloud.start('api');
});
afterAll(() => cloud.stop());

test('says that it is there', async () => {
  const answer = await http(api, { method: 'GET', path: '/healthz' });
  expect(answer).toMatchObject({ statusCode: 200, json: { ok: true } });
});

test('shows a workflow to a person who logged in, and not to a caller without a token', async () => {
  const path = `/v1/workflows/${WORKFLOW}`;
  const known = await http(api, withToken(token, { method: 'GET', path }));
  expect(known).toMatchObject({ statusCode: 200, headers: { 'cache-control': 'no-store' } });
  expect(known.body).toContain(WORKFLOW);
  const unknown = await http(api, { method: 'GET', path });
  expect(unknown).toMatchObject({ statusCode: 401 });
  expect(unknown.body).not.toContain('team-support');
});

test('files an approval, its payload sealed by KMS under its own name', async () => {
  const ask = { method: 'POST', path: '/v1/approvals', json: ASK };
  const asked = await http(api, withToken(key, ask));
  expect(asked).toMatchObject({ statusCode: 201, json: { state: 'waiting', workflow: WORKFLOW } });
  expect(cloud.aws.calls()).toEqual([
    { service: 'kms', action: 'GenerateDataKey', id: 'arn:seal-key' },
  ]);
  const again = await http(api, withToken(key, ask));
  expect(again).toMatchObject({ statusCode: 200, json: { digest: expect.any(String) } });
});

describe('a file that names people by their addresses', () => {
  const json = { rows: [TEAM_ROW], dry_run: true };
  const ask = { method: 'POST', path: '/v1/teams/import', json };

  test('has them asked of Slack, with the token of the secret', async () => {
    const workspace = await sampleWorkspace();
    onTestFinished(() => workspace.close());
    const asking = await cloud.start('api', { SLACK_API_URL: workspace.apiUrl });
    const admin = (await loggedIn(cloud.deps, keyOf(PEOPLE.admin))).token;
    const answer = await http(asking, withToken(admin, ask));
    expect(answer.json).toEqual({ results: [{ row: 2, outcome: 'created', errors: [] }] });
    expect(asking.logs()).not.toContain('owner@example.com');
  });

  test('says when Slack does not answer', async () => {
    const workspace = await sampleWorkspace();
    await workspace.close();
    const asking = await cloud.start('api', { SLACK_API_URL: workspace.apiUrl });
    const admin = (await loggedIn(cloud.deps, keyOf(PEOPLE.admin))).token;
    const answer = await http(asking, withToken(admin, ask));
    expect(answer.json).toMatchObject({ results: [{ outcome: 'later' }], retry_after: 5 });
  });
});

describe('pages for people', () => {
  const provider = { issuer: 'https://127.0.0.1:1', clientId: 'yardmaster' };
  /** Set past the check: nobody is there. */
  const unchecked = (): Deps => ({
    ...cloud.deps,
    login: { ...cloud.deps.login, check: async () => ({ kind: 'found' }) },
  });

  test('show what a link is for, and say when the provider is not there', async () => {
    const deps = unchecked();
    await proposeChange(deps, keyOf(PEOPLE.admin), { about: 'identity-provider', provider });
    const { id, digest } = await fileOne(deps, { idempotencyKey: 'page' });
    const wanted = { kind: 'decide', approval: id, digest, choice: 'approve', reason: '' } as const;
    const made = await beginStepUp(deps, keyOf(PEOPLE.colleague), wanted);
    const path = made.kind === 'link' ? new URL(made.url).pathname : '';
    const shown = await http(api, { method: 'GET', path });
    expect(shown).toMatchObject({ statusCode: 200, body: expect.stringContaining(ASK.target) });
    expect(shown.headers['content-security-policy']).toContain("default-src 'none'");
    const sent = await http(api, { method: 'POST', path });
    expect(sent).toMatchObject({ statusCode: 503 });
    expect(sent.body).toContain('127.0.0.1:1 did not answer');
    expect(api.logs()).not.toContain(path.slice('/step-up/'.length));
  });

  test('show nothing of what waits before somebody has logged in', async () => {
    const welcome = await http(api, { method: 'GET', path: '/decide' });
    expect(welcome).toMatchObject({ statusCode: 200 });
    expect(welcome.body).not.toContain(WORKFLOW);
  });
});

test('answers what is no JSON with a problem, and goes on', async () => {
  const call = withToken(key, { method: 'POST', path: '/v1/approvals' });
  const answer = await http(api, { ...call, body: '{"action":' });
  expect(answer.statusCode).toBe(400);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(await http(api, { method: 'GET', path: '/healthz' })).toMatchObject({ statusCode: 200 });
});

test('signs nothing: receipts and keys are another function’s', async () => {
  const consume = { method: 'POST', path: '/v1/approvals/apr_1/consume', json: {} };
  expect(await http(api, withToken(key, consume))).toMatchObject({ statusCode: 404 });
  expect(await http(api, { method: 'GET', path: '/v1/keys' })).toMatchObject({ statusCode: 404 });
});

test('logs each request by its route, with nothing of tokens or payloads', () => {
  expect(api.logs()).toContain('/v1/approvals');
  for (const secret of [key, token, 'It is fixed.', ASK.target]) {
    expect(api.logs()).not.toContain(secret);
  }
});
