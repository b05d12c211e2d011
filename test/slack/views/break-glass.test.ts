import { describe, expect, test } from 'vitest';
import type { BreakGlass } from '../../../lib/core/break-glass.ts';
import {
  type BreakGlassShown,
  breakGlassCard,
  breakGlassLink,
  breakGlassList,
  breakGlassOffer,
  breakGlassPart,
  breakGlassReminder,
} from '../../../lib/slack/views/break-glass.ts';
import * as kit from './kit.ts';

const AT = '2026-11-23T10:00:00.000Z';
const BROKEN: BreakGlass = {
  id: kit.approval.id,
  workflow: kit.approval.workflow,
  team: 'team-support',
  action: kit.approval.action,
  by: kit.ADMIN,
  at: AT,
  loggedInAt: AT,
  involved: [kit.OWNER],
  dueAt: '2026-11-25T10:00:00.000Z',
  remindAt: '2026-11-24T10:00:00.000Z',
  places: ['C0SUPPORT'],
};
const shown: BreakGlassShown = {
  broken: BROKEN,
  approval: kit.approval,
  reviewers: ['T0YARD/U0AUDITOR'],
  reason: 'The mail server burns.',
  finding: undefined,
};
const reviewed: BreakGlassShown = {
  ...shown,
  broken: { ...BROKEN, review: { verdict: 'not-justified', by: kit.OWNER, at: AT } },
  reviewers: [],
  finding: 'Somebody was on call.',
};

describe('the card', () => {
  test('says who ended what alone, why, and who owes a review until when', () => {
    const card = breakGlassCard(shown);
    kit.expectGoodMessage(card);
    const words = kit.words(card.blocks);
    expect(words).toContain('<@U0ADMIN> approved this alone, in an emergency');
    expect(words).toContain('The mail server burns.');
    expect(words).toContain('To be reviewed by <@U0AUDITOR>, until');
    expect(kit.buttons(card)).toEqual(['Review…', 'Details']);
    expect(card.text).toContain('Break-glass: ');
  });

  test('shows the review in its place', () => {
    const card = breakGlassCard(reviewed);
    kit.expectGoodMessage(card);
    expect(kit.words(card.blocks)).toContain('*Not justified*, said by <@U0OWNER>');
    expect(kit.words(card.blocks)).toContain('Somebody was on call.');
    expect(kit.buttons(card)).toEqual(['Details']);
  });

  test('says what is erased, and that nobody is left to review it', () => {
    const words = kit.words(breakGlassCard({ ...shown, reason: undefined, reviewers: [] }).blocks);
    expect(words).toContain('The reason was erased.');
    expect(words).toContain('Nobody is left who could review this.');
    expect(kit.words(breakGlassCard({ ...reviewed, finding: undefined }).blocks)).toContain(
      'The review was erased.',
    );
  });
});

test('the reminder leads to the review', () => {
  const message = breakGlassReminder(shown);
  kit.expectGoodMessage(message);
  expect(kit.buttons(message)).toEqual(['Review…', 'Details']);
});

test('the link is a button, and says that nothing has happened', () => {
  const view = breakGlassLink(kit.approval, 'https://yard.example/step-up/yms_1');
  kit.expectGoodView(view);
  expect(JSON.stringify(view)).toContain('"url":"https://yard.example/step-up/yms_1"');
  expect(kit.words(view)).toContain('Nothing has happened yet.');
});

test('an admin to whom the details are closed is shown the way', () => {
  const message = breakGlassOffer(kit.approval, 'Only people who may decide can do this.');
  kit.expectGoodMessage(message);
  expect(kit.buttons(message)).toEqual(['Break Glass…']);
});

describe('the list', () => {
  test('has what is open and what is reviewed, the first ten', () => {
    const rows = Array.from({ length: 12 }, (_, n) => ({
      broken: { ...(n % 2 === 0 ? shown : reviewed).broken, id: `apr_${n}` },
      reviewers: shown.reviewers,
    }));
    const message = breakGlassList(rows, '/yard');
    kit.expectGoodMessage(message);
    expect(kit.words(message.blocks)).toContain('6 not reviewed yet.');
    expect(kit.words(message.blocks)).toContain('And 2 more.');
    expect(kit.words(breakGlassList([reviewed], '/yard').blocks)).toContain('All are reviewed.');
    expect(breakGlassPart(rows).length).toBeLessThanOrEqual(12);
  });

  test('empty, it says what it is for', () => {
    const message = breakGlassList([], '/yard');
    kit.expectGoodMessage(message);
    expect(kit.words(message.blocks)).toContain('Nobody broke the glass here.');
  });
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_, text) => {
    const approval = { ...kit.approval, workflow: text, action: text, target: text };
    const broken = { ...BROKEN, workflow: text, action: text };
    const bad = { ...reviewed, approval, reason: text, finding: text };
    kit.expectGoodMessage(breakGlassCard(bad));
    kit.expectGoodMessage(breakGlassCard({ ...shown, approval, reason: text }));
    kit.expectGoodMessage(breakGlassReminder({ ...shown, approval }));
    kit.expectGoodMessage(breakGlassList([{ broken, reviewers: [] }], text));
    kit.expectGoodView(breakGlassLink(approval, 'https://yard.example/'));
  });
});
