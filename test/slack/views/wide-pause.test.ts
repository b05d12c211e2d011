import { expect, test } from 'vitest';
import type { WidePause } from '../../../lib/core/wide-pause.ts';
import {
  carried,
  pausesModal,
  widePauseDone,
  widePauseForm,
  wideResumeDone,
  wideResumeForm,
} from '../../../lib/slack/views/wide-pause.ts';
import { ADMIN, buttons, expectGoodView, HOSTILE, words } from './kit.ts';

const AT = '2026-11-23T09:00:00.000Z';
const PAUSE: WidePause = {
  ...{ what: 'connector', name: 'mailer', at: AT, by: ADMIN, admin: true },
  reason: 'The vendor leaks.',
};
const LEASE = { workflow: 'reply-bot', connector: 'mailer', until: AT };

test('the form says how many stop, and warns of a name that nobody uses', () => {
  expectGoodView(widePauseForm(PAUSE, 3));
  expect(words(widePauseForm(PAUSE, 3))).toContain('3 AI workflows will get no credentials');
  expect(words(widePauseForm(PAUSE, 0))).toContain('Look whether the name is right');
  expect(carried({ what: 'release', name: 'plugin/a@1.0.0' })).toBe('plugin/a@1.0.0');
});

test('what is out is listed, and how much was not looked at', () => {
  const leases = Array.from({ length: 14 }, () => LEASE);
  const view = widePauseDone(PAUSE, { workflows: 60, leases, unseen: 10 });
  expectGoodView(view);
  expect(words(view)).toContain('And 4 more, all over within 15 minutes.');
  expect(words(view)).toContain('10 more AI workflows were not looked at.');
  const none = widePauseDone(PAUSE, { workflows: 1, leases: [], unseen: 0 });
  expect(words(none)).not.toContain('Still works');
});

test('the list has the newest first, each with its way to end it', () => {
  const many = Array.from({ length: 20 }, (_, n) => ({ ...PAUSE, name: `mailer-${n}` }));
  const view = pausesModal(many, '/yard');
  expectGoodView(view);
  expect(words(view)).toContain('mailer-19');
  expect(words(view)).toContain('And 5 more');
  expect(buttons(view)).toHaveLength(15);
  expect(words(pausesModal([], '/yard'))).toContain('Nothing is paused for all');
});

test('letting it go on shows why it was paused', () => {
  expectGoodView(wideResumeForm(PAUSE));
  expect(words(wideResumeForm(PAUSE))).toContain('for the platform team');
  expect(words(wideResumeForm({ ...PAUSE, admin: undefined }))).not.toContain('for the platform');
  expectGoodView(wideResumeDone(PAUSE));
});

test.each(HOSTILE)('all of it stays whole with %s', (_, text) => {
  const spoiled = { ...PAUSE, name: text.slice(0, 200), reason: text };
  expectGoodView(widePauseForm(spoiled, 1));
  const lease = { ...LEASE, workflow: text, connector: text };
  const leases = Array.from({ length: 12 }, () => lease);
  expectGoodView(widePauseDone(spoiled, { workflows: 1, leases, unseen: 1 }));
  expectGoodView(wideResumeForm(spoiled));
  expectGoodView(wideResumeDone(spoiled));
  expectGoodView(
    pausesModal(
      Array.from({ length: 20 }, () => spoiled),
      text,
    ),
  );
});
