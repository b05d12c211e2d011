import { expect, test } from 'vitest';
import type { Departure, Orphan } from '../../../lib/core/departure.ts';
import {
  departureMessage,
  departurePart,
  nameOwnerForm,
  takeAllForm,
} from '../../../lib/slack/views/departure.ts';
import {
  ADMIN,
  buttons,
  COLLEAGUE,
  expectGoodMessage,
  expectGoodView,
  HOSTILE,
  OWNER,
  words,
} from './kit.ts';

const AT = '2026-11-23T09:00:00.000Z';
const LATER = '2026-11-26T09:00:00.000Z';
const TOLD = { who: OWNER, at: AT };
const orphan = (id: string, change: Partial<Orphan> = {}): Orphan => ({
  id,
  turns: [{ as: 'backup', who: OWNER, at: AT }],
  until: LATER,
  ...change,
});
const of = (...orphans: Orphan[]): Departure => ({ person: COLLEAGUE, at: AT, orphans });

test('says who left, what waits, and what happens if nothing is done', () => {
  const message = departureMessage(of(orphan('reply-bot')), TOLD, '/yard');
  expectGoodMessage(message);
  expect(words(message)).toContain('<@U0COLLEAGUE> has left Slack, and 1 AI workflow has no owner');
  expect(words(message)).toContain('the next in line is asked after 3 working days');
  expect(message.text).toContain('has no owner now');
  expect(buttons(message)).toEqual(['Take It', 'Name Somebody Else…', 'Not Mine']);
});

test.each([
  [{ ended: { as: 'taken', by: ADMIN, at: AT } }, 'taken by <@U0ADMIN>'],
  [{ ended: { as: 'returned', at: AT } }, 'its owner is back'],
  [{ ended: { as: 'elsewhere', at: AT } }, 'has another owner by now'],
] as const)('what is over says so and has no buttons: %j', (change, said) => {
  const message = departureMessage(of(orphan('reply-bot', change)), TOLD, '/yard');
  expectGoodMessage(message);
  expect(words(message)).toContain(said);
  expect(words(message)).toContain('Nothing is left for you to do');
  expect(buttons(message)).toEqual([]);
});

test('whoever was asked before reads who is asked now, and why', () => {
  const passed = orphan('reply-bot', {
    turns: [
      { as: 'backup', who: OWNER, at: AT, over: 'silent' },
      { as: 'named', who: ADMIN, at: LATER },
    ],
  });
  const before = departureMessage(of(passed), TOLD, '/yard');
  expect(words(before)).toContain('<@U0OWNER> (backup), who did not answer, then <@U0ADMIN>');
  expect(buttons(before)).toEqual([]);
  const now = departureMessage(of(passed), { who: ADMIN, at: LATER }, '/yard');
  expect(buttons(now)).toEqual(['Take It', 'Not Mine']);
});

test('the platform names somebody and takes nothing itself', () => {
  const last: Orphan = { id: 'reply-bot', turns: [{ as: 'platform', at: AT }] };
  const message = departureMessage(of(last), { who: undefined, at: AT }, '/yard');
  expectGoodMessage(message);
  expect(buttons(message)).toEqual(['Name Somebody Else…']);
  expect(words(message)).toContain('list flag orphaned');
});

test('three hundred with the longest names stay one message', () => {
  const many = Array.from({ length: 300 }, (_, n) => orphan(`${n}-${'w'.repeat(90)}`));
  const message = departureMessage(of(...many), TOLD, '/yard');
  expectGoodMessage(message);
  expect(words(message)).toContain('And 290 more');
});

test('the form names the workflow, and Home shows the first few', () => {
  for (const [, hostile] of HOSTILE) {
    expectGoodView(nameOwnerForm(hostile, `${COLLEAGUE}|reply-bot`));
    expectGoodMessage(departureMessage(of(orphan(hostile.slice(0, 100))), TOLD, '/yard'));
  }
  expect(departurePart([], '/yard')).toEqual({ waiting: [], more: [] });
  const all = Array.from({ length: 9 }, (_, n) => ({
    person: COLLEAGUE,
    orphan: orphan(`bot-${n}`),
  }));
  const { waiting } = departurePart(all, '/yard');
  expect(waiting.length).toBeLessThanOrEqual(12);
  expectGoodView({ type: 'home', blocks: [...waiting] });
  expect(words(waiting)).toContain('And 5 more');
});

test('all of them in one form, with what is on its way', () => {
  const message = departureMessage(of(orphan('a'), orphan('b')), TOLD, '/yard');
  expect(buttons(message)[0]).toBe('Take All 2…');
  const taking = departureMessage(of(orphan('a', { taking: OWNER }), orphan('b')), TOLD, '/yard');
  expectGoodMessage(taking);
  expect(words(taking)).toContain('<@U0OWNER> takes it');
  expect(buttons(taking)).toEqual(['Take It', 'Name Somebody Else…', 'Not Mine']);
  const many = Array.from({ length: 300 }, (_, n) => `${n}-${'w'.repeat(90)}`);
  expectGoodView(takeAllForm(COLLEAGUE, many));
  expect(words(takeAllForm(COLLEAGUE, many))).toContain('and 260 more');
});
