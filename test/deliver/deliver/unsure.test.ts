import { beforeEach, describe, expect, test } from 'vitest';
import type { Deps } from '../../../lib/acts/deps.ts';
import { deliver } from '../../../lib/deliver/deliver.ts';
import { decided, deliverRow, type OneCard, oneCard, posted } from '../one-card.ts';

const stand = oneCard();
let card: OneCard;
let deps: OneCard['deps'];
let slack: OneCard['slack'];
let row: string;
beforeEach(() => {
  card = stand();
  ({ deps, slack, row } = card);
});

describe('a post that may have landed', () => {
  const later = () => deps.pass(2);

  test.each(['land-then-unsure', 'land-then-throw'] as const)(
    'and did (%s): is found by its id and not repeated',
    async (kind) => {
      slack.script('post', { kind });
      await deliverRow(deps, slack, row).catch(() => 'died');
      later();
      expect(await deliverRow(deps, slack, row)).toBe('sent');
      expect(slack.messages).toHaveLength(1);
      expect(slack.calls).toEqual(['post', 'find', 'update']);
      expect(await posted(card)).toMatchObject({ at: { ts: '1000.000100' }, version: 1 });
    },
  );

  test.each([{ kind: 'unsure', error: 'WebAPIRequestError' }, { kind: 'throw' }] as const)(
    'and did not ($kind): is searched for and then posted',
    async (how) => {
      slack.script('post', how);
      await deliverRow(deps, slack, row).catch(() => 'died');
      later();
      expect(await deliverRow(deps, slack, row)).toBe('sent');
      expect(slack.calls).toEqual(['post', 'find', 'post']);
      expect(slack.messages).toHaveLength(1);
    },
  );

  test('is left alone for a while: it may still land', async () => {
    slack.script('post', { kind: 'unsure', error: 'timeout' });
    const outcome = await deliver(deps, slack, row);
    expect(outcome).toEqual({ kind: 'later', dueAt: '2026-11-23T09:00:15.000Z' });
    expect(await deliverRow(deps, slack, row)).toBe('later');
    expect(slack.calls).toEqual(['post']);
  });

  test('is not repeated while its history cannot be read', async () => {
    slack.script('post', { kind: 'land-then-unsure' });
    slack.script('find', { kind: 'unsure', error: 'x' }, { kind: 'limited', seconds: 9 });
    await deliverRow(deps, slack, row);
    for (let round = 0; round < 2; round += 1) {
      later();
      expect(await deliverRow(deps, slack, row)).toBe('later');
    }
    later();
    expect(await deliverRow(deps, slack, row)).toBe('sent');
    expect(slack.messages).toHaveLength(1);
  });

  test('is repeated where the history may never be read: nothing is lost', async () => {
    const warned: unknown[] = [];
    const log = { ...deps.log, warn: (fields: unknown) => void warned.push(fields) };
    slack.script('post', { kind: 'unsure', error: 'timeout' });
    slack.script('find', { kind: 'refused', error: 'missing_scope' });
    await deliverRow(deps, slack, row);
    later();
    expect(await deliverRow({ ...deps, log }, slack, row)).toBe('sent');
    expect(slack.messages).toHaveLength(1);
    expect(warned).toEqual([{ row, place: 'C0SUPPORT', error: 'missing_scope' }]);
  });

  test('is caught up with by a later state too', async () => {
    slack.script('post', { kind: 'land-then-throw' });
    await deliverRow(deps, slack, row).catch(() => 'died');
    const decision = await decided(card);
    later();
    expect(await deliverRow(deps, slack, decision)).toBe('sent');
    expect(slack.messages).toMatchObject([{ text: expect.stringContaining('Approved by') }]);
  });
});

describe('a change that may have landed', () => {
  test('is made once more', async () => {
    await deliverRow(deps, slack, row);
    const decision = await decided(card);
    slack.script('update', { kind: 'land-then-unsure' });
    expect(await deliverRow(deps, slack, decision)).toBe('later');
    deps.pass(1);
    expect(await deliverRow(deps, slack, decision)).toBe('sent');
    expect(slack.calls).toEqual(['post', 'update', 'update']);
  });

  test.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    'to a message that cannot be changed (%s) becomes a new message',
    async (error) => {
      await deliverRow(deps, slack, row);
      const decision = await decided(card);
      slack.script('update', { kind: 'refused', error });
      expect(await deliverRow(deps, slack, decision)).toBe('later');
      expect(await deliverRow(deps, slack, decision)).toBe('sent');
      expect(slack.calls).toEqual(['post', 'update', 'post']);
      expect((await posted(card))?.at?.ts).toBe('1001.000100');
    },
  );
});

describe('several deliverers', () => {
  test('of one row at once: one posts', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => deliverRow(deps, slack, row)),
    );
    expect(slack.messages).toHaveLength(1);
    expect(outcomes.filter((one) => one === 'sent').length).toBeGreaterThan(0);
    deps.pass(2);
    expect(await deliverRow(deps, slack, row)).toBe('sent');
    expect(slack.calls).toEqual(['post']);
  });

  test('of two rows of one message: the second waits for the first', async () => {
    const decision = await decided(card);
    const under = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    slack.during = () => {
      under.resolve();
      return go.promise;
    };
    const first = deliverRow(deps, slack, row);
    await under.promise;
    expect(await deliverRow(deps, slack, decision)).toBe('later');
    go.resolve();
    expect(await first).toBe('sent');
    expect(await deliverRow(deps, slack, decision)).toBe('sent');
    expect(slack.messages).toHaveLength(1);
  });

  /** While the first call is under way, its lease runs out and somebody else delivers a later state. */
  const overtaken = async () => {
    slack.during = async () => undefined;
    deps.pass(5);
    expect(await deliverRow(deps, slack, await decided(card))).toBe('sent');
  };

  test('one whose post lands after its lease takes its second message away', async () => {
    slack.during = overtaken;
    expect(await deliverRow(deps, slack, row)).toBe('later');
    expect(slack.messages).toMatchObject([{ text: expect.stringContaining('Approved by') }]);
    expect(await deliverRow(deps, slack, row)).toBe('sent');
    expect((await posted(card))?.at?.ts).toBe(slack.messages[0]?.ts);
  });

  test('one whose change lands after its lease has the message drawn anew', async () => {
    await deliverRow(deps, slack, row);
    const first = await decided(card);
    slack.during = async () => {
      slack.during = async () => undefined;
      deps.pass(5);
      expect(await deliverRow(deps, slack, first)).toBe('sent');
    };
    expect(await deliverRow(deps, slack, first)).toBe('later');
    expect((await posted(card))?.version).toBe(0);
    expect(await deliverRow(deps, slack, first)).toBe('sent');
    expect(slack.messages).toMatchObject([{ text: expect.stringContaining('Approved by') }]);
  });

  test('one that stood still between its claim and its post does not post any more', async () => {
    let asked = 0;
    const slow: Deps = {
      ...deps,
      now: () => {
        asked += 1;
        if (asked === 2) deps.pass(2);
        return deps.now();
      },
    };
    expect(await deliverRow(slow, slack, row)).toBe('later');
    expect(slack.calls).toEqual([]);
  });
});
