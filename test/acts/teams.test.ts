import { beforeEach, expect, test } from 'vitest';
import { mergeTeams } from '../../lib/acts/team-merge.ts';
import { tendTeam } from '../../lib/acts/team-tend.ts';
import { emptyTeams, showTeam, teamsFor } from '../../lib/acts/teams.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { stage } from './stage.ts';
import { save } from './team-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test.each([
  ['a colleague sees the own team', COLLEAGUE, ['team-support'], false],
  ['an admin sees all, the own first', ADMIN, ['platform', 'team-sales', 'team-support'], true],
  ['an auditor sees all', AUDITOR, ['platform', 'team-sales', 'team-support'], false],
])('%s', async (_name, person, ids, admin) => {
  const list = await teamsFor(deps, person);
  expect(list.kind === 'teams' && list.teams.map((team) => team.id)).toEqual(ids);
  expect(list).toMatchObject({ admin });
});

test('whoever leads a team is of it', async () => {
  await save(deps, { lead: SALES_LEAD, members: [] });
  const list = await teamsFor(deps, SALES_LEAD);
  expect(list.kind === 'teams' && [...list.mine].sort()).toEqual(['team-claims', 'team-sales']);
});

test('nobody of another organisation sees any', async () => {
  expect(await teamsFor(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
  expect(await showTeam(deps, OUTSIDER, 'team-sales')).toMatchObject({ why: 'not-allowed' });
});

test.each([
  ['its lead', OWNER, true, false],
  ['an admin', ADMIN, true, true],
  ['a member', COLLEAGUE, false, false],
  ['an auditor', AUDITOR, false, false],
])('what %s may do with it', async (_name, person, mayEdit, mayMerge) => {
  const shown = await showTeam(deps, person, 'team-support');
  if (shown.kind === 'refused') throw new Error(shown.say);
  expect([!shown.noEdit, !shown.noMerge]).toEqual([mayEdit, mayMerge]);
});

test('an old id shows the team that it means', async () => {
  await mergeTeams(deps, ADMIN, { from: 'team-sales', into: 'team-support', most: 9 });
  expect(await showTeam(deps, OWNER, 'team-sales')).toMatchObject({
    head: { state: { id: 'team-support' } },
    alias: 'team-sales',
  });
  expect(await showTeam(deps, OWNER, 'nobody')).toMatchObject({ why: 'no-team' });
});

test('"a team nobody is left in is shown" to admins, and to nobody else', async () => {
  expect(await emptyTeams(deps, ADMIN)).toEqual([]);
  deps.change(SALES_LEAD, { deactivated: true });
  await tendTeam(deps, { kind: 'system', id: 'tests' }, { id: 'team-sales', most: 9 });
  expect(await emptyTeams(deps, ADMIN)).toMatchObject([{ id: 'team-sales' }]);
  expect(await emptyTeams(deps, OWNER)).toEqual([]);
});
