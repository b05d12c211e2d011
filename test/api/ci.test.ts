import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { organisationSchema, teamSchema } from '../../lib/core/people.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { commit } from '../../lib/store/commit.ts';
import { listedUnder } from '../../lib/store/indexes.ts';
import { readHead } from '../../lib/store/read.ts';
import { TEAM_LIST } from '../../lib/store/teams.ts';
import { ciKey } from '../acts/keys-kit.ts';
import { exported } from '../acts/stage.ts';
import { type Issuer, startIssuer } from '../oidc/issuer.ts';
import { bearer, openWorld, post, refusal, type World } from './world.ts';

let world: World;
let key: string;
beforeAll(async () => {
  world = await openWorld();
  key = await ciKey(world.deps);
});
afterAll(() => world.stop());

const OWNER = keyOf(PEOPLE.owner);
const MANIFEST = {
  workflow: 'tone-checker',
  owner: 'team-support',
  uses: [{ skill: 'tone-brand-voice', version: '2.0.x' }],
  owner_person: OWNER,
};
const register = (manifest: object, token: string) =>
  world.api.request('/v1/workflows', post(token, manifest));

test('a CI key registers for its team; the log and the registry say that it was CI', async () => {
  expect((await register(MANIFEST, key)).status).toBe(201);
  const workflow = (await loadWorkflow(world.deps, 'tone-checker'))?.state;
  expect(workflow).toMatchObject({ owner: OWNER, lastEditor: 'ci/ci-support-main', home: 'repo' });
  const line = (await exported(world.deps)).find(
    (one) => one.includes('workflow.registered') && one.includes('tone-checker'),
  );
  expect(JSON.parse(JSON.parse(line ?? '{}').event).actor).toEqual({
    kind: 'ci',
    id: 'ci-support-main',
  });
});

test('CI is nobody, so it must name the owner', async () => {
  const { owner_person: _, ...nobodys } = { ...MANIFEST, workflow: 'nobodys' };
  const said = await refusal(register(nobodys, key));
  expect(said).toMatchObject({ status: 422, errors: [{ field: 'owner_person' }] });
  expect(said.detail).toContain('CI');
});

test('a CI key registers for no other team', async () => {
  const sales = { ...MANIFEST, workflow: 'sales-bot', owner: 'team-sales' };
  const said = await refusal(register(sales, key));
  expect(said).toMatchObject({ status: 403, why: 'not-allowed' });
  expect(await loadWorkflow(world.deps, 'sales-bot')).toBeUndefined();
});

test('CI reads what colleagues may find', async () => {
  for (const path of ['/v1/workflows/tone-checker', '/v1/components?q=reply']) {
    expect((await world.api.request(path, bearer(key))).status).toBe(200);
  }
});

async function listJobs({ issuer }: Issuer): Promise<void> {
  const { store } = world.deps;
  const actor = { kind: 'system' as const, id: 'tests' };
  const event = { kind: 'changed', at: world.deps.now(), actor, data: {} };
  const home = 'organisation/home' as const;
  const organisation = await readHead(store, home, organisationSchema);
  const issuers = [{ issuer, audience: 'yardmaster' }];
  const listed = { ...organisation?.state, issuers };
  const first = { subject: home, from: organisation?.chain, state: listed, event };
  await commit(store, { changes: [first], writeId: world.deps.newId('w') });
  for (const id of ['team-support', 'team-sales']) {
    const subject = `team/${id}` as const;
    const head = await readHead(store, subject, teamSchema);
    const state = { ...head?.state, ci: [{ issuer, subject: 'repo:acme/*:main' }] };
    const index = listedUnder(TEAM_LIST, id);
    const change = { subject, from: head?.chain, state, index, event };
    await commit(store, { changes: [change], writeId: world.deps.newId('w') });
  }
}

test('a CI job with a token of a listed issuer registers for the team that the manifest names', async () => {
  const issuer = await startIssuer();
  await listJobs(issuer);
  const now = Date.parse(world.deps.now()) / 1000;
  const times = { aud: 'yardmaster', iat: now, exp: now + 300 };
  const job = (sub: string) => issuer.sign({ iss: issuer.issuer, sub, ...times });
  const token = await job('repo:acme/tone:main');
  expect((await register({ ...MANIFEST, workflow: 'by-oidc' }, token)).status).toBe(201);
  const editor = (await loadWorkflow(world.deps, 'by-oidc'))?.state.lastEditor;
  expect(editor).toMatch(/^ci\/oidc:127\.0\.0\.1:\d+:[0-9a-f]{16}$/);
  const platform = await refusal(register({ ...MANIFEST, owner: 'platform' }, token));
  expect(platform).toMatchObject({ status: 403, why: 'not-allowed' });
  const other = await refusal(register(MANIFEST, await job('repo:acme/tone:feature')));
  expect(other).toMatchObject({ status: 403, why: 'no-team-for-token' });
  const late = await issuer.sign({ iss: issuer.issuer, sub: 'repo:acme/x:main', ...times, exp: 1 });
  expect(await refusal(register(MANIFEST, late))).toMatchObject({ status: 401 });
});
