import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { hashOf, lookUp, secretItem } from '../../lib/acts/secrets.ts';
import type { Secret } from '../../lib/core/secret.ts';
import { toAttributes } from '../../lib/store/item.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

const LOGIN: Secret = {
  type: 'login',
  person: COLLEAGUE,
  login: 'login_1',
  issuedAt: '2026-11-22T22:00:00.000Z',
  expiresAt: '2026-11-23T10:00:00.000Z',
};
const KEY: Secret = { type: 'workflow-key', workflow: 'reply-bot', keyId: 'key_1' };

async function keep(text: string, secret: Secret): Promise<void> {
  const Item = toAttributes(secretItem(hashOf(deps, text), secret));
  await engine().client.send(new PutItemCommand({ TableName: deps.store.registry, Item }));
}

test('only the hash is stored, and what ends also expires', () => {
  const item = secretItem(hashOf(deps, 'hush'), LOGIN);
  expect(JSON.stringify(item)).not.toContain('hush');
  expect(item).toMatchObject({ pk: `secret/${hashOf(deps, 'hush')}`, ttl: 1795428000 });
  expect(secretItem('h', KEY)).not.toHaveProperty('ttl');
});

test('a secret is found by its text', async () => {
  await keep('one', LOGIN);
  await keep('two', KEY);
  expect(await lookUp(deps, 'one')).toEqual(LOGIN);
  expect(await lookUp(deps, 'two')).toEqual(KEY);
  expect(await lookUp(deps, 'three')).toBeUndefined();
});

test('one that has run out is none, also while its item still lies there', async () => {
  deps.pass(60);
  expect(await lookUp(deps, 'one')).toBeUndefined();
  expect(await lookUp(deps, 'two')).toEqual(KEY);
});

test('a kind of secret that is not known any more opens nothing', async () => {
  const data = { type: 'login-code', person: COLLEAGUE, expiresAt: '2026-11-24T10:00:00.000Z' };
  const Item = toAttributes({
    pk: `secret/${hashOf(deps, 'old')}`,
    sk: 'HEAD',
    kind: 'secret',
    data,
  });
  await engine().client.send(new PutItemCommand({ TableName: deps.store.registry, Item }));
  expect(await lookUp(deps, 'old')).toBeUndefined();
});
