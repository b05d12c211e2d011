import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkProof, makeProof, type Proof, proofSchema } from '../../lib/core/proof.ts';
import { history, keptOf, linesOf, seeded, subjectOf, testKey } from '../kit/history.ts';
import { TRUST } from '../kit/trust.ts';
import { sha } from './perfect.ts';

const KEY = testKey();
const LOG = history({ key: KEY, chains: 7, events: 100, every: 30, random: seeded(5) });
const LINES = linesOf(LOG);
const KNOWN = { ...TRUST, keys: [KEY.fingerprint] };
const [FIRST] = LOG.checkpoints;
if (!FIRST) throw new Error('a checkpoint');

function proofOf(subject: string, seq: number): Proof {
  const made = makeProof(LINES, { subject, seq }, sha);
  if (made.kind === 'refused') throw new Error(made.say);
  return proofSchema.parse(JSON.parse(JSON.stringify(made.proof)));
}

const covered = LOG.checkpoints.flatMap(({ leaves }) =>
  leaves.flatMap(([subject, from, seq]) =>
    Array.from({ length: seq - from }, (_, n) => ({ subject, seq: from + 1 + n })),
  ),
);

describe('a proof', () => {
  test('is there for every covered event, and checks without the log', () => {
    expect(covered).toHaveLength(90);
    for (const { subject, seq } of covered) {
      const found = checkProof(proofOf(subject, seq), KNOWN);
      expect(found).toMatchObject({ kind: 'proved', subject, seq, sure: true });
    }
  });

  test('shows no other event', () => {
    for (const { subject, seq } of covered) {
      const proof = JSON.stringify(proofOf(subject, seq));
      expect(proof.match(/kept/g)).toHaveLength(1);
      const others = LOG.chains
        .map(([line]) => line?.subject ?? '')
        .filter((one) => one !== subject);
      expect(others.filter((other) => proof.includes(`"${other}"`))).toEqual([]);
    }
  });

  test('proves nothing from outside without anything from outside', () => {
    expect(checkProof(proofOf(subjectOf(0), 1), TRUST)).toMatchObject({ sure: false });
  });

  test('is sure by a kept checkpoint too', () => {
    const proof = proofOf(FIRST.leaves[0]?.[0] ?? '', 1);
    const expectKept = { ...TRUST, expect: keptOf(FIRST) };
    expect(checkProof(proof, expectKept)).toMatchObject({ kind: 'proved', sure: true });
    const other = { ...TRUST, expect: { number: 1, hash: 'f'.repeat(64) } };
    expect(checkProof(proof, other)).toMatchObject({ why: 'other-checkpoint' });
  });
});

const proof = proofOf(subjectOf(1), 2);
const [low = '', ...rest] = proof.path;
const spoiled: [string, Partial<Proof>, string][] = [
  ['another event', { event: proof.event.replace('kept', 'lost') }, 'other-chain'],
  ['an event of another chain', { event: proof.event.replace('-1"', '-2"') }, 'other-event'],
  ['an event that is not canonical', { event: ` ${proof.event}` }, 'other-event'],
  ['no event', { event: 'none' }, 'other-event'],
  ['another beginning', { prev: 'b'.repeat(64) }, 'other-chain'],
  ['a link too many', { later: [...proof.later, proof.prev] }, 'other-event'],
  ['another place', { index: proof.index + 1 }, 'other-root'],
  ['another way', { path: [...rest, low] }, 'other-root'],
  ['another checkpoint', { checkpoint: { ...proof.checkpoint, lines: 1 } }, 'forged'],
  ['another signature', { signature: LOG.checkpoints.at(-1)?.signature ?? '' }, 'forged'],
];
test.each(spoiled)('with %s does not check', (_, change, why) => {
  expect(checkProof({ ...proof, ...change }, KNOWN)).toMatchObject({ kind: 'refused', why });
});

test('signed by a key that is not the known one does not check', () => {
  const other = { ...TRUST, keys: [testKey().fingerprint] };
  expect(checkProof(proof, other)).toMatchObject({ why: 'other-key' });
});

test('with any one character changed it does not check, or is no proof', () => {
  const text = JSON.stringify(proof);
  const place = fc.integer({ min: 0, max: text.length - 1 });
  fc.assert(
    fc.property(place, fc.constantFrom('0', '1', 'a', 'f', '"', ',', ' '), (at, sign) => {
      fc.pre(text[at] !== sign);
      const changed = `${text.slice(0, at)}${sign}${text.slice(at + 1)}`;
      expect(holds(changed)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

function holds(text: string): boolean {
  try {
    const parsed = proofSchema.safeParse(JSON.parse(text));
    return parsed.success && checkProof(parsed.data, KNOWN).kind === 'proved';
  } catch {
    return false;
  }
}

test.each([
  ['an event that is not there', LINES, { subject: subjectOf(0), seq: 999 }, 'no-such-event'],
  ['a chain that is not there', LINES, { subject: 'workflow/none', seq: 1 }, 'no-such-event'],
  ['a file that is no export', ['{}'], { subject: subjectOf(0), seq: 1 }, 'no-export'],
  [
    'an event that no checkpoint covers',
    LINES,
    { subject: LOG.chains[0]?.[0]?.subject ?? '', seq: LOG.chains[0]?.length ?? 0 },
    'not-covered',
  ],
])('there is none of %s', (_, lines, event, why) => {
  expect(makeProof(lines, event, sha)).toMatchObject({ kind: 'refused', why });
});
