import { describe, expect, test } from 'vitest';
import type { Delegation } from '../../../lib/core/delegation.ts';
import {
  delegationForm,
  delegationModal,
  delegationTold,
  handForm,
} from '../../../lib/slack/views/delegation.ts';
import * as kit from './kit.ts';

const DELEGATION: Delegation = {
  person: kit.COLLEAGUE,
  to: kit.ADMIN,
  firstDay: '2026-12-24',
  lastDay: '2027-01-02',
  timeZone: 'Europe/Berlin',
  from: '2026-12-23T23:00:00.000Z',
  until: '2027-01-02T23:00:00.000Z',
  at: '2026-11-23T09:00:00.000Z',
};

test('the form asks whom, from when and until when, and says what is not handed on', () => {
  const form = delegationForm('2026-11-23');
  kit.expectGoodView(form);
  expect(kit.words(form)).toContain('At most 90 days, in your time zone.');
});

test('what there is can be ended', () => {
  const modal = delegationModal(DELEGATION);
  kit.expectGoodView(modal);
  expect(kit.words(modal)).toContain(
    '<@U0ADMIN> decides in your place from 24 Dec 2026 until the end of 2 Jan 2027 (Europe/Berlin).',
  );
  expect(kit.buttons(modal)).toEqual(['End It Now']);
});

describe('what the two are told', () => {
  test.each([
    [true, undefined, '<@U0ADMIN> decides on approvals in your place on 24 Dec 2026'],
    [false, undefined, 'You decide on approvals in the place of <@U0COLLEAGUE> on 24 Dec 2026'],
    [true, DELEGATION.at, '<@U0ADMIN> does not decide in your place any more.'],
    [false, DELEGATION.at, 'You do not decide in the place of <@U0COLLEAGUE> any more.'],
  ])('mine: %s, ended: %s', (mine, endedAt, said) => {
    const oneDay = { ...DELEGATION, lastDay: DELEGATION.firstDay };
    const message = delegationTold({ ...oneDay, endedAt }, { mine, command: '/yard' });
    kit.expectGoodMessage(message);
    expect(message.text).toContain(said);
  });
});

test.each(kit.HOSTILE)('whatever the words are: %s', (_, text) => {
  kit.expectGoodView(handForm('apr_1', text));
  const strange = { ...DELEGATION, timeZone: text };
  kit.expectGoodView(delegationModal(strange));
  kit.expectGoodMessage(delegationTold(strange, { mine: true, command: text }));
});
