import { beforeEach, describe, expect, test } from 'vitest';
import { decideApproval } from '../../lib/acts/decide.ts';
import { removeWebhook } from '../../lib/acts/webhook.ts';
import {
  healthOf,
  retryDelivery,
  showWebhook,
  testWebhook,
} from '../../lib/acts/webhook-deliveries.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { drainWebhooks } from '../../lib/deliver/webhook-lane.ts';
import { answered, hooked, type Receiver, receiver, TIMEOUT } from '../deliver/webhook-kit.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { asked, breaks, kindsOf, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let to: Receiver;
let workflow: Workflow;
beforeEach(async () => {
  deps = await stage(engine());
  to = receiver();
  workflow = await registered(deps);
});

const drain = () => drainWebhooks(deps, to, { most: 100 });

async function shown() {
  const outcome = await showWebhook(deps, OWNER, 'reply-bot');
  if (outcome.kind !== 'webhook') throw new Error(outcome.say);
  return outcome;
}

/** An approval whose ending the receiver did not take for a whole day. */
async function deadLetter(): Promise<string> {
  const { id, digest } = await asked(deps, workflow);
  await decideApproval(deps, COLLEAGUE, id, { choice: 'approve', digest, reason: '' });
  for (let hour = 0; hour < 30; hour += 1) {
    to.script(TIMEOUT);
    await drain();
    deps.pass(4 * 60);
  }
  to.script();
  return id;
}

describe('showing', () => {
  test('says where, never the path or a secret', async () => {
    const secret = await hooked(deps);
    const outcome = await shown();
    expect(outcome).toMatchObject({
      webhook: { host: 'agents.example.com' },
      olderEnd: [],
      health: undefined,
      deliveries: [],
      dead: [],
    });
    expect(JSON.stringify(outcome)).not.toContain(secret);
    expect(JSON.stringify(outcome)).not.toContain('path-secret');
  });

  test('is for the team, auditors and admins', async () => {
    await hooked(deps);
    for (const person of [COLLEAGUE, AUDITOR, ADMIN]) {
      expect(await showWebhook(deps, person, 'reply-bot')).toMatchObject({ kind: 'webhook' });
    }
    const refused = await showWebhook(deps, OUTSIDER, 'reply-bot');
    expect(refused).toMatchObject({ why: 'not-allowed' });
  });

  test('of nothing says so', async () => {
    expect(await showWebhook(deps, OWNER, 'reply-bot')).toMatchObject({ why: 'no-webhook' });
    expect(await showWebhook(deps, OWNER, 'none')).toMatchObject({ why: 'no-workflow' });
  });
});

describe('a test', () => {
  test('is sent once, and shown', async () => {
    await hooked(deps);
    const sent = await testWebhook(deps, OWNER, 'reply-bot');
    expect(await drain()).toMatchObject({ sent: 1 });
    const [message] = to.got;
    expect(JSON.parse(message?.body ?? '')).toEqual({
      type: 'webhook.test',
      timestamp: deps.now(),
      data: { workflow: 'reply-bot' },
    });
    const id = sent.kind === 'sending' ? sent.delivery : '';
    expect((await shown()).deliveries).toMatchObject([
      { id, state: 'delivered', attempts: 1, last: '204' },
    ]);
    expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('workflow.webhook-tested');
  });

  test('that fails is not tried again, and is no dead letter', async () => {
    await hooked(deps);
    await testWebhook(deps, OWNER, 'reply-bot');
    to.script(answered(500));
    await drain();
    deps.pass(24 * 60);
    await drain();
    expect(to.got).toHaveLength(1);
    expect(await shown()).toMatchObject({
      deliveries: [{ state: 'failed', last: '500' }],
      dead: [],
    });
  });

  test('is for those who may set it, and needs one', async () => {
    const none = await testWebhook(deps, OWNER, 'reply-bot');
    expect(none).toMatchObject({ why: 'no-webhook' });
    await hooked(deps);
    expect(await testWebhook(deps, COLLEAGUE, 'reply-bot')).toMatchObject({ why: 'not-allowed' });
  });
});

describe('a dead letter', () => {
  test('is shown and tried for another day, under the same id', async () => {
    await hooked(deps);
    const id = await deadLetter();
    expect((await shown()).dead).toMatchObject([{ id, state: 'dead', last: 'timeout' }]);
    const tried = to.got.length;
    expect(await retryDelivery(deps, OWNER, { workflow: 'reply-bot', about: id })).toEqual({
      kind: 'sending',
      delivery: id,
    });
    expect(await drain()).toMatchObject({ sent: 1 });
    expect(to.got).toHaveLength(tried + 1);
    expect(new Set(to.got.map((one) => one.id))).toEqual(new Set([`msg_${id}`]));
    expect(await shown()).toMatchObject({
      deliveries: [{ id, state: 'delivered' }],
      dead: [],
      health: { webhook: expect.any(String) },
    });
    expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('workflow.webhook-retried');
    expect(await breaks(deps)).toEqual([]);
  });

  test('stays to be seen, however many were told after it', async () => {
    await hooked(deps);
    const id = await deadLetter();
    for (let n = 0; n < 25; n += 1) await testWebhook(deps, OWNER, 'reply-bot');
    const { deliveries, dead } = await shown();
    expect(deliveries).toHaveLength(20);
    expect(dead).toMatchObject([{ id }]);
  });

  test('retried twice at once is sent once', async () => {
    await hooked(deps);
    const about = { workflow: 'reply-bot', about: await deadLetter() };
    const outcomes = await Promise.all([
      retryDelivery(deps, OWNER, about),
      retryDelivery(deps, OWNER, about),
    ]);
    expect(outcomes.map((one) => one.kind).sort()).toEqual(['refused', 'sending']);
    expect((await unsent(deps)).filter((row) => row.what === 'webhook')).toHaveLength(1);
  });

  test('that is none is refused', async () => {
    await hooked(deps);
    const waits = await asked(deps, workflow, { idempotencyKey: 'waits' });
    for (const about of [waits.id, 'apr_none', '']) {
      const outcome = await retryDelivery(deps, OWNER, { workflow: 'reply-bot', about });
      expect(outcome).toMatchObject({ why: 'no-delivery' });
    }
    const about = { workflow: 'reply-bot', about: waits.id };
    expect(await retryDelivery(deps, COLLEAGUE, about)).toMatchObject({ why: 'not-allowed' });
    await removeWebhook(deps, OWNER, 'reply-bot');
    expect(await retryDelivery(deps, OWNER, about)).toMatchObject({ why: 'no-webhook' });
  });
});

test('after 410 nothing is sent until it is set anew', async () => {
  await hooked(deps);
  await testWebhook(deps, OWNER, 'reply-bot');
  to.script(answered(410));
  await drain();
  const stopped = await testWebhook(deps, OWNER, 'reply-bot');
  expect(stopped).toMatchObject({ why: 'webhook-gone' });
  expect((await shown()).health?.goneAt).toBe(deps.now());
  await hooked(deps);
  const { webhook } = await shown();
  expect(await healthOf(deps, { id: 'reply-bot', webhook })).toBeUndefined();
  expect(await testWebhook(deps, OWNER, 'reply-bot')).toMatchObject({ kind: 'sending' });
});
