import { expect, test } from 'vitest';
import type { Workflow } from '../../../lib/core/workflow.ts';
import {
  pauseDone,
  pausedMessage,
  pauseForm,
  pausePicker,
  resumeForm,
  secretsMessage,
} from '../../../lib/slack/views/pause.ts';
import {
  ADMIN,
  buttons,
  expectGoodMessage,
  expectGoodView,
  HOSTILE,
  OWNER,
  words,
  workflow,
} from './kit.ts';

const AT = '2026-11-23T09:00:00.000Z';
const PAUSED: Workflow = {
  ...workflow,
  status: 'paused',
  paused: { by: OWNER, at: AT, admin: false, reason: 'It sends twice.' },
};

test('pausing says what stops, and asks why', () => {
  const view = pauseForm(workflow);
  expectGoodView(view);
  expect(words(view)).toContain('It stops at once');
  expect(words(view)).toContain('Why?');
});

test('resuming shows who paused it and why', () => {
  const view = resumeForm(PAUSED);
  expectGoodView(view);
  expect(words(view)).toContain('It sends twice.');
  expectGoodView(resumeForm({ ...PAUSED, paused: undefined }));
});

test('a picker offers a hundred and says what to type for the rest', () => {
  const many = Array.from({ length: 120 }, (_, n) => ({ ...workflow, id: `bot-${n}` }));
  const view = pausePicker('pause', many, '/yard');
  expectGoodView(view);
  expect(words(view)).toContain('And 20 more: type `/yard pause`');
  expect(words(pausePicker('resume', [], '/yard'))).toContain(
    'None of your AI workflows is paused.',
  );
  expect(words(pausePicker('pause', [], '/yard'))).toContain('None of your AI workflows runs.');
});

test('whoever pressed reads what became of it', () => {
  expect(words(pauseDone(PAUSED))).toContain('is paused');
  expect(words(pauseDone(workflow))).toContain('is active again');
});

test('the owner reads who paused it, why, and who can end it', () => {
  const own = pausedMessage(PAUSED, '/yard');
  expectGoodMessage(own);
  expect(buttons(own)).toEqual(['Resume…']);
  const paused = { by: ADMIN, at: AT, admin: true, reason: 'An incident.' };
  const platform = pausedMessage({ ...PAUSED, paused }, '/yard');
  expectGoodMessage(platform);
  expect(words(platform)).toContain('Only a platform admin can resume it.');
  expect(buttons(platform)).toEqual([]);
  expect(words(pausedMessage(workflow, '/yard'))).toContain('is not paused any more');
});

const LEASE = { connector: 'mailer', scopes: ['mail.read'], until: AT };
const WORKS = { leases: [LEASE], secrets: [{ connector: 'crm', at: AT }] };

test('"the card lists what still works until when": secrets first, as they do not end', () => {
  const own = pausedMessage(PAUSED, '/yard', WORKS);
  expectGoodMessage(own);
  expect(words(own)).toMatch(/Still works:.*crm.*until it is rotated.*mailer\* \(mail\.read\)/s);
  const done = pauseDone(PAUSED, { ...WORKS, leases: Array.from({ length: 40 }, () => LEASE) });
  expectGoodView(done);
  expect(words(done)).toContain('And 33 more, all over within 15 minutes.');
  expect(words(pauseDone(PAUSED))).not.toContain('Still works');
});

test('the platform reads which secrets to rotate, and what to do then', () => {
  const message = secretsMessage(PAUSED, WORKS.secrets);
  expectGoodMessage(message);
  expect(words(message)).toContain('yardmaster credentials rotated');
});

test.each(HOSTILE)('what still works stays whole with %s', (_, text) => {
  const lease = { connector: text, scopes: [text, text], until: AT };
  const works = {
    leases: Array.from({ length: 20 }, () => lease),
    secrets: [{ connector: text, at: AT }],
  };
  expectGoodMessage(pausedMessage(PAUSED, '/yard', works));
  expectGoodView(pauseDone(PAUSED, works));
  expectGoodMessage(secretsMessage({ ...PAUSED, id: text }, works.secrets));
});

test.each(HOSTILE)('all of it stays whole with %s', (_, text) => {
  const paused = { by: OWNER, at: AT, admin: false, reason: text };
  const spoiled: Workflow = { ...PAUSED, id: text.slice(0, 80), paused };
  expectGoodView(pauseForm(spoiled));
  expectGoodView(resumeForm(spoiled));
  expectGoodView(pauseDone(spoiled));
  expectGoodMessage(pausedMessage(spoiled, text));
  expectGoodMessage(pausedMessage({ ...spoiled, status: 'active' }, text));
});
