import { describe, expect, test } from 'vitest';
import type { Notice, NoticeAsk } from '../../../lib/core/notice.ts';
import {
  type AskLineShown,
  answersModal,
  askMessage,
  askModal,
  noticeCard,
} from '../../../lib/slack/views/notice-card.ts';
import { ADMIN, buttons, expectGoodMessage, expectGoodView, HOSTILE, OWNER, words } from './kit.ts';

const AT = '2026-11-23T09:00:00.000Z';
const NOTICE: Notice = {
  ...{ id: 'ntc_1', system: 'CRM', key: 'crm', what: 'The vendor has new screens.' },
  ...{ link: 'https://vendor.example/news', by: ADMIN, at: AT, state: 'sent', ownerless: [] },
};
const said = (says: 'works' | 'broken' | 'paused') => ({ says, by: OWNER, at: AT });
const line = (workflow: string, answer?: AskLineShown['answer']): AskLineShown => ({
  workflow,
  answer,
  open: answer === undefined,
});
const ask = (...lines: AskLineShown[]): NoticeAsk => ({
  ...{ notice: 'ntc_1', holder: OWNER, at: AT },
  workflows: lines.map(({ workflow: id, answer }) => ({ id, ...(answer ? { answer } : {}) })),
});

describe("an owner's message", () => {
  const message = (notice: Notice, ...lines: AskLineShown[]) =>
    askMessage({ notice, holder: OWNER, lines });

  test('asks of each workflow, and says what Pause does', () => {
    const shown = message(NOTICE, line('a'), line('b'));
    expectGoodMessage(shown);
    expect(buttons(shown)).toEqual([
      'Still Works',
      'Broken',
      'Pause…',
      'Still Works',
      'Broken',
      'Pause…',
    ]);
    expect(words(shown)).toContain('CRM changed. Does each of your AI workflows still work?');
    expect(words(shown)).toContain('https://vendor.example/news');
    expect(words(shown)).toContain('Pause stops it at once');
  });

  test('shows what was said, with the other answers still open', () => {
    const shown = message(NOTICE, line('a', said('broken')), line('b', said('paused')));
    expect(words(shown)).toContain('*a* · broken, said by <@U0OWNER>');
    expect(buttons(shown)).toEqual(['Still Works', 'Pause…']);
    expect(words(shown)).toContain('Nothing is left for you to answer.');
    expect(buttons(message(NOTICE, line('a', said('works'))))).toEqual(['Broken', 'Pause…']);
  });

  test('leaves out what moved on, and has no buttons once it is closed', () => {
    const gone = { workflow: 'gone', answer: undefined, open: false };
    expect(words(message(NOTICE, gone))).not.toContain('gone');
    const closed = message({ ...NOTICE, state: 'closed' }, line('a'));
    expect(buttons(closed)).toEqual([]);
    expect(words(closed)).toContain('This notice is closed.');
  });

  test('shows ten and a way to all of them', () => {
    const lines = Array.from({ length: 24 }, (_, n) => line(`bot-${n}`));
    const shown = message(NOTICE, ...lines);
    expectGoodMessage(shown);
    expect(buttons(shown).at(-1)).toBe('Show All');
    const modal = askModal({ notice: NOTICE, holder: OWNER, lines }, 1);
    expectGoodView(modal);
    expect(buttons(modal).slice(-2)).toEqual(['Back', 'Next']);
  });
});

describe("the platform's card", () => {
  test('collects the answers', () => {
    const lines = [line('a', said('works')), line('b', said('broken')), line('c', said('paused'))];
    const card = noticeCard(NOTICE, [ask(...lines, line('d'))]);
    expectGoodMessage(card);
    const text = words(card);
    expect(text).toContain('Still works: 1 · Broken: 1 · Paused: 1 · No answer yet: 1');
    expect(text).toContain('*Broken:* b');
    expect(text).toContain('1 person was told.');
    expect(buttons(card)).toEqual(['Show Answers', 'Tell New Owners', 'Close…']);
  });

  test('names what nobody is left to hear of', () => {
    const many = Array.from({ length: 12 }, (_, n) => `bot-${n}`);
    const text = words(noticeCard({ ...NOTICE, ownerless: many }, []));
    expect(text).toContain('they are yours to look after');
    expect(text).toContain('and 2 more');
    expect(text).toContain('Nobody was left to tell');
  });

  test('says that it is still being told, or closed', () => {
    const sending = noticeCard({ ...NOTICE, state: 'sending' }, []);
    expect(words(sending)).toContain('Owners are being told now.');
    expect(buttons(sending)).toEqual(['Show Answers', 'Close…']);
    const closed = { by: ADMIN, at: AT };
    const card = noticeCard({ ...NOTICE, state: 'closed', closed }, [ask(line('a'))]);
    expectGoodMessage(card);
    expect(words(card)).toContain('Closed by <@U0ADMIN>');
    expect(buttons(card)).toEqual(['Show Answers']);
  });
});

test('answers are listed with what is broken first', () => {
  const lines = [line('a', said('works')), line('b'), line('c', said('broken'))];
  const modal = answersModal(NOTICE, [ask(...lines)], 0);
  expectGoodView(modal);
  const order = words(modal).match(/\*[abc]\*/g);
  expect(order).toEqual(['*c*', '*b*', '*a*']);
  expect(words(answersModal(NOTICE, [], 0))).toContain('Nobody was asked yet.');
});

test.each(HOSTILE)('all of it stays whole with %s', (_, text) => {
  const notice: Notice = { ...NOTICE, system: text, what: text, link: text, ownerless: [text] };
  const lines = Array.from({ length: 12 }, (_, n) =>
    line(text.slice(0, 100), n % 2 ? said('broken') : undefined),
  );
  const shown = { notice, holder: OWNER, lines };
  expectGoodMessage(askMessage({ ...shown, lines: lines.slice(0, 1) }));
  expectGoodView(askModal({ ...shown, lines: lines.slice(0, 1) }, 0));
  expectGoodMessage(noticeCard(notice, [ask(...lines)]));
  expectGoodView(answersModal(notice, [ask(...lines)], 0));
});
