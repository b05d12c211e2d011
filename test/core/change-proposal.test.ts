import { describe, expect, test } from 'vitest';
import type { Affected } from '../../lib/core/affected.ts';
import {
  type Announced,
  announcedProblem,
  answerChange,
  answerCounts,
  type ChangeAsk,
  type ChangeKind,
  type ChangeProposal,
  catalogProblem,
  changeWords,
  endChange,
  endedAlready,
  newAsk,
  usualRange,
  withOwnerless,
} from '../../lib/core/change-proposal.ts';
import { ADMIN, LATER, NOW, OWNER, release, SURFACE, WORKFLOW } from './perfect.ts';

const SAID: Announced = {
  component: 'plugin/reply-drafter',
  kind: 'new-major',
  detail: '4.0.0',
  range: '<4.0.0',
  text: 'Rename the action.',
  planned: '2026-12-01',
};
const CHANGE: ChangeProposal = {
  ...SAID,
  id: 'chg_1',
  team: 'platform',
  by: ADMIN,
  at: NOW,
  state: 'open',
  telling: false,
  workflows: 2,
  ownerless: [],
  salt: 's',
};
const ROW: Affected = {
  workflow: WORKFLOW.id,
  component: 'plugin/reply-drafter',
  range: '<4.0.0',
  version: '3.2.4',
  via: [],
};
const ASK: ChangeAsk = { change: 'chg_1', holder: OWNER, at: NOW, affected: [ROW], drawn: 'open' };
const TODAY = '2026-11-23';

describe('what may be announced', () => {
  test.each([
    ['a new version', {}],
    ['a change in words alone', { kind: 'other' as const, detail: '' }],
    ['something for today', { planned: TODAY }],
  ])('%s', (_, change) => {
    expect(announcedProblem({ ...SAID, ...change }, TODAY)).toBeUndefined();
  });

  test.each([
    ['detail', { detail: ' ' }, 'Name the version'],
    ['detail', { detail: 'v4' }, 'is no version'],
    ['detail', { kind: 'remove-scope' as const, detail: '' }, 'Name the scope'],
    ['detail', { kind: 'remove-tool' as const, detail: '' }, 'Name the tool'],
    ['range', { range: 'latest' }, 'is no version range'],
    ['text', { text: '  ' }, 'Say what owners have to do.'],
    ['planned', { planned: '2026-11-22' }, 'still to come'],
  ])('not with a bad %s: %j', (field, change, say) => {
    expect(announcedProblem({ ...SAID, ...change }, TODAY)).toMatchObject({
      say: expect.stringContaining(say),
      facts: { field },
    });
  });
});

describe('what fits what is published', () => {
  const releases = [
    release('plugin/reply-drafter', '3.2.4', {
      surface: { ...SURFACE, scopes: ['mail.send'], tools: ['mailer'] },
    }),
  ];
  const problem = (kind: ChangeKind, detail: string) =>
    catalogProblem({ ...SAID, kind, detail }, releases);

  test.each([
    ['new-major', '4.0.0'],
    ['remove-scope', 'mail.send'],
    ['remove-tool', 'mailer'],
    ['other', ''],
  ] as const)('%s %s', (kind, detail) => {
    expect(problem(kind, detail)).toBeUndefined();
  });

  test.each([
    ['new-major', '3.2.4', 'is published already'],
    ['remove-scope', 'mail.read', 'No version of plugin/reply-drafter has the scope "mail.read"'],
    ['remove-tool', 'fax', 'has the tool "fax"'],
  ] as const)('not %s %s', (kind, detail, say) => {
    expect(problem(kind, detail)?.say).toContain(say);
  });
});

test.each([
  ['new-major', '4.0.0', '<4.0.0', 'plugin/reply-drafter 4.0.0 will be published'],
  ['remove-scope', 'mail.send', '*', 'The scope mail.send will leave plugin/reply-drafter'],
  ['remove-tool', 'mailer', '*', 'The tool mailer will leave plugin/reply-drafter'],
  ['other', '', '*', 'plugin/reply-drafter will change'],
  ['other', 'prices', '*', 'plugin/reply-drafter will change: prices'],
  ['new-major', 'soon', '*', 'plugin/reply-drafter soon will be published'],
] as const)('%s %s is about %s: %s', (kind, detail, range, words) => {
  expect(usualRange(kind, detail)).toBe(range);
  expect(changeWords({ ...SAID, kind, detail })).toBe(words);
});

test('an item holds so many workflows, and so many without an owner', () => {
  const many = Array.from({ length: 700 }, (_, n) => ({ ...ROW, workflow: `bot-${n}` }));
  expect(newAsk(ASK, many).affected).toHaveLength(500);
  const names = many.map((row) => row.workflow);
  expect(withOwnerless(CHANGE, names).ownerless).toHaveLength(100);
});

describe('ending', () => {
  const by = { by: ADMIN, at: LATER };

  test('is told to everybody', () => {
    expect(endChange(CHANGE, { as: 'withdrawn', ...by })).toEqual({
      kind: 'ended',
      change: { ...CHANGE, state: 'withdrawn', telling: true, ended: by },
    });
  });

  test('twice the same way changes nothing; another way is refused', () => {
    const done: ChangeProposal = { ...CHANGE, state: 'done', ended: by };
    expect(endChange(done, { as: 'done', ...by })).toEqual({ kind: 'unchanged', change: done });
    expect(endChange(done, { as: 'withdrawn', ...by })).toMatchObject({ why: 'change-ended' });
    expect(endedAlready({ ...CHANGE, state: 'withdrawn' })?.say).toContain('withdrawn already');
    expect(endedAlready(CHANGE)).toBeUndefined();
  });
});

describe('an answer', () => {
  const at = { at: LATER, salt: 'salt_1' };

  test('"Seen" counts once', () => {
    const seen = answerChange(CHANGE, ASK, { says: 'seen', reason: '', ...at });
    expect(seen).toMatchObject({ kind: 'answered', ask: { answer: { says: 'seen', at: LATER } } });
    if (seen.kind === 'refused') throw new Error(seen.say);
    const again = answerChange(CHANGE, seen.ask, { says: 'seen', reason: 'x', at: NOW, salt: '' });
    expect(again).toEqual({ kind: 'unchanged', ask: seen.ask });
  });

  test('"This Breaks Us" says what breaks, and may be said otherwise later', () => {
    expect(answerChange(CHANGE, ASK, { says: 'breaks', reason: ' ', ...at })).toMatchObject({
      why: 'reason-required',
    });
    const breaks = answerChange(CHANGE, ASK, { says: 'breaks', reason: ' Replies. ', ...at });
    expect(breaks).toMatchObject({
      ask: { answer: { says: 'breaks', reason: { text: 'Replies.', salt: 'salt_1' } } },
    });
    if (breaks.kind === 'refused') throw new Error(breaks.say);
    const other = answerChange(CHANGE, breaks.ask, { says: 'breaks', reason: 'More.', ...at });
    expect(other.kind).toBe('answered');
    const fine = answerChange(CHANGE, breaks.ask, { says: 'seen', reason: '', ...at });
    expect(fine).toMatchObject({ ask: { answer: { says: 'seen' } } });
  });

  test('comes too late once it is over', () => {
    const over: ChangeProposal = { ...CHANGE, state: 'withdrawn' };
    const outcome = answerChange(over, ASK, { says: 'seen', reason: '', ...at });
    expect(outcome).toMatchObject({ why: 'change-ended' });
  });

  test('is counted by person', () => {
    const seen: ChangeAsk = { ...ASK, answer: { says: 'seen', at: LATER } };
    expect(answerCounts([ASK, seen, seen])).toEqual({ seen: 2, breaks: 0, open: 1 });
  });
});
