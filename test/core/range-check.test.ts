import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPinRange, isRange, isWithinOneMinor } from '../../lib/core/range.ts';
import { adviseRange, checkRange } from '../../lib/core/range-check.ts';
import { DATA_ABSENT, DATA_PRESENT, ranges } from './version-data.ts';

const PUBLISHED = ['1.4.0', '3.1.9', '3.2.0', '3.2.4', '3.3.0', '4.0.0-rc.1'];

/** What is told to be written: for junk by the check, for a range by the advice on its width. */
function written(text: string, versions: readonly string[]): string | undefined {
  const outcome = checkRange(text, versions);
  return outcome.kind === 'bad' ? outcome.write : adviseRange(text, versions).write;
}

const isNarrow = (text: string) => isPinRange(text) && isWithinOneMinor(text);

describe('a pin', () => {
  test.each([
    '3.2.x',
    '~3.2.1',
    '1.4.0',
    '4.0.0-rc.1',
    '3.2.0 || 3.2.4',
    '>=3.2.0 <3.3.0',
    '^3.1.0',
    '3',
    '>=1.4.0',
    '1.4.0 || 3.2.0',
    '^7.0.0',
    '*',
  ])('%j stands: how wide it may be is for the baseline to say', (range) =>
    expect(checkRange(range, PUBLISHED)).toEqual({ kind: 'ok' }),
  );

  test.each(['', ' ', 'latest', '3.2.y', 'git+ssh://x', '>2 <1'])('%j is no range', (range) => {
    expect(checkRange(range, PUBLISHED)).toMatchObject({ kind: 'bad', write: '3.3.x' });
  });
});

const EXAMPLE = 'Write "3.3.x", for example.';

test.each([
  ['3.2.0 | 3.2.4', ' as it is spelled', 'Write "3.2.0 || 3.2.4" instead.'],
  ['workspace:^3.1.0', ': it points to a package of the same repository', 'Write "3.3.x" instead.'],
  ['catalog:', ': it stands for one that a package manager keeps elsewhere', EXAMPLE],
  ['npm:alias@~3.2.0', ': it renames a package', 'Write "~3.2.0" instead.'],
  ['patch:parser@3.2.0#a.patch', ': it is a patched package', 'Write "3.2.0" instead.'],
  ['file:../a', ': it is a path on one machine', EXAMPLE],
  ['org/repo#v3.2.0', ': it is an address', 'Write "3.2.0" instead.'],
  ['condition:NEXT ? ^4.1.2 : ^2.4.2', ': it chooses between several', EXAMPLE],
  ['latest', ': it is a name that moves from version to version', EXAMPLE],
  ['b17ad51', ': it is a commit', EXAMPLE],
  ['3.2.y', '', EXAMPLE],
])('the advice on %j says that it is no version range%s. %s', (text, what, way) => {
  const say = `"${text}" is no version range${what}. ${way}`;
  expect(checkRange(text, PUBLISHED)).toMatchObject({ say });
});

describe('the advice', () => {
  test.each([
    ['3.2.x', 'Write "3.2.x" instead.'],
    ['^0.3.1', 'Write "^0.3.1" instead.'],
    ['^3.1.0', 'Write "3.3.x" instead.'],
    ['*', 'Write "3.3.x" instead.'],
    ['3.x', 'Write "3.3.x" instead.'],
    ['3', 'Write "3.3.x" instead.'],
    ['>=1.4.0', 'Write "3.3.x" instead.'],
    ['1.4.0 || 3.2.0', 'Write "3.2.x" instead.'],
    ['^7.0.0', 'Write "3.3.x", for example.'],
  ])('on %j, for one minor: %s', (range, way) => {
    expect(adviseRange(range, PUBLISHED).way).toBe(way);
  });

  test('with only pre-releases published: the newest of them is the example', () => {
    expect(adviseRange('*', ['1.0.0-rc.1', '1.0.0-rc.2']).write).toBe('1.0.0-rc.2');
  });

  test.each([
    ['', `A pin needs a version range. ${EXAMPLE}`],
    ['>2 <1', `">2 <1" names no version to start from. ${EXAMPLE}`],
  ])('on %j is %s', (text, say) => {
    expect(checkRange(text, PUBLISHED)).toMatchObject({ say });
  });

  test.each([
    ['^1.3.31', '~1.3.31'],
    ['>1.0.0', '~1.0.1'],
    ['^2.0.0-rc.1 || ^2.0.0', '~2.0.0-rc.1'],
  ])('nothing published: from %j itself comes %s', (text, write) => {
    expect(adviseRange(text, []).write).toBe(write);
  });

  test.each([
    ['workspace:^1.2.0', '~1.2.0'],
    ['>0.9007199254740991', '0.9007199254740991.1'],
  ])('nothing published: from the range that is in %j comes %s', (text, write) => {
    expect(checkRange(text, [])).toMatchObject({ kind: 'bad', write });
  });

  test.each(['*', '0.x', '<2.0.0', undefined])(
    'nothing published and no number in %j: the form is shown, and why none is named',
    (meant) => {
      const advice = adviseRange(meant, []);
      expect(advice.write).toBeUndefined();
      expect(advice.way).toBe(
        'No version of it is known here to name one: write it like "1.4.0" or "3.2.x".',
      );
    },
  );

  test('whatever the text, what is to be written stands', () => {
    const part = fc.constantFrom(
      ...'0123456789.-+*xv^~<>=| ,@:#/%rcab'.split(''),
      '9007199254740991',
    );
    const text = fc.oneof(fc.string({ unit: part, maxLength: 30 }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, fc.constantFrom([], PUBLISHED), (drawn, published) => {
        const write = written(drawn, published);
        if (write !== undefined) expect([write, isNarrow(write)]).toEqual([write, true]);
      }),
      { numRuns: 2000 },
    );
  });

  test('a text of any length is quoted cut', () => {
    const outcome = checkRange('x'.repeat(10_000), PUBLISHED);
    expect(outcome.kind === 'bad' && outcome.say.length).toBeLessThan(300);
  });
});

describe.runIf(DATA_PRESENT)('every range of real manifests', () => {
  const found = DATA_PRESENT ? ranges().map((one) => one.range) : [];

  test('is narrow, or gets a narrow range to write instead', () => {
    const wide = found.filter((range) => !isNarrow(range));
    const mended = wide.filter((range) => isNarrow(written(range, PUBLISHED) ?? ''));
    expect([found.length, wide.length, mended.length]).toEqual([7782, 5521, 5521]);
  });

  test('gets the same without a published version, or the reason why none can be named', () => {
    const count = { narrow: 0, advised: 0, explained: 0 };
    const bad: string[] = [];
    for (const range of found) {
      const write = isNarrow(range) ? range : written(range, []);
      if (isNarrow(range)) count.narrow += 1;
      else if (write === undefined) count.explained += 1;
      else if (isNarrow(write)) count.advised += 1;
      else bad.push(range);
      const outcome = checkRange(range, []);
      if (outcome.kind === 'bad') expect(outcome.say).toMatch(/^(?:"|A pin).+\. .+\.$/s);
    }
    expect(bad).toEqual([]);
    expect(count).toEqual({ narrow: 2261, advised: 5335, explained: 186 });
  });

  test('stands as a pin, or is junk', () => {
    const junk = found.filter((range) => checkRange(range, PUBLISHED).kind === 'bad');
    expect(junk.length).toBe(3011);
    expect(junk.filter(isRange)).toEqual([]);
  });
});

if (!DATA_PRESENT) test(DATA_ABSENT, () => expect(DATA_PRESENT).toBe(false));
