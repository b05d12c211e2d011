import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeLoginCode } from '../../lib/acts/claim.ts';
import { takeKeyCode } from '../../lib/acts/key-codes.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { bearer, openWorld, post, refusal, WORKFLOW, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const owner = keyOf(PEOPLE.owner);

function send(path: string, code: unknown) {
  return world.api.request(path, post(undefined, { code }));
}

async function codeFor(what: 'key' | 'login'): Promise<string> {
  const given = await (what === 'key'
    ? takeKeyCode(world.deps, owner, WORKFLOW)
    : takeLoginCode(world.deps, owner));
  if (given.kind !== 'code') throw new Error(given.say);
  return given.code;
}

test('a code claims the key once, and the key before it stops', async () => {
  const code = await codeFor('key');
  const response = await send('/v1/keys/claim', code);
  expect(response.status).toBe(200);
  const { workflow, key } = JSON.parse(await response.text());
  expect(workflow).toBe(WORKFLOW);
  expect((await world.api.request('/v1/approvals/x', bearer(key))).status).toBe(404);
  expect((await world.api.request('/v1/approvals/x', bearer(world.key))).status).toBe(401);
  expect(await refusal(send('/v1/keys/claim', code))).toMatchObject({ why: 'bad-code' });
});

test('a code is taken as people type it', async () => {
  const code = (await codeFor('login')).toLowerCase().replaceAll('-', ' ');
  const response = await send('/v1/login', code);
  const { person, token, expires_at } = JSON.parse(await response.text());
  expect(person).toBe(owner);
  expect(expires_at).toBe('2026-11-23T21:00:00.000Z');
  expect((await world.api.request('/v1/workflows/none', bearer(token))).status).toBe(404);
});

test('every wrong code is answered alike', async () => {
  const late = await codeFor('login');
  const other = await codeFor('key');
  const answers = [await refusal(send('/v1/login', 'XXXX-XXXX-XXXX'))];
  answers.push(await refusal(send('/v1/login', other)));
  world.deps.pass(15);
  answers.push(await refusal(send('/v1/login', late)));
  expect(answers[0]).toMatchObject({ status: 403, why: 'bad-code' });
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
});

test.each([undefined, '', 7, 'x'.repeat(101)])(
  'a code that is %j is refused by its field',
  async (code) => {
    expect(await refusal(send('/v1/login', code))).toMatchObject({ errors: [{ field: 'code' }] });
  },
);
