import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../lib/search/index.ts';
import { ENTRIES } from './sample.ts';

const index = buildIndex(ENTRIES);
const entry = (id: string) => {
  const found = ENTRIES.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id} in the sample`);
  return found;
};

describe('what does much the same is found', () => {
  it('for a description', () => {
    const [first] = index.similar('draft replies to support tickets', { limit: 3 });
    expect(first).toMatchObject({ id: 'plugin/reply-drafter' });
    expect(first?.why).toMatch(/^Also about "(draft|replies|support)"/);
  });

  it('for an entry, never itself', () => {
    const found = index
      .similar(entry('plugin/reply-drafter'), { limit: 12 })
      .map((match) => match.id);
    expect(found).toContain('plugin/ticket-triage');
    expect(found).not.toContain('plugin/reply-drafter');
  });

  it('naming a shared connector as the reason', () => {
    const found = index.similar(entry('plugin/reply-drafter'), { limit: 12 });
    expect(found.find((match) => match.id === 'plugin/ticket-triage')?.why).toBe(
      'Uses the same connector: crm-readonly',
    );
  });
});

it.each(['', '🚌', 'grow tomatoes on the roof'])('finds nothing like %j', (text) => {
  expect(index.similar(text, { limit: 3 })).toEqual([]);
});

it('keeps to the limit, best first', () => {
  const scores = index.similar('tickets of customers', { limit: 2 }).map((match) => match.score);
  expect(scores.length).toBeLessThanOrEqual(2);
  expect([...scores].sort((a, b) => b - a)).toEqual(scores);
});

it('the reason names what both speak of, also where only the other is about it', () => {
  const calendar = { ...entry('plugin/reply-drafter'), id: 'connector/calendar', connectors: [] };
  const more = buildIndex([...ENTRIES, { ...calendar, title: 'calendar', text: 'The calendar.' }]);
  const [first] = more.similar('Grows tomatoes. Keeps the calendar.', { limit: 1 });
  expect(first).toMatchObject({ id: 'connector/calendar', why: 'Also about "calendar"' });
});

describe('a pair', () => {
  const named = (title: string, text: string) => ({
    ...entry('plugin/reply-drafter'),
    title,
    text,
    connectors: [],
  });

  it('is less alike when a name says what the other nowhere mentions', () => {
    const first = named('invoice-checker', 'Compares invoices with orders.');
    const same = named('order-invoices', 'Compares invoices with orders.');
    const other = named('invoice-translator', 'Compares invoices with orders.');
    expect(index.pair(first, same)).toBeGreaterThan(index.pair(first, other));
  });

  it('is not alike when it is about rivals, however like the words are', () => {
    const python = named('queue-python', 'Sends messages to queues.');
    const java = named('queue-java', 'Sends messages to queues.');
    expect(index.pair(python, java)).toBeLessThan(0.1);
  });

  it('is more alike when both use the same connector', () => {
    const [a, b] = [named('intake', 'Sorts cases.'), named('inbox', 'Sorts cases and letters.')];
    const uses = (one: typeof a, connector: string) => ({ ...one, connectors: [connector] });
    const same = index.pair(uses(a, 'crm-readonly'), uses(b, 'crm-readonly'));
    expect(same).toBeGreaterThan(index.pair(a, b));
    expect(same).toBeGreaterThan(index.pair(uses(a, 'crm-readonly'), uses(b, 'calendar')));
    expect(index.pair(uses(a, 'crm-readonly'), b)).toBe(index.pair(a, b));
  });

  it('is most alike with itself, and as alike one way as the other', () => {
    const [a, b] = [entry('plugin/reply-drafter'), entry('plugin/ticket-triage')];
    expect(index.pair(a, a)).toBeGreaterThan(0.9);
    expect(index.pair(a, b)).toBeCloseTo(index.pair(b, a), 10);
    expect(index.pair(a, b)).toBeLessThan(index.pair(a, a));
  });

  it('that shares no word has nothing in common', () => {
    expect(index.pair(entry('skill/nihongo'), entry('block/web-login'))).toBe(0);
  });
});
