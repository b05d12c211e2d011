import { describe, expect, test } from 'vitest';
import { rulesSchema } from '../../../lib/core/baseline.ts';
import { RULES as NAMES } from '../../../lib/core/baseline-rules.ts';
import { RULE_TITLES } from '../../../lib/core/baseline-words.ts';
import {
  BASELINE,
  baselineMessage,
  firstBlock,
  teamLines,
} from '../../../lib/slack/views/baseline.ts';
import { RULES, strict } from '../../core/findings/perfect.ts';
import { ADMIN, buttons, expectGoodMessage, HOSTILE, words } from './kit.ts';

const since = '2026-11-23T09:00:00.000Z';
const BASE = { version: 3, since, by: ADMIN, rules: RULES };
const shown = (canChange: boolean, rules = RULES) =>
  baselineMessage({ ...BASE, rules }, { canChange, command: '/yard' });

test('all rules are told in plain words, with how strict they are and since when', () => {
  const message = shown(false);
  expectGoodMessage(message);
  const text = words(message.blocks);
  expect(text).toContain("*The platform's rules, version 3* · since <!date^");
  expect(text).toContain('by <@U0ADMIN>');
  for (const rule of NAMES) expect(text).toContain(`*${RULE_TITLES[rule]}* · enforced\n`);
  expect(text).toContain('Every team gets these scopes without asking: crm.read.');
  expect(message.text).toContain('A backup: enforced.');
  expect(buttons(message.blocks)).toEqual([]);
});

test('the baseline that ships names nobody', () => {
  const message = baselineMessage({ ...BASE, by: 'default' }, { canChange: false, command: '/y' });
  expect(words(message.blocks)).toContain('version 3* · as it ships');
});

test('who may change them gets a button at each, which says what it changes', () => {
  const message = shown(true);
  expectGoodMessage(message);
  const parts = Object.keys(rulesSchema.shape);
  expect(buttons(message.blocks)).toEqual(parts.map(() => 'Change…'));
  const ids = JSON.stringify(message.blocks).match(/"baseline_change:[^"]+"/g) ?? [];
  expect(ids.map((id) => id.slice(`"${BASELINE.change}:`.length, -1)).sort()).toEqual(parts.sort());
});

test('teams with a word of their own are named with their day, a few of many', () => {
  const many = Array.from({ length: 7 }, (_, n) => `team-${n}`);
  const teams = Object.fromEntries(many.map((id) => [id, { mode: 'off', from: '2026-12-01' }]));
  const lines = teamLines(strict('owner-required', 'observe', { teams }), 'owner-required');
  expect(lines).toHaveLength(5);
  expect(lines[0]).toBe('_team-0: off from 2026-12-01 on_');
  expect(lines[4]).toBe('_and 3 more teams_');
});

test('what belongs to no field is shown at the first one', () => {
  expect(firstBlock('owner-required')).toBe('baseline_mode');
  expect(firstBlock('pre-granted-scopes')).toBe('baseline_list:scopes:0');
});

describe('words of others never come alive, and fit', () => {
  test.each(HOSTILE)('%s', (_name, text) => {
    const name = text.slice(0, 200);
    const scopes = Array.from({ length: 200 }, () => name);
    const rules = {
      ...strict('scopes-never', 'enforce', { scopes }),
      'pre-granted-scopes': { scopes },
      'models-by-class': {
        ...RULES['models-by-class'],
        analytical: scopes,
        'high-stakes': scopes,
        'high-volume': scopes,
      },
    };
    expectGoodMessage(shown(true, rules));
  });
});
