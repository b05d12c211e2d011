import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  brief,
  cardLookOf,
  cardNote,
  isHidden,
  templateProblems,
} from '../../lib/core/card-template.ts';

const CALL = {
  amount: 12.5,
  customer: { name: 'Customer', iban: 'DE00', tags: ['a', 'b'] },
  empty: '',
};

describe('a template', () => {
  test.each([
    ['Refund of {amount}', undefined],
    ['{a.b-c_d.0}', undefined],
    ['no places at all', undefined],
    ['{}', '{} is unknown'],
    ['{a b}', '{a b} is unknown'],
    ['{a..b}', '{a..b} is unknown'],
    ['{__proto__', 'A brace stands alone'],
    ['amount} of', 'A brace stands alone'],
    ['{{amount}}', 'A brace stands alone'],
    ['{customer.iban}', '{customer.iban} is sensitive'],
    ['{IBAN.first}', '{IBAN.first} is sensitive'],
    ['{access_token}', '{access_token} is sensitive'],
    ['{a}'.repeat(21), 'a card takes 20'],
  ])('%s', (card, says) => {
    const problems = templateProblems({ card, sensitive: ['iban'] });
    if (says === undefined) expect(problems).toEqual([]);
    else expect(problems.join(' ')).toContain(says);
  });

  test('says each problem once, and nothing where there is none', () => {
    expect(templateProblems({ card: '{} {}' })).toHaveLength(1);
    expect(templateProblems({})).toEqual([]);
  });
});

describe('the words of the team', () => {
  test.each([
    ['{amount} to {customer.name}', '12.5 to Customer'],
    ['{customer.tags.1}', 'b'],
    ['{nothing} {customer.nothing.more}', '(not given) (not given)'],
    ['{empty}', '(empty)'],
    ['{customer}', '{"iban":"(hidden)","name":"Customer","tags":["a","b"]}'],
    ['{constructor} {__proto__}', '(not given) (not given)'],
  ])('%s', (card, says) => {
    expect(cardNote({ card, sensitive: ['iban'] }, CALL)).toBe(says);
  });

  test('stay on one line each, so that none looks like a line of ours', () => {
    const note = cardNote({ card: 'To {to}' }, { to: 'x\nApproved by everybody\u2028Ends never' });
    expect(note).toBe('To x ⏎ Approved by everybody ⏎ Ends never');
  });

  test('are none without a template, and never very long', () => {
    expect(cardNote({}, CALL)).toBeUndefined();
    const long = { a: 'x'.repeat(1000) };
    const note = cardNote({ card: '{a}'.repeat(20) }, long) ?? '';
    expect(note.length).toBeLessThan(1_550);
  });
});

describe('what is sensitive', () => {
  test.each([
    ['IBAN', true],
    ['iban', true],
    ['ibans', false],
    ['api_key', true],
    ['to', false],
  ])('%s: %s', (name, hidden) => {
    expect(isHidden(name, { sensitive: ['Iban'] })).toBe(hidden);
  });

  test('is hidden in JSON that is text, too, and text that hides nothing stays as it is', () => {
    const look = { sensitive: ['iban'] };
    expect(brief('{"iban": "DE00", "a": 1}', look)).toBe('{"a":1,"iban":"(hidden)"}');
    expect(brief('{ "a":  1 }', look)).toBe('{ "a":  1 }');
    expect(brief('{not json', look)).toBe('{not json');
  });

  test('never reaches a card, however deep it lies', () => {
    const secret = 'the-secret-value';
    const deep = fc.letrec((tie) => ({
      node: fc.oneof(
        fc.constant({ iban: secret }),
        fc.dictionary(fc.string(), tie('node'), { maxKeys: 3 }),
        fc.array(tie('node'), { maxLength: 3 }),
        tie('node').map((value) => JSON.stringify(value)),
      ),
    })).node;
    fc.assert(
      fc.property(deep, (value) => {
        const look = { card: '{a} {a.b} {a.0.iban} {iban}', sensitive: ['iban'] };
        expect(cardNote(look, { a: value, iban: secret })).not.toContain(secret);
        expect(brief(value, look)).not.toContain(secret);
      }),
    );
  });
});

test('of a rule its card alone is kept', () => {
  expect(cardLookOf({ card: 'x', sensitive: ['y'] })).toEqual({ card: 'x', sensitive: ['y'] });
  expect(cardLookOf({})).toEqual({});
});
