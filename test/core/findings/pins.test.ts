import { describe, expect, test } from 'vitest';
import { floatingPins, rangeWidth } from '../../../lib/core/findings/pins.ts';
import { isWithinOneMinor } from '../../../lib/core/range.ts';
import { RULES, SUBJECT, withManifest } from './perfect.ts';

const pinned = (version: string) => withManifest({ uses: [{ plugin: 'reply-drafter', version }] });
const width = (widest: 'exact' | 'patch' | 'minor') => ({
  ...RULES,
  'range-width': { mode: 'enforce' as const, widest },
});

test.each([
  ['*', true],
  ['>=1.0.0', true],
  ['1.0.0 || >=3', true],
  ['^3.2.0', false],
  ['3.x', false],
  ['3.2.x', false],
  ['3.2.4', false],
])('%s floats: %s', (range, floats) => {
  expect(floatingPins(RULES, pinned(range)).length > 0).toBe(floats);
});

test.each(['latest', 'workspace:*', '3.2.y', ' ', '>2 <1'])(
  '%j is no range: locking refuses it, so no rule says it again',
  (text) => {
    expect(floatingPins(RULES, pinned(text))).toEqual([]);
    expect(rangeWidth(RULES, pinned(text))).toEqual([]);
  },
);

test('a line names its component, what was written and what to write instead', () => {
  const uses = [
    { skill: 'tone-brand-voice', version: '2.0.1' },
    { plugin: 'reply-drafter', version: '>=3.0.0' },
  ];
  expect(floatingPins(RULES, withManifest({ uses }))).toEqual([
    {
      field: 'uses[1].version',
      say: 'plugin/reply-drafter: ">=3.0.0" has no upper end, so it moves by itself.',
      fix: 'Write "3.2.x" instead.',
    },
  ]);
});

describe('the range to write instead', () => {
  test.each([
    ['minor', '^3.0.0', '3.2.x'],
    ['patch', '3.2.x', '3.2.4'],
    ['exact', '3.2.x', '3.2.4'],
    ['exact', '~3.2.1', '3.2.4'],
  ] as const)('at most %s: %s → %s, which stays with what runs today', (widest, range, write) => {
    const [breach] = rangeWidth(width(widest), pinned(range));
    expect(breach?.fix).toBe(`Write "${write}" instead.`);
    expect(isWithinOneMinor(write)).toBe(true);
    expect(rangeWidth(width(widest), pinned(write))).toEqual([]);
  });

  test('is an example where nothing is known of the component', () => {
    const subject = { ...pinned('*'), locked: new Map() };
    expect(floatingPins(RULES, subject)[0]?.fix).toBe('Write it like "1.4.0" or "3.2.x".');
  });

  test('is read from the range where the component is not locked', () => {
    const subject = { ...pinned('^3.1.0'), locked: new Map() };
    expect(rangeWidth(width('minor'), subject)[0]?.fix).toBe('Write "~3.1.0" instead.');
  });
});

test('a perfect manifest has no breach, and very long text is cut', () => {
  expect(floatingPins(RULES, SUBJECT)).toEqual([]);
  expect(rangeWidth(RULES, SUBJECT)).toEqual([]);
  const long = `${'1.0.0 || '.repeat(40)}>=3.0.0`;
  expect(floatingPins(RULES, pinned(long))[0]?.say.length).toBeLessThan(200);
});
