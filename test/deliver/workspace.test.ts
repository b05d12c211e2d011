import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { answerRequest } from '../../lib/acts/answer-request.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { offerKeyTo } from '../../lib/acts/key-codes.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { drain } from '../../lib/deliver/drain.ts';
import { paced } from '../../lib/deliver/pace.ts';
import { type SlackPort, slackPort } from '../../lib/deliver/slack.ts';
import { CHANNELS, HOME, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { startWorkspace, type Workspace } from '../../lib/local/workspace/server.ts';
import { asked, CALL, registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
let slack: Workspace;
let port: SlackPort;

beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
  slack = await workspace();
  port = slackPort('xoxb-1', { slackApiUrl: slack.apiUrl, timeout: 200 });
});

/** The sample organisation's Slack, as strict as Slack, with the clock of the test. */
async function workspace(): Promise<Workspace> {
  const started = await startWorkspace({
    port: 0,
    team: { id: HOME, name: 'Sample' },
    bot: {
      userId: 'UBOT',
      botId: 'BBOT',
      appId: 'A1',
      name: 'Yardmaster',
      token: 'xoxb-1',
      appToken: 'xapp-1',
    },
    people: Object.values(PEOPLE),
    channels: Object.values(CHANNELS).map((channel) => ({
      ...channel,
      members: ['UBOT', PEOPLE.owner.id, PEOPLE.admin.id],
    })),
    commands: [],
    shortcuts: [],
    signingSecret: 'a signing secret of the tests',
    now: () => Date.parse(deps.now()),
  });
  onTestFinished(() => started.close());
  return started;
}

const texts = (channel: string = CHANNELS.support.id) =>
  slack.driver
    .as(PEOPLE.owner.id)
    .messages(channel)
    .map((one) => one.text);
const everything = { lane: 'interactive' as const, most: 100 };

/** Drains until nothing is left to send; the clock moves on in between. */
async function drained(): Promise<void> {
  for (let round = 0; round < 40 && (await unsent(deps)).length > 0; round += 1) {
    await drain(deps, port, everything);
    deps.pass(0.5);
  }
  expect(await unsent(deps)).toEqual([]);
}

async function decide(id: string, digest: string): Promise<void> {
  await decideApproval(deps, COLLEAGUE, id, { choice: 'approve', digest, reason: '' });
}

test('one card goes through all its states, and stays one message', async () => {
  const { id, digest } = await asked(deps, workflow);
  await drained();
  expect(texts()).toEqual([expect.stringContaining('Decide by')]);
  await decide(id, digest);
  await drained();
  expect(texts()).toEqual([expect.stringContaining('Approved by')]);
  const run = { executionId: 'run-1', ...CALL };
  await consumeApproval(deps, 'reply-bot', id, run);
  await drained();
  expect(texts()).toHaveLength(1);
});

test('every kind of card is taken by a Slack that holds to its limits', async () => {
  const long = '😀<!channel> *x* & <@U1> '.repeat(400);
  await asked(deps, workflow, {
    target: long.slice(0, 500),
    arguments: Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`${n} ${long.slice(0, 90)}`, long.slice(0, 900)]),
    ),
    reason: long.slice(0, 900),
  });
  const need = {
    id: 'req_1',
    by: OWNER,
    need: long.slice(0, 3_000),
    workflow: 'parcel-sorter',
    team: 'team-support',
    evidence: [],
  };
  await fileRequest(deps, need, long.slice(0, 3_000));
  const answering = { state: 'rejected' as const, reason: long.slice(0, 3_000), name: 'Admin' };
  await answerRequest(deps, ADMIN, 'req_1', answering);
  await offerKeyTo(deps, OWNER, 'reply-bot', COLLEAGUE);
  await drained();
  expect(texts()).toHaveLength(1);
  expect(texts(CHANNELS.platform.id)).toHaveLength(1);
  expect(slack.driver.as(PEOPLE.owner.id).dms()).toHaveLength(1);
  expect(slack.driver.as(PEOPLE.colleague.id).dms()).toHaveLength(1);
});

describe('no lasting duplicate and nothing lost', () => {
  const faults = [
    ['a post that is made and answered with 500', { commitThen500: { 'chat.postMessage': 1 } }],
    ['a post that is not made and answered with 500', { fail500: { 'chat.postMessage': 1 } }],
    ['a connection that drops', { drop: { 'chat.postMessage': 1 } }],
    ['429', { rateLimit: { 'chat.postMessage': 2 } }],
    [
      'a history that cannot be read at first',
      { commitThen500: { 'chat.postMessage': 1 }, fail500: { 'conversations.history': 2 } },
    ],
    [
      'a history that is limited',
      { commitThen500: { 'chat.postMessage': 1 }, rateLimit: { 'conversations.history': 1 } },
    ],
  ] as const;
  test.each(faults)('after %s', async (_, plan) => {
    const { id, digest } = await asked(deps, workflow);
    slack.faults.set(plan);
    await drained();
    expect(texts()).toHaveLength(1);
    await decide(id, digest);
    slack.faults.set({ commitThen500: { 'chat.update': 1 }, rateLimit: { 'chat.update': 1 } });
    await drained();
    expect(texts()).toEqual([expect.stringContaining('Approved by')]);
  });

  test('after a post that lands when nobody waits for its answer any more', async () => {
    await asked(deps, workflow);
    slack.faults.set({ latencyMs: { 'chat.postMessage': 600 } });
    await drain(deps, port, everything);
    expect(texts()).toEqual([]);
    await expect.poll(() => texts(), { timeout: 5_000 }).toHaveLength(1);
    slack.faults.clear();
    await drained();
    expect(texts()).toHaveLength(1);
  });

  test('when the process dies between the post and the note of where it stands', async () => {
    const { id, digest } = await asked(deps, workflow);
    const [row] = await unsent(deps);
    const dying: SlackPort = {
      ...port,
      post: async (card, content) => {
        await port.post(card, content);
        throw new Error('the process died');
      },
    };
    await expect(deliver(deps, dying, row?.id ?? '')).rejects.toThrow('died');
    await decide(id, digest);
    await drained();
    expect(texts()).toEqual([expect.stringContaining('Approved by')]);
  });

  test('when someone takes the message away', async () => {
    const { id, digest } = await asked(deps, workflow);
    await drained();
    const found = await port.find({ subject: `approval/${id}`, place: CHANNELS.support.id }, 0);
    if (found.kind === 'found' && found.at) await port.remove(found.at);
    expect(texts()).toEqual([]);
    await decide(id, digest);
    await drained();
    expect(texts()).toEqual([expect.stringContaining('Approved by')]);
  });

  test('with a burst of cards in a channel that takes one message a second', async () => {
    slack.faults.set({ oneMessagePerSecond: true });
    for (let n = 0; n < 6; n += 1) await asked(deps, workflow, { idempotencyKey: `ticket-${n}` });
    port = paced(port, deps.now);
    await drained();
    expect(texts()).toHaveLength(6);
  });
});
