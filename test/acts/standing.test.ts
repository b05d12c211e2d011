import { beforeAll, describe, expect, inject, test } from 'vitest';
import {
  loadOrganisation,
  loadTeam,
  loadTeamsOf,
  loadWorkflow,
  mayNotHere,
  noWorkflow,
  standingTo,
} from '../../lib/acts/standing.ts';
import { createTables } from '../../lib/local/tables.ts';
import { commit } from '../../lib/store/commit.ts';
import { TEAM } from '../core/perfect.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

test('before it is set up nobody can do anything, and it says what to run', async () => {
  const names = { registry: 'empty-registry', audit: 'empty-audit' };
  await createTables(engine().client, inject('tablesTemplate'), names);
  const empty = { ...deps, store: { ...deps.store, ...names } };
  await expect(loadOrganisation(empty)).rejects.toThrow('yardmaster start');
});

test('who stands where towards a workflow', async () => {
  const workflow = await registered(deps);
  expect(await standingTo(deps, workflow)).toMatchObject({
    organisation: { home: 'T0YARD' },
    team: { id: 'team-support' },
    owner: OWNER,
  });
  expect(await standingTo(deps, { ...workflow, team: 'gone' })).toMatchObject({ team: undefined });
});

test('what is not there is undefined, or said', async () => {
  expect(await loadTeam(deps, 'none')).toBeUndefined();
  expect(await loadTeam(deps, 'x'.repeat(5000))).toBeUndefined();
  expect(await loadTeam(deps, '')).toBeUndefined();
  expect(await loadWorkflow(deps, 'none')).toBeUndefined();
  expect(noWorkflow('none')).toMatchObject({
    why: 'no-workflow',
    say: 'There is no workflow named "none".',
  });
});

test('acts that are about nothing in particular go by what the organisation gives', async () => {
  expect(await mayNotHere(deps, 'import', ADMIN)).toBeUndefined();
  expect(await mayNotHere(deps, 'import', COLLEAGUE)).toMatchObject({ why: 'not-allowed' });
  expect(await mayNotHere(deps, 'find', OUTSIDER)).toMatchObject({ why: 'not-allowed' });
});

test("somebody's teams come by name", async () => {
  expect((await loadTeamsOf(deps, COLLEAGUE)).map((team) => team.name)).toEqual(['Support']);
});

describe('an id that became an alias', () => {
  const alias = (mergedInto: string) => ({ ...TEAM, members: [], mergedInto });
  const put = async (id: string, state: object) => {
    const actor = { kind: 'system' as const, id: 'tests' };
    const event = { kind: 'put', at: deps.now(), actor, data: {} };
    const subject = `team/${id}` as const;
    const change = { subject, from: undefined, state: { ...state, id }, event };
    await commit(deps.store, { changes: [change], writeId: deps.newId('w') });
  };

  test('is followed to the team at the end of the line', async () => {
    await put('one', alias('two'));
    await put('two', alias('team-support'));
    expect((await loadTeam(deps, 'one'))?.id).toBe('team-support');
  });

  test('leads nowhere in a circle, and out of it nowhere either', async () => {
    await put('left', alias('right'));
    await put('right', alias('left'));
    await put('lost', alias('nobody'));
    expect(await loadTeam(deps, 'left')).toBeUndefined();
    expect(await loadTeam(deps, 'lost')).toBeUndefined();
  });
});
