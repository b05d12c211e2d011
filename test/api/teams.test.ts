import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTeam } from '../../lib/acts/team-save.ts';
import { importTeamsOperation, listTeamsOperation } from '../../lib/contract/teams.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { TEAM_ROW } from '../core/perfect.ts';
import { bearer, loginOf, openWorld, post, refusal, type World } from './world.ts';

let world: World;
let admin: string;
let owner: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
  owner = await loginOf(world.deps, PEOPLE.owner);
});
afterAll(() => world.stop());

const ROW = { ...TEAM_ROW, members: 'U0COLLEAGUE' };

async function list(token: string) {
  const response = await world.api.request('/v1/teams', bearer(token));
  return listTeamsOperation.answer.parse(await response.json()).teams;
}

async function take(body: unknown) {
  const response = await world.api.request('/v1/teams/import', post(admin, body));
  return importTeamsOperation.answer.parse(await response.json());
}

test('the teams of a person, and all of them for an admin', async () => {
  expect((await list(owner)).map((team) => team.id)).toEqual(['team-support']);
  const all = await list(admin);
  expect(all.map((team) => team.id)).toEqual(['platform', 'team-sales', 'team-support']);
  expect(all[1]).toEqual({
    id: 'team-sales',
    name: 'Sales',
    lead: 'T0YARD/U0SALESLEAD',
    members: ['T0YARD/U0SALESLEAD'],
    channel: 'C0SALES',
    empty: false,
    lead_left: false,
  });
});

test('a dry run, the import, and the import again', async () => {
  const rows = [ROW, { ...ROW, row: 3, id: 'x', name: 'X', lead: 'nobody@example.com' }];
  const errors = [
    { row: 3, field: 'lead', message: expect.stringContaining('Nobody in this Slack') },
  ];
  const expected = (outcome: string) => ({
    results: [
      { row: 2, outcome, errors: [] },
      { row: 3, outcome: 'refused', errors },
    ],
  });
  expect(await take({ rows, dry_run: true })).toEqual(expected('created'));
  expect(await readTeam(world.deps, 'team-claims')).toBeUndefined();
  expect(await take({ rows })).toEqual(expected('created'));
  expect(await take({ rows })).toEqual(expected('unchanged'));
});

test('when Slack does not answer it says when to ask again', async () => {
  world.deps.slack.answers = 'lookup-failed';
  const row = { ...ROW, id: 'later', name: 'Later' };
  expect(await take({ rows: [row] })).toMatchObject({
    results: [{ outcome: 'later' }],
    retry_after: 5,
  });
  world.deps.slack.answers = 'all';
});

test.each([
  ['no rows', { rows: [] }],
  ['too many rows', { rows: Array.from({ length: 21 }, () => ROW) }],
  ['a row without an id', { rows: [{ ...ROW, id: undefined }] }],
  ['a field that is none', { rows: [{ ...ROW, group: 'S1' }] }],
  ['an endless cell', { rows: [{ ...ROW, members: 'x'.repeat(20_001) }] }],
])('%s is not as described', async (_name, body) => {
  const response = await world.api.request('/v1/teams/import', post(admin, body));
  expect(response.status).toBe(422);
});

test('only admins import', async () => {
  const response = await world.api.request('/v1/teams/import', post(owner, { rows: [ROW] }));
  expect(await refusal(response)).toMatchObject({ status: 403, why: 'not-allowed' });
});

test.each(['/v1/teams'])('%s takes a login', async (path) => {
  expect((await world.api.request(path)).status).toBe(401);
  expect((await world.api.request(path, bearer(world.key))).status).toBe(403);
});
