import { beforeAll, expect, test } from 'vitest';
import { bareOrganisation, nameFirstAdmin, setUp } from '../../lib/acts/set-up.ts';
import { loadOrganisation, loadTeam } from '../../lib/acts/standing.ts';
import { organisationSchema } from '../../lib/core/people.ts';
import { ORGANISATION, TEAMS } from '../../lib/local/sample/organisation.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { makeBare } from './settings-kit.ts';
import { breaks, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

test('what exists is left as it is, and what is new is added', async () => {
  const sales = {
    ...TEAMS[1],
    id: 'team-new',
    name: 'New',
    lead: 'T0YARD/U1',
    members: [],
    channel: 'C1',
  };
  await setUp(deps, { ...ORGANISATION, name: 'Another' }, [...TEAMS, sales]);
  expect(await loadOrganisation(deps)).toEqual(ORGANISATION);
  expect(await loadTeam(deps, 'team-new')).toMatchObject({ name: 'New' });
  expect(await kindsOf(deps, 'organisation/home')).toEqual(['set-up']);
  expect(await breaks(deps)).toEqual([]);
});

test('two starts at once set up once', async () => {
  const fresh = { ...ORGANISATION, name: 'Twice' };
  const team = {
    ...TEAMS[0],
    id: 'team-twice',
    name: 'Twice',
    lead: 'T0YARD/U1',
    members: [],
    channel: 'C1',
  };
  await Promise.all([setUp(deps, fresh, [team]), setUp(deps, fresh, [team])]);
  expect(await kindsOf(deps, 'team/team-twice')).toEqual(['set-up']);
});

test('an organisation that is none is not written', async () => {
  const broken = { ...ORGANISATION, admins: ['nobody'] };
  await expect(setUp(deps, broken, [])).rejects.toThrow();
});

test('the data of another organisation are refused, and nothing is added to them', async () => {
  const elsewhere = { ...ORGANISATION, home: 'T0ELSE' };
  const team = {
    ...TEAMS[0],
    id: 'team-else',
    name: 'Else',
    lead: 'T0ELSE/U1',
    members: [],
    channel: 'C1',
  };
  await expect(setUp(deps, elsewhere, [team])).rejects.toThrow('belong to the organisation T0YARD');
  expect(await loadTeam(deps, 'team-else')).toBeUndefined();
});

test('the deploy names the first admin where there is none, and nobody where there is one', async () => {
  expect(await nameFirstAdmin(deps, OWNER)).toEqual({ named: false });
  expect((await loadOrganisation(deps)).admins).toEqual([ADMIN]);
  await makeBare(deps);
  deps.change(OWNER, { guest: true });
  await expect(nameFirstAdmin(deps, OWNER)).rejects.toThrow('cannot be the first admin');
  deps.change(OWNER, { guest: false });
  expect(await nameFirstAdmin(deps, OWNER)).toEqual({ named: true });
  expect((await loadOrganisation(deps)).admins).toEqual([OWNER]);
});

test('an organisation that nobody described is whole, and has nobody in charge', () => {
  const bare = bareOrganisation('T1', 'New');
  expect(organisationSchema.parse(bare)).toEqual(bare);
  expect([bare.admins, bare.auditors, bare.platformChannel]).toEqual([[], [], '']);
});
