import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { milliseconds, minutesAfter } from '../../lib/core/time.ts';
import {
  isToTell,
  judgeAnswer,
  nextWebhookTry,
  outcomeWord,
  rotateWebhook,
  signingSecrets,
  type WebhookKept,
  webhookSecret,
} from '../../lib/core/webhook.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const KEPT: WebhookKept = {
  url: 'https://agents.example.com/',
  salt: 's',
  secrets: [{ secret: 'a' }],
};
const HOURS = 60;

test('a secret is whsec_ and the base64 of the very bits that were drawn', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 24, maxLength: 64 }), (bits) => {
      const secret = webhookSecret(Buffer.from(bits).toString('base64url'));
      expect(secret).toBe(`whsec_${Buffer.from(bits).toString('base64')}`);
    }),
  );
});

test('rotated, the older secret signs along for a day and then no more', () => {
  const kept = rotateWebhook(KEPT, 'b', NOW);
  expect(signingSecrets(kept, NOW)).toEqual(['b', 'a']);
  expect(signingSecrets(kept, minutesAfter(NOW, 24 * HOURS - 1))).toEqual(['b', 'a']);
  expect(signingSecrets(kept, minutesAfter(NOW, 24 * HOURS))).toEqual(['b']);
});

test('rotated again, an older secret ends when it was to end', () => {
  const first = rotateWebhook(KEPT, 'b', NOW);
  const second = rotateWebhook(first, 'c', minutesAfter(NOW, 60));
  expect(signingSecrets(second, minutesAfter(NOW, 24 * HOURS))).toEqual(['c', 'b']);
  const late = rotateWebhook(second, 'd', minutesAfter(NOW, 48 * HOURS));
  expect(late.secrets.map((one) => one.secret)).toEqual(['c', 'd']);
});

test('rotated often, four sign at most, the newest always', () => {
  const often = ['b', 'c', 'd', 'e', 'f'].reduce(
    (kept, one) => rotateWebhook(kept, one, NOW),
    KEPT,
  );
  expect(signingSecrets(often, NOW)).toEqual(['f', 'e', 'd', 'c']);
});

const tries = fc.record({
  attempts: fc.integer({ min: 1, max: 40 }),
  random: fc.double({ min: 0, max: 0.999999, noNaN: true }),
  retryAfter: fc.option(fc.integer({ min: 0, max: 999_999_999 }), { nil: undefined }),
});

test('the next try is later than now, not before Retry-After, at most hours away, within the day', () => {
  fc.assert(
    fc.property(tries, ({ attempts, random, retryAfter }) => {
      const asked = retryAfter === undefined ? {} : { retryAfter };
      const at = nextWebhookTry({ attempts, since: NOW }, { now: NOW, random, ...asked });
      if (at === undefined) throw new Error('the day has only begun');
      const seconds = (milliseconds(at) - milliseconds(NOW)) / 1000;
      expect(seconds).toBeGreaterThanOrEqual(8);
      expect(seconds).toBeGreaterThanOrEqual(Math.min(retryAfter ?? 0, 3 * 3600));
      expect(seconds).toBeLessThanOrEqual(3 * 3600 * 1.2);
    }),
  );
});

test('a receiver that is down is tried a dozen times or so in a day, then given up', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999999, noNaN: true }), (random) => {
      let now: string = NOW;
      let attempts = 0;
      for (;;) {
        attempts += 1;
        const at = nextWebhookTry({ attempts, since: NOW }, { now, random });
        if (at === undefined) break;
        now = at;
      }
      expect(attempts).toBeGreaterThanOrEqual(12);
      expect(attempts).toBeLessThanOrEqual(17);
      const hours = (milliseconds(now) - milliseconds(NOW)) / 3_600_000;
      expect(hours).toBeGreaterThan(20);
      expect(hours).toBeLessThanOrEqual(24);
    }),
  );
});

test.each([
  [200, 'done'],
  [204, 'done'],
  [299, 'done'],
  [199, 'again'],
  [302, 'again'],
  [400, 'again'],
  [410, 'gone'],
  [429, 'again'],
  [500, 'again'],
  [0, 'again'],
] as const)('the status %s: %s', (status, verdict) => {
  expect(judgeAnswer({ kind: 'answered', status })).toBe(verdict);
});

test('no answer is a failure, in one word', () => {
  expect(judgeAnswer({ kind: 'failed', why: 'timeout' })).toBe('again');
  expect(outcomeWord({ kind: 'failed', why: 'timeout' })).toBe('timeout');
  expect(outcomeWord({ kind: 'answered', status: 503 })).toBe('503');
});

test.each([
  ['nothing is wrong', {}, 999, true, false],
  ['just begun', { failingSince: NOW }, 59, false, false],
  ['an hour of it', { failingSince: NOW }, 60, false, true],
  ['something was given up', { failingSince: NOW }, 0, true, true],
  ['told already', { failingSince: NOW, told: true as const }, 999, true, false],
] as const)('the owner of one with this trouble: %s', (_, health, minutes, dead, told) => {
  const now = minutesAfter(NOW, minutes);
  expect(isToTell({ webhook: 'w', ...health }, { now, dead })).toBe(told);
});
