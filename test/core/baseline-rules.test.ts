import { describe, expect, test } from 'vitest';
import { rulesSchema } from '../../lib/core/baseline.ts';
import { defaultBaseline } from '../../lib/core/baseline-default.ts';
import {
  gatedBy,
  isEnforced,
  modeOf,
  RULES as NAMES,
  neverGiven,
  payloadLimit,
  preGrantedBy,
} from '../../lib/core/baseline-rules.ts';
import { RULES, strict, WHERE } from './findings/perfect.ts';
import { NOW } from './perfect.ts';

const KB = 1024;
const own = (mode: 'observe' | 'enforce', from: string) => ({
  teams: { 'team-support': { mode, from } },
});

test('every rule but the scopes that all are given can be broken', () => {
  const all = Object.keys(rulesSchema.shape);
  expect([...NAMES, 'pre-granted-scopes'].sort()).toEqual(all.sort());
});

test.each([
  ['2026-11-22', 'observe'],
  ['2026-11-23', 'observe'],
  ['2026-11-24', 'enforce'],
])("a team's own word from %s on: on the 23rd it is %s", (from, mode) => {
  const rules = strict('backup-required', 'enforce', own('observe', from));
  expect(modeOf(rules, 'backup-required', WHERE)).toBe(mode);
  expect(isEnforced(rules, 'backup-required', WHERE)).toBe(mode === 'enforce');
});

test('a team named like a word of the language has no word of its own', () => {
  const where = { ...WHERE, team: 'constructor' };
  expect(modeOf(RULES, 'backup-required', where)).toBe('enforce');
});

describe('who decides on an action', () => {
  test.each([
    ['send_external_email', 'team'],
    ['issue_refund', 'lead'],
    ['delete_customer_data', 'platform'],
    ['close_ticket', undefined],
  ])('%s: %s', (action, by) => expect(gatedBy(RULES, action, WHERE)?.by).toBe(by));

  test.each(['off', 'observe'] as const)('nobody by the baseline where it is %s', (mode) => {
    expect(gatedBy(strict('gated-actions', mode), 'issue_refund', WHERE)).toBeUndefined();
  });

  test('from the team’s date on', () => {
    const soon = strict('gated-actions', 'observe', own('enforce', '2026-11-24'));
    expect(gatedBy(soon, 'issue_refund', WHERE)).toBeUndefined();
    expect(gatedBy(soon, 'issue_refund', { ...WHERE, today: '2026-11-24' })?.by).toBe('lead');
  });
});

test.each([
  ['enforce', 4 * KB, 4 * KB],
  ['enforce', 256 * KB, 256 * KB],
  ['observe', 4 * KB, 32 * KB],
  ['off', 256 * KB, 32 * KB],
] as const)('payloads, %s at %s bytes: %s bytes', (mode, bytes, limit) => {
  expect(payloadLimit(strict('payload-limit', mode, { bytes }), WHERE)).toBe(limit);
});

test('scopes that are never given, where that is enforced', () => {
  const asked = ['crm.read', 'crm.admin'];
  expect(neverGiven(RULES, asked, WHERE)).toEqual(['crm.admin']);
  expect(neverGiven(strict('scopes-never', 'observe'), asked, WHERE)).toEqual([]);
});

test('scopes that everybody is given', () => {
  expect(preGrantedBy(defaultBaseline(['crm.read'], NOW))).toEqual(['crm.read']);
});
