import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitingOperation } from '../../lib/contract/delegation.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { ASK, bearer, loginOf, openWorld, post, refusal, type World } from './world.ts';

let world: World;
let colleague: string;
let lead: string;
beforeAll(async () => {
  world = await openWorld();
  colleague = await loginOf(world.deps, PEOPLE.colleague);
  lead = await loginOf(world.deps, PEOPLE.salesLead);
});
afterAll(() => world.stop());

const send = (path: string, token: string | undefined, body: unknown = {}) =>
  world.api.request(path, post(token, body));
const read = (path: string, token: string | undefined) =>
  world.api.request(path, token === undefined ? {} : bearer(token));

async function waiting(token: string) {
  const response = await read('/v1/approvals?waiting=me', token);
  expect(response.status).toBe(200);
  return waitingOperation.answer.parse(JSON.parse(await response.text())).items;
}

test('what waits for a person, without its arguments, and in whose place', async () => {
  const asked = await send('/v1/approvals', world.key, ASK);
  const { id } = JSON.parse(await asked.text());
  const [mine] = await waiting(colleague);
  expect(mine).toMatchObject({ id, action: ASK.action, target: ASK.target, quorum: 1 });
  expect(JSON.stringify(mine)).not.toContain('arguments');
  expect(await waiting(lead)).toEqual([]);

  expect(await refusal(read('/v1/delegation', colleague))).toMatchObject({
    status: 404,
    why: 'no-delegation',
  });
  const body = { to: PEOPLE.salesLead.id, last_day: '2026-11-27' };
  const made = await send('/v1/delegation', colleague, body);
  expect(made.status).toBe(201);
  expect(JSON.parse(await made.text())).toMatchObject({
    to: 'T0YARD/U0SALESLEAD',
    first_day: '2026-11-23',
    last_day: '2026-11-27',
    time_zone: 'Europe/Berlin',
  });
  expect(await waiting(lead)).toMatchObject([{ id, in_place_of: 'T0YARD/U0COLLEAGUE' }]);
  expect((await read('/v1/delegation', colleague)).status).toBe(200);
  expect(await refusal(send('/v1/delegation', colleague, body))).toMatchObject({
    status: 409,
    why: 'delegated-already',
  });
  expect((await send('/v1/delegation/end', colleague)).status).toBe(200);
  expect(await waiting(lead)).toEqual([]);
});

test.each([
  ['oneself', { to: PEOPLE.colleague.id, last_day: '2026-11-27' }, 422, 'bad-delegate'],
  ['an outsider', { to: 'T0OTHER/U0OUTSIDER', last_day: '2026-11-27' }, 403, 'outside'],
  ['for too long', { to: PEOPLE.salesLead.id, last_day: '2027-11-27' }, 422, 'bad-days'],
  ['no day', { to: PEOPLE.salesLead.id, last_day: 'soon' }, 422, 'invalid'],
])('refused: %s', async (_, body, status, why) => {
  expect(await refusal(send('/v1/delegation', colleague, body))).toMatchObject({ status, why });
});

test('it is for people, and only for what waits for them', async () => {
  expect((await read('/v1/approvals?waiting=me', world.key)).status).toBe(403);
  expect((await read('/v1/approvals?waiting=me', undefined)).status).toBe(401);
  expect(await refusal(read('/v1/approvals', colleague))).toMatchObject({ why: 'invalid' });
  expect(await refusal(read('/v1/approvals?waiting=all', colleague))).toMatchObject({
    why: 'invalid',
  });
  expect(await refusal(send('/v1/delegation/end', colleague))).toMatchObject({
    why: 'no-delegation',
  });
});
