import { expect, test } from 'vitest';
import { nextTry, tellTrouble } from '../../lib/deliver/troubles.ts';
import type { OutboxRow } from '../../lib/store/outbox.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const ROW: OutboxRow = {
  id: 'out_1',
  lane: 'interactive',
  what: 'approval-card',
  subject: 'approval/apr_1',
  place: 'C1',
  createdAt: NOW,
  attempts: 0,
};

test.each([
  [0, '2026-11-23T09:00:05.000Z'],
  [3, '2026-11-23T09:00:40.000Z'],
  [9, '2026-11-23T09:30:00.000Z'],
  [5000, '2026-11-23T09:30:00.000Z'],
])('after %d tries the next one is at %s', (attempts, at) => {
  expect(nextTry({ ...ROW, attempts }, NOW)).toBe(at);
});

function told(now: string, error: string) {
  const said: [string, Readonly<Record<string, unknown>>][] = [];
  const log = {
    info: () => undefined,
    warn: (fields: Readonly<Record<string, unknown>>) => void said.push(['warn', fields]),
    error: (fields: Readonly<Record<string, unknown>>) => void said.push(['error', fields]),
  };
  tellTrouble(log, ROW, error, now);
  return said;
}

test('the log says what to do, and nothing of what was to be shown', () => {
  expect(told(NOW, 'not_in_channel')).toEqual([
    [
      'warn',
      {
        row: 'out_1',
        what: 'approval-card',
        subject: 'approval/apr_1',
        place: 'C1',
        attempts: 0,
        error: 'not_in_channel',
        remedy: 'invite the app to the channel',
      },
    ],
  ]);
});

test('what nobody can help is tried again by itself', () => {
  expect(told(NOW, 'WebAPIHTTPError')[0]?.[1].remedy).toBe('it is tried again by itself');
});

test.each([
  ['2026-11-30T09:00:00.000Z', 'warn'],
  ['2026-11-30T09:00:00.001Z', 'error'],
])('at %s it is a matter for: %s', (now, level) => {
  expect(told(now, 'not_in_channel')[0]?.[0]).toBe(level);
});
