import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adviseRange, checkRange } from '../../lib/core/range-check.ts';
import { DATA_ABSENT, DATA_PRESENT, ranges } from './version-data.ts';

const PUBLISHED = ['1.4.0', '3.1.9', '3.2.0', '3.2.4', '3.3.0', '4.0.0-rc.1'];

describe('a pin', () => {
  test.each([
    '3.2.x',
    '~3.2.1',
    '1.4.0',
    '3.2',
    '=3.2.4',
    '4.0.0-rc.1',
    '3.2.0 || 3.2.4',
    '^0.3.1',
    '>=3.2.0 <3.3.0',
  ])('%j stands: it is at most one minor wide', (range) =>
    expect(checkRange(range, PUBLISHED)).toEqual({ kind: 'ok', range }),
  );

  test.each([
    ['^3.1.0', 'Write "3.3.x" instead.'],
    ['*', 'Write "3.3.x" instead.'],
    ['3.x', 'Write "3.3.x" instead.'],
    ['3', 'Write "3.3.x" instead.'],
    ['>=1.4.0', 'Write "3.3.x" instead.'],
    ['1.4.0 || 3.2.0', 'Write "3.2.x" instead.'],
    ['^7.0.0', 'Write "3.3.x", for example.'],
  ])('%j floats and is refused with the range to write', (range, way) => {
    const say = `"${range}" is wider than one minor version. ${way}`;
    expect(checkRange(range, PUBLISHED)).toMatchObject({ kind: 'bad', why: 'floating', say });
  });

  test.each(['', ' ', 'latest', '3.2.y', 'git+ssh://x', '>2 <1'])('%j is no range', (range) => {
    expect(checkRange(range, PUBLISHED)).toMatchObject({ kind: 'bad', why: 'no-range' });
  });

  test('with only pre-releases published: the newest of them is the example', () => {
    const outcome = checkRange('*', ['1.0.0-rc.1', '1.0.0-rc.2']);
    expect(outcome).toMatchObject({ kind: 'bad', write: '1.0.0-rc.2' });
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
  expect(adviseRange(text, PUBLISHED).say).toBe(say);
});

describe('the advice', () => {
  test.each([
    ['', `A pin needs a version range. ${EXAMPLE}`],
    ['>2 <1', `">2 <1" names no version to start from. ${EXAMPLE}`],
  ])('on %j is %s', (text, say) => {
    expect(adviseRange(text, PUBLISHED).say).toBe(say);
  });

  test.each([
    ['^1.3.31', '~1.3.31'],
    ['>1.0.0', '~1.0.1'],
    ['^2.0.0-rc.1 || ^2.0.0', '~2.0.0-rc.1'],
    ['workspace:^1.2.0', '~1.2.0'],
  ])('nothing published: from %j itself comes %s', (text, write) => {
    expect(adviseRange(text, []).write).toBe(write);
  });

  test.each(['*', '0.x', '<2.0.0', 'latest', 'catalog:'])(
    'nothing published and no number in %j: the form is shown, and why none is named',
    (text) => {
      const advice = adviseRange(text, []);
      expect(advice.write).toBeUndefined();
      expect(advice.say).toContain(
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
        const outcome = checkRange(drawn, published);
        const write = outcome.kind === 'bad' ? outcome.write : drawn;
        if (write !== undefined) expect(checkRange(write, published).kind).toBe('ok');
      }),
      { numRuns: 2000 },
    );
  });

  test('a text of any length is quoted cut', () => {
    expect(adviseRange('x'.repeat(10_000), PUBLISHED).say.length).toBeLessThan(300);
  });
});

describe.runIf(DATA_PRESENT)('every range of real manifests', () => {
  const found = DATA_PRESENT ? ranges().map((one) => one.range) : [];

  test('stands, or is refused with a range that stands', () => {
    const refused = found.filter((range) => checkRange(range, PUBLISHED).kind === 'bad');
    const standing = refused.filter((range) => {
      const { write = '' } = adviseRange(range, PUBLISHED);
      return checkRange(write, PUBLISHED).kind === 'ok';
    });
    expect([found.length, refused.length, standing.length]).toEqual([7782, 5521, 5521]);
  });

  test('gets the same without a published version, or the reason why none can be named', () => {
    const count = { stands: 0, advised: 0, explained: 0 };
    const bad: string[] = [];
    for (const range of found) {
      const outcome = checkRange(range, []);
      if (outcome.kind === 'ok') count.stands += 1;
      else if (outcome.write === undefined) count.explained += 1;
      else if (checkRange(outcome.write, []).kind === 'ok') count.advised += 1;
      else bad.push(range);
      if (outcome.kind === 'bad') expect(outcome.say).toMatch(/^(?:"|A pin).+\. .+\.$/s);
    }
    expect(bad).toEqual([]);
    expect(count).toEqual({ stands: 2261, advised: 5335, explained: 186 });
  });
});

if (!DATA_PRESENT) test(DATA_ABSENT, () => expect(DATA_PRESENT).toBe(false));
