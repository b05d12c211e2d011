import { beforeEach, expect, test } from 'vitest';
import { answerRequest } from '../../lib/acts/access-answer.ts';
import { acceptRevision } from '../../lib/acts/proposed.ts';
import { proposedChange } from '../../lib/acts/proposed-store.ts';
import { grantedScopes } from '../../lib/core/grant.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import type { Proposed } from '../../lib/core/proposed.ts';
import { asEditor } from '../../lib/core/registration/editor.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { commit } from '../../lib/store/commit.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
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

const requestOf = ({ asked = [] }: Workflow) => asked[0]?.request ?? '';

test('while the platform is asked for a scope, a change for the team to review asks the team alone', async () => {
  const first = await registered(deps, billing(GATED));
  const { id, reasons, scopes } = await proposed(deps, billing(UNGATED));
  expect(reasons.map((one) => [one.review, one.say])).toEqual([
    ['team', 'Removes the gate on tag_ticket'],
  ]);
  expect(scopes).toEqual([]);
  await acceptRevision(deps, who.owner, id);
  const second = await settled(deps);
  expect(second).toMatchObject({ revision: 2, status: 'registered', asked: first.asked });
  await answerRequest(deps, who.admin, requestOf(second), { reason: '' });
  expect(await settled(deps)).toMatchObject({ status: 'active', missingScopes: [] });
  expect(await breaks(deps)).toEqual([]);
});

test('a scope that the platform refused is not given by the team with the next revision', async () => {
  const workflow = await registered(deps, billing(GATED));
  const no = { wants: [], reason: 'Not this quarter.' };
  await answerRequest(deps, who.admin, requestOf(workflow), no);
  const { id, scopes } = await proposed(deps, billing(UNGATED));
  expect(scopes).toEqual([]);
  await acceptRevision(deps, who.owner, id);
  const after = await settled(deps);
  expect(after).toMatchObject({
    ...{ revision: 2, status: 'registered', missingScopes: ['billing.write'] },
  });
  expect(after.asked).toBeUndefined();
  expect(grantedScopes(after, 'billing', deps.now())).toEqual([]);
});

test('a revision that needs a refused scope of another connector does not bring the first one along', async () => {
  const workflow = await registered(deps, billing(GATED));
  const no = { wants: [], reason: 'Not this quarter.' };
  await answerRequest(deps, who.admin, requestOf(workflow), no);
  await publish(deps, [draft({ kind: 'connector', name: 'ledger', version: '1.0.0', surface })]);
  const both = billing(GATED);
  const uses = [...both.uses, { connector: 'ledger', version: '1.0.x' }];
  const { id, reasons } = await proposed(deps, { ...both, uses });
  expect(reasons.map((one) => one.say)).toEqual(['Adds the scope billing.write of ledger']);
  await acceptRevision(deps, who.admin, id);
  const after = await now(deps);
  expect(after).toMatchObject({ revision: 2, status: 'registered' });
  expect(grantedScopes(after, 'ledger', deps.now())).toEqual(['billing.write']);
  expect(grantedScopes(after, 'billing', deps.now())).toEqual([]);
});

test('a scope given for one connector is not given to another that came to need it meanwhile', async () => {
  const ledger = (version: string, of: typeof surface) =>
    draft({ kind: 'connector', name: 'ledger', version, surface: of });
  const plain = { ...surface, scopes: [], systems: [] };
  await publish(deps, [ledger('1.0.0', plain)]);
  await publish(deps, [ledger('1.1.0', plain)]);
  const pins = (version: string): Manifest => ({
    ...GATED,
    uses: [...GATED.uses, { connector: 'ledger', version }],
  });
  await registered(deps, pins('1.0.x'));
  const { id, reasons } = await proposed(deps, billing(pins('1.1.x')));
  expect(reasons.map((one) => one.say)).toEqual([
    'Adds the scope billing.write of billing',
    'Adds the system billing',
  ]);
  await publish(deps, [ledger('1.1.1', surface)]);
  expect(await acceptRevision(deps, who.admin, id)).toMatchObject({
    proposed: {
      state: 'stale',
      end: { say: expect.stringContaining('Adds the scope billing.write of ledger') },
    },
  });
  const after = await settled(deps);
  expect(after.revision).toBe(1);
  expect(grantedScopes(after, 'ledger', deps.now())).toEqual([]);
});

test('a question for access alone, from before access was asked for by itself, is out of date', async () => {
  const workflow = await registered(deps, billing(GATED));
  const { id, team } = workflow;
  const old: Proposed = {
    ...{ id: 'rev_old', workflow: id, team, against: 1, home: 'repo', by: OWNER },
    ...{ at: deps.now(), scopes: ['billing.write'], state: 'open', answers: [] },
    reasons: [{ review: 'platform', field: 'access', say: 'Asks for the scope billing.write' }],
  };
  const actor = asEditor(OWNER);
  const change = proposedChange(deps, old, undefined, { kind: 'revision.proposed', actor });
  await commit(deps.store, { changes: [change], writeId: deps.newId('w') });
  expect(await acceptRevision(deps, who.admin, old.id)).toMatchObject({
    proposed: { state: 'stale', end: { say: expect.stringContaining('by itself now') } },
  });
  expect(await now(deps)).toMatchObject({ status: 'registered' });
});
