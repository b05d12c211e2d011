import { beforeEach, describe, expect, test } from 'vitest';
import { readTeam } from '../../lib/acts/team-save.ts';
import { GROUP } from '../../lib/local/sample/organisation.ts';
import { listTeams, nameHolder } from '../../lib/store/teams.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { breaks, exported, kindsOf, stage } from './stage.ts';
import { recordOf, save, wantedOf } from './team-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('an admin creates a team: listed, its name its own, and written down', async () => {
  expect(await save(deps)).toMatchObject({ kind: 'saved', change: 'created' });
  expect((await listTeams(deps.store)).map((team) => team.id)).toContain('team-claims');
  expect(await nameHolder(deps.store, 'CLAIMS')).toBe('team-claims');
  expect(await kindsOf(deps, 'team/team-claims')).toEqual(['team.created']);
  expect(await breaks(deps)).toEqual([]);
});

test('free text does not enter the log: a name can be erased', async () => {
  await save(deps, { name: 'Erase this word' });
  expect((await exported(deps)).join('\n')).not.toContain('Erase this word');
});

describe('who may', () => {
  test.each([
    ['a member', COLLEAGUE],
    ['a lead of another team', SALES_LEAD],
    ['somebody of another organisation', OUTSIDER],
  ])('%s creates none and edits none', async (_name, by) => {
    expect(await save(deps, {}, { by })).toMatchObject({ why: 'not-allowed' });
    const team = { ...wantedOf(await recordOf(deps, 'team-support')), name: 'Mine' };
    expect(await save(deps, team, { by, against: 'any' })).toMatchObject({ why: 'not-allowed' });
    expect(deps.lookups()).toBe(0);
  });

  test('a lead edits the own team', async () => {
    const team = { ...wantedOf(await recordOf(deps, 'team-support')), backup: COLLEAGUE };
    const saved = await save(deps, team, { by: OWNER, against: 1 });
    expect(saved).toMatchObject({ kind: 'saved', change: 'changed', team: { backup: COLLEAGUE } });
  });
});

describe('against what it was opened on', () => {
  test('an id in use is said, also when it was given away meanwhile', async () => {
    const problem = { problems: [{ field: 'id', say: expect.stringContaining('in use') }] };
    expect(await save(deps, { id: 'team-sales' })).toMatchObject(problem);
  });

  test('the same form twice is one change', async () => {
    await save(deps);
    expect(await save(deps)).toMatchObject({ kind: 'saved', change: 'unchanged' });
    expect(await kindsOf(deps, 'team/team-claims')).toEqual(['team.created']);
  });

  test('an edit of an older state is told, and nothing is overwritten', async () => {
    await save(deps);
    await save(deps, { name: 'Claims One' }, { against: 1 });
    const late = await save(deps, { name: 'Claims Two' }, { against: 1 });
    expect(late).toMatchObject({ why: 'changed-meanwhile' });
    expect((await recordOf(deps, 'team-claims')).name).toBe('Claims One');
  });

  test('a team that is gone cannot be edited', async () => {
    expect(await save(deps, {}, { against: 3 })).toMatchObject({ why: 'no-team' });
  });
});

describe('names', () => {
  test('one in use is refused, whether it was set up or created', async () => {
    const taken = { problems: [{ field: 'name' }] };
    expect(await save(deps, { name: 'support' })).toMatchObject(taken);
    await save(deps);
    expect(await save(deps, { id: 'other', name: 'claims' })).toMatchObject(taken);
  });

  test('a name that was given up is free again', async () => {
    await save(deps);
    await save(deps, { name: 'Damages' }, { against: 'any' });
    expect(await save(deps, { id: 'other' })).toMatchObject({ change: 'created' });
    expect(await nameHolder(deps.store, 'Claims')).toBe('other');
  });

  test('another spelling of the own name keeps it', async () => {
    await save(deps);
    await save(deps, { name: 'CLAIMS' }, { against: 'any' });
    expect(await nameHolder(deps.store, 'claims')).toBe('team-claims');
  });
});

describe('people', () => {
  test('a lead who left is refused on edit, by a fresh lookup', async () => {
    deps.change(OWNER, { deactivated: true });
    const team = wantedOf(await recordOf(deps, 'team-support'));
    const edit = await save(deps, { ...team, name: 'Help' }, { against: 1 });
    expect(edit).toMatchObject({
      problems: [{ field: 'lead', say: expect.stringMatching(/left Slack/) }],
    });
  });

  test('the same id in another organisation is nobody of ours', async () => {
    deps.change(COLLEAGUE, { outside: true });
    expect(await save(deps)).toMatchObject({ problems: [{ field: 'members' }] });
    expect(await save(deps, { lead: OUTSIDER })).toMatchObject({
      problems: [{ field: 'lead' }, { field: 'members' }],
    });
  });

  test('whom Slack does not know is named', async () => {
    const saved = await save(deps, { members: ['T0YARD/U0NOBODY'] });
    expect(saved).toMatchObject({ why: 'lookup-failed', say: expect.stringMatching(/U0NOBODY/) });
  });

  test('who is in the team already is not looked up again', async () => {
    await save(deps);
    const before = deps.lookups();
    await save(deps, { name: 'Claims too' }, { against: 'any' });
    expect(deps.lookups() - before).toBe(1);
  });
});

describe('a user group', () => {
  const grouped = { group: GROUP, members: [], backup: COLLEAGUE };

  test('gives the members', async () => {
    const saved = await save(deps, grouped);
    expect(saved).toMatchObject({ team: { group: GROUP, members: [OWNER, COLLEAGUE] } });
  });

  test.each(['not-granted', 'lookup-failed'] as const)(
    '%s: a new one is refused',
    async (answers) => {
      deps.slack.answers = answers;
      expect(await save(deps, grouped)).toMatchObject({ problems: [{ field: 'group' }] });
    },
  );

  test('that Slack cannot resolve any more keeps the members and says so', async () => {
    await save(deps, grouped);
    deps.slack.groups.clear();
    const saved = await save(deps, { ...grouped, name: 'Claims too' }, { against: 'any' });
    expect(saved).toMatchObject({
      change: 'changed',
      note: expect.stringContaining('The members stay as they were.'),
      team: { members: [OWNER, COLLEAGUE] },
    });
  });

  test('of more than 500 is refused', async () => {
    const many = Array.from({ length: 501 }, (_, at) => `T0YARD/UM${at}`);
    deps.slack.groups.set(GROUP, [OWNER, COLLEAGUE, ...many]);
    const problem = { field: 'members', say: expect.stringContaining('503') };
    expect(await save(deps, grouped)).toMatchObject({ problems: [problem] });
  });
});

test('a dry run says the same and changes nothing', async () => {
  expect(await save(deps, {}, { dryRun: true })).toMatchObject({ change: 'created' });
  expect(await readTeam(deps, 'team-claims')).toBeUndefined();
  expect(await save(deps, { name: '' }, { dryRun: true })).toMatchObject({ kind: 'problems' });
});

test('of what cannot be an id there is no team', async () => {
  expect(await readTeam(deps, 'x'.repeat(5000))).toBeUndefined();
  expect(await readTeam(deps, 'team-sales')).toMatchObject({ state: { name: 'Sales' } });
});
