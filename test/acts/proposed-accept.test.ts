import { beforeEach, describe, expect, test } from 'vitest';
import { acceptRevision } from '../../lib/acts/proposed.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { GATED, now, proposed, settled, UNGATED, who } from './proposing.ts';
import { breaks, changeTeam, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const surface = {
  ...{ scopes: ['billing.write'], systems: ['billing'] },
  ...{ tools: [], actions: [], hooks: [], endpoints: [] },
};
const BILLING = draft({ kind: 'connector', name: 'billing', version: '1.0.0', surface });
const pinning = (...more: Manifest['uses']): Manifest => ({
  ...GATED,
  uses: [...GATED.uses, ...more],
});

describe('access', () => {
  test('for a wider revision comes with it; until then the last one keeps its credentials', async () => {
    await registered(deps, GATED);
    await publish(deps, [BILLING]);
    const { id } = await proposed(deps, pinning({ connector: 'billing', version: '1.0.x' }));
    expect(await now(deps)).toMatchObject({ status: 'active', missingScopes: [] });
    await acceptRevision(deps, who.admin, id);
    const workflow = await now(deps);
    expect(workflow).toMatchObject({ status: 'active', revision: 2 });
    expect(workflow.grants).toContainEqual({
      ...{ connector: 'billing', scope: 'billing.write', at: deps.now() },
      ...{ by: ADMIN, request: id },
    });
  });
});

describe('when the workflow was changed meanwhile', () => {
  beforeEach(async () => {
    await registerManifest(deps, OWNER, GATED, 'slack');
  });
  const atOnce = (manifest: Manifest) => registerManifest(deps, OWNER, manifest, 'slack');

  test('what the other revision changed elsewhere is kept', async () => {
    const { id } = await proposed(deps, UNGATED, COLLEAGUE, 'slack');
    await atOnce({ ...GATED, purpose: 'Answers mails' });
    await acceptRevision(deps, who.owner, id);
    expect(await now(deps)).toMatchObject({
      revision: 3,
      manifest: { ...UNGATED, purpose: 'Answers mails' },
    });
  });

  test('the same field is out of date, and says which', async () => {
    const { id } = await proposed(deps, UNGATED, COLLEAGUE, 'slack');
    await atOnce({
      ...GATED,
      review_required_actions: ['send_external_email', 'tag_ticket', 'refund'],
    });
    const outcome = await acceptRevision(deps, who.owner, id);
    expect(outcome).toMatchObject({
      proposed: {
        state: 'stale',
        end: { say: expect.stringContaining('review_required_actions changed meanwhile') },
      },
    });
    expect(await settled(deps)).toMatchObject({ revision: 2 });
    expect(await breaks(deps)).toEqual([]);
  });
});

test('an owner who left the team meanwhile makes it out of date', async () => {
  await registered(deps, GATED);
  await publish(deps, [BILLING]);
  const one = pinning({ connector: 'billing', version: '1.0.x' });
  const { id } = await proposed(deps, { ...one, owner_person: COLLEAGUE }, OWNER);
  await changeTeam(deps, [OWNER]);
  const outcome = await acceptRevision(deps, who.admin, id);
  expect(outcome).toMatchObject({
    proposed: { state: 'stale', end: { say: expect.stringContaining('is no member') } },
  });
});

test('what would do more by now than was looked at is out of date', async () => {
  await registered(deps, GATED);
  const wide = { ...surface, scopes: ['billing.write', 'billing.refund'] };
  await publish(deps, [BILLING]);
  const { id } = await proposed(deps, pinning({ connector: 'billing', version: '1.0.x' }));
  await publish(deps, [
    draft({ kind: 'connector', name: 'billing', version: '1.0.1', surface: wide }),
  ]);
  const outcome = await acceptRevision(deps, who.admin, id);
  expect(outcome).toMatchObject({
    proposed: {
      state: 'stale',
      end: { say: expect.stringContaining('Adds the scope billing.refund') },
    },
  });
  expect(await now(deps)).toMatchObject({ revision: 1, status: 'active' });
});
