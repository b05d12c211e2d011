import { beforeAll, expect, test } from 'vitest';
import { mergeTeams } from '../../lib/acts/team-merge.ts';
import { TEAMS } from '../../lib/local/sample/organisation.ts';
import {
  listAliases,
  listTeams,
  nameHolder,
  nameItem,
  nameItemKey,
  teamIndex,
  teamNames,
  teamsOf,
} from '../../lib/store/teams.ts';
import { stage } from '../acts/stage.ts';
import { save } from '../acts/team-kit.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, OUTSIDER, OWNER } from '../kit/people.ts';

const engine = engineOfFile();
let deps: TestDeps;
let merged: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  merged = await stage(engine());
  await save(merged);
  await mergeTeams(merged, ADMIN, { from: 'team-claims', into: 'team-sales', most: 9 });
  await mergeTeams(merged, ADMIN, { from: 'team-sales', into: 'team-support', most: 9 });
});

test.each([
  ['the owner', OWNER, ['team-support']],
  ['the platform admin', ADMIN, ['platform']],
  ['the auditor', AUDITOR, []],
  ['somebody of another organisation', OUTSIDER, []],
])('the teams of %s', async (_, person, teams) => {
  expect((await teamsOf(deps.store, person)).map((team) => team.id)).toEqual(teams);
});

test('a team reads back as it was set up', async () => {
  expect(await teamsOf(deps.store, OWNER)).toEqual(
    TEAMS.filter((team) => team.id === 'team-support'),
  );
});

test('teams are listed by name; one that went into another is none any more', async () => {
  expect((await listTeams(deps.store)).map((team) => team.name)).toEqual([
    'AI platform',
    'Sales',
    'Support',
  ]);
  expect((await listTeams(merged.store)).map((team) => team.id)).toEqual([
    'platform',
    'team-support',
  ]);
  expect((await listAliases(merged.store)).map((team) => team.id)).toEqual([
    'team-claims',
    'team-sales',
  ]);
});

test('what ids mean by now, and every id of a team', async () => {
  const names = await teamNames(merged.store);
  expect(['team-claims', 'team-sales', 'team-support', 'unheard-of'].map(names.now)).toEqual([
    'team-support',
    'team-support',
    'team-support',
    'unheard-of',
  ]);
  expect(names.all('team-support')).toEqual(['team-support', 'team-claims', 'team-sales']);
  expect(names.all('platform')).toEqual(['platform']);
});

test('a team and an alias are listed apart', () => {
  const [team] = TEAMS;
  if (!team) throw new Error('no team');
  expect(teamIndex(team)).toEqual({ listPk: 'teams', listSk: team.id });
  const alias = { ...team, mergedInto: 'x' };
  expect(teamIndex(alias)).toEqual({ listPk: 'teams/merged', listSk: team.id });
});

test("a name's item holds no name, however long it is", async () => {
  const long = 'ﷺ'.repeat(100);
  expect(JSON.stringify(nameItem(deps.store, 'Claims', 'x'))).not.toMatch(/claims/i);
  expect(nameItemKey(deps.store, long).pk.length).toBeLessThan(100);
  expect(nameItemKey(deps.store, 'CLAIMS')).toEqual(nameItemKey(deps.store, 'claims'));
  expect(await nameHolder(deps.store, 'Support')).toBeUndefined();
});
