import { expect, test } from 'vitest';
import { unseenId, unseenRow } from '../../lib/acts/unseen.ts';
import { OWNER } from '../kit/people.ts';

test('the owner is told in a message that names the request', () => {
  const row = unseenRow('apr_1', OWNER);
  expect(row).toEqual({
    what: 'approval-unseen',
    subject: 'approval-unseen/apr_1',
    place: 'U0OWNER',
  });
  expect(unseenId(row.subject)).toBe('apr_1');
});

test('a subject of another kind is a bug', () => {
  expect(() => unseenId('approval/apr_1')).toThrow();
});
