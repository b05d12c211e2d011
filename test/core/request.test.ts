import { describe, expect, test } from 'vitest';
import { answer, dueAt, STATE_WORDS } from '../../lib/core/request.ts';
import { ADMIN, LATER, OWNER, REQUEST } from './perfect.ts';

const GIVEN = {
  state: 'approved' as const,
  by: ADMIN,
  name: 'Platform admin',
  at: LATER,
  reason: '',
};

test('approving needs no reason', () => {
  expect(answer(REQUEST, GIVEN)).toEqual({
    kind: 'answered',
    request: {
      ...REQUEST,
      state: 'approved',
      answer: { by: ADMIN, name: 'Platform admin', at: LATER, reason: '' },
    },
  });
});

describe.each(['changes-asked', 'rejected'] as const)('%s', (state) => {
  test('needs a reason', () => {
    expect(answer(REQUEST, { ...GIVEN, state, reason: ' ' })).toMatchObject({
      why: 'reason-required',
    });
  });
  test('with a reason is an answer', () => {
    expect(answer(REQUEST, { ...GIVEN, state, reason: 'too wide' })).toMatchObject({
      request: { state, answer: { reason: 'too wide' } },
    });
  });
});

test('nobody answers their own request', () => {
  expect(answer(REQUEST, { ...GIVEN, by: OWNER })).toMatchObject({ why: 'own-request' });
});

test.each(['approved', 'changes-asked', 'rejected', 'reused'] as const)(
  'a request that is %s is not answered again',
  (state) => {
    const given = { by: ADMIN, name: 'Platform admin', at: LATER, reason: '' };
    const request = { ...REQUEST, state, ...(state === 'reused' ? {} : { answer: given }) };
    const outcome = answer(request, GIVEN);
    expect(outcome).toMatchObject({ why: 'answered-already' });
    expect(outcome.kind === 'refused' && outcome.say).toContain(STATE_WORDS[state]);
  },
);

test.each([
  ['Monday', '2026-11-23T09:00:00.000Z', '2026-11-25T09:00:00.000Z'],
  ['Thursday', '2026-11-26T09:00:00.000Z', '2026-11-30T09:00:00.000Z'],
])('asked on a %s it is due two working days later', (_, now, due) => {
  expect(dueAt(now, 'Europe/Berlin')).toBe(due);
});
