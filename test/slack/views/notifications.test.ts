import { describe, expect, test } from 'vitest';
import { TOLD_BY } from '../../../lib/core/notify.ts';
import { notificationsModal, notificationsSaved } from '../../../lib/slack/views/notifications.ts';
import * as kit from './kit.ts';

const hours = { from: '07:30', to: '16:00' };
const timeZone = 'Europe/Berlin';

test.each(TOLD_BY)('the form shows what was chosen: %s', (by) => {
  const view = notificationsModal({ by, timeZone, hours });
  kit.expectGoodView(view);
  const text = JSON.stringify(view);
  expect(text).toContain('"initial_time":"07:30"');
  expect(text).toContain(`"initial_option":{"value":"${by}"`);
  expect(kit.words(view.blocks)).toContain('Your time zone: Europe/Berlin, as Slack has it.');
});

test('without hours it offers the usual ones', () => {
  const text = JSON.stringify(notificationsModal({ by: 'both', timeZone }));
  expect(text).toContain('"initial_time":"08:00"');
  expect(text).toContain('"initial_option":{"value":"any"');
});

test.each([
  [{ by: 'both', timeZone, hours }, 'then in a direct message, from 07:30 until 16:00'],
  [{ by: 'dm', timeZone }, 'You are asked in a direct message at once, without a mention.'],
  [{ by: 'channel', timeZone, hours }, 'You are asked in the channel only.'],
] as const)('what is kept is said', (notify, says) => {
  const view = notificationsSaved(notify);
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain(says);
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_, text) => {
    kit.expectGoodView(notificationsModal({ by: 'both', timeZone: text, hours }));
    kit.expectGoodView(notificationsSaved({ by: 'both', timeZone: text, hours }));
  });
});
