import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { removeWebhook } from '../../lib/acts/webhook.ts';
import { createClient } from '../../lib/client/client.ts';
import { verifyWebhook } from '../../lib/client/verify-webhook.ts';
import { drainWebhooks } from '../../lib/deliver/webhook-lane.ts';
import { signedHeaders } from '../../lib/hooks/sign.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { answered, receiver, TIMEOUT, URL_ } from '../deliver/webhook-kit.ts';
import {
  ASK,
  bearer,
  decide,
  loginOf,
  openWorld,
  post,
  refusal,
  WORKFLOW,
  type World,
} from './world.ts';

let world: World;
let owner: ReturnType<typeof createClient>;
let token: string;
beforeAll(async () => {
  world = await openWorld();
  await logIn();
});
afterAll(() => world.stop());

async function logIn() {
  token = await loginOf(world.deps, PEOPLE.owner);
  owner = clientOf(token);
}

function clientOf(one: string) {
  const { fetch } = world.api;
  return createClient({
    baseUrl: 'http://127.0.0.1',
    token: one,
    fetch: (request) => fetch(request),
  });
}
const PATH = `/v1/workflows/${WORKFLOW}/webhook`;

async function secretNow(): Promise<string> {
  const set = await owner.setWebhook(WORKFLOW, URL_);
  if (set.kind !== 'ok') throw new Error(JSON.stringify(set));
  return set.value.secret;
}

async function ended(key: string, choice: 'approve' | 'deny'): Promise<string> {
  const agent = clientOf(world.key);
  const asked = await agent.ask({ ...ASK, idempotency_key: key });
  if (asked.kind !== 'ok') throw new Error(JSON.stringify(asked));
  await decide(world.deps, asked.value.id, choice, 'Wrong customer.');
  return asked.value.id;
}

test('set by its owner, an ending is told what wait tells, and the client verifies it', async () => {
  const secret = await secretNow();
  const id = await ended('told', 'deny');
  const to = receiver();
  expect(await drainWebhooks(world.deps, to, { most: 10 })).toMatchObject({ sent: 1 });
  const [message] = to.got;
  if (!message) throw new Error('nothing came');
  expect(message.secrets).toEqual([secret]);
  const { body } = message;
  const received = { body, headers: signedHeaders(message) };
  const verified = await verifyWebhook(secret, received, Date.parse(world.deps.now()));
  const waited = await clientOf(world.key).get(id);
  const answer = waited.kind === 'ok' ? waited.value : undefined;
  expect(verified).toMatchObject({
    kind: 'verified',
    event: {
      type: `approval.${answer?.state}`,
      data: { id, digest: answer?.digest, reason: answer?.reason, ended_at: answer?.ended_at },
    },
  });
});

test('what is shown of it', async () => {
  await secretNow();
  const first = await owner.webhook(WORKFLOW);
  expect(first).toMatchObject({
    kind: 'ok',
    value: {
      host: 'agents.example.com',
      state: 'working',
      older_secrets_end: [],
      dead_letters: [],
    },
  });
  await owner.rotateWebhook(WORKFLOW);
  const id = await ended('shown', 'approve');
  const to = receiver();
  to.script(TIMEOUT);
  await drainWebhooks(world.deps, to, { most: 10 });
  const second = await owner.webhook(WORKFLOW);
  expect(second).toMatchObject({
    value: {
      state: 'failing',
      failing_since: world.deps.now(),
      older_secrets_end: [expect.any(String)],
    },
  });
  const shown = second.kind === 'ok' ? second.value.deliveries : [];
  expect(shown.find((one) => one.id === id)).toMatchObject({
    state: 'waiting',
    attempts: 1,
    last: 'timeout',
    last_at: world.deps.now(),
    next_at: expect.any(String),
  });
});

test('a test is sent; what was given up is tried again', async () => {
  await secretNow();
  const sent = await owner.testWebhook(WORKFLOW);
  expect(sent).toMatchObject({ kind: 'ok', status: 202 });
  const to = receiver();
  world.deps.pass(24 * 60);
  await logIn();
  to.script(...Array.from({ length: 9 }, () => answered(500)));
  await drainWebhooks(world.deps, to, { most: 10 });
  const shown = await owner.webhook(WORKFLOW);
  const dead = shown.kind === 'ok' ? shown.value.dead_letters : [];
  expect(dead).toHaveLength(1);
  const again = await owner.retryWebhook(WORKFLOW, dead[0]?.id ?? '');
  expect(again).toMatchObject({ kind: 'ok', status: 202, value: { sending: dead[0]?.id } });
});

test('gone', async () => {
  await secretNow();
  await owner.testWebhook(WORKFLOW);
  const to = receiver();
  to.script(...Array.from({ length: 9 }, () => answered(410)));
  await drainWebhooks(world.deps, to, { most: 10 });
  expect(await owner.webhook(WORKFLOW)).toMatchObject({ value: { state: 'gone' } });
  const refused = await refusal(world.api.request(`${PATH}/test`, post(token, {})));
  expect(refused).toMatchObject({ status: 409, why: 'webhook-gone' });
});

test('the document describes what is sent', async () => {
  const answer = await world.api.request('/v1/openapi.json');
  const { webhooks } = z
    .object({
      webhooks: z.object({
        ending: z.object({
          post: z.looseObject({
            parameters: z.array(z.looseObject({ name: z.string(), in: z.literal('header') })),
            responses: z.record(z.string(), z.unknown()),
          }),
        }),
      }),
    })
    .parse(await answer.json());
  const { parameters, responses } = webhooks.ending.post;
  expect(parameters.map((one) => one.name)).toEqual([
    'webhook-id',
    'webhook-timestamp',
    'webhook-signature',
  ]);
  expect(Object.keys(responses).sort()).toEqual(['2XX', '410']);
});

describe('refused', () => {
  test("a workflow's own key may not set, see, rotate, test or remove it", async () => {
    const refused = { status: 403, why: 'login-required' };
    for (const path of [PATH, `${PATH}/rotate`, `${PATH}/test`, `${PATH}/remove`]) {
      const body = path === PATH ? { url: URL_ } : {};
      expect(await refusal(world.api.request(path, post(world.key, body)))).toMatchObject(refused);
    }
    expect(await refusal(world.api.request(PATH, bearer(world.key)))).toMatchObject(refused);
  });

  test('nobody without a token', async () => {
    const answer = await refusal(world.api.request(PATH, post(undefined, { url: URL_ })));
    expect(answer).toMatchObject({ status: 401 });
  });

  test('a member of the team', async () => {
    const member = await loginOf(world.deps, PEOPLE.colleague);
    const answer = await refusal(world.api.request(PATH, post(member, { url: URL_ })));
    expect(answer).toMatchObject({ status: 403, why: 'not-allowed' });
  });

  test('an address that is not public', async () => {
    const body = { url: 'https://169.254.169.254/' };
    const answer = await refusal(world.api.request(PATH, post(token, body)));
    expect(answer).toMatchObject({ status: 422, why: 'bad-webhook-url' });
  });

  test('what is not there', async () => {
    const path = `${PATH}/deliveries/apr_none/retry`;
    await secretNow();
    const none = await refusal(world.api.request(path, post(token, {})));
    expect(none).toMatchObject({ status: 404, why: 'no-delivery' });
    await removeWebhook(world.deps, keyOf(PEOPLE.owner), WORKFLOW);
    for (const one of ['rotate', 'test', 'remove']) {
      const answer = await refusal(world.api.request(`${PATH}/${one}`, post(token, {})));
      expect(answer).toMatchObject({ status: 404, why: 'no-webhook' });
    }
    const shown = await refusal(world.api.request(PATH, bearer(token)));
    expect(shown).toMatchObject({ status: 404, why: 'no-webhook' });
  });
});
