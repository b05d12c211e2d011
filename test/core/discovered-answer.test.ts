import { describe, expect, test } from 'vitest';
import type { Discovered } from '../../lib/core/discovered.ts';
import { answerDiscovered, type ClaimAnswer } from '../../lib/core/discovered-answer.ts';
import { ADMIN, COLLEAGUE, LATER, LEAD, OWNER } from './perfect.ts';
import { DISCOVERED } from './perfect-estate.ts';

const say = (
  entry: Partial<Discovered>,
  answer: ClaimAnswer,
  { by = OWNER, lead = LEAD }: { by?: string; lead?: string | undefined } = {},
) => answerDiscovered({ ...DISCOVERED, ...entry }, { answer, by, at: LATER, lead });

const MINE: ClaimAnswer = { says: 'mine' };
const NOT_MINE: ClaimAnswer = { says: 'not-mine' };
const GONE: ClaimAnswer = { says: 'gone' };
const RUNS: ClaimAnswer = { says: 'runs' };
const CLAIMED = { state: 'claimed' } as const;
const NOBODYS = { state: 'not-mine', owner: undefined } as const;

describe('what an answer makes of an entry', () => {
  test.each<[string, Partial<Discovered>, ClaimAnswer, Partial<Discovered>]>([
    ['mine', {}, MINE, { state: 'claimed', owner: OWNER, answeredBy: OWNER, answeredAt: LATER }],
    ["mine of nobody's", NOBODYS, MINE, { state: 'claimed', owner: OWNER }],
    ['not mine passes to the lead', {}, NOT_MINE, { state: 'unclaimed', owner: LEAD }],
    [
      'not mine passes to who is named',
      {},
      { says: 'not-mine', to: COLLEAGUE },
      { state: 'unclaimed', owner: COLLEAGUE, notMine: [OWNER] },
    ],
    ['a claim taken back', CLAIMED, NOT_MINE, { state: 'unclaimed', owner: LEAD }],
    ['gone', {}, GONE, { state: 'gone', owner: OWNER }],
    ['a claimed one is gone', CLAIMED, GONE, { state: 'gone' }],
    ['it runs after all', { state: 'gone' }, RUNS, { state: 'unclaimed', owner: OWNER }],
    ["nobody's runs after all", { state: 'gone', owner: undefined }, RUNS, { state: 'not-mine' }],
    [
      'assigned',
      NOBODYS,
      { says: 'assign', to: COLLEAGUE },
      { state: 'unclaimed', owner: COLLEAGUE },
    ],
  ])('%s', (_, entry, answer, becomes) => {
    expect(say(entry, answer)).toMatchObject({ kind: 'answered', entry: becomes });
  });

  test.each<[string, Partial<Discovered>, ClaimAnswer]>([
    ['mine twice', CLAIMED, MINE],
    ['gone twice', { state: 'gone' }, GONE],
    ['it runs, and nobody said otherwise', {}, RUNS],
    ["not mine of nobody's", NOBODYS, NOT_MINE],
    ['assigned to who has it', {}, { says: 'assign', to: OWNER }],
  ])('%s changes nothing', (_, entry, answer) => {
    expect(say(entry, answer).kind).toBe('unchanged');
  });

  test.each<[string, Partial<Discovered>, ClaimAnswer, string]>([
    ['what is registered', { state: 'registered' }, MINE, 'registered-already'],
    ['what is registered, also as gone', { state: 'registered' }, GONE, 'registered-already'],
    ['mine of what is gone', { state: 'gone' }, MINE, 'marked-gone'],
    ['not mine of what is gone', { state: 'gone' }, NOT_MINE, 'marked-gone'],
    [
      'passing it to who said no',
      { notMine: [COLLEAGUE] },
      { says: 'not-mine', to: COLLEAGUE },
      'said-not-mine',
    ],
  ])('%s is refused', (_, entry, answer, why) => {
    expect(say(entry, answer)).toMatchObject({ kind: 'refused', why });
  });
});

describe('an entry that nobody takes', () => {
  test('goes to the platform when the lead says no too', () => {
    const passed = say({ owner: LEAD, notMine: [OWNER] }, NOT_MINE, { by: LEAD });
    expect(passed).toMatchObject({ entry: { state: 'not-mine', notMine: [OWNER, LEAD] } });
    expect(passed.kind === 'answered' && passed.entry.owner).toBe(undefined);
  });

  test('goes to the platform at once without a team', () => {
    const passed = answerDiscovered(DISCOVERED, {
      answer: NOT_MINE,
      by: OWNER,
      at: LATER,
      lead: undefined,
    });
    expect(passed).toMatchObject({ kind: 'answered', entry: { state: 'not-mine' } });
  });

  test('is not passed back to the lead who passes it on for somebody', () => {
    const passed = say({ owner: COLLEAGUE }, NOT_MINE, { by: LEAD });
    expect(passed).toMatchObject({ entry: { state: 'not-mine', notMine: [COLLEAGUE, LEAD] } });
  });
});

test('whoever claims or is assigned is no longer somebody who said no', () => {
  expect(say({ notMine: [OWNER] }, MINE)).toMatchObject({ entry: { notMine: [] } });
  const assigned = say({ notMine: [ADMIN, COLLEAGUE] }, { says: 'assign', to: COLLEAGUE });
  expect(assigned).toMatchObject({ entry: { notMine: [ADMIN] } });
});

test('a lead who claims owns it', () => {
  expect(say({}, MINE, { by: LEAD })).toMatchObject({ entry: { owner: LEAD, state: 'claimed' } });
});
