import { describe, expect, test } from 'vitest';
import type { Rules } from '../../../lib/core/baseline.ts';
import { ruledLine } from '../../../lib/core/gate-terms-text.ts';
import { chosenTeams, fillIn } from '../../../lib/slack/listen/baseline-form.ts';
import type { Fields } from '../../../lib/slack/room.ts';
import type { Part } from '../../../lib/slack/views/baseline-inputs.ts';
import { RULES, strict } from '../../core/findings/perfect.ts';

const TEAMS = new Set(['team-support', 'team-sales']);

function fields(given: Readonly<Record<string, string | readonly string[]>>): Fields {
  const of = (block: string) => given[block] ?? '';
  return {
    text: (block) => String(of(block)),
    list: (block) => [of(block)].flat().filter((one) => one !== ''),
  };
}

const fill = (part: Part, given: Parameters<typeof fields>[0], rules: Rules = RULES) =>
  fillIn(rules, part, { fields: fields(given), teams: TEAMS });

function filled(...args: Parameters<typeof fill>): Rules {
  const outcome = fill(...args);
  if (outcome.kind === 'errors') throw new Error(JSON.stringify(outcome.errors));
  return outcome.rules;
}

function errors(...args: Parameters<typeof fill>) {
  const outcome = fill(...args);
  return outcome.kind === 'errors' ? outcome.errors : {};
}

const MODE = { baseline_mode: 'observe' };

describe('what was filled in becomes that rule, and nothing else changes', () => {
  test.each<[Part, object, object]>([
    ['no-floating-pins', {}, {}],
    ['range-width', { baseline_widest: 'exact' }, { widest: 'exact' }],
    ['review-interval', { baseline_days: '90' }, { days: 90 }],
    ['payload-limit', { baseline_bytes: '65536' }, { bytes: 65_536 }],
    [
      'scopes-never',
      { 'baseline_list:scopes:0': 'a\n\n b \na', 'baseline_list:scopes:1': 'c, d' },
      { scopes: ['a', 'b', 'c', 'd'] },
    ],
    [
      'gated-actions',
      { 'baseline_list:team:0': 'send_mail', 'baseline_list:platform:0': 'drop_table' },
      {
        actions: [
          { action: 'send_mail', by: 'team' },
          { action: 'drop_table', by: 'platform' },
        ],
      },
    ],
    [
      'models-by-class',
      { 'baseline_list:analytical:0': 'medium-1' },
      { analytical: ['medium-1'], 'high-stakes': [], 'high-volume': [] },
    ],
  ])('%s', (part, given, value) => {
    const next = filled(part, { ...MODE, ...given });
    expect(next).toEqual({ ...RULES, [part]: { mode: 'observe', ...value } });
  });

  test('scopes that all are given have no mode', () => {
    const next = filled('pre-granted-scopes', { 'baseline_list:scopes:0': 'x' });
    expect(next['pre-granted-scopes']).toEqual({ scopes: ['x'] });
  });
});

describe('teams', () => {
  const own = { 'team-sales': { mode: 'off' as const, from: '2026-01-01' } };
  const before = strict('owner-required', 'observe', { teams: own });
  const word = (given: Parameters<typeof fields>[0]) =>
    filled('owner-required', { ...MODE, ...given }, before)['owner-required'].teams;
  const both = { baseline_teams: ['team-support', 'team-sales'] };
  const soon = { baseline_team_from: '2026-12-01' };

  test('that nobody spoke of keep their word', () => {
    expect(word(soon)).toEqual(own);
  });

  test('that were chosen get the same word from the same day on', () => {
    const said = { mode: 'enforce', from: '2026-12-01' };
    expect(word({ ...both, ...soon, baseline_team_mode: 'enforce' })).toEqual({
      'team-support': said,
      'team-sales': said,
    });
  });

  test('can lose it again', () => {
    const given = { baseline_teams: ['team-sales'], baseline_team_mode: 'like-all', ...soon };
    expect(word(given)).toBeUndefined();
  });

  test.each([
    ['teams without a mode', both, 'baseline_team_mode'],
    ['a mode without teams', { baseline_team_mode: 'off' }, 'baseline_teams'],
    ['a mode without a day', { ...both, baseline_team_mode: 'off' }, 'baseline_team_from'],
  ])('%s: says what is missing, at its field', (_, given, block) => {
    expect(Object.keys(errors('owner-required', { ...MODE, ...given }))).toEqual([block]);
  });

  test('that are gone lose their word in every rule, so that they stand in nobody’s way', () => {
    const gone = { 'team-gone': { mode: 'off' as const, from: '2026-01-01' } };
    const rules = strict('backup-required', 'enforce', { teams: { ...own, ...gone } });
    expect(filled('owner-required', MODE, rules)['backup-required'].teams).toEqual(own);
    expect(filled('backup-required', MODE, rules)['backup-required'].teams).toEqual(own);
  });

  test('are shown again as they were chosen; today where no day was', () => {
    expect(chosenTeams(fields({ ...both, baseline_team_mode: 'off' }), '2026-11-23')).toEqual({
      teams: ['team-support', 'team-sales'],
      mode: 'off',
      from: '2026-11-23',
    });
  });
});

test('an action keeps all that it takes when its form is saved as it stands', () => {
  const rule = {
    ...{ action: 'refund', by: 'lead' as const, quorum: 2, expires_in_minutes: 240 },
    ...{ step_up: true as const, exclude: ['T1/U2'] },
  };
  const gated = { mode: 'enforce' as const, actions: [rule] };
  const given = { baseline_mode: 'enforce', 'baseline_list:lead:0': ruledLine(rule) };
  const rules = filled('gated-actions', given, { ...RULES, 'gated-actions': gated });
  expect(rules['gated-actions']).toEqual(gated);
});

describe('what does not fit is told at its field, with what was typed', () => {
  test.each<[string, Part, Parameters<typeof fields>[0], string, RegExp]>([
    [
      'an action in capitals',
      'gated-actions',
      { 'baseline_list:lead:0': 'fine\nSend Mail' },
      'baseline_list:lead:0',
      /^"Send Mail": an action is written in lower case/,
    ],
    [
      'a term that means nothing',
      'gated-actions',
      { 'baseline_list:team:0': 'refund: 2 peopel' },
      'baseline_list:team:0',
      /^"2 peopel" is nothing that an approval can take\./,
    ],
    [
      'more approvals than anybody could give',
      'gated-actions',
      { 'baseline_list:team:0': 'refund: 99 approvals' },
      'baseline_list:team:0',
      /^"refund": /,
    ],
    [
      'a scope that is too long',
      'scopes-never',
      { 'baseline_list:scopes:0': 'x'.repeat(201) },
      'baseline_list:scopes:0',
      /^"x{60}": /,
    ],
    [
      'a model that is too long',
      'models-by-class',
      { 'baseline_list:high-volume:0': 'm'.repeat(101) },
      'baseline_list:high-volume:0',
      /^"m{60}": /,
    ],
    ['too few days', 'review-interval', { baseline_days: '1' }, 'baseline_days', /7 to 730/],
    ['no days', 'review-interval', {}, 'baseline_days', /7 to 730/],
  ])('%s', (_, part, given, block, say) => {
    expect(errors(part, { ...MODE, ...given })).toEqual({ [block]: expect.stringMatching(say) });
  });

  test('a mode that is none, as an old form may have one', () => {
    expect(errors('owner-required', { baseline_mode: 'warn' })).toHaveProperty('baseline_mode');
  });
});
