import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { answerRequest } from '../../lib/acts/answer-request.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { offerKeyTo } from '../../lib/acts/key-codes.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { toAttributes } from '../../lib/store/item.ts';
import { outboxItem } from '../../lib/store/outbox.ts';
import { NEED } from '../acts/stage.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { decided, deliverRow, type OneCard, oneCard, open, posted } from './one-card.ts';

const stand = oneCard();
let card: OneCard;
let deps: OneCard['deps'];
let slack: OneCard['slack'];
let row: string;
beforeEach(() => {
  card = stand();
  ({ deps, slack, row } = card);
});

describe('a row', () => {
  test('is posted once, its place kept, and it is done with', async () => {
    expect(await deliverRow(deps, slack, row)).toBe('sent');
    expect(slack.messages).toMatchObject([
      {
        channel: card.approval.channel,
        text: expect.stringContaining('wants to send external email'),
      },
    ]);
    expect(await posted(card))?.toMatchObject({
      at: { channel: card.approval.channel, ts: '1000.000100' },
      version: 1,
    });
    expect(await open(card)).toEqual([]);
  });

  test('that was sent is sent again without a second message', async () => {
    await deliverRow(deps, slack, row);
    expect(await deliverRow(deps, slack, row)).toBe('sent');
    expect(slack.calls).toEqual(['post']);
  });

  test('shows the present state, so that an earlier row has nothing left to do', async () => {
    const later = await decided(card);
    expect(await deliverRow(deps, slack, later)).toBe('sent');
    expect(await deliverRow(deps, slack, row)).toBe('sent');
    expect(slack.calls).toEqual(['post']);
    expect(slack.messages[0]?.text).toContain('Approved by');
  });

  test('of a later state changes the message that stands there', async () => {
    await deliverRow(deps, slack, row);
    expect(await deliverRow(deps, slack, await decided(card))).toBe('sent');
    expect(slack.calls).toEqual(['post', 'update']);
    expect(slack.messages).toMatchObject([{ text: expect.stringContaining('Approved by') }]);
  });

  test('that does not exist is gone', async () => {
    expect(await deliverRow(deps, slack, 'out_none')).toBe('gone');
  });

  test('about something that is gone is gone, and does not come again', async () => {
    const telling = { what: 'approval-card' as const, subject: 'approval/apr_none', place: 'C1' };
    const Item = toAttributes(outboxItem(telling, 'out_x', deps.now()));
    await card.engine.client.send(new PutItemCommand({ TableName: deps.store.registry, Item }));
    expect(await deliverRow(deps, slack, 'out_x')).toBe('gone');
    expect(await open(card)).toEqual([row]);
    expect(slack.calls).toEqual([]);
  });
});

test('a person is told in their own conversation', async () => {
  await fileRequest(deps, NEED, 'nothing sorts parcels');
  const answering = { state: 'rejected' as const, reason: 'We have no parcels.', name: 'Admin' };
  await answerRequest(deps, ADMIN, 'req_1', answering);
  await offerKeyTo(deps, OWNER, 'reply-bot', COLLEAGUE);
  for (const one of await open(card)) expect(await deliverRow(deps, slack, one)).toBe('sent');
  const shown = slack.messages.map((one) => [one.channel, one.text.split(':')[0]]);
  expect(shown).toEqual(
    expect.arrayContaining([
      ['DU0OWNER', 'Your request was rejected'],
      ['DU0COLLEAGUE', expect.stringContaining('You are asked to run the AI workflow reply-bot')],
      ['C0PLATFORM', 'team-support asks for a new AI workflow'],
    ]),
  );
});

describe('when Slack says no', () => {
  test.each(['not_in_channel', 'channel_not_found', 'is_archived'])(
    '%s: the row is kept, and the log says what to do',
    async (error) => {
      const { said, logged } = listening(deps);
      slack.script('post', { kind: 'refused', error });
      expect(await deliver(logged, slack, row)).toMatchObject({ kind: 'later' });
      expect(said).toMatchObject([
        ['warn', { row, error, remedy: expect.stringMatching(/team|app/) }],
      ]);
      expect(await deliverRow(deps, slack, row)).toBe('sent');
      expect(slack.calls).toEqual(['post', 'post']);
    },
  );

  test('each try comes later than the one before, half an hour apart at most', async () => {
    slack.script(
      'post',
      ...Array.from({ length: 12 }, () => ({ kind: 'refused', error: 'not_in_channel' }) as const),
    );
    const waits: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      const outcome = await deliver(deps, slack, row);
      if (outcome.kind === 'later')
        waits.push((Date.parse(outcome.dueAt) - Date.parse(deps.now())) / 1000);
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1800, 1800, 1800]);
  });

  test('for a week: it is an error in the log, and still kept', async () => {
    const { said, logged } = listening(deps);
    deps.pass(7 * 24 * 60 + 1);
    slack.script('post', { kind: 'refused', error: 'not_in_channel' });
    await deliverRow(logged, slack, row);
    expect(said.map(([level]) => level)).toEqual(['error']);
    expect(await open(card)).toEqual([row]);
  });

  test('without an answer: it is in the log, and kept', async () => {
    const { said, logged } = listening(deps);
    slack.script('post', { kind: 'unsure', error: 'timeout' });
    await deliverRow(logged, slack, row);
    expect(said).toMatchObject([['warn', { row, error: 'timeout' }]]);
    expect(await open(card)).toEqual([row]);
  });

  test('429: it comes again after as long as Slack says, and nothing is searched for or logged', async () => {
    const { said, logged } = listening(deps);
    slack.script('post', { kind: 'limited', seconds: 30 });
    const outcome = await deliver(logged, slack, row);
    expect(said).toEqual([]);
    expect(outcome).toEqual({ kind: 'later', dueAt: '2026-11-23T09:00:30.000Z' });
    expect(await deliverRow(deps, slack, row)).toBe('sent');
    expect(slack.calls).toEqual(['post', 'post']);
  });
});

function listening(to: Deps) {
  const said: [string, unknown][] = [];
  const log: Deps['log'] = {
    info: (fields) => void said.push(['info', fields]),
    warn: (fields) => void said.push(['warn', fields]),
    error: (fields) => void said.push(['error', fields]),
  };
  return { said, logged: { ...to, log } };
}
