import { beforeEach, expect, test } from 'vitest';
import {
  mayNameOwner,
  nameOwner,
  orphansFor,
  refuseOrphan,
  takeWorkflow,
} from '../../lib/acts/departure.ts';
import { loadDeparture, openDepartures } from '../../lib/acts/departure-store.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { refuse } from '../../lib/core/result.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { AT, orphaned } from './departure-kit.ts';
import { breaks, changeTeam, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await orphaned(deps);
});

const workflow = async () => (await loadWorkflow(deps, 'reply-bot'))?.state;

test('the backup takes it: a new revision at once, with everything else as it was', async () => {
  const before = await workflow();
  expect(await takeWorkflow(deps, OWNER, AT)).toMatchObject({ kind: 'answered' });
  const after = await workflow();
  expect(after).toMatchObject({ owner: OWNER, revision: 2, locks: before?.locks });
  expect(after?.backup).toBeUndefined();
  expect(after?.proposed).toBeUndefined();
  expect(after?.manifest.review_required_actions).toEqual(before?.manifest.review_required_actions);
  expect(await openDepartures(deps)).toEqual([]);
  expect(await takeWorkflow(deps, OWNER, AT)).toMatchObject({ why: 'not-orphaned' });
  expect(await kindsOf(deps, `departure/${COLLEAGUE}`)).toContain('departure.taken');
  expect(await breaks(deps)).toEqual([]);
});

test.each([
  [ADMIN, 'not-allowed'],
  [SALES_LEAD, 'not-allowed'],
  [AUDITOR, 'not-allowed'],
  [OUTSIDER, 'not-allowed'],
])('%s takes nothing that they were not asked about', async (by, why) => {
  expect(await takeWorkflow(deps, by, AT)).toMatchObject({ why });
  expect((await workflow())?.owner).toBe(COLLEAGUE);
});

test('unsure changes nothing, and an owner who is back keeps it', async () => {
  const people = { fresh: async () => refuse('lookup-failed', 'Try again.') };
  expect(await takeWorkflow({ ...deps, people }, OWNER, AT)).toMatchObject({
    why: 'lookup-failed',
  });
  deps.change(COLLEAGUE, { deactivated: false });
  expect(await takeWorkflow(deps, OWNER, AT)).toMatchObject({ why: 'not-orphaned' });
  expect(await nameOwner(deps, OWNER, AT, ADMIN)).toMatchObject({ why: 'not-orphaned' });
});

test('the platform names a member, who takes it; nobody is made owner alone', async () => {
  expect(await refuseOrphan(deps, OWNER, AT)).toMatchObject({ kind: 'answered' });
  expect(await orphansFor(deps, ADMIN)).toHaveLength(1);
  expect(await orphansFor(deps, OWNER)).toEqual([]);
  expect(await nameOwner(deps, ADMIN, AT, SALES_LEAD)).toMatchObject({ why: 'not-member' });
  await changeTeam(deps, [OWNER, COLLEAGUE, SALES_LEAD]);
  expect(await mayNameOwner(deps, ADMIN, AT)).toEqual({ kind: 'may' });
  expect(await nameOwner(deps, ADMIN, AT, SALES_LEAD)).toMatchObject({ kind: 'answered' });
  expect((await workflow())?.owner).toBe(COLLEAGUE);
  expect(await orphansFor(deps, SALES_LEAD)).toHaveLength(1);
  expect(await takeWorkflow(deps, SALES_LEAD, AT)).toMatchObject({ kind: 'answered' });
  expect(await workflow()).toMatchObject({ owner: SALES_LEAD, backup: OWNER });
  const places = (await unsent(deps)).map((one) => one.place);
  expect(places).toEqual(expect.arrayContaining(['U0OWNER', 'C0PLATFORM', 'U0SALESLEAD']));
});

test('who has no part in it names nobody, and who is not asked does not pass it on', async () => {
  expect(await mayNameOwner(deps, AUDITOR, AT)).toMatchObject({ why: 'not-allowed' });
  expect(await nameOwner(deps, AUDITOR, AT, OWNER)).toMatchObject({ why: 'not-allowed' });
  deps.change(SALES_LEAD, { guest: true });
  expect(await nameOwner(deps, OWNER, AT, SALES_LEAD)).toMatchObject({ why: 'guest' });
  expect(await refuseOrphan(deps, ADMIN, AT)).toMatchObject({ why: 'not-asked' });
  const none = { ...AT, workflow: 'none' };
  expect(await refuseOrphan(deps, OWNER, none)).toMatchObject({ why: 'not-orphaned' });
  expect(await mayNameOwner(deps, OWNER, none)).toMatchObject({ why: 'not-orphaned' });
});

test('what cannot be registered is not taken, and the refusal says why', async () => {
  await changeTeam(deps, [COLLEAGUE]);
  expect(await takeWorkflow(deps, OWNER, AT)).toMatchObject({ kind: 'refused' });
  expect((await workflow())?.owner).toBe(COLLEAGUE);
  expect((await loadDeparture(deps, COLLEAGUE))?.state.orphans[0]?.ended).toBeUndefined();
});
