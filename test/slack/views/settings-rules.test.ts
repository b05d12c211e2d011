import { describe, expect, test } from 'vitest';
import { defaultBaseline } from '../../../lib/core/baseline-default.ts';
import { settingsChangeCard } from '../../../lib/slack/views/settings-card.ts';
import { changedRulesModal } from '../../../lib/slack/views/settings-rules.ts';
import * as kit from './kit.ts';
import { change } from './settings-kit.ts';

const { rules } = defaultBaseline(['crm.read'], '2026-11-23T09:00:00.000Z');

test('only what changes is shown, as it is and as it would be', () => {
  const teams = { 'team-support': { mode: 'enforce' as const, from: '2027-01-01' } };
  const view = changedRulesModal(rules, {
    ...rules,
    'backup-required': { mode: 'observe', teams },
    'pre-granted-scopes': { scopes: [] },
  });
  kit.expectGoodView(view);
  const said = kit.words(view);
  expect(said).toContain('A backup');
  expect(said).toContain('team-support from 2027-01-01: enforced');
  expect(said).toContain('No scope is given without asking.');
  expect(said).not.toContain('Regular reviews');
});

test('the same rules are said to be the same', () => {
  const view = changedRulesModal(rules, rules);
  kit.expectGoodView(view);
  expect(kit.words(view)).toContain('The rules are the same as before.');
});

test('a card about rules leads to them, for everybody who reads it', () => {
  const wanted = { about: 'baseline' as const, against: 1, rules };
  const card = settingsChangeCard({ ...change, wanted }, false);
  kit.expectGoodMessage(card);
  expect(kit.buttons(card.blocks)).toEqual(['Show Rules']);
});

describe('scopes that somebody typed never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const scopes = {
      ...rules,
      'scopes-never': { mode: 'enforce' as const, scopes: [text.slice(0, 200)] },
    };
    kit.expectGoodView(changedRulesModal(rules, scopes));
  });
});
