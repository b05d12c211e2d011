import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendOperation } from '../../lib/contract/events.ts';
import { logAnswerSchema } from '../../lib/contract/log.ts';
import { MOST_A_MINUTE } from '../../lib/core/agent-event.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { bearer, loginOf, openWorld, post, refusal, WORKFLOW, type World } from './world.ts';

let world: World;
let owner: string;
beforeAll(async () => {
  world = await openWorld();
  owner = await loginOf(world.deps, PEOPLE.owner);
});
afterAll(() => world.stop());

const EVENT = { idempotency_key: 'run-1', kind: 'mail.sent', facts: { ticket: 4711 } };
const send = (change: object = {}, token: string | undefined = world.key) =>
  world.api.request('/v1/events', post(token, { ...EVENT, ...change }));

test('an agent appends to its own log, once for a key', async () => {
  const first = await send({ text: 'All is well', payload: { a: [1] } });
  expect(first.status).toBe(201);
  const said = appendOperation.answer.parse(await first.json());
  expect(said).toMatchObject({ seq: 1, again: false });
  const second = await send({ text: 'All is well', payload: { a: [1] } });
  expect(second.status).toBe(200);
  expect(await second.json()).toEqual({ ...said, again: true });
  const read = await world.api.request(`/v1/log?subject=${said.subject}`, bearer(owner));
  const { lines, texts } = logAnswerSchema.parse(await read.json());
  expect(lines.map((line) => JSON.parse(line.event))).toMatchObject([{ kind: 'agent.mail.sent' }]);
  expect(Object.values(texts ?? {})).toEqual(['All is well']);
});

test.each<[string, object, number, string]>([
  ['a kind with blanks', { kind: 'mail sent' }, 422, 'invalid'],
  ['free text among the facts', { facts: { note: 'it went well' } }, 422, 'invalid'],
  ['a field that is none', { workflow: 'other-bot' }, 422, 'invalid'],
  ['no key', { idempotency_key: '' }, 422, 'invalid'],
  ['something else under the key', { kind: 'mail.read' }, 409, 'key-reused'],
  [
    'too large a payload',
    { idempotency_key: '2', payload: 'x'.repeat(9000) },
    413,
    'payload-too-large',
  ],
])('%s is refused', async (_, change, status, why) => {
  expect(await refusal(send(change))).toMatchObject({ status, why });
});

test('people and nobody append nothing', async () => {
  expect(await refusal(send({}, owner))).toMatchObject({ why: 'workflow-key-required' });
  expect(await refusal(send({}, 'nonsense'))).toMatchObject({ status: 401 });
});

test('too many are told how long to wait', async () => {
  for (let n = 0; n < MOST_A_MINUTE; n += 1) await send({ idempotency_key: `many-${n}` });
  const refused = await send({ idempotency_key: 'one more' });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  expect(await refusal(refused)).toMatchObject({ why: 'too-many-events' });
});

test('what is read can be chosen, and goes on where it ended', async () => {
  const page = async (query: string) => {
    const subject = `subject=story/${WORKFLOW}&most=2`;
    const read = await world.api.request(`/v1/log?${subject}&${query}`, bearer(owner));
    return logAnswerSchema.parse(await read.json());
  };
  const kinds = ({ lines }: { lines: readonly { event: string }[] }) =>
    lines.map((line) => JSON.parse(line.event).kind);
  const first = await page('kind=workflow');
  expect(kinds(first)).toEqual(['workflow.key-claimed', 'workflow.key-code-given']);
  const second = await page(`kind=workflow&after=${encodeURIComponent(first.next ?? '')}`);
  expect(kinds(second)).toEqual(['workflow.registered']);
  expect(kinds(await page(`actor=${WORKFLOW}`))).toEqual(['agent.mail.sent', 'agent.mail.sent']);
  expect(kinds(await page('to=2026-11-22'))).toEqual([]);
  expect(kinds(await page('from=2026-11-23&kind=workflow.registered'))).toHaveLength(1);
});

test.each(['from=yesterday', 'after=', 'kind='])('refuses to choose by %s', async (query) => {
  const asked = world.api.request(`/v1/log?subject=workflow/x&${query}`, bearer(owner));
  expect(await refusal(asked)).toMatchObject({ status: 422, why: 'invalid' });
});

test('a cursor of somebody else is refused', async () => {
  const asked = `/v1/log?subject=workflow/${WORKFLOW}&after=nonsense`;
  const refused = refusal(world.api.request(asked, bearer(owner)));
  expect(await refused).toMatchObject({ status: 422, why: 'bad-cursor' });
});
