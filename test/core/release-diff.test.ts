import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint, KINDS } from '../../lib/core/component.ts';
import { type Compared, diffReleases, isPermission } from '../../lib/core/release-diff.ts';
import { SURFACE, sha } from './perfect.ts';

const PIN = { kind: 'connector', name: 'crm', range: '1.4.x' } as const;
const ONE: Compared = { surface: SURFACE, uses: [] };

const say = (before: Compared | undefined, after: Compared) =>
  diffReleases(before, after).map((one) => `${one.effect}: ${one.say}`);

describe('each part has its own words', () => {
  const SCOPED = { ...SURFACE, scopes: ['crm.write'] };
  const map = (...actions: string[]) => ({ scope_actions: { 'crm.write': actions } });
  test.each<[string, Compared, Compared, string[]]>([
    ['a scope', ONE, { ...ONE, surface: SCOPED }, ['adds: Adds the scope crm.write']],
    ['a scope less', { ...ONE, surface: SCOPED }, ONE, ['drops: Drops the scope crm.write']],
    ['a pin', ONE, { ...ONE, uses: [PIN] }, ['adds: Uses connector/crm 1.4.x']],
    ['a pin less', { ...ONE, uses: [PIN] }, ONE, ['drops: No longer uses connector/crm 1.4.x']],
    [
      'a moved pin',
      { ...ONE, uses: [PIN] },
      { ...ONE, uses: [{ ...PIN, range: '2.0.x' }] },
      ['changes: Uses connector/crm 2.0.x instead of 1.4.x'],
    ],
    [
      'a second range beside the first',
      { ...ONE, uses: [PIN] },
      { ...ONE, uses: [PIN, { ...PIN, range: '2.0.x' }] },
      ['adds: Uses connector/crm 2.0.x'],
    ],
    [
      'an action behind a scope',
      { ...ONE, terms: map('send') },
      { ...ONE, terms: map('send', 'delete') },
      ['adds: Lets delete happen with the scope crm.write'],
    ],
    [
      'an action behind a tool less',
      { ...ONE, terms: { tool_actions: { mail: ['send'] } } },
      ONE,
      ['drops: No longer lets send happen with the tool mail'],
    ],
    ['a model', ONE, { ...ONE, terms: { model_default: 'm1' } }, ['adds: Sets the model: m1']],
    [
      'another licence',
      { ...ONE, terms: { license: 'MIT' } },
      { ...ONE, terms: { license: 'Apache-2.0' } },
      ['changes: Changes the licence from MIT to Apache-2.0'],
    ],
    [
      'no task class any more',
      { ...ONE, terms: { task_class: 'analytical' } },
      ONE,
      ['drops: Drops the task class (analytical)'],
    ],
    [
      'a failure that became known, and one that is gone',
      { ...ONE, terms: { known_failures: ['Long mails'] } },
      { ...ONE, terms: { known_failures: ['Tables'] } },
      ['adds: Adds the known failure: Tables', 'drops: Drops the known failure: Long mails'],
    ],
  ])('%s', (_, before, after, said) => expect(say(before, after)).toEqual(said));

  test('names like those of every object are keys as any other', () => {
    const terms = { tool_actions: { constructor: ['send'] } };
    expect(say(ONE, { ...ONE, terms })).toEqual([
      'adds: Lets send happen with the tool constructor',
    ]);
  });
});

test('a first release is new in all its parts', () => {
  const first = { surface: { ...SURFACE, systems: ['crm'] }, uses: [PIN] };
  expect(say(undefined, first)).toEqual([
    'adds: Adds the system crm',
    'adds: Uses connector/crm 1.4.x',
  ]);
});

const word = fc.constantFrom('a', 'b', 'c', 'constructor', '__proto__');
const words = fc.array(word, { maxLength: 4 });
const action = fc.constantFrom('send', 'delete', 'read');
const actionsBy = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'constructor'),
  fc.array(action, { minLength: 1, maxLength: 3 }),
  { maxKeys: 3 },
);
const release = fc.record({
  surface: fc.record({
    systems: words,
    scopes: words,
    tools: words,
    actions: words,
    hooks: words,
    endpoints: words,
  }),
  uses: fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      name: fc.constantFrom('x', 'y'),
      range: fc.constantFrom('1.0.x', '1.1.x', '2.0.0'),
    }),
    { maxLength: 4 },
  ),
  terms: fc.option(
    fc.record(
      {
        scope_actions: actionsBy,
        tool_actions: actionsBy,
        model_default: word,
        license: word,
        known_failures: words,
      },
      { requiredKeys: [] },
    ),
    { nil: undefined },
  ),
});

describe('laws', () => {
  test('a release differs in nothing from itself, in whatever order it is written', () => {
    fc.assert(
      fc.property(release, (one) => {
        const surface = { ...one.surface, scopes: [...one.surface.scopes].reverse() };
        const turned = { ...one, surface, uses: [...one.uses].reverse() };
        expect(diffReleases(one, turned)).toEqual([]);
      }),
    );
  });

  test('the fingerprint is the same exactly when nothing of the permissions differs', () => {
    fc.assert(
      fc.property(release, release, (one, other) => {
        const same = fingerprint(one, sha) === fingerprint(other, sha);
        expect(diffReleases(one, other).some(isPermission)).toBe(!same);
      }),
      { numRuns: 500 },
    );
  });

  test('everything that is added is named, and what goes the other way is dropped there', () => {
    fc.assert(
      fc.property(release, release, (one, other) => {
        const there = diffReleases(one, other);
        const back = diffReleases(other, one);
        const added = other.surface.scopes.filter((scope) => !one.surface.scopes.includes(scope));
        const said = there.filter((change) => change.effect === 'adds').map((change) => change.say);
        for (const scope of added) expect(said).toContain(`Adds the scope ${scope}`);
        const count = (list: typeof there, effect: string) =>
          list.filter((change) => change.effect === effect).length;
        expect(count(there, 'adds')).toBe(count(back, 'drops'));
        expect(count(there, 'changes')).toBe(count(back, 'changes'));
      }),
    );
  });
});
