import { describe, expect, test } from 'vitest';
import { setUpDone, setUpModal, setUpResult } from '../../../lib/slack/views/setup.ts';
import * as kit from './kit.ts';
import { crowd, organisation } from './settings-kit.ts';

const works = [
  { channel: 'C0PLATFORM', trouble: undefined },
  { channel: 'C0CATALOG', trouble: undefined },
];
const shown = { organisation, tests: works, command: '/yard' };

test('the form asks for code, second admin and both channels; the second admin is asked for, not demanded', () => {
  const view = setUpModal({ asksCode: true });
  kit.expectGoodView(view);
  expect(view.blocks).toMatchObject([
    { type: 'section' },
    { block_id: 'setup_code' },
    { block_id: 'setup_second', optional: true, label: { text: 'Name a second admin' } },
    { block_id: 'setup_platform' },
    { block_id: 'setup_catalog' },
    { block_id: 'setup_days', element: { initial_value: '400' } },
  ]);
  expect(JSON.stringify(setUpModal({ asksCode: false }))).not.toContain('setup_code');
  kit.expectGoodView(setUpModal({ asksCode: false }));
});

test('where all works there is nothing to try again', () => {
  const view = setUpResult(shown);
  kit.expectGoodView(view);
  expect(kit.words(view)).toContain('<#C0PLATFORM> has a test message.');
  expect(kit.buttons(view)).toEqual([]);
  expect(kit.words(view)).toContain('*Yardmaster is set up.*');
});

test('after the set-up the next step is named: without a team nothing can be registered', () => {
  expect(kit.words(setUpResult(shown))).toContain(
    'Next, create the first team: type `/yard teams`',
  );
});

test('what is missing is counted', () => {
  const tests = works.map((one) => ({ ...one, trouble: 'Not there.' }));
  expect(kit.words(setUpResult({ ...shown, tests }))).toContain('2 things are missing:');
  const one = works.slice(0, 1).map((each) => ({ ...each, trouble: 'Not there.' }));
  expect(kit.words(setUpResult({ ...shown, tests: one }))).toContain('One thing is missing:');
});

test('what is missing is said with the fix, and can be tried again', () => {
  const trouble = "I can't post in that channel. Type /invite @Yardmaster there, then try again.";
  const view = setUpResult({
    ...shown,
    tests: [works[0], { channel: 'C0CATALOG', trouble }].flatMap((one) => one ?? []),
  });
  kit.expectGoodView(view);
  expect(kit.words(view)).toContain('<#C0CATALOG>: I can');
  expect(kit.words(view)).toContain('Type /invite @Yardmaster there');
  expect(kit.buttons(view)).toEqual(['Try Again']);
});

test('the second admin: named, refused, or missing', () => {
  const lone = { ...organisation, admins: [kit.ADMIN] };
  expect(kit.words(setUpResult({ ...shown, organisation: lone }))).toContain('no second admin');
  const flagged = { ...organisation, flagged: [{ change: 'chg_1', at: '' }] };
  expect(kit.words(setUpResult({ ...shown, organisation: flagged }))).toContain('asked to confirm');
  const refused = setUpResult({ ...shown, secondRefused: 'This is an app.' });
  kit.expectGoodView(refused);
  expect(kit.words(refused)).toContain('could not be added: This is an app.');
});

test('a second set-up says who the admins are, and points to the settings', () => {
  const message = setUpDone(organisation, '/yard');
  kit.expectGoodMessage(message);
  expect(message.text).toContain('<@U0ADMIN>, <@U0OWNER>');
  expect(message.text).toContain('/yard settings');
  kit.expectGoodMessage(setUpDone({ ...organisation, admins: crowd }, '/yard'));
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const tests = [{ channel: text, trouble: text }];
    kit.expectGoodView(setUpResult({ ...shown, tests, secondRefused: text, command: text }));
  });
});
