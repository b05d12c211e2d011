import { describe, expect, test } from 'vitest';
import { ACCESS_STATES } from '../../../lib/core/access.ts';
import { accessCard, accessState, factText } from '../../../lib/slack/views/access-card.ts';
import { hostile, REQUEST, SHOWN } from './access-kit.ts';
import * as kit from './kit.ts';

const UNTIL = '2026-12-31T23:00:00.000Z';

describe('a request at the platform', () => {
  test('says who asks for what and why, what it has, and what each scope lets happen', () => {
    const card = accessCard(SHOWN);
    kit.expectGoodMessage(card);
    const read = kit.words(card);
    for (const said of [
      'reply-bot of team-support asks for access',
      'Customers are owed money.',
      'mail.read of mail.',
      'crm.write of crm: lets send_email happen after an approval, and lets close_ticket happen without one. 1 of 12 others have it. Wider than standard.',
      'crm.read of crm: the connector does not say what it lets happen. No other workflow uses it.',
      'Advisory gate',
      'No end date.',
      'Waits for a platform admin.',
    ]) {
      expect(read).toContain(said);
    }
    expect(card.text).toContain('crm.write of crm');
  });

  test('has one emphasised button among five', () => {
    expect(kit.buttons(accessCard(SHOWN))).toEqual([
      ...['Grant', 'Grant for 30 Days', 'Grant for 90 Days', 'Narrow…', 'Refuse…'],
    ]);
    const until = { ...SHOWN, request: { ...REQUEST, until: UNTIL } };
    expect(kit.buttons(accessCard(until))).toContain('Grant Until Then');
    expect(JSON.stringify(accessCard(SHOWN).blocks).match(/"primary"/g)).toHaveLength(1);
  });

  test('asks nothing once it is over', () => {
    for (const state of ACCESS_STATES.filter((one) => one !== 'open')) {
      expect(kit.buttons(accessCard({ ...SHOWN, request: { ...REQUEST, state } }))).toEqual([]);
    }
  });
});

describe('whoever asked', () => {
  const told = (state: (typeof ACCESS_STATES)[number]) =>
    accessCard(
      { ...SHOWN, request: { ...REQUEST, state }, answer: 'Too much.' },
      { personal: true },
    );

  test.each(['narrowed', 'refused', 'stale'] as const)('may ask again when it was %s', (state) => {
    const message = told(state);
    kit.expectGoodMessage(message);
    expect(kit.buttons(message)).toEqual(['Ask Again']);
    expect(kit.words(message)).toContain('Too much.');
  });

  test('reads what to do with what stays missing', () => {
    expect(kit.words(told('narrowed'))).toContain('Take it out of the manifest');
    expect(kit.buttons(told('granted'))).toEqual([]);
  });
});

test('where it stands is one sentence for each state', () => {
  const end = { at: UNTIL, by: kit.ADMIN, say: 'By now.' };
  const given = { wants: REQUEST.wants, until: UNTIL };
  const lines = ACCESS_STATES.map((state) => accessState({ ...REQUEST, state, end, given }));
  expect(new Set(lines).size).toBe(ACCESS_STATES.length - 1);
  expect(lines[1]).toMatch(/^Granted until <!date.* by <@U0ADMIN>/);
});

test('a scope that opens nothing is said to open nothing', () => {
  const fact = { connector: 'c', scope: 's', gated: [], heldBy: 0, of: 2, wider: false };
  expect(factText({ ...fact, actions: [] })).toBe(
    's of c: lets no action happen. 0 of 2 others have it.',
  );
});

test.each(kit.HOSTILE)('cards with %s', (_, text) => {
  for (const state of ACCESS_STATES) {
    kit.expectGoodMessage(accessCard(hostile(text, { state })));
    kit.expectGoodMessage(accessCard(hostile(text, { state }), { personal: true }));
  }
});
