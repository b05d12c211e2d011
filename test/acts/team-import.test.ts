import { beforeEach, describe, expect, test } from 'vitest';
import { importTeams } from '../../lib/acts/team-import.ts';
import { mergeTeams } from '../../lib/acts/team-merge.ts';
import { readTeam } from '../../lib/acts/team-save.ts';
import type { TeamRow } from '../../lib/core/team-row.ts';
import { GROUP } from '../../lib/local/sample/organisation.ts';
import { TEAM_ROW } from '../core/perfect.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { kindsOf, stage } from './stage.ts';
import { recordOf, save } from './team-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const ROW: TeamRow = { ...TEAM_ROW, members: 'colleague@example.com | U0SALESLEAD' };
const NEXT: TeamRow = { ...ROW, row: 3, id: 'team-two', name: 'Two', lead: 'U0OWNER' };

async function take(rows: TeamRow[], dryRun = false, by = ADMIN) {
  const outcome = await importTeams(deps, by, { rows, dryRun });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome;
}
const outcomes = async (rows: TeamRow[], dryRun = false) =>
  (await take(rows, dryRun)).results.map((one) => one.outcome);

test('addresses and ids become people', async () => {
  expect(await outcomes([ROW, NEXT])).toEqual(['created', 'created']);
  expect(await recordOf(deps, 'team-claims')).toMatchObject({
    lead: OWNER,
    members: [OWNER, COLLEAGUE, SALES_LEAD],
  });
});

test('run again, what is there is unchanged', async () => {
  await take([ROW]);
  expect(await outcomes([ROW, NEXT])).toEqual(['unchanged', 'created']);
  expect(await kindsOf(deps, 'team/team-claims')).toEqual(['team.created']);
});

test('a row that changed changes its team, and what it says nothing about stays', async () => {
  const ci = [{ issuer: 'https://ci.example.com', subject: 'repo:claims' }];
  await save(deps, { ci, onCall: 'S0ONCALL' });
  expect(await outcomes([{ ...ROW, name: 'Damages', members: '' }])).toEqual(['changed']);
  const team = await recordOf(deps, 'team-claims');
  expect(team).toMatchObject({
    name: 'Damages',
    members: [OWNER, COLLEAGUE],
    ci,
    onCall: 'S0ONCALL',
  });
});

test('a dry run says the same and changes nothing', async () => {
  expect(await outcomes([ROW, { ...NEXT, lead: '' }], true)).toEqual(['created', 'refused']);
  expect(await readTeam(deps, 'team-claims')).toBeUndefined();
});

describe('a row is refused, with its line, its field and what to do', () => {
  test.each<[string, Partial<TeamRow>, string, RegExp]>([
    ['an unknown address', { lead: 'nobody@example.com' }, 'lead', /nobody@example.com: Nobody/],
    [
      'a member who is no person',
      { members: 'everybody' },
      'members',
      /everybody: Write an e-mail/,
    ],
    ['two leads', { lead: 'U0OWNER U0COLLEAGUE' }, 'lead', /Name one person/],
    ['no lead', { lead: '' }, 'lead', /Choose a lead/],
    ['an id that is none', { id: 'Claims!' }, 'id', /lower-case/],
    ['an endless id', { id: 'x'.repeat(5000) }, 'id', /lower-case/],
    ['a name in use', { name: 'Sales' }, 'name', /team-sales has this name/],
    ['an endless name', { name: 'ﷺ'.repeat(3000) }, 'name', /longer than 100/],
    ['a channel by name', { channel: '#claims' }, 'channel', /Choose the channel/],
  ])('%s', async (_name, spoiled, field, message) => {
    const { results } = await take([{ ...ROW, ...spoiled }, NEXT]);
    expect(results).toMatchObject([
      {
        row: 2,
        outcome: 'refused',
        problems: [{ row: 2, field, message: expect.stringMatching(message) }],
      },
      { row: 3, outcome: 'created' },
    ]);
  });

  test('members beside a user group', async () => {
    await save(deps, { group: GROUP });
    const { results } = await take([ROW]);
    expect(results[0]).toMatchObject({ outcome: 'refused', problems: [{ field: 'members' }] });
    expect(await outcomes([{ ...ROW, members: '' }])).toEqual(['unchanged']);
  });

  test('the id of a team that went into another', async () => {
    await save(deps);
    await mergeTeams(deps, ADMIN, { from: 'team-claims', into: 'team-sales', most: 9 });
    const { results } = await take([ROW]);
    expect(results[0]).toMatchObject({ outcome: 'refused', problems: [{ field: 'id' }] });
  });

  test('whoever left', async () => {
    deps.change(OWNER, { deactivated: true });
    expect((await take([ROW])).results[0]).toMatchObject({ problems: [{ field: 'lead' }] });
  });
});

describe('when Slack does not answer', () => {
  test('the row is for later, and Slack is left alone', async () => {
    deps.slack.answers = 'lookup-failed';
    const ids = { lead: 'U0OWNER', members: '' };
    const rows = [ROW, { ...NEXT, ...ids }];
    const { results, retryAfter } = await take(rows);
    expect(results).toMatchObject([{ outcome: 'later' }, { outcome: 'created' }]);
    expect(retryAfter).toBe(5);
    deps.slack.answers = 'all';
    expect(await outcomes(rows)).toEqual(['created', 'unchanged']);
  });

  test('a person whom nobody knows does not hold up the other rows', async () => {
    const { results, retryAfter } = await take([{ ...ROW, lead: 'U0NOBODY' }, NEXT]);
    expect(results).toMatchObject([
      { outcome: 'later', problems: [{ message: expect.stringContaining('U0NOBODY') }] },
      { outcome: 'created' },
    ]);
    expect(retryAfter).toBeUndefined();
  });
});

test('only admins import', async () => {
  const refused = await importTeams(deps, OWNER, { rows: [ROW], dryRun: true });
  expect(refused).toMatchObject({ why: 'not-allowed' });
});
