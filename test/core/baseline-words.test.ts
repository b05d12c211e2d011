import { expect, test } from 'vitest';
import { MODES } from '../../lib/core/baseline.ts';
import { RULES as NAMES, type RuleName } from '../../lib/core/baseline-rules.ts';
import {
  grantedSentence,
  MODE_WORDS,
  RULE_TITLES,
  ruleSentence,
} from '../../lib/core/baseline-words.ts';
import { RULES, strict } from './findings/perfect.ts';

test.each(NAMES)('%s has a title and a whole sentence', (rule) => {
  expect(RULE_TITLES[rule]).toMatch(/^[A-Z]/);
  expect(ruleSentence(RULES, rule)).toMatch(/\.$/);
});

test('every mode has a word', () => {
  expect(MODES.map((mode) => MODE_WORDS[mode])).toEqual(['off', 'observed', 'enforced']);
});

const EMPTY = { 'high-stakes': [], analytical: [], 'high-volume': [] };
test.each<[RuleName, object, string]>([
  ['range-width', { widest: 'exact' }, 'A pin allows exactly one version, like 1.4.0.'],
  ['range-width', { widest: 'minor' }, 'A pin allows at most one minor version, like 3.2.x.'],
  [
    'gated-actions',
    { actions: [{ action: 'issue_refund', by: 'lead' }] },
    "Somebody approves each time: issue_refund (the team's lead).",
  ],
  [
    'gated-actions',
    { actions: [{ action: 'issue_refund', by: 'lead', quorum: 2, step_up: true }] },
    "Somebody approves each time: issue_refund (the team's lead; 2 approvals, fresh login).",
  ],
  ['gated-actions', { actions: [] }, 'No action is listed yet.'],
  ['scopes-never', { scopes: ['a', 'b'] }, 'Nobody is given a, b.'],
  ['scopes-never', { scopes: [] }, 'No scope is listed yet.'],
  ['models-by-class', { ...EMPTY, analytical: ['m'] }, 'analytical: m.'],
  ['models-by-class', EMPTY, 'No model is listed yet.'],
  ['payload-limit', { bytes: 1536 }, 'What is sent for approval takes at most 1.5 KB.'],
  ['review-interval', { days: 90 }, 'Somebody looks at every AI workflow at least every 90 days.'],
])('%s with %j', (rule, rest, said) => {
  expect(ruleSentence(strict(rule, 'enforce', rest), rule)).toBe(said);
});

test('long lists are cut, and what is cut is counted', () => {
  const scopes = Array.from({ length: 30 }, (_, n) => `s${n}`);
  expect(ruleSentence(strict('scopes-never', 'off', { scopes }), 'scopes-never')).toMatch(
    /s11 and 18 more\.$/,
  );
});

test('scopes that all are given', () => {
  expect(grantedSentence(RULES)).toBe('Every team gets these scopes without asking: crm.read.');
  expect(grantedSentence({ ...RULES, 'pre-granted-scopes': { scopes: [] } })).toBe(
    'No scope is given without asking.',
  );
});
