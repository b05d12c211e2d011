import { beforeEach, expect, test } from 'vitest';
import { readOwnApproval } from '../../lib/acts/approvals.ts';
import { testWebhook } from '../../lib/acts/webhook-deliveries.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { sweeper } from '../../lib/deliver/jobs.ts';
import { asked, registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';
import { hooked, receiver } from './webhook-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let slack: FakeSlack;
let approval: Approval;

beforeEach(async () => {
  deps = await stage(engine());
  slack = fakeSlack();
  approval = await asked(deps, await registered(deps));
});

const sweep = () => sweeper(deps, async () => slack, receiver())();

test('a sweep sends what is late and leaves alone what is on its way', async () => {
  expect(await sweep()).toMatchObject({ expired: 0, interactive: { sent: 0 } });
  deps.pass(2);
  expect(await sweep()).toMatchObject({ expired: 0, interactive: { sent: 1 } });
  expect(await unsent(deps)).toEqual([]);
});

test('a sweep ends what is over', async () => {
  deps.pass(24 * 60);
  expect(await sweep()).toMatchObject({ expired: 1 });
  expect(await readOwnApproval(deps, 'reply-bot', approval.id)).toMatchObject({
    end: { ending: 'expired' },
  });
  expect(slack.messages).toMatchObject([
    { text: expect.stringContaining('Nobody decided in time') },
  ]);
});

test('it ends what is over also when Slack cannot be reached at all', async () => {
  deps.pass(24 * 60);
  const unreachable = sweeper(deps, () => Promise.reject(new Error('no token')), receiver());
  await expect(unreachable()).rejects.toThrow('no token');
  expect(await readOwnApproval(deps, 'reply-bot', approval.id)).toMatchObject({
    end: { ending: 'expired' },
  });
});

test('it sends webhooks that are late, also when Slack cannot be reached', async () => {
  await hooked(deps);
  await testWebhook(deps, OWNER, 'reply-bot');
  deps.pass(2);
  const to = receiver();
  const unreachable = sweeper(deps, () => Promise.reject(new Error('no token')), to);
  await expect(unreachable()).rejects.toThrow('no token');
  expect(to.got).toHaveLength(1);
});
