import { beforeAll, expect, test } from 'vitest';
import { TEAMS } from '../../lib/local/sample/organisation.ts';
import { teamsOf } from '../../lib/store/teams.ts';
import { ADMIN, AUDITOR, OUTSIDER, OWNER, stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
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
