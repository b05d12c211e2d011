import { beforeEach, expect, test } from 'vitest';
import { checkManifest } from '../../lib/acts/check.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { published, sent } from './campaigning.ts';
import { rule, withMode } from './rule.ts';
import { kindsOf, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('says what registering would, and registers nothing', async () => {
  const checked = await checkManifest(deps, OWNER, MANIFEST);
  expect(checked).toMatchObject({
    kind: 'checked',
    outcome: 'registered',
    problems: [],
    findings: [{ rule: 'backup-required', mode: 'observe', field: 'backup' }],
    locks: [
      { component: 'plugin/reply-drafter', version: '3.2.4' },
      { component: 'connector/crm-readonly', version: '1.4.0' },
      { component: 'skill/tone-brand-voice', version: '2.0.1' },
    ],
  });
  expect(await loadWorkflow(deps, 'reply-bot')).toBeUndefined();
  expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual([]);
  const done = await registerManifest(deps, OWNER, MANIFEST, 'repo');
  if (done.kind !== 'registered' || checked.kind !== 'checked') throw new Error(done.kind);
  expect(checked.warnings).toEqual(done.warnings);
  expect(checked.locks).toEqual(done.workflow.locks);
});

test('names every problem and every enforced finding, as registering does', async () => {
  await rule(deps, await withMode(deps, 'backup-required', 'enforce'));
  const manifest = { ...MANIFEST, uses: [{ plugin: 'nowhere', version: '1.0.0' }] };
  const checked = await checkManifest(deps, OWNER, manifest);
  const registering = await registerManifest(deps, OWNER, manifest, 'repo');
  expect(checked).toMatchObject({
    outcome: 'rejected',
    locks: [],
    findings: [{ field: 'backup' }],
  });
  if (registering.kind !== 'problems' || checked.kind !== 'checked') throw new Error('accepted');
  expect(checked.problems).toEqual(registering.problems);
  expect(checked.problems.map((one) => one.field)).toEqual(['uses[0]', 'backup']);
});

test('what is no manifest is told its fields', async () => {
  expect(await checkManifest(deps, OWNER, { workflow: 'X' })).toMatchObject({
    outcome: 'rejected',
    problems: [{ field: 'workflow' }, { field: 'owner' }, { field: 'uses' }],
  });
});

test('the manifest in force is unchanged, and still told what has become of the rules', async () => {
  await registered(deps);
  await rule(deps, await withMode(deps, 'backup-required', 'enforce'));
  expect(await checkManifest(deps, OWNER, MANIFEST)).toMatchObject({
    outcome: 'unchanged',
    findings: [{ rule: 'backup-required', mode: 'enforce' }],
  });
});

test.each([
  ['who may not register it', ADMIN, MANIFEST, 'not-allowed'],
  ['a team that does not exist', OWNER, { ...MANIFEST, owner: 'team-nowhere' }, 'no-team'],
])('refuses %s, as registering does', async (_, by, manifest, why) => {
  expect(await checkManifest(deps, by, manifest)).toMatchObject({ kind: 'refused', why });
});

test('warns of what ends, also where the manifest changes nothing', async () => {
  await registered(deps);
  await published(deps);
  await sent(deps);
  const said = 'connector/crm-readonly 1.4.0 stops on 2027-01-15 (53 days)';
  for (const manifest of [MANIFEST, { ...MANIFEST, purpose: 'Replies.' }]) {
    const checked = await checkManifest(deps, OWNER, manifest);
    if (checked.kind !== 'checked') throw new Error(checked.say);
    expect(checked.warnings.filter((one) => one.startsWith(said))).toHaveLength(1);
  }
});
