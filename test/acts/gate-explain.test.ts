import { beforeEach, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { askApproval } from '../../lib/acts/ask.ts';
import { explainGates } from '../../lib/acts/gate-explain.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { asEditor } from '../../lib/core/registration/editor.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { ACTION, FINANCE, naming, platformDecides } from './approvers-kit.ts';
import { asked, CALL, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const explain = (manifest: unknown, action?: string) =>
  explainGates(deps, asEditor(OWNER), { manifest, action });

test('says what asking does, before anything is registered', async () => {
  await platformDecides(deps);
  deps.slack.groups.set(FINANCE, [SALES_LEAD, COLLEAGUE]);
  const manifest = naming({ group: FINANCE });
  const explained = await explain(manifest);
  if (explained.kind !== 'explained') throw new Error(explained.kind);
  expect(await loadWorkflow(deps, MANIFEST.workflow)).toBeUndefined();
  const [gate] = explained.gates;
  expect([explained.baseline, gate?.action, gate?.enough]).toEqual([2, ACTION, true]);
  const approval = await asked(deps, await registered(deps, manifest), { onBehalfOf: undefined });
  const loaded = await loadApproval(deps, approval.id);
  expect(gate?.stages.map((one) => one.asked)).toEqual(loaded?.asked.stages);
  expect(gate?.stages.map((one) => one.via)).toEqual(approval.stages.map((one) => one.via));
  expect(gate?.excluded.map((one) => one.person)).toEqual([OWNER]);
});

test('says that too few are left where asking is refused', async () => {
  const manifest = { ...MANIFEST, gates: { [ACTION]: { quorum: 5 } } };
  expect(await explain(manifest)).toMatchObject({ gates: [{ enough: false }] });
  expect(await askApproval(deps, await registered(deps, manifest), CALL)).toMatchObject({
    why: 'nobody-can-decide',
  });
});

test('of one action alone, and of none that nobody gates', async () => {
  const review_required_actions = [ACTION, 'refund'];
  const manifest = { ...MANIFEST, review_required_actions };
  expect(await explain(manifest)).toMatchObject({
    gates: [{ action: 'refund' }, { action: ACTION }],
  });
  expect(await explain(manifest, 'refund')).toMatchObject({ gates: [{ action: 'refund' }] });
  expect(await explain(manifest, 'send_mail')).toMatchObject({ why: 'unknown-action' });
});

test('a manifest with problems names them all', async () => {
  expect(await explain({ ...MANIFEST, owner: 3 })).toMatchObject({
    kind: 'problems',
    problems: [{ field: 'owner' }],
  });
  expect(
    await explain({ ...MANIFEST, uses: [{ plugin: 'none', version: '1.0.0' }] }),
  ).toMatchObject({
    kind: 'problems',
  });
  expect(await explain({ ...MANIFEST, owner: 'team-none' })).toMatchObject({ why: 'no-team' });
});

test('what Slack does not say is told, and nothing is guessed', async () => {
  await registered(deps, naming({ team: 'team-sales', group: 'S0SUPPORT' }));
  deps.slack.answers = 'lookup-failed';
  const explained = await explain(naming({ team: 'team-sales', group: 'S0SUPPORT' }));
  if (explained.kind !== 'explained') throw new Error(JSON.stringify(explained));
  expect(explained.gates[0]?.say.at(-1)).toMatch(/^Who the approvers are is not known now\./);
});
