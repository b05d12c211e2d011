import { beforeAll, expect, test } from 'vitest';
import { answerClaim } from '../../lib/acts/claims.ts';
import { type EstateFilter, visibleEstate } from '../../lib/acts/estate-list.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { importRows, row } from './estate-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await importRows(deps, [
    row({ name: 'a', owner: 'colleague@example.com', team: 'team-support' }),
    row({ name: 'b', owner: 'sales-lead@example.com', team: 'team-sales', row: 3 }),
    row({ name: 'c', row: 4 }),
    row({ name: 'd', owner: 'sales-lead@example.com', row: 5 }),
  ]);
  await answerClaim(deps, SALES_LEAD, 'd', { says: 'gone' });
});

const seen = async (by: string, filter: EstateFilter) => {
  const outcome = await visibleEstate(deps, by, filter);
  return outcome.kind === 'refused' ? outcome.why : outcome.entries.map((entry) => entry.id).join();
};

test.each<[string, string, EstateFilter, string]>([
  ['an admin', ADMIN, 'open', 'a,b,c'],
  ['an admin', ADMIN, 'all', 'a,b,c,d'],
  ['an admin', ADMIN, 'not-mine', 'c'],
  ['an auditor', AUDITOR, 'gone', 'd'],
  ['a lead', OWNER, 'all', 'a'],
  ['a lead', SALES_LEAD, 'all', 'b,d'],
  ['a lead without any', OWNER, 'gone', ''],
  ['who is asked', COLLEAGUE, 'all', 'a'],
  ['who is asked nothing', COLLEAGUE, 'gone', 'not-allowed'],
  ['somebody of another organisation', OUTSIDER, 'all', 'not-allowed'],
])('%s (%s) sees of "%s": %s', async (_, by, filter, ids) => {
  expect(await seen(by, filter)).toBe(ids);
});
