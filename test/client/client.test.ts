import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeKeyCode } from '../../lib/acts/key-codes.ts';
import { takeCiCode } from '../../lib/acts/keys.ts';
import { answerLogin } from '../../lib/acts/login.ts';
import { createClient } from '../../lib/client/client.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import {
  ASK,
  decide,
  loginOf,
  MANIFEST_TEXT,
  openWorld,
  WORKFLOW,
  type World,
} from '../api/world.ts';
import { draft } from '../kit/catalog.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const baseUrl = 'http://127.0.0.1:4601';
const pause = async () => undefined;
function as(token?: string) {
  return createClient({ baseUrl, token, fetch: world.api.fetch, pause });
}

const RUN = {
  execution_id: 'run-1',
  action: ASK.action,
  target: ASK.target,
  arguments: ASK.arguments,
};

async function ask(idempotency_key: string) {
  const asked = await as(world.key).ask({ ...ASK, idempotency_key });
  if (asked.kind !== 'ok') throw new Error(asked.detail);
  return asked;
}

test('asks, waits, consumes', async () => {
  const client = as(world.key);
  const { status, value } = await ask('client-1');
  expect(status).toBe(201);
  expect((await ask('client-1')).status).toBe(200);
  expect(await client.get(value.id)).toMatchObject({ kind: 'ok', value: { state: 'waiting' } });
  const waiting = client.wait(value.id, 60);
  await decide(world.deps, value.id, 'approve');
  expect(await waiting).toMatchObject({ kind: 'approved', approval: { id: value.id } });
  expect(await client.consume(value.id, RUN)).toMatchObject({
    kind: 'ok',
    value: { again: false },
  });
  const second = await client.consume(value.id, { ...RUN, execution_id: 'run-2' });
  expect(second).toMatchObject({ kind: 'problem', why: 'used', status: 409 });
});

test('a wait tells denied, expired and still waiting apart', async () => {
  const client = as(world.key);
  const denied = await ask('client-denied');
  await decide(world.deps, denied.value.id, 'deny', 'No.');
  expect(await client.wait(denied.value.id, 5)).toMatchObject({
    kind: 'denied',
    approval: { reason: 'No.' },
  });
  const { value } = await ask('client-late');
  expect(await client.wait(value.id, 0)).toMatchObject({ kind: 'waiting' });
  world.deps.pass(24 * 60);
  expect(await client.wait(value.id, 5)).toMatchObject({ kind: 'expired' });
  expect(await client.wait('apr_none', 5)).toMatchObject({ kind: 'problem', why: 'no-approval' });
});

test('people register, look up, import and read the log', async () => {
  const owner = as(await loginOf(world.deps, PEOPLE.owner));
  const registered = await owner.register(JSON.parse(MANIFEST_TEXT));
  expect(registered).toMatchObject({ kind: 'ok', value: { outcome: 'unchanged' } });
  expect(await owner.register({ workflow: 'x' })).toMatchObject({
    kind: 'problem',
    why: 'bad-manifest',
    errors: [{ field: 'owner' }, { field: 'uses' }],
  });
  expect(await owner.workflow(WORKFLOW)).toMatchObject({ value: { id: WORKFLOW } });
  expect(await owner.find('reply to customers', 1)).toMatchObject({
    value: { found: [{ id: 'plugin/reply-drafter' }] },
  });
  expect(await owner.component('plugin', 'reply-drafter')).toMatchObject({ value: { use: 1 } });
  expect(await owner.component('plugin', 'a/../b?c')).toMatchObject({ why: 'no-component' });
  const page = { most: 1, before: 2 };
  expect(await owner.log(`workflow/${WORKFLOW}`, page)).toMatchObject({
    value: { lines: [{ seq: 1 }] },
  });
  const admin = as(await loginOf(world.deps, PEOPLE.admin));
  const drafts = [draft({ kind: 'skill', name: 'imported', version: '1.0.0' })];
  expect(await admin.importDrafts({ drafts })).toMatchObject({
    value: { results: [{ outcome: 'published' }] },
  });
});

test('logs in, claims and revokes a key, and logs out', async () => {
  const owner = keyOf(PEOPLE.owner);
  const started = await as().startLogin({ client: 'tests', host: 'desk-7' });
  if (started.kind !== 'ok') throw new Error(started.detail);
  const { user_code, device_code } = started.value;
  expect(await as().fetchLogin(device_code)).toMatchObject({ why: 'authorization-pending' });
  await answerLogin(world.deps, owner, user_code, 'confirmed');
  const fetched = await as().fetchLogin(device_code);
  if (fetched.kind !== 'ok') throw new Error(fetched.detail);
  const me = as(fetched.value.token);
  const given = await takeKeyCode(world.deps, owner, WORKFLOW);
  const code = given.kind === 'code' ? given.code : '';
  expect(await me.claimKey(code)).toMatchObject({ value: { workflow: WORKFLOW } });
  expect(await me.claimKey(code)).toMatchObject({ kind: 'problem', why: 'bad-code' });
  const keys = await me.keys(WORKFLOW);
  const id = keys.kind === 'ok' ? (keys.value.keys[0]?.id ?? '') : '';
  expect(await me.revokeKey(WORKFLOW, id)).toMatchObject({ value: { revoked: id } });
  expect(await me.endLogin()).toMatchObject({ value: { ended: true } });
  expect(await me.keys(WORKFLOW)).toMatchObject({ why: 'unauthenticated' });
});

test('looks after CI identities', async () => {
  const me = as(await loginOf(world.deps, PEOPLE.owner));
  const wanted = { id: 'ci-client', team: 'team-support' };
  expect(await me.createIdentity(wanted)).toMatchObject({ value: wanted });
  const given = await takeCiCode(world.deps, keyOf(PEOPLE.owner), wanted.id);
  const claimed = await me.claimCiKey(given.kind === 'code' ? given.code : '');
  expect(claimed).toMatchObject({ value: { identity: wanted.id } });
  const all = await me.identities();
  const id = all.kind === 'ok' ? (all.value.identities[0]?.keys[0]?.id ?? '') : '';
  expect(await me.revokeCiKey(wanted.id, id)).toMatchObject({ value: { revoked: id } });
});

test('exports the log line by line', async () => {
  const auditor = as(await loginOf(world.deps, PEOPLE.auditor));
  const lines: string[] = [];
  const outcome = await auditor.exportAudit((line) => {
    lines.push(line);
  });
  expect(outcome).toMatchObject({ kind: 'ok', value: lines.length });
  expect(lines.length).toBeGreaterThan(5);
  const owner = as(await loginOf(world.deps, PEOPLE.owner));
  expect(await owner.exportAudit(() => undefined)).toMatchObject({ why: 'not-allowed' });
});
