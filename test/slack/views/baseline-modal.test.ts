import { describe, expect, test } from 'vitest';
import { rulesSchema } from '../../../lib/core/baseline.ts';
import { listBlock, listInputs, type Part } from '../../../lib/slack/views/baseline-inputs.ts';
import {
  type BaselineForm,
  baselineModal,
  type PreviewShown,
  proposedModal,
} from '../../../lib/slack/views/baseline-modal.ts';
import { RULES, strict } from '../../core/findings/perfect.ts';
import { expectGoodView, HOSTILE, OWNER, words } from './kit.ts';

const PARTS: readonly Part[] = rulesSchema.keyof().options;
const FORM: BaselineForm = {
  part: 'backup-required',
  rules: RULES,
  teams: [
    { id: 'team-support', name: 'Support' },
    { id: 'team-sales', name: 'Sales' },
  ],
  chosen: { teams: [], mode: '', from: '2026-11-23' },
  metadata: '{}',
};

const item = (workflow: string, findings = 1) => ({
  workflow,
  team: 'team-support',
  owner: OWNER,
  findings: Array.from({ length: findings }, () => ({
    mode: 'enforce' as const,
    field: 'backup',
    say: 'It has no backup.',
    fix: 'Name one.',
  })),
});
const PREVIEW: PreviewShown = {
  workflows: 40,
  enforced: 12,
  observed: 1,
  teams: [
    { team: 'team-support', workflows: 11 },
    { team: 'team-sales', workflows: 2 },
  ],
  items: Array.from({ length: 10 }, (_, n) => item(`bot-${n}`)),
};

test.each(PARTS)('%s has a form that Slack takes, empty and previewed', (part) => {
  for (const preview of [undefined, PREVIEW]) {
    const view = baselineModal({ ...FORM, part, ...(preview ? { preview } : {}) });
    expectGoodView(view);
    expect(view.submit?.text).toBe(preview ? 'Propose' : 'Preview');
  }
});

test('the preview says how many would break, whose they are and what to write', () => {
  const text = words(baselineModal({ ...FORM, preview: PREVIEW }).blocks);
  expect(text).toContain('*Of 40 registered AI workflows, 12 would break.* 1 more would only be');
  const told = baselineModal({ ...FORM, preview: { ...PREVIEW, observed: 2 } });
  expect(words(told.blocks)).toContain('2 more would only be told.');
  expect(text).toContain('11 in team-support, 2 in team-sales.');
  expect(text).toContain('*bot-0* · team-support · <@U0OWNER>\n• _enforced_ `backup` It has no');
  expect(text).toContain('And 3 more.');
});

test('a preview with nobody in it says that nobody has to do anything', () => {
  const preview = { ...PREVIEW, enforced: 0, observed: 0, teams: [], items: [] };
  const text = words(baselineModal({ ...FORM, preview }).blocks);
  expect(text).toContain('*Of 40 registered AI workflows, none would break.* Nobody has to');
});

test('a day that is still to come, and findings beyond the first ones, are said', () => {
  const [first] = item('bot', 1).findings;
  if (!first) throw new Error('no finding');
  const many = { ...item('bot', 3), findings: [{ ...first, from: '2027-01-01' }, first, first] };
  const preview = { ...PREVIEW, items: [many] };
  const text = words(baselineModal({ ...FORM, preview }).blocks);
  expect(text).toContain('_enforced from 2027-01-01 on_');
  expect(text).toContain('and 1 more');
});

test('what was filled in for some teams stands there again', () => {
  const chosen = { teams: ['team-sales'], mode: 'observe', from: '2026-12-01' };
  const text = JSON.stringify(baselineModal({ ...FORM, chosen }));
  expect(text).toContain('"initial_options":[{"text":{"type":"plain_text","text":"Sales"');
  expect(text).toContain('"initial_date":"2026-12-01"');
});

test('teams that have a word of their own are named; without teams nothing is asked of them', () => {
  const teams = { 'team-sales': { mode: 'off', from: '2026-12-01' } };
  const rules = strict('backup-required', 'observe', { teams });
  expect(words(baselineModal({ ...FORM, rules }).blocks)).toContain('_team-sales: off from');
  const none = baselineModal({ ...FORM, teams: [] });
  expectGoodView(none);
  expect(JSON.stringify(none)).not.toContain('baseline_teams');
});

test('250 teams are all offered', () => {
  const teams = Array.from({ length: 250 }, (_, n) => ({ id: `team-${n}`, name: `Team ${n}` }));
  const view = baselineModal({ ...FORM, teams });
  expectGoodView(view);
  expect(JSON.stringify(view)).toContain('"team-249"');
});

describe('a long list', () => {
  test('is spread over inputs that Slack takes, nothing of it lost', () => {
    const scopes = Array.from({ length: 200 }, (_, n) => `${n}.${'x'.repeat(190)}`);
    const inputs = listInputs('scopes', 'Scopes', scopes);
    const texts = inputs.map(({ element }) =>
      element.type === 'plain_text_input' ? (element.initial_value ?? '') : '',
    );
    expect(texts.join('\n').split('\n').filter(Boolean)).toEqual(scopes);
    expect(inputs[0]?.block_id).toBe(listBlock('scopes', 0));
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(3000);
    expectGoodView(
      baselineModal({
        ...FORM,
        part: 'scopes-never',
        rules: strict('scopes-never', 'off', { scopes }),
      }),
    );
  });

  test('leaves room to add to it, also when it is empty', () => {
    expect(listInputs('scopes', 'Scopes', [])).toHaveLength(1);
    expect(listInputs('scopes', 'Scopes', ['a'])).toHaveLength(1);
    expect(listInputs('scopes', 'Scopes', ['a'.repeat(2400)])).toHaveLength(2);
  });
});

test.each([
  ['open', 'It is proposed.', 'a second platform admin countersigns it'],
  ['flagged', 'It is in force.', 'the only platform admin'],
])('%s: %s', (state, first, then) => {
  const view = proposedModal(state);
  expectGoodView(view);
  expect(words(view.blocks)).toContain(first);
  expect(words(view.blocks)).toContain(then);
});

describe('words of others never come alive', () => {
  test.each(HOSTILE)('%s', (_name, text) => {
    const long = text.slice(0, 500);
    const found = { mode: 'observe' as const, field: long, say: long, fix: long };
    const hostile = { workflow: long, team: long, owner: OWNER, findings: [found, found] };
    const preview = {
      ...PREVIEW,
      items: Array.from({ length: 10 }, () => hostile),
      teams: [{ team: long, workflows: 1 }],
    };
    const teams = [{ id: 'team-x', name: text }];
    const scopes = [text.slice(0, 200)];
    const rules = strict('scopes-never', 'off', { scopes });
    expectGoodView(baselineModal({ ...FORM, part: 'scopes-never', rules, teams, preview }));
  });
});
