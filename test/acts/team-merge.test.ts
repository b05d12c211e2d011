import { beforeEach, describe, expect, test } from 'vitest';
import { loadTeam } from '../../lib/acts/standing.ts';
import { mergeTeams, renameTeam } from '../../lib/acts/team-merge.ts';
import { pauseForAll } from '../../lib/acts/wide-pause.ts';
import { listAliases, listTeams, nameHolder } from '../../lib/store/teams.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { breaks, kindsOf, stage } from './stage.ts';
import { recordOf, save } from './team-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const merge = (from: string, into: string, by = ADMIN) =>
  mergeTeams(deps, by, { from, into, most: 100 });
const rename = (from: string, into: string) => renameTeam(deps, ADMIN, { from, into, most: 100 });

test('people come together, and the old id means the other team', async () => {
  expect(await merge('team-sales', 'team-support')).toMatchObject({
    kind: 'merged',
    into: { id: 'team-support', members: [OWNER, COLLEAGUE, SALES_LEAD] },
    finished: true,
  });
  expect((await loadTeam(deps, 'team-sales'))?.id).toBe('team-support');
  expect((await listTeams(deps.store)).map((team) => team.id)).toEqual([
    'platform',
    'team-support',
  ]);
  expect(await listAliases(deps.store)).toMatchObject([{ id: 'team-sales', members: [] }]);
  expect(await kindsOf(deps, 'team/team-sales')).toEqual(['set-up', 'team.merged', 'team.carried']);
  expect(await kindsOf(deps, 'team/team-support')).toEqual(['set-up', 'team.joined']);
  expect(await breaks(deps)).toEqual([]);
});

test('the name of a merged team is free for another', async () => {
  await save(deps);
  await merge('team-claims', 'team-support');
  expect(await nameHolder(deps.store, 'Claims')).toBeUndefined();
  expect(await save(deps, { id: 'other' })).toMatchObject({ change: 'created' });
});

test('the id of a merged team is never given to another', async () => {
  await save(deps);
  await merge('team-claims', 'team-support');
  const again = await save(deps, { name: 'Other' });
  expect(again).toMatchObject({ why: 'merged-away', say: expect.stringContaining('team-support') });
});

test('the same merge again changes nothing', async () => {
  await merge('team-sales', 'team-support');
  expect(await merge('team-sales', 'team-support')).toMatchObject({ kind: 'merged', moved: 0 });
  expect(await kindsOf(deps, 'team/team-support')).toEqual(['set-up', 'team.joined']);
});

test('a line of merges leads to its end', async () => {
  await save(deps);
  await merge('team-claims', 'team-sales');
  await merge('team-sales', 'team-support');
  expect((await loadTeam(deps, 'team-claims'))?.id).toBe('team-support');
});

describe('is refused', () => {
  test.each([
    ['for a lead', 'team-sales', 'team-support', OWNER, 'not-allowed'],
    ['into itself', 'team-sales', 'team-sales', ADMIN, 'same-team'],
    ['from a team that is none', 'nobody', 'team-sales', ADMIN, 'no-team'],
    ['into a team that is none', 'team-sales', 'nobody', ADMIN, 'no-team'],
    ['into what is no id', 'team-sales', 'x'.repeat(5000), ADMIN, 'no-team'],
  ])('%s', async (_name, from, into, by, why) => {
    expect(await merge(from, into, by)).toMatchObject({ kind: 'refused', why });
  });

  test('while the team is paused: what is paused is paused by its name', async () => {
    const team = { what: 'team', name: 'team-sales' } as const;
    await pauseForAll(deps, ADMIN, team, 'The vendor leaks.');
    expect(await merge('team-sales', 'team-support')).toMatchObject({ why: 'paused-widely' });
    expect(await rename('team-sales', 'team-selling')).toMatchObject({ why: 'paused-widely' });
    expect(await merge('team-support', 'team-sales')).toMatchObject({ kind: 'merged' });
  });

  test('in a circle, and into a merged team', async () => {
    await merge('team-sales', 'team-support');
    expect(await merge('team-support', 'team-sales')).toMatchObject({ why: 'merged-away' });
    expect(await merge('platform', 'team-sales')).toMatchObject({ why: 'merged-away' });
    expect(await merge('team-sales', 'platform')).toMatchObject({ why: 'merged-away' });
  });
});

describe('a new id', () => {
  test('is a new team with all that the old one had, into which the old one goes', async () => {
    await save(deps, { backup: COLLEAGUE });
    expect(await rename('team-claims', 'claims')).toMatchObject({
      kind: 'merged',
      into: { id: 'claims', name: 'Claims', lead: OWNER, backup: COLLEAGUE },
    });
    expect((await loadTeam(deps, 'team-claims'))?.id).toBe('claims');
    expect(await recordOf(deps, 'team-claims')).toMatchObject({ mergedInto: 'claims' });
    expect(await nameHolder(deps.store, 'Claims')).toBe('claims');
    expect(await kindsOf(deps, 'team/claims')).toEqual(['team.created']);
  });

  test('the same again changes nothing', async () => {
    await rename('team-sales', 'sales');
    expect(await rename('team-sales', 'sales')).toMatchObject({ kind: 'merged', moved: 0 });
  });

  test.each([
    ['that is in use', 'team-sales', 'team-support', 'id-taken'],
    ['that is its own', 'team-sales', 'team-sales', 'id-taken'],
    ['that is none', 'team-sales', 'Sales Team', 'bad-id'],
    ['of a team that is none', 'nobody', 'sales', 'no-team'],
  ])('%s is refused', async (_name, from, into, why) => {
    expect(await rename(from, into)).toMatchObject({ kind: 'refused', why });
  });

  test('that an alias has is refused', async () => {
    await rename('team-sales', 'sales');
    expect(await rename('team-support', 'team-sales')).toMatchObject({ why: 'id-taken' });
  });

  test('takes an admin', async () => {
    const moving = { from: 'team-support', into: 'support', most: 1 };
    expect(await renameTeam(deps, OWNER, moving)).toMatchObject({ why: 'not-allowed' });
  });
});
