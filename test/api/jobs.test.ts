import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import { LOCAL_WORKS } from '../../lib/local/loops.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { bearer, loginOf, openWorld, post, refusal, type World } from './world.ts';

let world: World;
let admin: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
});
afterAll(() => world.stop());

test('a run is started, listed and shown', async () => {
  const api = createApi(world.deps, { works: LOCAL_WORKS });
  const started = await api.request('/v1/jobs/checkpoint/runs', post(admin, {}));
  const { run } = JSON.parse(await started.text());
  expect(run).toMatchObject({ job: 'checkpoint', did: 1, failed: 0, looked_at: 1 });
  const listed = await api.request('/v1/jobs/runs?job=checkpoint', bearer(admin));
  expect(await listed.json()).toEqual({ runs: [run] });
  const shown = await api.request(`/v1/jobs/runs/${encodeURIComponent(run.id)}`, bearer(admin));
  expect(await shown.json()).toEqual(run);
  const dry = await api.request('/v1/jobs/sweep/runs', post(admin, { dry_run: true }));
  expect(await dry.json()).toMatchObject({ dry_run: true, would: { more: false } });
});

test('elsewhere a schedule starts them; only who may looks', async () => {
  const start = (body: object) => world.api.request('/v1/jobs/sweep/runs', post(admin, body));
  expect(await refusal(start({}))).toMatchObject({ status: 409, why: 'not-here' });
  const at = '2026-12-01T09:00:00.000Z';
  expect(await refusal(start({ at }))).toMatchObject({ status: 422, why: 'only-dry' });
  const owner = await loginOf(world.deps, PEOPLE.owner);
  const list = (query: string, token: string) =>
    world.api.request(`/v1/jobs/runs${query}`, bearer(token));
  expect(await refusal(list('', owner))).toMatchObject({ status: 403 });
  expect(await refusal(list('?job=dance', admin))).toMatchObject({ status: 404, why: 'no-job' });
  expect(await refusal(list('/sweep~none', admin))).toMatchObject({ why: 'no-job-run' });
});
