import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ChainHead,
  type ChainLine,
  EMPTY_CHAIN,
  linkHash,
  nextLine,
} from '../../lib/core/audit.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import { TRUST } from '../kit/trust.ts';
import { OWNER, sha } from './perfect.ts';

function chain(subject: string, count: number, note = 'kept'): ChainLine[] {
  let head: ChainHead = EMPTY_CHAIN;
  return Array.from({ length: count }, (_, n) => {
    const at = `2026-11-23T09:0${n}:00.000Z`;
    const actor = { kind: 'person' as const, id: OWNER };
    const line = nextLine(head, { subject, kind: 'made', at, actor, data: { note, n } }, sha);
    head = line;
    return line;
  });
}

const text = (line: ChainLine) => canonicalize(line) ?? '';
const ONE = chain('workflow/grüße-😀', 4);
const TWO = chain('approval/apr_1', 3);
const verify = (lines: readonly ChainLine[]) => verifyExport(lines.map(text), TRUST);

describe('what holds', () => {
  test('several chains, one after another', () => {
    expect(verify([...ONE, ...TWO])).toEqual({
      events: 7,
      chains: 2,
      last: '2026-11-23T09:03:00.000Z',
      keys: [],
      unanchored: { events: 7, since: '2026-11-23T09:00:00.000Z' },
      restores: [],
      breaks: [],
    });
  });
  test('chains that take turns, and empty lines between', () => {
    const mixed = [ONE[0], TWO[0], ONE[1], TWO[1]].flatMap((line) =>
      line ? [text(line), ''] : [],
    );
    expect(verifyExport(mixed, TRUST)).toMatchObject({ events: 4, breaks: [] });
  });
  test('nothing at all', () => {
    const unanchored = { events: 0, since: undefined };
    const none = { keys: [], restores: [], breaks: [] };
    const nothing = { events: 0, chains: 0, last: undefined, unanchored, ...none };
    expect(verify([])).toEqual(nothing);
  });
});

const [a, b, c, d] = ONE;
if (!a || !b || !c || !d) throw new Error('four lines');
const other = chain('workflow/grüße-😀', 4, 'another history');
const spoiled: [string, ChainLine[], number, RegExp][] = [
  [
    'a changed event',
    [a, { ...b, event: b.event.replace('kept', 'lost') }, c, d],
    2,
    /hash does not fit/,
  ],
  ['a changed hash', [a, { ...b, hash: a.hash }, c, d], 2, /hash does not fit/],
  ['a changed link', [a, { ...b, prev: b.hash }, c, d], 2, /hash does not fit/],
  ['a gap', [a, b, d], 3, /gap: number 4 after 2/],
  ['a missing beginning', [b, c, d], 1, /gap: number 2 after 0/],
  ['a fork', [a, b, ...other.slice(2)], 3, /does not follow/],
  [
    'a chain that begins anew',
    [a, b, ...other.slice(0, 1)],
    3,
    /twice or out of order: number 1 after 2/,
  ],
  ['a doubled line', [a, b, b, c], 3, /twice or out of order/],
  ['two lines that changed places', [a, c, b, d], 2, /gap/],
  ['a line under another name', [a, { ...b, subject: 'workflow/y' }, c, d], 2, /does not belong/],
  ['a line with another number', [a, { ...b, seq: 3 }, c, d], 2, /does not belong/],
];
test.each(spoiled)('%s is reported where it stands', (_, lines, at, say) => {
  const [first] = verify([...TWO, ...lines]).breaks;
  expect(first).toMatchObject({ line: TWO.length + at, say: expect.stringMatching(say) });
});

test.each([
  ['no JSON', 'never'],
  ['another kind of JSON', '{"hello":1}'],
  [
    'keys in another order',
    JSON.stringify({ subject: a.subject, seq: 1, prev: a.prev, hash: a.hash, event: a.event }),
  ],
  ['a blank between', text(a).replace('":', '": ')],
  ['one key too many', canonicalize({ ...a, more: 1 }) ?? ''],
  ['a doubled key', text(a).replace('{', '{"seq":1,')],
])('a line that is %s is no line of an export', (_, line) => {
  expect(verifyExport([line], TRUST).breaks).toEqual([
    { line: 1, subject: '?', seq: 0, say: 'is no line of an audit export' },
  ]);
});

test('an event that is not canonical is reported though its hash fits', () => {
  const loose = ` ${a.event}`;
  const line = { ...a, event: loose, hash: linkHash(a.prev, loose, sha) };
  expect(verify([line]).breaks).toMatchObject([
    { line: 1, say: 'holds an event that is not in canonical form' },
  ]);
});

test.each([
  [59, []],
  [61, [/goes back in time: 2026-11-23T09:58:59.000Z after 2026-11-23T10:00:00.000Z/]],
])('a clock that is %s seconds behind', (seconds, says) => {
  const later = { kind: 'made', actor: { kind: 'system' as const, id: 't' }, data: {} };
  const subject = 'workflow/clock';
  const at = (moment: string) => ({ subject, ...later, at: moment });
  const first = nextLine(EMPTY_CHAIN, at('2026-11-23T10:00:00.000Z'), sha);
  const back = new Date(Date.parse('2026-11-23T10:00:00.000Z') - seconds * 1_000).toISOString();
  const found = verify([first, nextLine(first, at(back), sha)]).breaks;
  expect(found.map((one) => one.say)).toEqual(says.map((say) => expect.stringMatching(say)));
});

test('any single changed byte of an export is reported', () => {
  const bytes = new TextEncoder().encode([...ONE, ...TWO].map(text).join('\n'));
  const place = fc.integer({ min: 0, max: bytes.length - 1 });
  const decoder = new TextDecoder();
  fc.assert(
    fc.property(place, fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = Uint8Array.from(bytes);
      changed[at] = (bytes[at] ?? 0) ^ by;
      const { breaks } = verifyExport(decoder.decode(changed).split('\n'), TRUST);
      expect(breaks.length).toBeGreaterThan(0);
    }),
    { numRuns: 2_000 },
  );
});
