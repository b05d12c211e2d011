import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overLimit, PAYLOAD_LIMIT_BYTES, readPayload } from '../../lib/core/payload.ts';

const canonical = (value: unknown) => {
  const outcome = readPayload(value);
  return outcome.kind === 'payload' ? outcome.canonical : outcome.why;
};

test('keys are sorted, at every depth', () => {
  expect(canonical({ b: 1, a: { d: [2, { z: 1, y: 2 }], c: null } })).toBe(
    '{"a":{"c":null,"d":[2,{"y":2,"z":1}]},"b":1}',
  );
});

test('the same JSON in any order of keys has one canonical text', () => {
  const turned = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(turned);
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, one]) => [key, turned(one)]),
    );
  };
  const json = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 });
  fc.assert(
    fc.property(json, (value) => {
      expect(canonical(turned(value))).toBe(canonical(value));
    }),
  );
});

test('what is accepted reads back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const outcome = readPayload(value);
      const same = JSON.parse(JSON.stringify(value));
      if (outcome.kind === 'payload') expect(JSON.parse(outcome.canonical)).toEqual(same);
    }),
  );
});

describe('size', () => {
  const text = (bytes: number) => 'x'.repeat(bytes - 2);
  test('the limit counts', () => {
    expect(canonical(text(PAYLOAD_LIMIT_BYTES))).toHaveLength(PAYLOAD_LIMIT_BYTES);
    expect(canonical(text(PAYLOAD_LIMIT_BYTES + 1))).toBe('payload-too-large');
  });
  test.each([
    [4096, '4 KB'],
    [1500, '1.5 KB'],
    [262_144, '256 KB'],
  ])('%d bytes are said as %s', (limit, said) => {
    expect(overLimit('x'.repeat(limit), limit)).toBeUndefined();
    expect(overLimit('x'.repeat(limit + 1), limit)?.say).toContain(`larger than ${said}.`);
  });
  test.each([
    ['é', 2],
    ['…', 3],
    ['😀', 4],
  ])('%s counts as the %d bytes that it takes in UTF-8', (character, bytes) => {
    const most = (102 - 2) / bytes;
    expect(readPayload(character.repeat(Math.floor(most)), 102)).toMatchObject({ kind: 'payload' });
    expect(readPayload(character.repeat(Math.floor(most) + 1), 102)).toMatchObject({
      why: 'payload-too-large',
    });
  });
  test('a wide list is refused before it is written out', () => {
    expect(canonical(Array.from({ length: PAYLOAD_LIMIT_BYTES + 1 }, () => 1))).toBe(
      'payload-too-large',
    );
  });
});

describe('depth', () => {
  const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
  test.each([
    [64, 'payload'],
    [65, 'refused'],
    [1000, 'refused'],
    [10_000, 'refused'],
  ])('%d levels: %s', (levels, kind) => expect(readPayload(nested(levels)).kind).toBe(kind));
});

const unsafe: [string, unknown][] = [
  ['a lone high surrogate', '\ud800'],
  ['a lone low surrogate in a list', [1, 'a\udc00b']],
  ['a lone surrogate in a key', { '\ud800': 1 }],
  ['__proto__ as JSON brings it', JSON.parse('{"a":{"__proto__":{"admin":true}}}')],
  ['constructor', { constructor: 1 }],
  ['prototype', [{ prototype: 1 }]],
  ['a number beyond all numbers', JSON.parse('1e400')],
  ['no number', Number.NaN],
  ['a whole number that is not exact any more', JSON.parse('9007199254740993')],
];
test.each(unsafe)(
  '%s is unsafe: it could be shown as one thing and read as another',
  (_, value) => {
    expect(canonical(value)).toBe('payload-unsafe');
  },
);

test.each([
  ['emoji', '😀'],
  ['nothing', undefined],
  ['null', null],
  ['the largest exact number', 9007199254740991],
  ['a fraction', 0.1],
])('%s is safe', (_, value) => expect(readPayload(value).kind).toBe('payload'));

test('a refusal says what to do instead', () => {
  expect(readPayload('x'.repeat(99), 64)).toMatchObject({
    say: expect.stringContaining('Pass a reference'),
    facts: { limit: 64 },
  });
});
