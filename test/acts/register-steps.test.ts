import { beforeEach, describe, expect, test } from 'vitest';
import { answerRequest } from '../../lib/acts/access-answer.ts';
import { loadAccess } from '../../lib/acts/access-store.ts';
import { loadProposed } from '../../lib/acts/proposed-store.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { pointingTo } from '../../lib/acts/register-steps.ts';
import { fileRequest, reuse } from '../../lib/acts/request.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { CHANNELS } from '../../lib/local/sample/organisation.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { GATED, now, proposed, UNGATED, WIDER, who } from './proposing.ts';
import { rule, rulesWith } from './rule.ts';
import { breaks, kindsOf, MANIFEST, NEED, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const stateOf = async (id: string) => (await loadProposed(deps, id))?.state.state;
const accessOf = async (id: string) => (await loadAccess(deps, id))?.state.state;
const requestOf = ({ asked = [] }: Workflow) => asked[0]?.request ?? '';
const rows = async () =>
  (await unsent(deps)).map(({ what, subject, place }) => `${what} ${subject} ${place}`);

describe('a manifest that needs a review', () => {
  test('waits whole, and the accepted revision stays in force', async () => {
    await registered(deps, GATED);
    const one = await proposed(deps, { ...UNGATED, purpose: 'x' });
    expect(one).toMatchObject({ against: 1, by: COLLEAGUE, state: 'open', scopes: [] });
    expect(await now(deps)).toMatchObject({
      revision: 1,
      manifest: GATED,
      proposed: one.id,
    });
    expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual([
      'workflow.registered',
      'workflow.revision-proposed',
    ]);
    expect(await kindsOf(deps, `proposed-revision/${one.id}`)).toEqual(['revision.proposed']);
    expect(await rows()).toEqual([
      `revision-card proposed-revision/${one.id} ${CHANNELS.support.id}`,
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('sent twice is one proposal', async () => {
    await registered(deps, GATED);
    const one = await proposed(deps);
    expect(await proposed(deps)).toEqual(one);
    expect(await unsent(deps)).toHaveLength(1);
  });

  test('takes the place of the one that waited', async () => {
    await registered(deps, GATED);
    const first = await proposed(deps);
    const second = await proposed(deps, WIDER);
    expect(await stateOf(first.id)).toBe('replaced');
    expect((await now(deps)).proposed).toBe(second.id);
  });
});

describe('a revision that is in force at once', () => {
  test('from the repository takes the place of what waited: it says all there is to say', async () => {
    await registered(deps, GATED);
    const one = await proposed(deps);
    await registered(deps, { ...GATED, purpose: 'x' });
    expect(await stateOf(one.id)).toBe('replaced');
    expect((await now(deps)).proposed).toBeUndefined();
  });

  test('and so does going back to the manifest in force', async () => {
    await registered(deps, GATED);
    const one = await proposed(deps);
    expect(await registerManifest(deps, OWNER, GATED, 'repo')).toMatchObject({
      kind: 'unchanged',
    });
    expect(await stateOf(one.id)).toBe('replaced');
    expect(await now(deps)).toMatchObject({ revision: 1 });
  });

  test('from Slack leaves it waiting', async () => {
    await registerManifest(deps, OWNER, GATED, 'slack');
    const one = await proposed(deps, UNGATED, COLLEAGUE, 'slack');
    await registerManifest(deps, OWNER, { ...GATED, purpose: 'x' }, 'slack');
    expect(await stateOf(one.id)).toBe('open');
    expect(await now(deps)).toMatchObject({ revision: 2, proposed: one.id });
  });
});

const BILLED: Manifest = { ...MANIFEST, uses: [{ connector: 'billing', version: '1.0.x' }] };

async function publishBilling(): Promise<void> {
  const surface = {
    ...{ scopes: ['billing.write', 'billing.read'], systems: ['billing'] },
    ...{ tools: [], actions: [], hooks: [], endpoints: [] },
  };
  await publish(deps, [draft({ kind: 'connector', name: 'billing', version: '1.0.0', surface })]);
}

describe('scopes that nobody has given', () => {
  const manifest = BILLED;
  beforeEach(publishBilling);

  test('are asked of the platform with the first revision', async () => {
    const workflow = await registered(deps, manifest);
    expect(workflow.status).toBe('registered');
    const id = requestOf(workflow);
    expect((await loadAccess(deps, id))?.state).toMatchObject({
      wants: ['billing.read', 'billing.write'].map((scope) => ({ connector: 'billing', scope })),
      ...{ filed: true, state: 'open', by: OWNER, reason: 'Its manifest needs it.' },
    });
    expect(workflow.proposed).toBeUndefined();
    expect(await rows()).toEqual([`access-card access/${id} ${CHANNELS.platform.id}`]);
  });

  test('a revision that needs them no more is active, and nothing is asked any more', async () => {
    const id = requestOf(await registered(deps, manifest));
    await registered(deps, { ...manifest, scopes: { billing: [] } });
    const after = await now(deps);
    expect(after.status).toBe('active');
    expect(after.asked).toBeUndefined();
    expect(await accessOf(id)).toBe('replaced');
  });

  test('a revision that still needs them leaves the question as it is', async () => {
    const { asked } = await registered(deps, manifest);
    await registered(deps, { ...manifest, purpose: 'x' });
    expect(await now(deps)).toMatchObject({ status: 'registered', asked });
    expect(await unsent(deps)).toHaveLength(1);
  });

  test('a revision that needs fewer asks for those alone, in place of the first question', async () => {
    const id = requestOf(await registered(deps, manifest));
    const next = await registered(deps, { ...manifest, scopes: { billing: ['billing.read'] } });
    expect(await accessOf(id)).toBe('replaced');
    expect(next.asked).toMatchObject([{ scope: 'billing.read' }]);
    expect(requestOf(next)).not.toBe(id);
    expect(await breaks(deps)).toEqual([]);
  });
});

describe('the same manifest once more', () => {
  const manifest = BILLED;
  beforeEach(publishBilling);

  test('after a refusal, by a person, asks again', async () => {
    const id = requestOf(await registered(deps, manifest));
    const no = { wants: [], reason: 'Not this quarter.' };
    await answerRequest(deps, who.admin, id, no);
    const refused = await now(deps);
    expect(refused.status).toBe('registered');
    expect(refused.asked).toBeUndefined();
    const again = await registerManifest(deps, OWNER, manifest, 'repo');
    expect(again).toMatchObject({ kind: 'unchanged', workflow: { status: 'registered' } });
    expect(requestOf(await now(deps))).toMatch(/^acc_/);
    expect(requestOf(await now(deps))).not.toBe(id);
  });

  test('that the baseline gives by now are given when it is registered again', async () => {
    const workflow = await registered(deps, manifest);
    await rule(deps, await rulesWith(deps, { 'pre-granted-scopes': { scopes: ['billing.read'] } }));
    const again = await registerManifest(deps, OWNER, manifest, 'repo');
    expect(again).toMatchObject({ kind: 'unchanged' });
    const after = await now(deps);
    expect(after).toMatchObject({ status: 'registered', missingScopes: ['billing.write'] });
    expect(after.asked).toMatchObject([{ scope: 'billing.write' }]);
    expect(await accessOf(requestOf(workflow))).toBe('replaced');
  });

  test('CI that registers the same again does not ask again', async () => {
    const { asked } = await registered(deps, manifest);
    const ci = { kind: 'ci' as const, id: 'main', team: 'team-support' };
    const outcome = await registerManifest(deps, ci, manifest, 'repo');
    expect(outcome).toMatchObject({ kind: 'unchanged', workflow: { asked } });
    expect(await unsent(deps)).toHaveLength(1);
  });
});

test('a reuse outside the given scopes asks the platform, and tells its request too', async () => {
  const surface = {
    ...{ scopes: ['billing.write'], systems: ['billing'] },
    ...{ tools: [], actions: [], hooks: [], endpoints: [] },
  };
  await publish(deps, [draft({ kind: 'connector', name: 'billing', version: '1.0.0', surface })]);
  await fileRequest(deps, NEED, 'nothing fits');
  const outcome = await reuse(deps, NEED, 'connector/billing');
  expect(outcome).toMatchObject({ kind: 'registered', workflow: { status: 'registered' } });
  const whats = (await unsent(deps)).map((row) => row.what);
  expect(whats.sort()).toEqual(['access-card', 'request-card', 'request-card']);
});

test('CI registers for its own team, and names the owner the first time', async () => {
  const ci = { kind: 'ci' as const, id: 'main', team: 'team-support' };
  expect(await registerManifest(deps, ci, MANIFEST, 'repo')).toMatchObject({
    problems: [{ field: 'owner_person' }],
  });
  const manifest = { ...MANIFEST, owner_person: COLLEAGUE };
  expect(await registerManifest(deps, ci, manifest, 'repo')).toMatchObject({
    kind: 'registered',
    workflow: { owner: COLLEAGUE, lastEditor: 'ci/main' },
  });
  expect(
    await registerManifest(deps, { ...ci, team: 'team-sales' }, manifest, 'repo'),
  ).toMatchObject({ why: 'not-allowed' });
});

test('a workflow that points nowhere has no such field', async () => {
  const workflow = await registered(deps, GATED);
  expect(pointingTo({ ...workflow, proposed: 'rev_1' }, undefined)).toEqual(workflow);
  expect(pointingTo(workflow, 'rev_1').proposed).toBe('rev_1');
});
