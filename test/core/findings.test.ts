import { describe, expect, test } from 'vitest';
import type { Mode, Rules } from '../../lib/core/baseline.ts';
import { RULES as NAMES, type RuleName } from '../../lib/core/baseline-rules.ts';
import { type Finding, findings, newFindings, type Subject } from '../../lib/core/findings.ts';
import { pinsOf, useLine } from '../../lib/core/manifest.ts';
import { RULES, SUBJECT, strict, TODAY, withManifest } from './findings/perfect.ts';

/** The plan's manifest with another range on its first line. */
function pinned(range: string): Subject {
  const [first, ...rest] = pinsOf(SUBJECT.manifest);
  if (!first) throw new Error('the manifest pins nothing');
  return withManifest({ uses: [{ ...first, range }, ...rest].map(useLine) });
}

/** One subject for each rule that breaks it and no other, with the line that it breaks it on. */
const BROKEN: Readonly<Partial<Record<RuleName, readonly [Subject, string]>>> = {
  'no-floating-pins': [pinned('>=3.2.0'), 'uses[0].version'],
  'range-width': [pinned('>=3.2.0 <3.4.0'), 'uses[0].version'],
  'owner-required': [{ ...SUBJECT, owner: undefined }, 'owner_person'],
  'backup-required': [{ ...SUBJECT, backup: undefined }, 'backup'],
  'gated-actions': [withManifest({ review_required_actions: [] }), 'review_required_actions'],
  'scopes-never': [{ ...SUBJECT, scopes: new Map([['crm-readonly', ['crm.admin']]]) }, 'uses[1]'],
  'models-by-class': [withManifest({ model_default: 'large-1' }), 'model_default'],
  'review-interval': [{ ...SUBJECT, changedAt: '2026-01-01T00:00:00.000Z' }, 'manifest'],
};
const CASES = NAMES.flatMap((rule) => {
  const broken = BROKEN[rule];
  return broken ? [[rule, ...broken] as const] : [];
});

test('the perfect workflow breaks no rule, and every rule of a manifest has a case', () => {
  expect(findings(RULES, SUBJECT, TODAY)).toEqual([]);
  expect(NAMES.filter((rule) => !BROKEN[rule])).toEqual(['payload-limit']);
});

/** The general mode, the team's own word from a day on, and what holds for the team on the 23rd. */
const TEAM_DATES = [
  ['observe', undefined, 'observe'],
  ['enforce', undefined, 'enforce'],
  ['off', undefined, 'off'],
  ['observe', { mode: 'enforce', from: '2026-11-23' }, 'enforce'],
  ['observe', { mode: 'enforce', from: '2026-11-24' }, 'observe'],
  ['enforce', { mode: 'observe', from: '2020-01-01' }, 'observe'],
  ['enforce', { mode: 'observe', from: '2026-11-24' }, 'enforce'],
  ['enforce', { mode: 'off', from: '2026-11-23' }, 'off'],
  ['off', { mode: 'enforce', from: '2026-11-22' }, 'enforce'],
] as const;

/** A floating pin is too wide as well, so the width has no say while floating is looked at. */
function alone(rule: RuleName, mode: Mode, teams: object): Rules {
  const rules = strict(rule, mode, teams);
  if (rule !== 'no-floating-pins') return rules;
  return { ...rules, 'range-width': { mode: 'off', widest: 'minor' } };
}

describe.each(CASES)('%s', (rule, subject, field) => {
  test.each(TEAM_DATES)('%s for all, %j for the team: %s', (mode, own, holds) => {
    const teams = own ? { teams: { 'team-support': own } } : {};
    const found = findings(alone(rule, mode, teams), subject, TODAY);
    if (holds === 'off') expect(found.filter((one) => one.rule === rule)).toEqual([]);
    else expect(found).toMatchObject([{ rule, mode: holds, field }]);
  });

  test('is another team’s business where only that team has a word of its own', () => {
    const teams = { 'team-sales': { mode: 'enforce' as const, from: '2020-01-01' } };
    const found = findings(strict(rule, 'off', { teams }), subject, TODAY);
    expect(found.filter((one) => one.rule === rule)).toEqual([]);
  });

  test('says what is wrong and what to write, in whole sentences', () => {
    const [found] = findings(RULES, subject, TODAY);
    expect(found?.say).toMatch(/^\S.*\.$/);
    expect(found?.fix).toMatch(/^[A-Z].*\.$/);
  });
});

test('how strict a rule is can be asked of a later day, while its days are counted until today', () => {
  const teams = { teams: { 'team-support': { mode: 'enforce' as const, from: '2030-01-01' } } };
  const rules = strict('backup-required', 'off', teams);
  const subject = { ...SUBJECT, backup: undefined };
  expect(findings(rules, subject, TODAY)).toEqual([]);
  expect(findings(rules, subject, TODAY, '2030-01-01')).toMatchObject([
    { rule: 'backup-required' },
  ]);
});

describe('a floating pin is too wide as well', () => {
  const modes = (floating: Mode, width: Mode) => {
    const rules = { ...RULES, 'range-width': { mode: width, widest: 'minor' as const } };
    const both = { ...rules, 'no-floating-pins': { mode: floating } };
    return findings(both, pinned('*'), TODAY).map((one) => `${one.rule} ${one.mode}`);
  };
  test.each([
    ['enforce', 'enforce', ['no-floating-pins enforce']],
    ['observe', 'observe', ['no-floating-pins observe']],
    ['enforce', 'observe', ['no-floating-pins enforce']],
    ['observe', 'enforce', ['range-width enforce']],
    ['off', 'enforce', ['range-width enforce']],
    ['enforce', 'off', ['no-floating-pins enforce']],
    ['off', 'off', []],
  ] as const)('floating %s, width %s: said once, by the stricter', (floating, width, said) => {
    expect(modes(floating, width)).toEqual(said);
  });

  test('of two lines, each is said', () => {
    const uses = [
      { plugin: 'a', version: '*' },
      { plugin: 'b', version: '>=2' },
    ];
    const found = findings(RULES, withManifest({ uses }), TODAY);
    expect(found.map((one) => one.field)).toEqual(['uses[0].version', 'uses[1].version']);
  });
});

describe('what a change of the rules brings', () => {
  const observed: Finding = {
    rule: 'backup-required',
    mode: 'observe',
    field: 'backup',
    say: 'It has no backup.',
    fix: 'Name one.',
  };
  const enforced: Finding = { ...observed, mode: 'enforce' };
  test.each([
    ['nothing changed', [observed], [observed], []],
    ['a new breach', [], [observed], [observed]],
    ['an observed breach that is enforced now', [observed], [enforced], [enforced]],
    ['an enforced breach that is observed now', [enforced], [observed], []],
    ['a breach that is gone', [enforced], [], []],
    [
      'another breach of the same rule',
      [enforced],
      [{ ...enforced, field: 'x' }],
      [{ ...enforced, field: 'x' }],
    ],
  ] as const)('%s', (_, before, after, brought) => {
    expect(newFindings(before, after)).toEqual(brought);
  });
});
