import { expect, test } from 'vitest';
import { defaultBaseline } from '../../lib/core/baseline-default.ts';
import { changedRules } from '../../lib/core/changed-rules.ts';
import { NOW } from './perfect.ts';

const { rules } = defaultBaseline([], NOW);

test('the rules that differ are named, however their parts are ordered', () => {
  const strict = { ...rules, 'review-interval': { days: 90, mode: 'observe' as const } };
  expect(changedRules(rules, strict)).toEqual(['review-interval']);
  const turned = { ...rules, 'review-interval': { days: 180, mode: 'observe' as const } };
  expect(changedRules(rules, turned)).toEqual([]);
  const granted = { ...strict, 'pre-granted-scopes': { scopes: ['crm.read'] } };
  expect(changedRules(rules, granted)).toEqual(['review-interval', 'pre-granted-scopes']);
});
