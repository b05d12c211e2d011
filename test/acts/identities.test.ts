import { beforeEach, describe, expect, test } from 'vitest';
import { createIdentity, identitiesFor, loadIdentity } from '../../lib/acts/identities.ts';
import { readLog } from '../../lib/acts/read-log.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { breaks, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const CI = { id: 'ci-support-main', team: 'team-support' };

describe('a CI identity', () => {
  test.each([
    ['the team’s lead', OWNER],
    ['a platform admin', ADMIN],
  ])('is created by %s', async (_, person) => {
    const created = await createIdentity(deps, person, CI);
    expect(created).toEqual({ kind: 'created', identity: { ...CI, createdAt: deps.now() } });
    expect(await kindsOf(deps, `identity/${CI.id}`)).toEqual(['identity.created']);
    expect(await breaks(deps)).toEqual([]);
  });

  test.each([
    ['a member', COLLEAGUE],
    ['the lead of another team', SALES_LEAD],
    ['an auditor', AUDITOR],
    ['somebody of another organisation', OUTSIDER],
  ])('is not created by %s', async (_, person) => {
    expect(await createIdentity(deps, person, CI)).toMatchObject({ why: 'not-allowed' });
    expect(await loadIdentity(deps, CI.id)).toBeUndefined();
  });

  test('is created once, and its name is nobody else’s', async () => {
    await createIdentity(deps, OWNER, CI);
    expect(await createIdentity(deps, OWNER, CI)).toMatchObject({ kind: 'created' });
    const sales = { ...CI, team: 'team-sales' };
    expect(await createIdentity(deps, SALES_LEAD, sales)).toMatchObject({ why: 'name-taken' });
    expect(await kindsOf(deps, `identity/${CI.id}`)).toEqual(['identity.created']);
  });

  test.each(['', 'Ci', 'a/b', 'oidc:x:y', 'x'.repeat(61)])('is not named %j', async (id) => {
    expect(await createIdentity(deps, OWNER, { ...CI, id })).toMatchObject({ why: 'bad-name' });
  });

  test('is of a team that exists', async () => {
    const wanted = { ...CI, team: 'team-none' };
    expect(await createIdentity(deps, ADMIN, wanted)).toMatchObject({ why: 'no-team' });
    expect(await createIdentity(deps, OWNER, wanted)).toMatchObject({ why: 'not-allowed' });
  });
});

test('everybody sees those whose keys they may issue, by name', async () => {
  await createIdentity(deps, OWNER, CI);
  await createIdentity(deps, SALES_LEAD, { id: 'ci-sales', team: 'team-sales' });
  const ids = async (person: string) => (await identitiesFor(deps, person)).map((one) => one.id);
  expect(await ids(OWNER)).toEqual([CI.id]);
  expect(await ids(ADMIN)).toEqual(['ci-sales', CI.id]);
  for (const person of [COLLEAGUE, AUDITOR, OUTSIDER]) expect(await ids(person)).toEqual([]);
});

test('its log is read by its team, and is not there for others', async () => {
  await createIdentity(deps, OWNER, CI);
  const log = (person: string) => readLog(deps, person, `identity/${CI.id}`, { most: 5 });
  for (const person of [OWNER, COLLEAGUE, ADMIN, AUDITOR]) {
    expect(await log(person)).toMatchObject({ kind: 'log', lines: [{ seq: 1 }] });
  }
  expect(await log(SALES_LEAD)).toMatchObject({ why: 'not-allowed' });
  expect(await log(OUTSIDER)).toMatchObject({ why: 'not-allowed' });
});
