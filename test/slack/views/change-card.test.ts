import { describe, expect, test } from 'vitest';
import type { Affected } from '../../../lib/core/affected.ts';
import type { ChangeAsk, ChangeProposal } from '../../../lib/core/change-proposal.ts';
import { changeAnswersModal, changeCard } from '../../../lib/slack/views/change-card.ts';
import { breaksModal, changeMessage, mineModal } from '../../../lib/slack/views/change-told.ts';
import * as kit from './kit.ts';

const AT = '2026-11-23T09:00:00.000Z';
const CHANGE: ChangeProposal = {
  component: 'plugin/reply-drafter',
  kind: 'new-major',
  detail: '4.0.0',
  range: '<4.0.0',
  text: 'Rename the action in your gates.',
  planned: '2026-12-01',
  id: 'chg_1',
  team: 'platform',
  by: kit.ADMIN,
  at: AT,
  state: 'open',
  telling: false,
  workflows: 2,
  ownerless: [],
  salt: 's',
};
const ROW: Affected = {
  workflow: 'support-reply-drafter',
  component: 'plugin/reply-drafter',
  range: '<4.0.0',
  version: '3.2.4',
  via: [],
};
const ASK: ChangeAsk = {
  change: 'chg_1',
  holder: kit.OWNER,
  at: AT,
  affected: [ROW],
  drawn: 'open',
};
const reason = { text: 'Our night run.', salt: 's' };
const BREAKS: ChangeAsk = { ...ASK, answer: { says: 'breaks', at: AT, reason } };
const SEEN: ChangeAsk = { ...ASK, answer: { says: 'seen', at: AT } };
const ended = { by: kit.ADMIN, at: AT };

describe("an owner's message", () => {
  const shown = (ask = ASK, change = CHANGE, rows: readonly Affected[] = [ROW]) => {
    const message = changeMessage({ change, ask, rows });
    kit.expectGoodMessage(message);
    return { text: kit.words(message.blocks), buttons: kit.buttons(message.blocks) };
  };

  test('says what is planned, when, and which of theirs depend on it', () => {
    const { text, buttons } = shown();
    expect(text).toContain('plugin/reply-drafter 4.0.0 will be published.');
    expect(text).toContain('1 AI workflow of yours depends on it.');
    expect(text).toContain('Rename the action in your gates.');
    expect(text).toContain('Planned for 1 Dec 2026 · For versions &lt;4.0.0');
    expect(text).toContain('locked at plugin/reply-drafter 3.2.4');
    expect(buttons).toEqual(['Seen', 'This Breaks Us…']);
  });

  test('shows what was said, which may be said otherwise', () => {
    expect(shown(SEEN)).toMatchObject({
      text: expect.stringContaining('You have seen it'),
      buttons: ['This Breaks Us…'],
    });
    expect(shown(BREAKS)).toMatchObject({
      text: expect.stringContaining('Our night run.'),
      buttons: ['Seen', 'Change the Reason…'],
    });
  });

  test.each([
    ['withdrawn', 'It does not happen.'],
    ['done', 'Done: plugin/reply-drafter'],
  ] as const)('once it is %s it asks nothing more', (state, said) => {
    const { text, buttons } = shown(ASK, { ...CHANGE, state, ended });
    expect(text).toContain(said);
    expect(buttons).toEqual([]);
  });

  test('says when nothing of theirs depends on it any more', () => {
    const { text, buttons } = shown(SEEN, CHANGE, []);
    expect(text).toContain('Nothing of yours depends on it any more.');
    expect(buttons).toEqual([]);
  });

  test('of many shows some, and all of them page by page', () => {
    const rows = Array.from({ length: 40 }, (_, n) => ({ ...ROW, workflow: `bot-${n}` }));
    expect(shown(ASK, CHANGE, rows).buttons).toContain('Show All');
    const view = mineModal({ change: CHANGE, ask: ASK, rows }, 1);
    kit.expectGoodView(view);
    expect(kit.words(view)).toContain('bot-10');
  });
});

describe("the proposer's card", () => {
  const shown = (change = CHANGE, asks: readonly ChangeAsk[] = [ASK]) => {
    const message = changeCard(change, asks);
    kit.expectGoodMessage(message);
    return { text: kit.words(message.blocks), buttons: kit.buttons(message.blocks) };
  };

  test('counts the answers, and names what breaks', () => {
    const { text, buttons } = shown(CHANGE, [ASK, SEEN, BREAKS]);
    expect(text).toContain('3 people were told about 2 AI workflows, each once.');
    expect(shown().text).toContain('1 person was told about 2 AI workflows.');
    expect(text).toContain('Seen: 1 · Breaks: 1 · No answer yet: 1');
    expect(text).toContain('Breaks support-reply-drafter');
    expect(text).toContain('Our night run.');
    expect(buttons).toEqual(['Show Answers', 'Mark as Done…', 'Withdraw…']);
  });

  test('says that owners are being told, and of whom nobody is left', () => {
    const { text, buttons } = shown({ ...CHANGE, telling: true, ownerless: ['bot-1'] }, []);
    expect(text).toContain('Owners of 2 AI workflows are being told now.');
    expect(text).toContain('*Nobody is left to tell of:* bot-1.');
    expect(buttons).toEqual(['Mark as Done…', 'Withdraw…']);
  });

  test('says how it ended', () => {
    const { text, buttons } = shown({ ...CHANGE, state: 'withdrawn', ended });
    expect(text).toContain('Withdrawn by <@U0ADMIN>');
    expect(buttons).toEqual(['Show Answers']);
  });

  test('of many shows some, and all of them page by page, those whom it breaks first', () => {
    const asks = Array.from({ length: 60 }, (_, n) => ({
      ...(n % 2 ? BREAKS : ASK),
      holder: `T0YARD/U0N${n}`,
      affected: [ROW, ROW, ROW, ROW],
    }));
    expect(shown(CHANGE, asks).text).toContain('And 25 more: see all answers.');
    const view = changeAnswersModal(CHANGE, asks, 0);
    kit.expectGoodView(view);
    expect(kit.words(view)).toContain('and 1 more');
    expect(kit.words(view)).not.toContain('no answer yet');
    kit.expectGoodView(changeAnswersModal(CHANGE, [SEEN, ASK], 0));
    expect(kit.words(changeAnswersModal(CHANGE, [], 0))).toContain('Nobody was told yet.');
  });
});

test.each(kit.HOSTILE)('words of others stay words: %s', (_, said) => {
  const change: ChangeProposal = {
    ...CHANGE,
    text: said,
    detail: said,
    component: said,
    range: said,
    ownerless: [said],
  };
  const row = { ...ROW, workflow: said, component: said, version: said, via: [said] };
  const answer = { says: 'breaks' as const, at: AT, reason: { text: said, salt: '' } };
  const ask: ChangeAsk = { ...ASK, affected: [row], answer };
  kit.expectGoodMessage(changeMessage({ change, ask, rows: [row] }));
  kit.expectGoodMessage(changeCard(change, [ask]));
  kit.expectGoodView(changeAnswersModal(change, [ask], 0));
  kit.expectGoodView(breaksModal(change));
  kit.expectGoodView(mineModal({ change, ask, rows: [row] }, 0));
});
