import { describe, expect, test } from 'vitest';
import { type Archived, archiveName, isArchiveName, presentLine } from '../../lib/core/archive.ts';
import { nameOf } from '../../lib/core/checkpoint.ts';
import { type History, history, keptOf, seeded, testKey } from '../kit/history.ts';
import { TRUST } from '../kit/trust.ts';
import { NOW } from './perfect.ts';

const { sha } = TRUST;
const WANTED = { key: testKey(), chains: 4, events: 60, every: 10 };
const log = history({ ...WANTED, random: seeded(1) });
const archived = ({ checkpoints }: History): Archived[] =>
  checkpoints.map(({ checkpoint }) => ({ ...nameOf(checkpoint, sha), checkpoint }));
const ALL = archived(log);
const numbers = (line: readonly Archived[]) => line.map(({ number }) => number);

test('a name holds number and hash, and sorts by number', () => {
  const name = archiveName({ number: 7, hash: 'a'.repeat(64) });
  expect(isArchiveName(name)).toBe(true);
  expect([name < archiveName({ number: 12, hash: '0'.repeat(64) })]).toEqual([true]);
});

test.each([
  'a.jsonl',
  'checkpoint-7.jsonl',
  `${archiveName({ number: 7, hash: 'a'.repeat(64) })}.part`,
])('%s is no name of an archive', (name) => expect(isArchiveName(name)).toBe(false));

describe('the present line', () => {
  test('is all there is, in order, where nothing was restored', () => {
    const found = presentLine([...ALL].reverse());
    expect(numbers(found.line)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(found).toMatchObject({ missing: [], apart: [] });
  });
  test('of nothing is nothing', () => {
    expect(presentLine([])).toEqual({ line: [], missing: [], apart: [] });
  });
  test.each([
    [[3], [{ from: 3, to: 3 }]],
    [[1, 2], [{ from: 1, to: 2 }]],
    [
      [2, 4, 5],
      [
        { from: 2, to: 2 },
        { from: 4, to: 5 },
      ],
    ],
  ])('without %j says so', (without, missing) => {
    const found = presentLine(ALL.filter(({ number }) => !without.includes(number)));
    expect(found.missing).toEqual(missing);
    expect(numbers(found.line)).toEqual([1, 2, 3, 4, 5, 6].filter((n) => !without.includes(n)));
  });

  const [, , , fourth, , sixth] = log.checkpoints;
  if (!fourth || !sixth) throw new Error('six checkpoints');
  const declared = {
    ...{ at: fourth.checkpoint.at, by: 'system/restore', madeAt: NOW },
    lost: keptOf(sixth),
  };
  const after = archived(
    history({ ...WANTED, random: seeded(2), note: 'again', after: { log, number: 4, declared } }),
  ).slice(4);

  test('leaves apart what a restore took away', () => {
    const found = presentLine([...ALL, ...after]);
    expect(found.line).toEqual([...ALL.slice(0, 4), ...after]);
    expect(found).toMatchObject({ missing: [], apart: ALL.slice(4) });
  });
  test('never fills a gap with what another epoch had there', () => {
    const found = presentLine([...ALL, ...after.filter(({ number }) => number !== 5)]);
    expect(found.missing).toEqual([{ from: 5, to: 5 }]);
    expect(found.apart).toEqual(ALL.slice(4));
  });
});
