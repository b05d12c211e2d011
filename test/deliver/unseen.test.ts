import { beforeEach, describe, expect, test } from 'vitest';
import { moveApproval } from '../../lib/acts/approval-move.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { drain } from '../../lib/deliver/drain.ts';
import { renderUnseen } from '../../lib/deliver/unseen.ts';
import { asked, registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { words } from '../slack/views/kit.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
let deps: TestDeps;
let slack: FakeSlack;
let workflow: Workflow;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  slack = fakeSlack();
  workflow = await registered(deps);
  approval = await asked(deps, workflow);
});

const post = () => drain(deps, slack, { lane: 'interactive', most: 100 });
const refused = (error: string) => ({ kind: 'refused' as const, error });
const told = () => slack.messages.filter((one) => one.place === 'U0OWNER');
const unseen = async () => {
  const card = await renderUnseen(deps, `approval-unseen/${approval.id}`);
  return card.kind === 'card' ? words(card.blocks) : card.kind;
};

test.each(['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action'])(
  'a post that fails with %s is told to the owner, once, and stays to be delivered',
  async (error) => {
    slack.script('post', refused(error));
    await post();
    slack.script('post');
    await post();
    expect(told()).toMatchObject([
      {
        text: expect.stringContaining('Nobody has seen this request: I can’t post in <#C0SUPPORT>'),
      },
    ]);
    expect(await unsent(deps)).toMatchObject([{ what: 'approval-card', place: 'C0SUPPORT' }]);
    deps.pass(1);
    await post();
    await post();
    expect(slack.messages.map((one) => one.place)).toContain('C0SUPPORT');
    expect(told()).toMatchObject([
      { text: expect.stringContaining('People see this request now') },
    ]);
    expect(await unsent(deps)).toEqual([]);
  },
);

describe('told no more than is needed', () => {
  test('once for each request, and once a day for each channel', async () => {
    await asked(deps, workflow, { idempotencyKey: 'ticket-2' });
    const no = refused('not_in_channel');
    slack.script('post', no, no);
    await post();
    await post();
    expect(told()).toHaveLength(1);
    for (let day = 0; day < 2; day += 1) {
      deps.pass(12 * 60 - 5);
      slack.script('post', no, no, no, no);
      await post();
    }
    expect(told().length).toBeLessThanOrEqual(2);
  });

  test.each([
    ['a failure that passes by itself', refused('internal_error')],
    ['a limit', { kind: 'limited' as const, seconds: 1 }],
    ['silence', { kind: 'unsure' as const, error: 'timeout' }],
  ])('nothing for %s', async (_, failure) => {
    slack.script('post', failure);
    await post();
    expect((await unsent(deps)).filter((row) => row.what === 'approval-unseen')).toEqual([]);
  });

  test('nothing once somebody decided, nor for a card that stood there before', async () => {
    await post();
    const { id, digest } = approval;
    await decideApproval(deps, COLLEAGUE, id, { choice: 'approve', digest, reason: '' });
    slack.script('update', refused('is_archived'));
    await post();
    expect((await unsent(deps)).filter((row) => row.what === 'approval-unseen')).toEqual([]);
  });
});

test('another channel for the request: the card goes there, and the old row is given up', async () => {
  slack.script('post', refused('channel_not_found'));
  await post();
  await post();
  await moveApproval(deps, OWNER, approval.id, { channel: 'C0NEW', forTeam: false });
  deps.pass(1);
  await post();
  await post();
  expect(slack.messages.map((one) => one.place).sort()).toEqual(['C0NEW', 'U0OWNER']);
  expect(told()).toMatchObject([{ text: expect.stringContaining('now, in <#C0NEW>') }]);
  expect(await unsent(deps)).toEqual([]);
});

test('what is told follows the request: unseen, seen, ended', async () => {
  expect(await unseen()).toContain('Nobody has seen this request');
  await post();
  expect(await unseen()).toContain('People see this request now');
  const { id, digest } = approval;
  await decideApproval(deps, COLLEAGUE, id, { choice: 'approve', digest, reason: '' });
  expect(await unseen()).toContain('Approved by');
  expect(await renderUnseen(deps, 'approval-unseen/apr_none')).toEqual({ kind: 'nothing' });
});
