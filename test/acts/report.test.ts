import { beforeEach, describe, expect, test } from 'vitest';
import { type ReportFilter, report } from '../../lib/acts/report.ts';
import type { PersonKey } from '../../lib/core/people.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { rule, threeWorkflows, withMode } from './rule.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await threeWorkflows(deps);
});

async function seen(by: PersonKey, filter: ReportFilter = {}): Promise<string[]> {
  const outcome = await report(deps, by, filter);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.items.map((one) => `${one.team}/${one.workflow}`);
}

test('names rule, line and fix of what breaks the baseline, and nothing that does not', async () => {
  expect(await report(deps, ADMIN, { team: 'team-support' })).toEqual({
    kind: 'report',
    version: 1,
    enforced: 0,
    observed: 1,
    teams: [{ team: 'team-support', workflows: 1 }],
    items: [
      {
        workflow: 'reply-bot',
        team: 'team-support',
        owner: OWNER,
        findings: [
          {
            rule: 'backup-required',
            mode: 'observe',
            field: 'backup',
            say: 'It has no backup.',
            fix: 'Name a second person of team-support in "backup".',
          },
        ],
      },
    ],
  });
});

test('counts as enforced what is enforced now, under the new version', async () => {
  await rule(deps, await withMode(deps, 'backup-required', 'enforce'));
  expect(await report(deps, ADMIN, {})).toMatchObject({ version: 2, enforced: 2, observed: 0 });
});

describe('who sees what', () => {
  test.each([
    ['a platform admin', ADMIN, ['team-sales/sales-bot', 'team-support/reply-bot']],
    ['an auditor', AUDITOR, ['team-sales/sales-bot', 'team-support/reply-bot']],
    ['a member of one team', COLLEAGUE, ['team-support/reply-bot']],
    ['a lead of another', SALES_LEAD, ['team-sales/sales-bot']],
    ['somebody of no team', 'T0YARD/U0NOBODY', []],
  ])('%s', async (_, by, places) => {
    expect(await seen(by)).toEqual(places);
  });

  test.each([
    ['somebody of another organisation', OUTSIDER, {}, 'not-allowed'],
    ['another team’s, by name', COLLEAGUE, { team: 'team-sales' }, 'not-allowed'],
    ['a team that does not exist', ADMIN, { team: 'team-nowhere' }, 'no-team'],
  ])('refused: %s', async (_, by, filter, why) => {
    expect(await report(deps, by, filter)).toMatchObject({ kind: 'refused', why });
  });
});

test('one rule alone can be asked for', async () => {
  expect(await seen(ADMIN, { rule: 'backup-required' })).toHaveLength(2);
  expect(await seen(ADMIN, { rule: 'scopes-never' })).toEqual([]);
});

test('a workflow that nobody touched for longer than the interval is overdue, in the report alone', async () => {
  deps.pass(181 * 24 * 60);
  deps.catalog.forget();
  expect(await seen(ADMIN, { rule: 'review-interval' })).toHaveLength(3);
});

test('pages go on where the one before ended', async () => {
  const first = await report(deps, ADMIN, { most: 1 });
  expect(first).toMatchObject({ next: 'team-sales/sales-bot', observed: 2 });
  const after = first.kind === 'report' ? first.next : undefined;
  expect(await seen(ADMIN, { most: 1, after })).toEqual(['team-support/reply-bot']);
});
