import { describe, expect, test } from 'vitest';
import type { Deps } from '../../../lib/acts/deps.ts';
import { mergeTeams } from '../../../lib/acts/team-merge.ts';
import { saveTeam } from '../../../lib/acts/team-save.ts';
import { tendTeam } from '../../../lib/acts/team-tend.ts';
import { listTeams } from '../../../lib/store/teams.ts';
import { ADMIN, COLLEAGUE, SALES_LEAD } from '../../kit/people.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { breaks, kindsOf } from '../stage.ts';
import { recordOf, save, WANTED, wantedOf } from '../team-kit.ts';

const at = track();

describe.each(FAULTS)('teams, with the fault: %s', (fault) => {
  const rename = async (through: Deps, name: string) => {
    const team = wantedOf(await recordOf(through, 'team-support'));
    return saveTeam(through, { ...team, name }, { by: ADMIN, against: 1 });
  };

  test('two edits at once: one counts, and the loser is told', async () => {
    const outcomes = await race(
      { proxy: at.proxy, subject: 'team/team-support', fault },
      () => rename(at.left, 'Help'),
      () => rename(at.right, 'Care'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['refused', 'saved']);
    expect(outcomes).toContainEqual(expect.objectContaining({ why: 'changed-meanwhile' }));
    const saved = outcomes.find((one) => one.kind === 'saved');
    expect(saved).toMatchObject({ team: await recordOf(at.deps, 'team-support') });
    expect(await kindsOf(at.deps, 'team/team-support')).toEqual(['set-up', 'team.changed']);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('two teams of one name at once: one is created', async () => {
    const create = (through: Deps, id: string) =>
      saveTeam(through, { ...WANTED, id }, { by: ADMIN, against: 'new' });
    const outcomes = await race(
      { proxy: at.proxy, subject: 'lead', fault },
      () => create(at.left, 'claims-one'),
      () => create(at.right, 'claims-two'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['problems', 'saved']);
    const named = (await listTeams(at.deps.store)).filter((team) => team.name === 'Claims');
    expect(named).toHaveLength(1);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('two merges into each other at once: no circle', async () => {
    const merge = (through: Deps, from: string, into: string) =>
      mergeTeams(through, ADMIN, { from, into, most: 9 });
    const outcomes = await race(
      { proxy: at.proxy, subject: 'team/team-sales', fault },
      () => merge(at.left, 'team-sales', 'team-support'),
      () => merge(at.right, 'team-support', 'team-sales'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['merged', 'refused']);
    expect(outcomes).toContainEqual(expect.objectContaining({ why: 'merged-away' }));
    expect(await listTeams(at.deps.store)).toHaveLength(2);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('a look at the people and an edit at once: neither is lost', async () => {
    at.deps.change(COLLEAGUE, { deactivated: true });
    const actor = { kind: 'system', id: 'tests' } as const;
    const outcomes = await race(
      { proxy: at.proxy, subject: 'team/team-support', fault },
      () => tendTeam(at.left, actor, { id: 'team-support', most: 9 }),
      async () => {
        const team = wantedOf(await recordOf(at.right, 'team-support'));
        return saveTeam(at.right, { ...team, name: 'Help' }, { by: ADMIN, against: 'any' });
      },
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['saved', 'tended']);
    const team = await recordOf(at.deps, 'team-support');
    expect(team).toMatchObject({ name: 'Help', left: [COLLEAGUE] });
    expect(await breaks(at.deps)).toEqual([]);
  });
});

test('a merge whose carrying dies half-way goes on when it is asked again', async () => {
  await save(at.deps);
  const merging = { from: 'team-claims', into: 'team-sales', most: 0 };
  await mergeTeams(at.deps, ADMIN, merging);
  const again = await mergeTeams(at.right, ADMIN, { ...merging, most: 9 });
  expect(again).toMatchObject({ kind: 'merged', finished: true });
  expect((await recordOf(at.deps, 'team-sales')).members).toContain(SALES_LEAD);
});
