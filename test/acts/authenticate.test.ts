import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { authenticate, isJwt } from '../../lib/acts/authenticate.ts';
import { revokeKey, shownKeys } from '../../lib/acts/keys.ts';
import { startLogin } from '../../lib/acts/login.ts';
import { endAllLogins } from '../../lib/acts/logins.ts';
import { hashOf, secretItem } from '../../lib/acts/secrets.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { toAttributes } from '../../lib/store/item.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { CLAIM, loggedIn } from '../kit/logins.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { ciKey, claimedNow } from './keys-kit.ts';
import { breaks, claimed, exported, kindsOf, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

async function keep(item: ReturnType<typeof secretItem>): Promise<void> {
  const Item = toAttributes(item);
  await engine().client.send(new PutItemCommand({ TableName: deps.store.registry, Item }));
}

test('a workflow key is its workflow; the older one ends when the newer one said', async () => {
  const first = await claimed(deps);
  expect(await authenticate(deps, first)).toMatchObject({
    caller: { kind: 'workflow', workflow: { id: 'reply-bot' } },
  });
  const second = await claimedNow(deps, '1-hour');
  expect(await authenticate(deps, first)).toMatchObject({ caller: { kind: 'workflow' } });
  deps.pass(60);
  expect(await authenticate(deps, first)).toMatchObject({ why: 'unauthenticated' });
  expect(await authenticate(deps, second)).toMatchObject({ caller: { kind: 'workflow' } });
});

test('a key that ended stays out also where its record outlived it, in a restored table say', async () => {
  const first = await claimed(deps);
  await claimedNow(deps, 'at-once');
  const record = { type: 'workflow-key' as const, workflow: 'reply-bot', keyId: 'key_old' };
  await keep(secretItem(hashOf(deps, first), record));
  expect(await authenticate(deps, first)).toMatchObject({ why: 'unauthenticated' });
});

test('whoever goes on with a revoked key is told, and that is in the log once in ten minutes', async () => {
  const key = await claimed(deps);
  const id = (await loadWorkflow(deps, 'reply-bot'))?.state.keys?.[0]?.id ?? '';
  await authenticate(deps, key);
  deps.pass(20);
  await revokeKey(deps, OWNER, 'reply-bot', id);
  for (let n = 0; n < 3; n += 1) {
    expect(await authenticate(deps, key)).toMatchObject({ why: 'key-revoked' });
  }
  const events = (await exported(deps)).map((line) => JSON.parse(JSON.parse(line).event));
  expect(events.filter((event) => event.kind === 'refused')).toMatchObject([
    { actor: { id }, data: { about: 'workflow/reply-bot', why: 'key-revoked' } },
  ]);
});

test('a key that is used is seen, without touching the chain of its workflow', async () => {
  const key = await claimed(deps);
  const before = await kindsOf(deps, 'workflow/reply-bot');
  await authenticate(deps, key);
  const head = await loadWorkflow(deps, 'reply-bot');
  if (!head) throw new Error('no workflow');
  expect(await shownKeys(deps, 'workflow', head.state)).toMatchObject([{ lastUsed: deps.now() }]);
  expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual(before);
  expect(await breaks(deps)).toEqual([]);
});

test('a CI key is its identity and its team', async () => {
  const key = await ciKey(deps);
  expect(await authenticate(deps, key)).toEqual({
    kind: 'caller',
    caller: { kind: 'ci', identity: 'ci-support-main', teams: ['team-support'] },
  });
});

test('a login is its person, for twelve hours', async () => {
  const { token } = await loggedIn(deps, COLLEAGUE);
  expect(await authenticate(deps, token)).toEqual({
    kind: 'caller',
    caller: { kind: 'person', person: COLLEAGUE, login: expect.stringMatching(/^login_/) },
  });
  deps.pass(12 * 60);
  expect(await authenticate(deps, token)).toMatchObject({ why: 'unauthenticated' });
});

test('a login of an account that is gone stays out also where its record outlived it', async () => {
  const { token } = await loggedIn(deps, OWNER);
  const times = { issuedAt: deps.now(), expiresAt: '2026-11-23T21:00:00.000Z' };
  await endAllLogins(deps, OWNER);
  const record = { type: 'login' as const, person: OWNER, login: 'login_x', ...times };
  await keep(secretItem(hashOf(deps, token), record));
  expect(await authenticate(deps, token)).toMatchObject({ why: 'unauthenticated' });
});

test('every wrong token gets the same sentence, so that none is confirmed', async () => {
  const { userCode, deviceCode } = await startLogin(deps, CLAIM);
  const wrong = [undefined, '', 'ymw_none', 'ymc_none', hashOf(deps, 'x'), userCode, deviceCode];
  const said = await Promise.all(wrong.map((token) => authenticate(deps, token)));
  expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(said[0]).toMatchObject({ kind: 'refused', why: 'unauthenticated' });
});

test.each([
  ['a.b.c', true],
  ['eyJ-_0.eyJ.sig', true],
  ['yml_0-_x', false],
  ['a.b', false],
  ['a..c', false],
  ['a.b.c.d', false],
  ['a.b.c ', false],
])('%j looks like a JWT: %s', (token, jwt) => {
  expect(isJwt(token)).toBe(jwt);
});
