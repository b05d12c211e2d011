import { beforeEach, describe, expect, test } from 'vitest';
import { decideApproval } from '../../lib/acts/decide.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { expireApproval } from '../../lib/acts/sweep.ts';
import { removeWebhook, rotateWebhookSecret, setWebhook } from '../../lib/acts/webhook.ts';
import { unixSeconds } from '../../lib/core/time.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { Delivery } from '../../lib/deliver/deliver.ts';
import { deliverWebhook } from '../../lib/deliver/webhook.ts';
import type { OutboxRow } from '../../lib/store/outbox.ts';
import { readDelivery } from '../../lib/store/webhooks.ts';
import { asked, registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { answered, hooked, type Receiver, receiver, TIMEOUT, URL_ } from './webhook-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
let to: Receiver;
let secret: string;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
  to = receiver();
  secret = await hooked(deps);
});

/** The row of one approval that was just decided. */
async function row(choice: 'approve' | 'deny' = 'approve'): Promise<OutboxRow> {
  const { id, digest } = await asked(deps, workflow);
  await decideApproval(deps, COLLEAGUE, id, { choice, digest, reason: 'Wrong customer.' });
  return hookRow();
}

async function hookRow(): Promise<OutboxRow> {
  const found = (await unsent(deps)).find((one) => one.what === 'webhook');
  if (!found) throw new Error('nothing is to be told');
  return found;
}

const now = async (one: OutboxRow) =>
  (await readDelivery(deps.store, 'reply-bot', one.place))?.state;

test('an ending is told, signed, and is done with', async () => {
  const one = await row();
  expect(await deliverWebhook(deps, to, one.id)).toEqual({ kind: 'sent' });
  const about = one.place.split('#')[1] ?? '';
  expect(to.got).toMatchObject([
    {
      url: URL_,
      id: `msg_${about}`,
      timestamp: unixSeconds(deps.now()),
      secrets: [secret],
      body: expect.stringContaining('"type":"approval.approved"'),
    },
  ]);
  expect(await now(one)).toEqual({
    id: about,
    at: deps.now(),
    since: deps.now(),
    state: 'delivered',
    attempts: 1,
    lastAt: deps.now(),
    last: '204',
  });
  expect((await unsent(deps)).filter(({ what }) => what === 'webhook')).toEqual([]);
  expect(await deliverWebhook(deps, to, one.id)).toEqual({ kind: 'gone' });
  expect(to.got).toHaveLength(1);
});

test('what failed is told again later, with the same id and a new time', async () => {
  const one = await row();
  to.script(answered(500), TIMEOUT);
  const first = await deliverWebhook(deps, to, one.id);
  if (first.kind !== 'later') throw new Error(first.kind);
  expect(first.dueAt > deps.now()).toBe(true);
  expect(await now(one)).toMatchObject({ state: 'waiting', attempts: 1, nextAt: first.dueAt });
  deps.pass(1);
  expect(await deliverWebhook(deps, to, one.id)).toMatchObject({ kind: 'later' });
  deps.pass(1);
  expect(await deliverWebhook(deps, to, one.id)).toEqual({ kind: 'sent' });
  expect(new Set(to.got.map(({ id }) => id)).size).toBe(1);
  expect(new Set(to.got.map(({ timestamp }) => timestamp)).size).toBe(3);
  expect(new Set(to.got.map(({ body }) => body)).size).toBe(1);
});

test('a redirect counts as a failure', async () => {
  const one = await row();
  to.script(answered(302));
  expect(await deliverWebhook(deps, to, one.id)).toMatchObject({ kind: 'later' });
  expect(await now(one)).toMatchObject({ last: '302' });
});

test('a row that comes again before its time waits', async () => {
  const one = await row();
  to.script(answered(429, 600));
  const outcome = await deliverWebhook(deps, to, one.id);
  deps.pass(9);
  expect(await deliverWebhook(deps, to, one.id)).toEqual(outcome);
  expect(to.got).toHaveLength(1);
});

test('Retry-After is kept to', async () => {
  const one = await row();
  to.script(answered(429, 3600));
  const outcome = await deliverWebhook(deps, to, one.id);
  deps.pass(60);
  expect(outcome.kind === 'later' && outcome.dueAt >= deps.now()).toBe(true);
});

describe('killed', () => {
  test('between sending and noting it, it is sent again under the same id', async () => {
    const one = await row();
    to.script(new Error('killed'));
    await expect(deliverWebhook(deps, to, one.id)).rejects.toThrow('killed');
    expect(await deliverWebhook(deps, to, one.id)).toMatchObject({ kind: 'later' });
    expect(to.got).toHaveLength(1);
    deps.pass(2);
    expect(await deliverWebhook(deps, to, one.id)).toEqual({ kind: 'sent' });
    expect(to.got.map(({ id }) => id)).toEqual([to.got[0]?.id, to.got[0]?.id]);
  });

  test('two deliverers at once send it once', async () => {
    const one = await row();
    const outcomes = await Promise.all([
      deliverWebhook(deps, to, one.id),
      deliverWebhook(deps, to, one.id),
    ]);
    expect(to.got).toHaveLength(1);
    expect(outcomes.map(({ kind }) => kind)).toContain('sent');
    deps.pass(2);
    await deliverWebhook(deps, to, one.id);
    expect(to.got).toHaveLength(1);
    expect(await now(one)).toMatchObject({ state: 'delivered' });
  });
});

describe('what is sent is the state as it is now', () => {
  test('to a new address, with its secret', async () => {
    const one = await row();
    const given = await setWebhook(deps, OWNER, 'reply-bot', 'https://new.example.com/');
    await deliverWebhook(deps, to, one.id);
    const fresh = given.kind === 'secret' ? given.secret : '';
    expect(to.got).toMatchObject([{ url: 'https://new.example.com/', secrets: [fresh] }]);
  });

  test('with both secrets while they overlap', async () => {
    const one = await row();
    const given = await rotateWebhookSecret(deps, OWNER, 'reply-bot');
    await deliverWebhook(deps, to, one.id);
    const fresh = given.kind === 'secret' ? given.secret : '';
    expect(to.got[0]?.secrets).toEqual([fresh, secret]);
  });

  test('nowhere, once it was removed', async () => {
    const one = await row();
    await removeWebhook(deps, OWNER, 'reply-bot');
    expect(await deliverWebhook(deps, to, one.id)).toEqual({ kind: 'gone' });
    expect(to.got).toEqual([]);
    expect(await now(one)).toMatchObject({ state: 'dropped' });
  });
});

test('410: this one and those that wait are given up, and nothing more is sent', async () => {
  const first = await row();
  to.script(answered(410));
  expect(await deliverWebhook(deps, to, first.id)).toEqual({ kind: 'gone' });
  const { id } = await asked(deps, workflow, { idempotencyKey: 'second' });
  deps.pass(24 * 60);
  await expireApproval(deps, id);
  const second = await hookRow();
  expect(await deliverWebhook(deps, to, second.id)).toEqual({ kind: 'gone' });
  expect(to.got).toHaveLength(1);
  expect(await now(first)).toMatchObject({ state: 'dead', last: '410' });
  expect(await now(second)).toMatchObject({ state: 'dead', attempts: 0 });
});

test('after a day of failures it is given up, and nothing more is sent', async () => {
  const one = await row();
  let last: Delivery = { kind: 'later', dueAt: deps.now() };
  while (last.kind === 'later') {
    to.script(TIMEOUT);
    last = await deliverWebhook(deps, to, one.id);
    // Longer than any pause between two tries.
    deps.pass(4 * 60);
  }
  const tries = to.got.length;
  expect(tries).toBeGreaterThan(5);
  expect(tries).toBeLessThan(10);
  expect(await now(one)).toMatchObject({ state: 'dead', attempts: tries, last: 'timeout' });
  expect((await unsent(deps)).filter(({ what }) => what === 'webhook')).toEqual([]);
});

test('a row that is gone', async () => {
  expect(await deliverWebhook(deps, to, 'out_none')).toEqual({ kind: 'gone' });
});

test('neither secrets nor the address nor what is said get into the log', async () => {
  const lines: unknown[] = [];
  const note = (fields: unknown, message: string) => lines.push([fields, message]);
  const logged: Deps = { ...deps, log: { info: note, warn: note, error: note } };
  const one = await row('deny');
  to.script(answered(500));
  await deliverWebhook(logged, to, one.id);
  const text = JSON.stringify(lines);
  expect(lines).toHaveLength(1);
  for (const hidden of [secret, 'example.com', 'path-secret', 'Wrong customer', 'digest']) {
    expect(text).not.toContain(hidden);
  }
});
