import { describe, expect, test } from 'vitest';
import { ERASED } from '../../lib/core/erasure.ts';
import {
  agedAccess,
  agedApproval,
  agedExtension,
  agedRequest,
  isRunDue,
  keptSince,
  readDays,
} from '../../lib/core/retention.ts';
import { ADMIN, APPROVAL, APPROVED, COLLEAGUE, EXTENSION, NOW, OWNER, REQUEST } from './perfect.ts';

test('is 400 days unless an organisation chose otherwise', () => {
  expect(keptSince({}, NOW)).toBe('2025-10-19T09:00:00.000Z');
  expect(keptSince({ retentionDays: 30 }, NOW)).toBe('2026-10-24T09:00:00.000Z');
});

test.each([
  ['that never was', undefined, NOW, true],
  ['of yesterday', '2026-11-22T09:00:00.000Z', NOW, true],
  ['of today', '2026-11-23T08:00:00.000Z', NOW, false],
  ['after which less is kept', '2026-01-01T09:00:00.000Z', NOW, true],
  ['after which more is kept', '2026-12-24T09:00:00.000Z', NOW, false],
])('after a run %s', (_, upTo, since, due) => expect(isRunDue(upTo, since)).toBe(due));

test.each([
  ['30', 30],
  ['3650', 3650],
  ['29', undefined],
  ['3651', undefined],
  ['4e2', undefined],
  ['', undefined],
])('%j is %s days', (typed, days) => expect(readDays(typed)).toBe(days));

describe('an approval', () => {
  test('keeps ids and digests alone', () => {
    const aged = agedApproval(APPROVED);
    const text = JSON.stringify(aged?.state);
    for (const { name } of APPROVED.decisions) expect(text).not.toContain(`"${name}"`);
    expect(aged?.state).toMatchObject({ id: APPROVED.id, digest: APPROVED.digest, target: ERASED });
    expect(aged?.state.decisions.map((one) => one.by)).toEqual(
      APPROVED.decisions.map((one) => one.by),
    );
    expect(aged?.parts).toEqual(expect.arrayContaining(['PAYLOAD', 'REASON', 'REASON#0']));
  });
  test('that waits is left alone, and so is one that is done', () => {
    expect(agedApproval(APPROVAL)).toBeUndefined();
    const done = agedApproval(APPROVED)?.state;
    expect(done && agedApproval(done)).toBeUndefined();
  });
});

describe('a request', () => {
  const answer = { by: ADMIN, name: 'Ada', at: NOW, reason: 'Too early' };
  const over = { ...REQUEST, state: 'rejected' as const, answer };
  test('keeps who and when, and no words', () => {
    const aged = agedRequest(over);
    expect(aged?.state).toMatchObject({ by: REQUEST.by, need: ERASED, because: ERASED });
    expect(aged?.state.answer).toEqual({ ...answer, name: ERASED, reason: ERASED });
    expect(aged && agedRequest(aged.state)).toBeUndefined();
  });
  test('keeps the name of what was reused', () => {
    const reused = agedRequest({ ...REQUEST, state: 'reused', because: 'plugin/x' });
    expect(reused?.state).toMatchObject({ need: ERASED, because: 'plugin/x' });
  });
  test('that is queued is left alone', () => {
    expect(agedRequest({ ...REQUEST, state: 'queued' })).toBeUndefined();
  });
});

describe('what an owner was asked for', () => {
  const said = { state: 'declined' as const, by: COLLEAGUE, name: 'Bo', at: NOW, reason: 'No' };
  test('keeps no words once it is over', () => {
    const aged = agedExtension({ ...EXTENSION, endedAt: NOW, answers: [said] });
    expect(aged?.state).toMatchObject({ need: ERASED, missing: ERASED });
    expect(aged?.state.answers).toEqual([{ ...said, name: ERASED, reason: ERASED }]);
    expect(aged?.parts).toEqual(['SALT#1']);
    expect(aged && agedExtension(aged.state)).toBeUndefined();
  });
  test('is left alone while it is open', () => {
    expect(agedExtension({ ...EXTENSION, endedAt: undefined })).toBeUndefined();
  });
});

describe('a request for access', () => {
  const open = {
    id: 'acc_1',
    workflow: 'reply-bot',
    team: 'team-support',
    wants: [{ connector: 'crm', scope: 'read' }],
    reason: 'To answer',
    filed: false,
    by: OWNER,
    at: NOW,
    state: 'open' as const,
  };
  test('keeps no words once it is over', () => {
    const ended = { by: ADMIN, name: 'Ada', at: NOW, say: 'Granted.' };
    const aged = agedAccess({ ...open, state: 'granted', end: ended });
    expect(aged?.state).toMatchObject({ reason: ERASED, end: { ...ended, name: ERASED } });
    expect(aged && agedAccess(aged.state)).toBeUndefined();
  });
  test('is left alone while it is open', () => expect(agedAccess(open)).toBeUndefined());
});
