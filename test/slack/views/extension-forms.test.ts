import { describe, expect, test } from 'vitest';
import {
  askAgainModal,
  askedBeforeModal,
  askedOwnerModal,
  copiedModal,
  copyModal,
  noReleaseModal,
  otherNameModal,
  planModal,
  releaseModal,
} from '../../../lib/slack/views/extension-forms.ts';
import { EXTENSION, inState, STATES, spoiled } from './extension-kit.ts';
import * as kit from './kit.ts';

test('a plan may have a day, and shows the one it has', () => {
  kit.expectGoodView(planModal(EXTENSION));
  expect(JSON.stringify(planModal(EXTENSION))).not.toContain('initial_date');
  expect(JSON.stringify(planModal(inState('release-planned')))).toContain(
    '"initial_date":"2026-12-01"',
  );
});

test('the newest version that was published since is chosen already', () => {
  const view = releaseModal(EXTENSION, ['3.4.0', '3.3.0']);
  kit.expectGoodView(view);
  expect(view.private_metadata).toBe('ext_1');
  expect(JSON.stringify(view)).toContain(
    '"initial_option":{"text":{"type":"plain_text","text":"3.4.0"',
  );
});

test('where nothing was published since it says to publish first, and asks nothing', () => {
  const view = releaseModal(EXTENSION, []);
  kit.expectGoodView(view);
  expect(view.submit).toBeUndefined();
  expect(kit.words(view.blocks)).toContain('Publish the new version first');
});

test.each(['offer', 'decline'] as const)('%s needs a reason', (which) => {
  const view = noReleaseModal(EXTENSION, which);
  kit.expectGoodView(view);
  expect(JSON.stringify(view)).toContain('"optional":false');
});

test('a copy asks for a name alone, and says what it means', () => {
  const view = copyModal(inState('copy-offered'), 'reply-drafter-support');
  kit.expectGoodView(view);
  expect(JSON.stringify(view)).toContain('"initial_value":"reply-drafter-support"');
  expect(kit.words(view.blocks)).toContain('Your team owns it from then on.');
  const done = copiedModal(inState('copied'), 'plugin/french-drafter');
  kit.expectGoodView(done);
  expect(kit.words(done.blocks)).toContain('in version 0.1.0');
  expect(kit.buttons(done.blocks)).toEqual(['Use It Now']);
});

test('whoever asked reads who has it, and until when an answer is due', () => {
  const view = askedOwnerModal(EXTENSION, 'AI platform');
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('*AI platform* has your request.');
  expect(kit.words(view.blocks)).toContain('Answer due <!date^');
});

test('what waits already is shown instead of being sent again', () => {
  const view = askedBeforeModal(inState('release-planned'));
  kit.expectGoodView(view);
  const text = kit.words(view.blocks);
  expect(text).toContain('Nothing was sent again.');
  expect(text).toContain('A release is planned for 1 Dec 2026');
});

test('the reason for which it was declined stands above what is asked anew', () => {
  const view = askAgainModal(inState('declined'), { metadata: '{}', missing: 'French, please' });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('As you wish');
  expect(JSON.stringify(view)).toContain('"initial_value":"French, please"');
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    for (const one of STATES) {
      const extension = spoiled(one, text);
      const views = [
        planModal(extension),
        releaseModal(extension, [text]),
        releaseModal(extension, []),
        noReleaseModal(extension, 'offer'),
        copyModal(extension, 'x'),
        otherNameModal(extension, text),
        askedOwnerModal(extension, text),
        askedBeforeModal(extension),
        askAgainModal(extension, { metadata: '{}', missing: text }),
        copiedModal(extension, text),
      ];
      for (const view of views) kit.expectGoodView(view);
    }
  });
});
