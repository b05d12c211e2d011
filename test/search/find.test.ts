import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../lib/search/index.ts';
import { ENTRIES } from './sample.ts';

const index = buildIndex(ENTRIES);
const best = (query: string) => index.find(query, { limit: 5 })[0]?.id;

describe('the best answer comes first', () => {
  it.each([
    ['plain words', 'reply to customers', 'plugin/reply-drafter'],
    ['the id as written', 'crm-readonly', 'connector/crm-readonly'],
    ['a plural', 'invoice', 'plugin/invoice-checker'],
    ['another form of the word', 'redact', 'skill/pii-redaction'],
    ['a typo', 'calender', 'connector/calendar'],
    ['the beginning of a word', 'redac', 'skill/pii-redaction'],
    ['a synonym', 'bill', 'plugin/invoice-checker'],
    [
      'a synonym by its British ending',
      'organise our scheduling appointments',
      'connector/calendar',
    ],
    ['powerpoint for a presentation', 'powerpoint', 'plugin/slide-maker'],
    ['a keyword', 'office', 'plugin/slide-maker'],
    ['capitals and punctuation', '*REPLY!* <to> "Customers"', 'plugin/reply-drafter'],
    ['Japanese', '議事録', 'skill/nihongo'],
    ['Cyrillic', 'перевод', 'skill/perevod'],
    [
      'a paragraph about it',
      `We get many support tickets. ${'Every day something else happens. '.repeat(9)}`,
      'plugin/reply-drafter',
    ],
  ])('for %s', (_, query, id) => {
    expect(best(query)).toBe(id);
  });
});

describe('nothing is better than something that does not fit', () => {
  it.each([
    ['an empty query', ''],
    ['spaces', ' \n\t '],
    ['emoji only', '🚌🚌'],
    ['stop words only', 'what should we do with the other'],
    ['nonsense', 'qwertyuiop asdfgh'],
    ['a need that nothing meets', 'grow tomatoes on the roof'],
    ['one common word among strange ones', 'new quantum chromodynamics lattice'],
  ])('for %s', (_, query) => {
    expect(index.find(query, { limit: 5 })).toEqual([]);
  });

  it('holds for an empty catalog', () => {
    expect(buildIndex([]).find('reply', { limit: 5 })).toEqual([]);
  });
});

describe('the reason is a sentence with the words that were asked for, and what is there instead', () => {
  it.each([
    ['reply to customers', 'Matches "reply", "customers"'],
    ['calender', 'Says "calendar" for "calender"'],
    ['bills', 'Says "invoice" for "bills"'],
    ['reply to consumers', 'Matches "reply"'],
    ['answer customers', 'Matches "customers"; says "reply" for "answer"'],
  ])('%s', (query, why) => {
    expect(index.find(query, { limit: 1 })[0]?.why).toBe(why);
  });
});

it('takes a query of 5,000 characters', () => {
  const query = 'reply to customers '.repeat(300).slice(0, 5000);
  expect(index.find(query, { limit: 1 })[0]?.id).toBe('plugin/reply-drafter');
});

it('keeps to the limit and the kinds asked for', () => {
  expect(index.find('customer tickets reply', { limit: 1 })).toHaveLength(1);
  const kinds = index.find('crm', { limit: 5, kinds: ['connector'] }).map((match) => match.id);
  expect(kinds).toEqual(['connector/crm-readonly']);
});

it('finds what uses a connector by the connector, written as name or id', () => {
  const found = index.find('crm-readonly', { limit: 9 }).map((match) => match.id);
  expect(found).toEqual(expect.arrayContaining(['plugin/reply-drafter', 'plugin/ticket-triage']));
});

it('gives the same answer in the same order, whatever the order of the catalog', () => {
  const turned = buildIndex([...ENTRIES].reverse());
  const ids = (one: typeof index) => one.find('tickets', { limit: 9 }).map((match) => match.id);
  expect(ids(turned)).toEqual(ids(index));
});

it('finds words that are also names of built-in properties', () => {
  const odd = { ...(ENTRIES[0] ?? { id: '' }), id: 'plugin/odd', text: 'constructor __proto__' };
  const found = buildIndex([
    ...ENTRIES,
    { ...odd, kind: 'plugin', title: 'odd', keywords: [], connectors: [], team: '' },
  ]);
  expect(found.find('constructor', { limit: 1 })[0]?.id).toBe('plugin/odd');
});
