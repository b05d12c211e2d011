import { describe, expect, test } from 'vitest';
import {
  linkRefusal,
  type Purpose,
  proved,
  type StepUp,
  staleLogin,
  used,
  wishOf,
} from '../../lib/core/step-up.ts';
import { COLLEAGUE, LEAD } from './perfect.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const PURPOSE: Purpose = { kind: 'decide', approval: 'apr_1', digest: 'd1', choice: 'approve' };
const ASKED: StepUp = {
  id: 'stp_1',
  person: COLLEAGUE,
  purpose: PURPOSE,
  askedAt: '2026-11-23T08:55:00.000Z',
  expiresAt: '2026-11-23T09:05:00.000Z',
};
const PROOF = { at: '2026-11-23T08:58:00.000Z', provedAt: '2026-11-23T08:58:05.000Z' };
const PROVED: StepUp = { ...ASKED, proof: PROOF };
const WANTED = { person: COLLEAGUE, purpose: PURPOSE };

describe('how old a login may be', () => {
  test.each([
    ['of this moment', NOW, true],
    ['five minutes old', '2026-11-23T08:55:00.000Z', true],
    ['a moment older', '2026-11-23T08:54:59.999Z', false],
    ['of a clock a minute ahead', '2026-11-23T09:01:00.000Z', true],
    ['of a clock further ahead', '2026-11-23T09:01:00.001Z', false],
  ])('%s', (_, at, counts) => {
    expect(staleLogin(at, NOW)?.why).toBe(counts ? undefined : 'stale-login');
  });
});

describe('a link leads somewhere', () => {
  test('until its ten minutes are over', () => {
    expect(linkRefusal(ASKED, '2026-11-23T09:04:59.999Z')).toBeUndefined();
    expect(linkRefusal(ASKED, ASKED.expiresAt)).toMatchObject({ why: 'link-expired' });
  });

  test.each([
    ['once', PROVED, 'link-used'],
    ['and to nobody once somebody else came', { ...ASKED, refusedAt: NOW }, 'link-refused'],
  ])('%s', (_, stepUp, why) => {
    expect(linkRefusal(stepUp, NOW)).toMatchObject({ why });
  });
});

describe('a login proves', () => {
  const login = { person: COLLEAGUE, at: PROOF.at };

  test('that it was this person, now', () => {
    const outcome = proved(ASKED, login, NOW);
    expect(outcome).toMatchObject({ stepUp: { proof: { at: PROOF.at, provedAt: NOW } } });
  });

  test.each([
    ['for a link that is over', { ...ASKED, expiresAt: NOW }, login, 'link-expired'],
    ['twice', PROVED, login, 'link-used'],
    ['for somebody else', ASKED, { ...login, person: LEAD }, 'other-person'],
    ['for nobody', ASKED, { ...login, person: undefined }, 'other-person'],
    ['what is stale', ASKED, { ...login, at: '2026-11-23T08:50:00.000Z' }, 'stale-login'],
  ])('nothing %s', (_, stepUp, who, why) => {
    expect(proved(stepUp, who, NOW)).toMatchObject({ kind: 'refused', why });
  });
});

describe('a proof counts', () => {
  test('once, for what it was asked for', () => {
    expect(used(PROVED, WANTED, NOW)).toMatchObject({
      kind: 'used',
      proof: { at: PROOF.at, id: 'stp_1' },
      stepUp: { usedAt: NOW },
    });
  });

  const otherwise = (change: Partial<typeof PURPOSE>) => ({
    ...WANTED,
    purpose: { ...PURPOSE, ...change },
  });
  test.each([
    ['without one', ASKED, WANTED, 'not-proved'],
    ['on a link that was refused', { ...PROVED, refusedAt: NOW }, WANTED, 'not-proved'],
    ['twice', { ...PROVED, usedAt: NOW }, WANTED, 'link-used'],
    ['for somebody else', PROVED, { ...WANTED, person: LEAD }, 'other-person'],
    ['for another approval', PROVED, otherwise({ approval: 'apr_2' }), 'other-purpose'],
    ['for another digest', PROVED, otherwise({ digest: 'd2' }), 'other-purpose'],
    ['for the opposite', PROVED, otherwise({ choice: 'deny' }), 'other-purpose'],
    [
      'for the glass',
      PROVED,
      { ...WANTED, purpose: { kind: 'break-glass', approval: 'apr_1', digest: 'd1' } },
      'other-purpose',
    ],
  ] as const)('not %s', (_, stepUp, wanted, why) => {
    expect(used(stepUp, wanted, NOW)).toMatchObject({ kind: 'refused', why });
  });

  test('not six minutes after the login, however young the link', () => {
    const outcome = used(PROVED, WANTED, '2026-11-23T09:03:00.001Z');
    expect(outcome).toMatchObject({ why: 'stale-login' });
  });
});

test.each([
  [PURPOSE, 'approve'],
  [{ ...PURPOSE, choice: 'deny' }, 'deny'],
  [{ kind: 'break-glass', approval: 'apr_1', digest: 'd1' }, 'break-glass'],
] as const)('what is about to be said, in one word', (purpose, word) => {
  expect(wishOf(purpose)).toBe(word);
});
