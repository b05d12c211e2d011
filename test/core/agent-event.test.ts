import { describe, expect, test } from 'vitest';
import {
  agentKindSchema,
  type Claim,
  claimed,
  factsSchema,
  MOST_A_MINUTE,
  type Spent,
  secondsLeft,
  spendOne,
} from '../../lib/core/agent-event.ts';
import { sha } from './perfect.ts';

const CLAIM: Claim = { key: 'run-1', kind: 'mail.sent', facts: { ticket: 4711 } };
const HOW = { id: 'e1', salt: 's1', sha };
const made = (change: Partial<Claim> = {}, how = HOW) => {
  const written = claimed({ ...CLAIM, ...change }, how);
  if (written.kind === 'refused') throw new Error(written.say);
  return written;
};

test.each(['mail.sent', 'a', 'step-2.done'])('%s is a kind', (kind) => {
  expect(agentKindSchema.safeParse(kind).success).toBe(true);
});
test.each(['', 'Mail', 'mail sent', '.mail', 'mail.', 'mail..sent', 'a'.repeat(61), 'größe'])(
  '"%s" is no kind',
  (kind) => {
    expect(agentKindSchema.safeParse(kind).success).toBe(false);
  },
);

test.each<[string, object]>([
  ['a sentence', { note: 'it went well' }],
  ['a name that is like ours', { entryId: 'x' }],
  ['a list', { ids: ['a'] }],
  ['a name with a dot', { 'a.b': 1 }],
  ['no text', { id: '' }],
  ['a long id', { id: 'a'.repeat(121) }],
  ['too many', Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`f${n}`, n]))],
])('%s is no fact', (_, facts) => {
  expect(factsSchema.safeParse(facts).success).toBe(false);
});
test('ids, numbers, yes and no are facts', () => {
  expect(factsSchema.safeParse({ id: 'A-1/b:c', n: -1.5, ok: false }).success).toBe(true);
});

describe('what enters the chain', () => {
  test('is facts and digests: neither payload nor words', () => {
    const { data } = made({ payload: { card: '4111' }, text: 'To the customer' });
    expect(data).toEqual({
      ticket: 4711,
      entryId: 'e1',
      payloadDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      textDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(data)).not.toMatch(/4111|customer/);
  });
  test('hides words behind a salt', () => {
    const digest = (salt: string) => made({ text: 'yes' }, { ...HOW, salt }).data.textDigest;
    expect(digest('s1')).not.toBe(digest('s2'));
  });
  test('says the same payload by the same digest, whatever the order of its keys', () => {
    const digest = (payload: unknown) => made({ payload }).data.payloadDigest;
    expect(digest({ a: 1, b: 2 })).toBe(digest({ b: 2, a: 1 }));
    expect(digest(null)).not.toBe(digest({}));
  });
  test.each([
    ['too large a payload', 'x'.repeat(8 * 1024), 'payload-too-large'],
    ['what reads in two ways', JSON.parse('{"__proto__":1}'), 'payload-unsafe'],
  ])('is not %s', (_, payload, why) => {
    expect(claimed({ ...CLAIM, payload }, HOW)).toMatchObject({ why });
  });
});

test('repeating it is told from saying something else', () => {
  expect(made({}, { ...HOW, salt: 's2', id: 'e2' }).digest).toBe(made().digest);
  const others = [
    made({ kind: 'mail.read' }),
    made({ facts: {} }),
    made({ payload: null }),
    made({ text: 'x' }),
  ];
  expect(new Set([made(), ...others].map((one) => one.digest)).size).toBe(5);
});

describe('one chain in one minute', () => {
  const AT = '2026-11-23T09:00:59.000Z';
  test('takes its part of what a workflow may append, and in the next minute again', () => {
    let spent: Spent | undefined;
    let taken = 0;
    for (let next = spendOne(spent, AT); next; next = spendOne(next, AT)) {
      spent = next;
      taken += 1;
    }
    expect(taken * 4).toBe(MOST_A_MINUTE);
    expect(spendOne(spent, '2026-11-23T09:01:00.000Z')).toEqual({
      minute: '2026-11-23T09:01',
      used: 1,
    });
  });
  test.each([
    [AT, 1],
    ['2026-11-23T09:00:00.000Z', 60],
    ['2026-11-23T09:00:59.999Z', 1],
  ])('at %s is over in %i s', (at, seconds) => expect(secondsLeft(at)).toBe(seconds));
});
