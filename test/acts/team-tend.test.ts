import { beforeEach, describe, expect, test } from 'vitest';
import { refreshGroup, tendDue, tendTeam } from '../../lib/acts/team-tend.ts';
import { isEmpty } from '../../lib/core/team.ts';
import { GROUP } from '../../lib/local/sample/organisation.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { breaks, kindsOf, stage } from './stage.ts';
import { recordOf, save } from './team-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const SYSTEM = { kind: 'system', id: 'tests' } as const;
const tend = (id: string, most = 500) => tendTeam(deps, SYSTEM, { id, most });

describe('members from the user group again', () => {
  beforeEach(() => save(deps, { group: GROUP }));
  const refresh = (by = ADMIN) => refreshGroup(deps, by, 'team-claims');

  test('who came and who went', async () => {
    deps.slack.groups.set(GROUP, [OWNER, AUDITOR]);
    expect(await refresh()).toMatchObject({ changed: true, team: { members: [OWNER, AUDITOR] } });
    expect(await kindsOf(deps, 'team/team-claims')).toEqual([
      'team.created',
      'team.people-checked',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('a lead who is not in it any more loses no time: the others change all the same', async () => {
    deps.slack.groups.set(GROUP, [COLLEAGUE]);
    expect(await refresh()).toMatchObject({ team: { lead: OWNER, members: [COLLEAGUE] } });
  });

  test.each(['not-granted', 'lookup-failed'] as const)(
    '%s: the members stay, and it says so',
    async (answers) => {
      deps.slack.answers = answers;
      expect(await refresh()).toMatchObject({
        changed: false,
        note: expect.stringContaining('The members stay as they were.'),
        team: { members: [OWNER, COLLEAGUE] },
      });
    },
  );

  test.each([
    ['nobody is in it', [], 'nobody in it'],
    ['too many are in it', Array.from({ length: 501 }, (_, at) => `T0YARD/UM${at}`), '501'],
  ])('%s: the members stay, and it says so', async (_name, people, note) => {
    deps.slack.groups.set(GROUP, people);
    expect(await refresh()).toMatchObject({
      changed: false,
      note: expect.stringContaining(note),
      team: { members: [OWNER, COLLEAGUE] },
    });
  });

  test('the lead may, a member may not', async () => {
    expect(await refresh(OWNER)).toMatchObject({ kind: 'tended', changed: false });
    expect(await refresh(COLLEAGUE)).toMatchObject({ why: 'not-allowed' });
    expect(await refresh(OUTSIDER)).toMatchObject({ why: 'not-allowed' });
  });
});

describe('who is left', () => {
  test('"a team nobody is left in is shown, not forgotten": it is empty', async () => {
    deps.change(SALES_LEAD, { deactivated: true });
    await tend('team-sales');
    const team = await recordOf(deps, 'team-sales');
    expect(team.left).toEqual([SALES_LEAD]);
    expect(isEmpty(team)).toBe(true);
  });

  test('who comes back is there again', async () => {
    deps.change(SALES_LEAD, { deactivated: true });
    await tend('team-sales');
    deps.change(SALES_LEAD, { deactivated: false });
    await tend('team-sales');
    expect(await recordOf(deps, 'team-sales')).not.toHaveProperty('left');
  });

  test('of whom Slack says nothing, nothing is changed', async () => {
    await save(deps, { group: GROUP });
    deps.slack.groups.set(GROUP, [OWNER, COLLEAGUE, 'T0YARD/U0UNKNOWN']);
    await tend('team-claims');
    expect(await recordOf(deps, 'team-claims')).not.toHaveProperty('left');
  });

  test('only so many are looked up', async () => {
    deps.change(COLLEAGUE, { deactivated: true });
    const before = deps.lookups();
    await tend('team-support', 1);
    expect(deps.lookups() - before).toBe(1);
    expect(await recordOf(deps, 'team-support')).not.toHaveProperty('left');
  });

  test('nothing new is no entry in the log', async () => {
    expect(await tend('team-sales')).toMatchObject({ changed: false });
    expect(await kindsOf(deps, 'team/team-sales')).toEqual(['set-up']);
  });
});

test('a team that is none is said', async () => {
  expect(await tend('nobody')).toMatchObject({ why: 'no-team' });
  expect(await refreshGroup(deps, ADMIN, 'nobody')).toMatchObject({ why: 'no-team' });
});

test('the sweep looks at one team a minute from midnight on, and at each once a day', async () => {
  deps.pass(15 * 60);
  const tended: number[] = [];
  for (const _ of [1, 2, 3, 4]) {
    tended.push((await tendDue(deps)).tended);
    deps.pass(1);
  }
  deps.pass(24 * 60 - 4);
  tended.push((await tendDue(deps)).tended);
  expect(tended).toEqual([1, 1, 1, 0, 1]);
});
