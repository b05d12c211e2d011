import { describe, expect, test } from 'vitest';
import type { Extension } from '../../lib/core/extension.ts';
import { nextExtensionLook, remindOwner } from '../../lib/core/extension-due.ts';
import { EXTENSION, LATER, ORGANISATION } from './perfect.ts';

test('the schedule looks when an answer is owed, and not where nothing is', () => {
  const { dueAt, ...planned } = EXTENSION;
  expect(nextExtensionLook(EXTENSION)).toBe(dueAt);
  expect(nextExtensionLook({ ...EXTENSION, remindAt: LATER })).toBe(LATER);
  expect(nextExtensionLook(planned)).toBeUndefined();
});

describe('a reminder', () => {
  const due = '2026-11-25T09:00:00.000Z';
  test('comes when the answer is due, then once per working day, and is counted', () => {
    expect(remindOwner(EXTENSION, LATER, ORGANISATION)).toBeUndefined();
    const once = remindOwner(EXTENSION, due, ORGANISATION);
    expect(once).toEqual({ ...EXTENSION, remindAt: '2026-11-26T09:00:00.000Z', reminded: 1 });
    if (!once) throw new Error('not reminded');
    expect(remindOwner(once, due, ORGANISATION)).toBeUndefined();
    expect(remindOwner(once, '2026-11-27T12:00:00.000Z', ORGANISATION)).toMatchObject({
      remindAt: '2026-11-30T09:00:00.000Z',
      reminded: 2,
    });
  });

  test('comes when the planned day is over', () => {
    const planned: Extension = {
      ...{ ...EXTENSION, state: 'release-planned' },
      dueAt: '2026-11-26T09:00:00.000Z',
    };
    expect(remindOwner(planned, '2026-11-25T18:00:00.000Z', ORGANISATION)).toBeUndefined();
    expect(remindOwner(planned, '2026-11-26T09:00:00.000Z', ORGANISATION)).toBeDefined();
  });

  test('never comes at the weekend, nor of what is over', () => {
    expect(remindOwner(EXTENSION, '2026-11-28T09:00:00.000Z', ORGANISATION)).toBeUndefined();
    const over: Extension = { ...EXTENSION, state: 'withdrawn' };
    expect(remindOwner(over, due, ORGANISATION)).toBeUndefined();
  });
});
