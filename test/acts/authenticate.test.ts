import { afterAll, beforeAll, expect, test } from 'vitest';
import { authenticate } from '../../lib/acts/authenticate.ts';
import { login, takeLoginCode } from '../../lib/acts/claim.ts';
import { hashOf } from '../../lib/acts/secrets.ts';
import type { TestDeps } from '../kit/deps.ts';
import { type TestEngine, testEngine } from '../kit/engine.ts';
import { COLLEAGUE, claimed, registered, stage } from './stage.ts';

let engine: TestEngine;
let deps: TestDeps;
beforeAll(async () => {
  engine = await testEngine();
  deps = await stage(engine);
  await registered(deps);
});
afterAll(() => engine.stop());

test('a workflow key is its workflow, until a newer key is claimed', async () => {
  const first = await claimed(deps);
  expect(await authenticate(deps, first)).toMatchObject({
    caller: { kind: 'workflow', workflow: { id: 'reply-bot' } },
  });
  const second = await claimed(deps);
  expect(await authenticate(deps, first)).toMatchObject({ why: 'unauthenticated' });
  expect(await authenticate(deps, second)).toMatchObject({ caller: { kind: 'workflow' } });
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
