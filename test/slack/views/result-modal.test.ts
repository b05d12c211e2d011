import { describe, expect, test } from 'vitest';
import {
  codeModal,
  colleagueModal,
  queuedModal,
  registeredModal,
  sentModal,
} from '../../../lib/slack/views/result-modal.ts';
import * as kit from './kit.ts';

test('a registered workflow shows its locks, gated actions, warnings and who will run it', () => {
  const view = registeredModal(kit.workflow, ['Only one person could decide.']);
  kit.expectGoodView(view);
  const text = kit.words(view.blocks);
  expect(text).toContain('Registered and active.');
  expect(text).toContain('plugin/reply-drafter · 3.2.4');
  expect(text).toContain('*Needs an approval each time:* send_external_email');
  expect(text).toContain('Only one person could decide.');
  expect(kit.buttons(view.blocks)).toEqual(['Me', 'Send to Colleague']);
});

test('one that waits for access names what it waits for', () => {
  const waiting = { ...kit.workflow, status: 'registered' as const, missingScopes: ['crm.write'] };
  const text = kit.words(registeredModal(waiting, []).blocks);
  expect(text).toContain('Registered; waits for access to crm.write.');
});

test('forty locks and many warnings stay within the limits', () => {
  const lock = { component: 'plugin/x', range: '1.0.x', version: '1.0.0' };
  const locks = Array.from({ length: 40 }, () => lock);
  const view = registeredModal(
    { ...kit.workflow, locks },
    Array.from({ length: 40 }, () => 'W'),
  );
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('And 30 more.');
});

test('a queued request shows its place and when the answer is due', () => {
  const view = queuedModal(kit.request, 3);
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain(
    'Place *3* in the queue · answer due <!date^1795597200^',
  );
});

test('a queued request names the rules that its build will meet, the strict ones first', () => {
  const view = queuedModal(kit.request, 1, [
    { rule: 'backup-required', mode: 'observe' },
    { rule: 'no-floating-pins', mode: 'enforce' },
  ]);
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain(
    'Rules that will apply: No floating versions, A backup (observed).',
  );
  expect(kit.words(queuedModal(kit.request, 1).blocks)).not.toContain('Rules that');
});

test('a request that has left the queue says where it stands', () => {
  const text = kit.words(queuedModal({ ...kit.request, state: 'reused' }, 0).blocks);
  expect(text).toContain('This request was sent before.');
});

test.each([
  ['key', 'npx yardmaster key claim ABCD-EFGH-JKMN', 'The key itself never appears in Slack.'],
  ['ci', 'npx yardmaster ci claim ABCD-EFGH-JKMN', 'The key itself never appears in Slack.'],
] as const)('a %s code says what to type and how long it is good', (what, type, after) => {
  const view = codeModal('ABCD-EFGH-JKMN', 15, what);
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain(type);
  expect(kit.words(view.blocks)).toContain('valid for 15 minutes');
  expect(kit.words(view.blocks)).toContain(after);
  expect(kit.words(view.blocks)).toContain('It works for you alone');
  expect(kit.words(view.blocks)).not.toContain('older keys');
});

test.each([
  ['at-once', 'at that moment'],
  ['1-hour', 'one hour after'],
  ['24-hours', '24 hours after'],
  ['7-days', 'seven days after'],
] as const)('a code with the overlap %s says when the older keys stop', (overlap, says) => {
  const view = codeModal('ABCD-EFGH-JKMN', 15, 'key', overlap);
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain(`The older keys stop ${says}`);
});

test('the colleague picker carries the workflow along', () => {
  const view = colleagueModal('support-replies', 'team-support');
  kit.expectGoodView(view);
  expect(view).toMatchObject({ callback_id: 'key_colleague', private_metadata: 'support-replies' });
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const status = 'registered' as const;
    const spoiled = { ...kit.workflow, status, missingScopes: [text] };
    kit.expectGoodView(registeredModal(spoiled, [text]));
    kit.expectGoodView(queuedModal({ ...kit.request, workflow: text }, 1));
    kit.expectGoodView(sentModal(text, 'U0COLLEAGUE'));
  });
});
