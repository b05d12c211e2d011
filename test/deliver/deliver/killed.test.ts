import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../../lib/deliver/deliver.ts';
import { killedAnywhere } from '../../kit/dying.ts';
import { decided, deliverRow, type OneCard, oneCard, open } from '../one-card.ts';

const stand = oneCard();
let card: OneCard;
beforeEach(() => {
  card = stand();
});

const through = (client: DynamoDBClient) => card.deps.through(client);

/** Other processes take over, each a little later, until nothing is left to send. */
async function settled(): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    card.deps.pass(2);
    for (const row of await open(card)) await deliverRow(card.deps, card.slack, row);
  }
  expect(await open(card)).toEqual([]);
}

describe('a process that is killed after any of its steps', () => {
  test('while it posts: one message in the end', async () => {
    let killed = 0;
    await killedAnywhere(
      card.engine.endpoint,
      async (client) => {
        killed += 1;
        await deliver(through(client), card.slack, card.row);
      },
      async () => card.deps.pass(2),
    );
    await settled();
    expect(killed).toBeGreaterThan(3);
    expect(card.slack.messages).toHaveLength(1);
  });

  test('while it changes what stands there: it shows the end', async () => {
    await deliverRow(card.deps, card.slack, card.row);
    const row = await decided(card);
    await killedAnywhere(
      card.engine.endpoint,
      (client) => deliver(through(client), card.slack, row),
      async () => card.deps.pass(2),
    );
    await settled();
    expect(card.slack.messages).toHaveLength(1);
    expect(card.slack.messages[0]?.text).toContain('Approved');
  });
});

const DOWN = [
  ['answers 429', { kind: 'limited', seconds: 30 }],
  ['answers 500', { kind: 'unsure', error: 'WebAPIHTTPError' }],
  ['answers 500 after it did it', { kind: 'land-then-unsure' }],
  ['does not answer', { kind: 'unsure', error: 'WebAPIRequestError' }],
] as const;

test.each(DOWN)(
  'Slack %s for ten minutes: one message, of how it ended meanwhile',
  async (_, how) => {
    const { slack, deps } = card;
    for (const call of ['post', 'update', 'find'] as const) {
      slack.script(call, ...Array.from({ length: 60 }, () => how));
    }
    await deliverRow(deps, slack, card.row);
    await decided(card);
    for (let half = 0; half < 20; half += 1) {
      deps.pass(0.5);
      for (const row of await open(card)) await deliverRow(deps, slack, row);
    }
    slack.heal();
    await settled();
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]?.text).toContain('Approved');
  },
);
