import { beforeEach, describe, expect, test } from 'vitest';
import { previewBaseline, refuseRules, rulesProblems } from '../../lib/acts/baseline-preview.ts';
import type { Rules } from '../../lib/core/baseline.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { rule, rulesWith, threeWorkflows, withMode } from './rule.ts';
import { kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await threeWorkflows(deps);
});

async function broken(rules: Rules): Promise<string[]> {
  const outcome = await previewBaseline(deps, ADMIN, rules);
  if (outcome.kind !== 'preview') throw new Error(JSON.stringify(outcome));
  return outcome.items.flatMap(({ workflow, findings }) =>
    findings.map((one) => `${workflow} ${one.rule} ${one.mode} ${one.from ?? 'now'}`),
  );
}

/** Everybody observed, team-support enforced from this day on. */
const soon = (from: string) =>
  rulesWith(deps, {
    'backup-required': {
      mode: 'observe',
      teams: { 'team-support': { mode: 'enforce', from } },
    },
  });

describe('who would break', () => {
  test('nobody, when nothing changes', async () => {
    const outcome = await previewBaseline(deps, ADMIN, await rulesWith(deps, {}));
    expect(outcome).toMatchObject({
      kind: 'preview',
      against: 1,
      workflows: 3,
      enforced: 0,
      observed: 0,
      items: [],
    });
  });

  test('those of the registry that break it, with owner and what to write', async () => {
    const rules = await withMode(deps, 'backup-required', 'enforce');
    expect(await previewBaseline(deps, ADMIN, rules)).toMatchObject({
      enforced: 2,
      teams: [
        { team: 'team-sales', workflows: 1 },
        { team: 'team-support', workflows: 1 },
      ],
      items: [
        { workflow: 'sales-bot', owner: SALES_LEAD },
        {
          workflow: 'reply-bot',
          owner: OWNER,
          findings: [{ fix: 'Name a second person of team-support in "backup".' }],
        },
      ],
    });
  });

  test('nobody by a rule that gets milder', async () => {
    await rule(deps, await withMode(deps, 'backup-required', 'enforce'));
    expect(await broken(await withMode(deps, 'backup-required', 'observe'))).toEqual([]);
  });

  test.each([
    ['2001-01-01', 'reply-bot backup-required enforce now'],
    ['2026-11-23', 'reply-bot backup-required enforce now'],
    ['2026-12-01', 'reply-bot backup-required enforce 2026-12-01'],
  ])('from a team’s date on: %s', async (from, said) => {
    expect(await broken(await soon(from))).toEqual([said]);
  });

  test('a date that moves nearer brings what it brings earlier, and one that stays brings nothing', async () => {
    await rule(deps, await soon('2026-12-01'));
    expect(await broken(await soon('2026-12-01'))).toEqual([]);
    expect(await broken(await soon('2026-11-23'))).toEqual([
      'reply-bot backup-required enforce now',
    ]);
  });

  test('somebody who is spared from a later day on breaks until then', async () => {
    const teams = { 'team-sales': { mode: 'off' as const, from: '2026-12-01' } };
    const rules = await rulesWith(deps, { 'backup-required': { mode: 'enforce', teams } });
    expect(await broken(rules)).toEqual([
      'sales-bot backup-required enforce now',
      'reply-bot backup-required enforce now',
    ]);
  });

  test('the days without a review are counted until today, whatever dates are to come', async () => {
    const teams = { 'team-support': { mode: 'enforce' as const, from: '2030-01-01' } };
    const rules = await rulesWith(deps, { 'review-interval': { mode: 'off', days: 180, teams } });
    expect(await broken(rules)).toEqual([]);
  });

  test('those whose connectors ask for a scope that is never given', async () => {
    const scopes = ['crm.tickets.read'];
    const rules = await rulesWith(deps, {
      'scopes-never': { mode: 'enforce', scopes },
      'pre-granted-scopes': { scopes: [] },
    });
    expect(await broken(rules)).toHaveLength(3);
  });
});

test('nothing is written by a look', async () => {
  await previewBaseline(deps, ADMIN, await withMode(deps, 'backup-required', 'enforce'));
  expect(await kindsOf(deps, 'baseline/home')).toEqual([]);
});

describe('refuses', () => {
  test.each([
    ['a member', OWNER],
    ['an auditor, who changes nothing', AUDITOR],
    ['somebody of another organisation', OUTSIDER],
  ])('%s', async (_, by) => {
    const rules = await rulesWith(deps, {});
    expect(await previewBaseline(deps, by, rules)).toMatchObject({ why: 'not-allowed' });
  });

  test('what is no rule, and rules that contradict each other, with their lines', async () => {
    const strange = { ...(await rulesWith(deps, {})), 'no-mondays': {} };
    expect(await previewBaseline(deps, ADMIN, strange)).toMatchObject({ kind: 'problems' });
    const rules = await rulesWith(deps, {
      'scopes-never': { mode: 'observe', scopes: ['crm.tickets.read'] },
    });
    expect(await previewBaseline(deps, ADMIN, rules)).toMatchObject({
      kind: 'problems',
      problems: [{ field: 'scopes-never.scopes' }],
    });
    expect(await refuseRules(deps, rules)).toMatchObject({
      why: 'bad-rules',
      say: expect.stringContaining('Take it off one of the two lists.'),
    });
  });

  test('a team that does not exist', async () => {
    const teams = { 'team-nowhere': { mode: 'off' as const, from: '2026-11-23' } };
    const rules = await rulesWith(deps, { 'owner-required': { mode: 'observe', teams } });
    expect(await rulesProblems(deps, rules)).toEqual([
      { field: 'owner-required.teams.team-nowhere', say: 'There is no team "team-nowhere".' },
    ]);
    expect(await refuseRules(deps, await rulesWith(deps, {}))).toBeUndefined();
  });
});
