import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allot,
  answerAsk,
  askedAlso,
  holderFor,
  MOST_ASKED,
  type Notice,
  type NoticeAsk,
  sent,
  tally,
} from '../../lib/core/notice.ts';
import { ADMIN, COLLEAGUE, LATER, LEAD, NOW, OWNER, THIRD } from './perfect.ts';

const NOTICE: Notice = {
  id: 'ntc_1',
  system: 'CRM',
  key: 'crm',
  what: 'New login page.',
  by: ADMIN,
  at: NOW,
  state: 'sent',
  ownerless: [],
};
const ASK: NoticeAsk = {
  notice: 'ntc_1',
  holder: OWNER,
  at: NOW,
  workflows: [{ id: 'a' }, { id: 'b' }],
};
const tellable = (id: string, owner = OWNER, backup?: string) => ({
  workflow: { id, owner, backup },
  leads: [LEAD, THIRD],
});

test.each([
  ['the owner', [], OWNER],
  ['the backup, when the owner is gone', [OWNER], COLLEAGUE],
  ['the lead, when both are', [OWNER, COLLEAGUE], LEAD],
  ['who stands in for the lead', [OWNER, COLLEAGUE, LEAD], THIRD],
  ['nobody, when all are', [OWNER, COLLEAGUE, LEAD, THIRD], undefined],
])('tells %s', (_, gone, holder) => {
  expect(holderFor(tellable('a', OWNER, COLLEAGUE), new Set(gone))).toBe(holder);
});

test('each person gets one list, and each workflow is in one list or with the platform', () => {
  const owners = fc.constantFrom(OWNER, COLLEAGUE, ADMIN);
  const all = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,6}$/), owners), { maxLength: 30 });
  const gone = fc.subarray([OWNER, COLLEAGUE, ADMIN, LEAD, THIRD]);
  fc.assert(
    fc.property(all, gone, (pairs, left) => {
      const unique = [...new Map(pairs)];
      const { holders, ownerless } = allot(
        unique.map(([id, owner]) => tellable(id, owner)),
        new Set(left),
      );
      const told = [...holders.values()].flat();
      expect([...told, ...ownerless].sort()).toEqual(unique.map(([id]) => id).sort());
      for (const holder of holders.keys()) expect(left).not.toContain(holder);
    }),
  );
});

describe('an ask', () => {
  test('takes in what it has not, and says so when there is nothing', () => {
    const { workflows, ...fresh } = ASK;
    expect(askedAlso(undefined, fresh, ['a', 'b'])).toEqual(ASK);
    expect(askedAlso(ASK, fresh, ['b', 'c'])?.workflows).toEqual([...workflows, { id: 'c' }]);
    expect(askedAlso(ASK, fresh, ['a'])).toBeUndefined();
  });

  test('stays an item: no more than five hundred workflows', () => {
    const ids = Array.from({ length: MOST_ASKED + 1 }, (_, n) => `w${n}`);
    const full = askedAlso(undefined, ASK, ids);
    expect(full?.workflows).toHaveLength(MOST_ASKED);
    expect(askedAlso(full, ASK, ['more'])).toBeUndefined();
  });
});

describe('an answer', () => {
  const says = { workflow: 'a', says: 'broken' as const, by: OWNER, at: LATER };

  test('counts once, and may be another later', () => {
    const first = answerAsk(NOTICE, ASK, says);
    if (first.kind !== 'answered') throw new Error('it was not taken');
    expect(tally([first.ask])).toEqual({ works: 0, broken: 1, paused: 0, open: 1 });
    expect(answerAsk(NOTICE, first.ask, says).kind).toBe('unchanged');
    const second = answerAsk(NOTICE, first.ask, { ...says, says: 'works' });
    expect(second).toMatchObject({ kind: 'answered' });
  });

  test('about what was not asked, or after the end, is refused', () => {
    expect(answerAsk(NOTICE, ASK, { ...says, workflow: 'z' })).toMatchObject({ why: 'not-asked' });
    const closed = { ...NOTICE, state: 'closed' as const };
    expect(answerAsk(closed, ASK, says)).toMatchObject({ why: 'notice-closed' });
  });
});

test('what nobody could be told of stays on the notice, the first hundred', () => {
  const many = Array.from({ length: 150 }, (_, n) => `w${n}`);
  expect(sent(NOTICE, many)).toMatchObject({ state: 'sent', ownerless: many.slice(0, 100) });
});
