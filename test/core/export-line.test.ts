import { expect, test } from 'vitest';
import { readEvent, readLine } from '../../lib/core/export-line.ts';
import { history, linesOf, seeded, testKey } from '../kit/history.ts';

const LOG = history({ key: testKey(), chains: 1, events: 2, every: 2, random: seeded(1) });
const LINES = linesOf(LOG);

test('checkpoints and events are read as they were written', () => {
  expect(LINES.map(readLine)).toEqual([...LOG.checkpoints, ...LOG.chains.flat()]);
});

test.each([
  ['a blank', (line: string) => line.replace(':', ': ')],
  ['a key more', (line: string) => line.replace('{', '{"a":1,')],
  ['a key less', (line: string) => line.replace(/"s[^"]*":[^,}]*/, '"other":1')],
  ['nothing', () => ''],
])('neither is read with %s', (_, spoil) => {
  expect(LINES.map((line) => readLine(spoil(line)))).toEqual([undefined, undefined, undefined]);
});

test('an event is read in canonical form alone', () => {
  const event = LOG.chains[0]?.[0]?.event ?? '';
  expect(readEvent(event)).toMatchObject({ seq: 1, at: '2026-11-23T09:00:00.000Z' });
  expect(readEvent(` ${event}`)).toBeUndefined();
  expect(readEvent(event.replace('T09:', ' 09:'))).toBeUndefined();
  expect(readEvent('none')).toBeUndefined();
});
