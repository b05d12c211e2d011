import { expect, test } from 'vitest';
import type { BreakGlass } from '../../../lib/core/break-glass.ts';
import { breakGlassForm, reviewForm } from '../../../lib/slack/views/break-glass-forms.ts';
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
  involved: [],
  dueAt: AT,
  remindAt: AT,
  places: [],
};

test('the form says what it does, whom it tells, and what comes next', () => {
  const form = breakGlassForm(kit.approval);
  kit.expectGoodView(form);
  expect(form.private_metadata).toBe(`${kit.approval.id}|${kit.approval.digest}`);
  expect(kit.words(form)).toContain('told at once, with your name and your reason');
  expect(kit.words(form)).toContain('Next you log in anew.');
});

test('the review shows what was said, and asks for a verdict and words', () => {
  const form = reviewForm(BROKEN, kit.approval, 'The mail server burns.');
  kit.expectGoodView(form);
  expect(form.private_metadata).toBe(BROKEN.id);
  expect(kit.words(form)).toContain('The mail server burns.');
  expect(kit.words(form)).toContain('Not justified');
  expect(kit.words(reviewForm(BROKEN, kit.approval, undefined))).toContain('erased');
});

test.each(kit.HOSTILE)('words of others never come alive: %s', (_, text) => {
  const approval = { ...kit.approval, workflow: text, target: text };
  kit.expectGoodView(breakGlassForm(approval));
  kit.expectGoodView(reviewForm(BROKEN, approval, text));
});
