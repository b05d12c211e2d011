import { beforeEach, expect, test } from 'vitest';
import type { WebhookSender } from '../../lib/acts/deps.ts';
import { testWebhook } from '../../lib/acts/webhook-deliveries.ts';
import { drain } from '../../lib/deliver/drain.ts';
import { drainWebhooks, sendWebhooks } from '../../lib/deliver/webhook-lane.ts';
import { registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { fakeSlack } from './fake-slack.ts';
import { answered, hooked, type Receiver, receiver } from './webhook-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let to: Receiver;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
  await hooked(deps);
  to = receiver();
});

async function tests(count: number) {
  for (let n = 0; n < count; n += 1) {
    await testWebhook(deps, OWNER, 'reply-bot');
    deps.pass(0.01);
  }
}
const rows = async () => (await unsent(deps)).filter(({ what }) => what === 'webhook');

test('what is due is sent, the oldest first, at most so many', async () => {
  await tests(3);
  const [oldest, second] = await rows();
  expect(await drainWebhooks(deps, to, { most: 2 })).toMatchObject({ sent: 2 });
  const about = (place = '') => `msg_${place.split('#')[1]}`;
  const got = to.got.map(({ id }) => id).sort();
  expect(got).toEqual([about(oldest?.place), about(second?.place)]);
  expect(await rows()).toHaveLength(1);
});

test('ten are sent at once and no more', async () => {
  await tests(12);
  let atOnce = 0;
  let most = 0;
  const slow: WebhookSender = {
    send: async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await deps.store.pause(5);
      atOnce -= 1;
      return answered(204);
    },
  };
  expect(await drainWebhooks(deps, slow, { most: 100 })).toMatchObject({ sent: 12 });
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(10);
});

test('the sweep leaves alone what is on its way', async () => {
  await tests(1);
  expect(await drainWebhooks(deps, to, { most: 9, overdueMinutes: 1 })).toMatchObject({ sent: 0 });
  deps.pass(2);
  expect(await drainWebhooks(deps, to, { most: 9, overdueMinutes: 1 })).toMatchObject({ sent: 1 });
});

test('one that breaks down is put back, and holds up no other', async () => {
  await tests(2);
  to.script(new Error('the store is down'));
  expect(await drainWebhooks(deps, to, { most: 9 })).toMatchObject({ sent: 1, failed: 1 });
  expect(await drainWebhooks(deps, to, { most: 9 })).toMatchObject({ sent: 0, failed: 0 });
  deps.pass(2);
  expect(await drainWebhooks(deps, to, { most: 9 })).toMatchObject({ sent: 1 });
});

test('of a batch, those that broke down are named', async () => {
  await tests(2);
  const ids = (await rows()).map(({ id }) => id);
  to.script(new Error('killed'));
  const broken = await sendWebhooks(deps, to, [...ids, 'out_none']);
  expect(broken).toHaveLength(1);
  expect(ids).toContain(broken[0]);
});

test("Slack's lanes leave them alone", async () => {
  await tests(1);
  const slack = fakeSlack();
  await drain(deps, slack, { lane: 'interactive', most: 100 });
  await drain(deps, slack, { lane: 'bulk', most: 100 });
  expect(await rows()).toHaveLength(1);
});
