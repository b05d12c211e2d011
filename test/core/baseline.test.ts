import { expect, test } from 'vitest';
import { baselineSchema, MODES, rulesSchema } from '../../lib/core/baseline.ts';
import { RULES } from './findings/perfect.ts';
import { NOW, OWNER } from './perfect.ts';

const BASELINE = { version: 2, rules: RULES, since: NOW, by: OWNER };

test('versions are counted from 1, the one that ships', () => {
  expect(baselineSchema.parse(BASELINE)).toEqual(BASELINE);
  expect(baselineSchema.safeParse({ ...BASELINE, version: 0 }).success).toBe(false);
});

test('a rule is off, observed or enforced', () => {
  expect(MODES).toEqual(['off', 'observe', 'enforce']);
  for (const mode of MODES) {
    expect(rulesSchema.safeParse({ ...RULES, 'owner-required': { mode } }).success).toBe(true);
  }
});

const withTeams = (teams: object) => ({ ...RULES, 'owner-required': { mode: 'off', teams } });
test.each([
  ['a day', { 'team-support': { mode: 'enforce', from: '2026-12-01' } }, true],
  ['a moment instead of a day', { 'team-support': { mode: 'enforce', from: NOW } }, false],
  ['no day', { 'team-support': { mode: 'enforce' } }, false],
  ['a name that no team can have', { 'Team Support': { mode: 'off', from: '2026-12-01' } }, false],
])('a team has a mode of its own from %s on: %s', (_, teams, fits) => {
  expect(rulesSchema.safeParse(withTeams(teams)).success).toBe(fits);
});

test.each([
  ['days below a week', { 'review-interval': { mode: 'off', days: 6 } }],
  ['more bytes than are ever kept', { 'payload-limit': { mode: 'off', bytes: 262_145 } }],
  [
    'an action in capitals',
    { 'gated-actions': { mode: 'off', actions: [{ action: 'A', by: 'team' }] } },
  ],
  [
    'a mode for the scopes that all are given',
    { 'pre-granted-scopes': { mode: 'off', scopes: [] } },
  ],
])('refuses %s', (_, change) => {
  expect(rulesSchema.safeParse({ ...RULES, ...change }).success).toBe(false);
});
