import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameSchema } from '../../lib/core/component.ts';
import { deceit, folded, lookAlikes, passesForMarketplace } from '../../lib/core/look-alike.ts';

describe('names that look the same have one fold', () => {
  test.each([
    ['reply-drafter', 'reply_drafter'],
    ['reply.drafter', 'reply-drafter'],
    ['tool', 't00l'],
    ['mail', 'mai1'],
    ['mail', 'mall'],
    ['lint', 'iint'],
    ['modern', 'modem'],
    ['a--b', 'a-b'],
  ])('%s and %s', (one, other) => expect(folded(one)).toBe(folded(other)));

  test.each([
    ['reply-drafter', 'replydrafter'],
    ['crm-readonly', 'crm-readwrite'],
    ['v1', 'v2'],
  ])('%s and %s differ', (one, other) => expect(folded(one)).not.toBe(folded(other)));

  test('folding what is folded changes nothing', () => {
    const name = fc
      .stringMatching(/^[a-z0-9._-]{1,20}$/)
      .filter((one) => nameSchema.safeParse(one).success);
    fc.assert(
      fc.property(name, (one) => {
        const once = folded(one);
        expect(folded(once)).toBe(once);
      }),
    );
  });
});

test('only another name of the same kind is a look-alike', () => {
  const others = [
    { id: 'plugin/tool', kind: 'plugin' as const, name: 'tool' },
    { id: 'skill/t00l', kind: 'skill' as const, name: 't00l' },
    { id: 'plugin/t00l', kind: 'plugin' as const, name: 't00l' },
  ];
  const found = lookAlikes({ kind: 'plugin', name: 'tool' }, others);
  expect(found.map((one) => one.id)).toEqual(['plugin/t00l']);
});

describe('a name that would pass for a marketplace', () => {
  const known = ['depot', 'acme'];
  test.each([
    ['anthropic-plugins', 'anthropic-plugins'],
    ['anthr0pic_plugins', 'anthropic-plugins'],
    ['claude-community.crm', 'claude-community'],
    ['depot.crm', 'depot'],
    ['dep0t.crm', 'depot'],
  ])('%s', (name, like) => expect(passesForMarketplace(name, known)).toBe(like));

  test.each(['depot', 'depot-crm', 'crm.depot', 'my-healthcare'])('%s does not', (name) =>
    expect(passesForMarketplace(name, known)).toBeUndefined(),
  );
});

describe('a title', () => {
  test.each([
    ['a letter of another alphabet', 'CR\u041C sync', 'Latin and Cyrillic'],
    ['a Greek letter', '\u0391cme', 'Latin and Greek'],
    ['a space of no width', 'CRM\u200B', 'U+200B'],
    ['a joiner between Latin letters', 'CR\u200DM', 'U+200D'],
    ['text turned around', 'CRM \u202Egpj', 'U+202E'],
    ['a control character', 'CRM\u0007', 'U+0007'],
    ['a line break', 'CRM\nApproved', 'U+000A'],
    ['a blank that is a letter', '\u3164', 'U+3164'],
  ])('with %s is refused', (_, title, says) => expect(deceit(title)).toContain(says));

  test.each([
    'Reply drafter',
    'Ответы клиентам',
    'CRM для поддержки',
    '返信アシスタント CRM',
    'Família ação',
    'Train 🚂 and 👩‍👩‍👧‍👦 and ❤️ 1️⃣',
    'می‌خواهم',
    '',
  ])('"%s" is as it seems', (title) => expect(deceit(title)).toBeUndefined());
});
