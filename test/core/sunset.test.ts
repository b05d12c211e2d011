import { expect, test } from 'vitest';
import { releaseAt } from '../../lib/core/lifecycle.ts';
import { pastSunset } from '../../lib/core/sunset.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { ENDING } from './campaign-kit.ts';
import { NOW, release } from './perfect.ts';

const OLD = release('connector/crm-readonly', '1.4.0');
const at = (now: string) => pastSunset('reply-bot', [releaseAt(OLD, [ENDING], now)]);

test.each([
  [NOW, undefined],
  [ENDING.closes, undefined],
  [minutesAfter(ENDING.stops, -0.0001), undefined],
  [ENDING.stops, 'past-sunset'],
])('at %s it is %s', (now, why) => {
  expect(at(now)?.why).toBe(why);
});

test('says what stopped, when, and what to take', () => {
  expect(at(ENDING.stops)?.say).toBe(
    'reply-bot is locked to connector/crm-readonly 1.4.0, which stopped on 2027-01-15. Upgrade to 2.0.1.',
  );
  const bare = { ...OLD, lifecycle: 'disabled' as const };
  expect(pastSunset('reply-bot', [bare])?.say).toContain('which stopped. Pin another version');
});

test('one of them is enough, and none is none', () => {
  const gone = releaseAt(OLD, [ENDING], ENDING.stops);
  expect(pastSunset('reply-bot', [release('plugin/x', '1.0.0'), gone])?.why).toBe('past-sunset');
  expect(pastSunset('reply-bot', [])).toBeUndefined();
});
