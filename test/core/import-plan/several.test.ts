import { expect, it } from 'vitest';
import { decisions, EMPTY, PLUGIN } from './apply.ts';

const version = (of: string, more: object = { oneOfSeveral: true as const }) => ({
  ...PLUGIN,
  ...more,
  uses: [],
  version: of,
});

it('several versions of one thing may come together', () => {
  expect(decisions(EMPTY, [version('1.0.0'), version('1.1.0')])).toEqual([
    'publish plugin/fare-check 1.0.0',
    'publish plugin/fare-check 1.1.0',
  ]);
});

it.each([
  ['the same one twice', version('1.0.0')],
  ['another that does not say so', version('1.1.0', {})],
])('but not %s', (_, second) => {
  expect(decisions(EMPTY, [version('1.0.0'), second])).toEqual([
    'publish plugin/fare-check 1.0.0',
    'refused named-twice',
  ]);
});
