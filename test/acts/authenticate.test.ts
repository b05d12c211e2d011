import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { authenticate } from '../../lib/acts/authenticate.ts';
import { login, takeLoginCode } from '../../lib/acts/claim.ts';
import { hashOf, secretItem } from '../../lib/acts/secrets.ts';
import { toAttributes } from '../../lib/store/item.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, claimed, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await registered(deps);
});

test('a workflow key is its workflow, until a newer key is claimed', async () => {
  const first = await claimed(deps);
  expect(await authenticate(deps, first)).toMatchObject({
    caller: { kind: 'workflow', workflow: { id: 'reply-bot' } },
  });
  const second = await claimed(deps);
  expect(await authenticate(deps, first)).toMatchObject({ why: 'unauthenticated' });
  expect(await authenticate(deps, second)).toMatchObject({ caller: { kind: 'workflow' } });
});

test('an earlier key stays out also where its record outlived it, in a restored table say', async () => {
  const first = await claimed(deps);
  await claimed(deps);
  const record = { type: 'workflow-key' as const, workflow: 'reply-bot', keyId: 'key_old' };
  const Item = toAttributes(secretItem(hashOf(deps, first), record));
  await engine().client.send(new PutItemCommand({ TableName: deps.store.registry, Item }));
  expect(await authenticate(deps, first)).toMatchObject({ why: 'unauthenticated' });
});

test('a login is its person, for twelve hours', async () => {
  const given = await takeLoginCode(deps, COLLEAGUE);
  if (given.kind !== 'code') throw new Error(given.say);
  const outcome = await login(deps, given.code);
  if (outcome.kind !== 'login') throw new Error(outcome.say);
  expect(await authenticate(deps, outcome.token)).toEqual({
    kind: 'caller',
    caller: { kind: 'person', person: COLLEAGUE },
  });
  deps.pass(12 * 60);
  expect(await authenticate(deps, outcome.token)).toMatchObject({ why: 'unauthenticated' });
});

test('every wrong token gets the same sentence, so that none is confirmed', async () => {
  const code = await takeLoginCode(deps, COLLEAGUE);
  const wrong = [
    undefined,
    '',
    'ymw_none',
    hashOf(deps, 'x'),
    code.kind === 'code' ? code.code : '',
  ];
  const said = await Promise.all(wrong.map((token) => authenticate(deps, token)));
  expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(said[0]).toMatchObject({ kind: 'refused', why: 'unauthenticated' });
});
