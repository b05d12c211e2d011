import { describe, expect, test } from 'vitest';
import { contradictions, readRules } from '../../lib/core/baseline-check.ts';
import { RULES, strict } from './findings/perfect.ts';

const TEAMS = new Set(['team-support']);

describe('rules that came through a door', () => {
  test('are taken as they are when they fit', () => {
    expect(readRules(structuredClone(RULES))).toEqual({ kind: 'rules', rules: RULES });
  });

  test.each([
    ['no object', 'strict', 'rules'],
    ['an unknown rule', { ...RULES, 'no-mondays': { mode: 'enforce' } }, 'rules'],
    ['an unknown mode', strict('owner-required', 'off', { mode: 'warn' }), 'owner-required.mode'],
    ['a rule that is missing', { ...RULES, 'range-width': undefined }, 'range-width'],
    ['an unknown part of a rule', strict('range-width', 'off', { x: 1 }), 'range-width'],
    ['a day that is none', dated('2026-02-30'), 'owner-required.teams.team-support.from'],
    ['too few days', strict('review-interval', 'enforce', { days: 1 }), 'review-interval.days'],
    [
      'no whole number',
      strict('payload-limit', 'enforce', { bytes: 2048.5 }),
      'payload-limit.bytes',
    ],
    [
      'a decider that is none',
      strict('gated-actions', 'enforce', { actions: [{ action: 'a', by: 'me' }] }),
      'gated-actions.actions.0.by',
    ],
  ])('%s is refused with its line', (_, value, field) => {
    const read = readRules(value);
    expect(read.kind === 'problems' && read.problems.map((one) => one.field)).toEqual([field]);
  });

  test('an unknown rule is told the known ones', () => {
    const read = readRules({ ...RULES, 'no-mondays': {} });
    const say = expect.stringContaining('nothing named no-mondays here. Rules: no-floating-pins,');
    expect(read).toMatchObject({ problems: [{ say }] });
  });
});

describe('rules that contradict each other or the registry', () => {
  test('dates in the past, and scopes on one list only, are fine', () => {
    expect(contradictions(dated('2001-01-01'), TEAMS)).toEqual([]);
  });

  test.each([
    [
      'a scope both never given and given to everybody',
      { ...RULES, 'pre-granted-scopes': { scopes: ['crm.read', 'crm.admin'] } },
      'scopes-never.scopes',
      'crm.admin is both given to everybody and never given. Take it off one of the two lists.',
    ],
    [
      'a team that does not exist',
      strict('backup-required', 'observe', {
        teams: { 'team-nowhere': { mode: 'enforce', from: '2026-11-23' } },
      }),
      'backup-required.teams.team-nowhere',
      'There is no team "team-nowhere".',
    ],
    [
      'one action twice, with other deciders',
      strict('gated-actions', 'enforce', {
        actions: [
          { action: 'a', by: 'team' },
          { action: 'a', by: 'lead' },
          { action: 'a', by: 'lead' },
        ],
      }),
      'gated-actions.actions',
      'a is listed twice. Keep one line, so that it is clear who decides.',
    ],
  ])('%s', (_, rules, field, say) => {
    expect(contradictions(rules, TEAMS)).toEqual([{ field, say }]);
  });
});

function dated(from: string) {
  return strict('owner-required', 'observe', {
    teams: { 'team-support': { mode: 'enforce', from } },
  });
}
