import { beforeEach, expect, test } from 'vitest';
import { acceptRevision, refuseRevision } from '../../lib/acts/proposed.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { GATED, now, proposed, settled, UNGATED, who } from './proposing.ts';
import { breaks, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;

const surface = {
  ...{ scopes: ['billing.write'], systems: ['billing'] },
  ...{ tools: [], actions: [], hooks: [], endpoints: [] },
};
const BILLING = draft({ kind: 'connector', name: 'billing', version: '1.0.0', surface });
const billing = (manifest: Manifest): Manifest => ({
  ...manifest,
  uses: [...manifest.uses, { connector: 'billing', version: '1.0.x' }],
});

beforeEach(async () => {
  deps = await stage(engine());
  await publish(deps, [BILLING]);
});

test('while the platform is asked for a scope, a change for the team to review asks both', async () => {
  await registered(deps, billing(GATED));
  const { id, reasons } = await proposed(deps, billing(UNGATED));
  expect(reasons.map((one) => [one.review, one.say])).toEqual([
    ['team', 'Removes the gate on tag_ticket'],
    ['platform', 'Asks for the scope billing.write'],
  ]);
  await acceptRevision(deps, who.owner, id);
  expect(await now(deps)).toMatchObject({ status: 'registered', missingScopes: ['billing.write'] });
  await acceptRevision(deps, who.admin, id);
  expect(await settled(deps)).toMatchObject({ status: 'active', granted: ['billing.write'] });
  expect(await breaks(deps)).toEqual([]);
});

test('a scope that the platform refused is not given by the team with the next revision', async () => {
  const { proposed: access = '' } = await registered(deps, billing(GATED));
  await refuseRevision(deps, who.admin, access, 'Not this quarter.');
  const { id, scopes } = await proposed(deps, billing(UNGATED));
  expect(scopes).toEqual([]);
  await acceptRevision(deps, who.owner, id);
  const workflow = await settled(deps);
  expect(workflow).toMatchObject({
    ...{ revision: 2, status: 'registered', missingScopes: ['billing.write'] },
  });
  expect(workflow).not.toHaveProperty('granted');
});
