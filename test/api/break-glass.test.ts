import { beforeEach, expect, test } from 'vitest';
import { breakTheGlass } from '../../lib/acts/break-glass.ts';
import { reviewBreakGlassOperation } from '../../lib/contract/break-glass.ts';
import { PEOPLE, type SamplePerson } from '../../lib/local/sample/organisation.ts';
import { REASON } from '../acts/break-glass-kit.ts';
import { providerSet } from '../acts/step-up-kit.ts';
import { ADMIN } from '../kit/people.ts';
import { ASK, bearer, loginOf, openWorld, post, refusal, type World } from './world.ts';

let world: World;
let id: string;
let digest: string;
beforeEach(async () => {
  world = await openWorld((deps) => ({
    ...deps,
    login: { ...deps.login, check: async () => ({ kind: 'found' }) },
  }));
  await providerSet(world.deps);
  const asked = await world.api.request('/v1/approvals', post(world.key, ASK));
  ({ id, digest } = JSON.parse(await asked.text()));
  return world.stop;
});

async function begin(someone: SamplePerson, reason = REASON) {
  const token = await loginOf(world.deps, someone);
  return world.api.request(`/v1/approvals/${id}/break-glass`, post(token, { reason }));
}
async function review(someone: SamplePerson, verdict = 'justified') {
  const token = await loginOf(world.deps, someone);
  const body = { verdict, text: 'Nobody else could be reached.' };
  return world.api.request(`/v1/break-glass/${id}/review`, post(token, body));
}
async function list(someone: SamplePerson) {
  const token = await loginOf(world.deps, someone);
  const response = await world.api.request('/v1/break-glass', bearer(token));
  return JSON.parse(await response.text()).break_glass;
}
async function broken(): Promise<void> {
  const proof = { at: world.deps.now(), id: 'stp_1' };
  const outcome = await breakTheGlass(world.deps, ADMIN, id, { digest, reason: REASON, proof });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
}

test('an admin is answered with where to log in; nothing is ended yet', async () => {
  const response = await begin(PEOPLE.admin);
  expect(JSON.parse(await response.text())).toEqual({
    login_url: expect.stringMatching(/\/step-up\//),
  });
  const shown = await world.api.request(`/v1/approvals/${id}`, bearer(world.key));
  expect(JSON.parse(await shown.text())).toMatchObject({ state: 'waiting' });
  expect(await list(PEOPLE.auditor)).toEqual([]);
});

test('nobody else, not without a reason, and not with a key', async () => {
  expect(await refusal(begin(PEOPLE.owner))).toMatchObject({ status: 403, why: 'not-allowed' });
  expect(await refusal(begin(PEOPLE.admin, 'urgent'))).toMatchObject({
    status: 422,
    why: 'reason-required',
  });
  const path = `/v1/approvals/${id}/break-glass`;
  const keyed = world.api.request(path, post(world.key, { reason: REASON }));
  expect(await refusal(keyed)).toMatchObject({ why: 'login-required' });
});

test('the agent reads that it was broken; auditors list it, and review it once', async () => {
  await broken();
  const shown = await world.api.request(`/v1/approvals/${id}`, bearer(world.key));
  expect(JSON.parse(await shown.text())).toMatchObject({ state: 'approved', break_glass: true });
  expect(await list(PEOPLE.auditor)).toMatchObject([
    { id, by: ADMIN, reviewers: ['T0YARD/U0AUDITOR'], review_due_at: '2026-11-25T09:00:00.000Z' },
  ]);
  expect(await refusal(review(PEOPLE.admin))).toMatchObject({ status: 403, why: 'not-a-reviewer' });
  const answer = JSON.parse(await (await review(PEOPLE.auditor)).text());
  expect(reviewBreakGlassOperation.answer.parse(answer)).toMatchObject({
    review: { verdict: 'justified', by: 'T0YARD/U0AUDITOR' },
    reviewers: [],
  });
  expect(await refusal(review(PEOPLE.auditor))).toMatchObject({ why: 'reviewed-already' });
  expect(await refusal(review(PEOPLE.auditor, 'perhaps'))).toMatchObject({ status: 422 });
});
