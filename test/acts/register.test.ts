import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { dependents } from '../../lib/acts/dependents.ts';
import { registerManifest, releasesOf } from '../../lib/acts/register.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import { edgeKey, revisionKey } from '../../lib/store/keys.ts';
import { readAll, readItem } from '../../lib/store/read.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { breaks, kindsOf, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const register = (manifest: unknown, by = OWNER) => registerManifest(deps, by, manifest, 'repo');
const item = (key: { pk: string; sk: string }) => readItem(deps.store, deps.store.registry, key);

/** As the plan prints it, byte for byte as a file would bring it. */
const PRINTED = JSON.parse(`{
  "workflow": "support-reply-drafter",
  "owner": "team-support",
  "uses": [
    { "plugin": "reply-drafter", "version": "3.2.x" },
    { "connector": "crm-readonly", "version": "1.4.0" },
    { "skill": "tone-brand-voice", "version": "2.0.1" }
  ],
  "model_default": "claude-sonnet-4.6",
  "review_required_actions": ["send_external_email"]
}`);

test('the manifest of the plan registers exactly as printed', async () => {
  const outcome = await register(PRINTED);
  expect(outcome).toMatchObject({
    kind: 'registered',
    workflow: {
      id: 'support-reply-drafter',
      status: 'active',
      revision: 1,
      owner: OWNER,
      lastEditor: OWNER,
    },
  });
  expect(outcome.kind === 'registered' && outcome.workflow.locks.map((one) => one.version)).toEqual(
    ['3.2.4', '1.4.0', '2.0.1'],
  );
});

describe('what registering leaves behind', () => {
  test('the workflow, its revision, its edges and who owns it', async () => {
    await registered(deps);
    expect(await loadWorkflow(deps, 'reply-bot')).toMatchObject({
      state: { manifest: MANIFEST },
      chain: { seq: 1 },
    });
    expect(await item(revisionKey('reply-bot', 1))).toMatchObject({
      data: { manifest: MANIFEST, by: OWNER },
    });
    expect(await item(edgeKey('plugin/reply-drafter', '3.2.4', 'reply-bot'))).toMatchObject({
      data: { range: '3.2.x' },
    });
    const owns = z.object({ workflow: z.string() });
    const mine = await readAll(deps.store, { partition: `owns/${OWNER}`, schema: owns });
    expect(mine.map((one) => one.state.workflow)).toEqual(['reply-bot']);
  });

  test('a revision moves the edges of what it pins otherwise, and keeps the others', async () => {
    await registered(deps);
    await publish(deps, [draft({ kind: 'skill', name: 'tone-brand-voice', version: '2.1.0' })]);
    const [plugin, connector] = MANIFEST.uses;
    if (!plugin || !connector) throw new Error('two lines');
    const uses: Manifest['uses'] = [
      plugin,
      connector,
      { skill: 'tone-brand-voice', version: '2.1.0' },
    ];
    await registered(deps, { ...MANIFEST, uses });
    expect(await item(edgeKey('skill/tone-brand-voice', '2.0.1', 'reply-bot'))).toBeUndefined();
    expect(await item(edgeKey('skill/tone-brand-voice', '2.1.0', 'reply-bot'))).toBeDefined();
    expect(await item(edgeKey('plugin/reply-drafter', '3.2.4', 'reply-bot'))).toBeDefined();
    expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual([
      'workflow.registered',
      'workflow.revised',
    ]);
  });

  test('a range that is written otherwise stays at its lock and says so on its edge', async () => {
    await registered(deps);
    const uses: Manifest['uses'] = [
      { plugin: 'reply-drafter', version: '~3.2.0' },
      ...MANIFEST.uses.slice(1),
    ];
    await registered(deps, { ...MANIFEST, uses });
    expect(await item(edgeKey('plugin/reply-drafter', '3.2.4', 'reply-bot'))).toMatchObject({
      data: { range: '~3.2.0' },
    });
  });

  test('the same manifest again: nothing', async () => {
    await registered(deps);
    expect(await register(MANIFEST, COLLEAGUE)).toMatchObject({
      kind: 'unchanged',
      workflow: { revision: 1 },
    });
    expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual(['workflow.registered']);
  });
});

describe('the largest manifest', () => {
  test('40 pins and their edges fit into one transaction, and so does replacing all of them', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `step-${n}`);
    await publish(
      deps,
      names.map((name) => draft({ kind: 'block', name, version: '1.0.0' })),
    );
    await publish(
      deps,
      names.map((name) => draft({ kind: 'block', name, version: '1.1.0' })),
    );
    const pinning = (version: string): Manifest => ({
      workflow: 'many',
      owner: 'team-support',
      uses: names.map((name) => ({ block: name, version })),
    });
    await registered(deps, pinning('1.0.0'));
    expect((await registered(deps, pinning('1.1.x'))).locks).toHaveLength(40);
    // There is no room to take every old edge away: those that stay count for nobody.
    for (const name of ['step-0', 'step-39']) {
      const asked = { component: `block/${name}`, transitive: false, most: 10 };
      const old = await dependents(deps, OWNER, { ...asked, range: '1.0.0' });
      expect(old).toMatchObject({ rows: [] });
      const now = await dependents(deps, OWNER, { ...asked, range: '1.1.0' });
      expect(now).toMatchObject({ rows: [{ range: '1.1.x' }] });
    }
    expect(await breaks(deps)).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    ['a platform admin, who owns no team work', ADMIN],
    ['a lead of another team', SALES_LEAD],
    ['somebody of another organisation', OUTSIDER],
  ])('%s', async (_, by) => {
    expect(await register(MANIFEST, by)).toMatchObject({ kind: 'refused', why: 'not-allowed' });
    expect(await loadWorkflow(deps, 'reply-bot')).toBeUndefined();
  });

  test('a team that does not exist', async () => {
    expect(await register({ ...MANIFEST, owner: 'team-nowhere' })).toMatchObject({
      why: 'no-team',
    });
  });

  test.each([
    ['no JSON object', 'text', 'manifest'],
    ['unknown keys', { ...MANIFEST, model: 'x' }, 'manifest'],
    [
      'wide pins',
      { ...MANIFEST, uses: [{ plugin: 'reply-drafter', version: '^3.0.0' }] },
      'uses[0].version',
    ],
    [
      'pins that are no range',
      { ...MANIFEST, uses: [{ plugin: 'reply-drafter', version: 'latest' }] },
      'uses[0]',
    ],
    [
      'unknown components',
      { ...MANIFEST, uses: [{ plugin: 'nothing', version: '1.0.0' }] },
      'uses[0]',
    ],
    [
      'an unsatisfiable range',
      { ...MANIFEST, uses: [{ plugin: 'reply-drafter', version: '9.9.x' }] },
      'uses[0]',
    ],
    ['41 pins', { ...MANIFEST, uses: Array.from({ length: 41 }, () => MANIFEST.uses[0]) }, 'uses'],
    ['__proto__', JSON.parse('{"__proto__":{"workflow":"x"},"workflow":"y"}'), 'owner'],
  ])('%s, and names the field', async (_, manifest, field) => {
    const outcome = await register(manifest);
    expect(outcome.kind === 'problems' && outcome.problems.map((one) => one.field)).toContain(
      field,
    );
  });

  test('a name that another team has', async () => {
    await registered(deps);
    const outcome = await register({ ...MANIFEST, owner: 'team-sales' }, SALES_LEAD);
    expect(outcome).toMatchObject({
      problems: [{ field: 'workflow', say: expect.stringContaining('taken by team-support') }],
    });
  });
});

test('all releases of a component are known', async () => {
  await publish(deps, [draft({ kind: 'skill', name: 'tone-brand-voice', version: '2.1.0-rc.1' })]);
  const versions = (await releasesOf(deps, 'skill/tone-brand-voice')).map((one) => one.version);
  expect(versions.sort()).toEqual(['2.0.1', '2.1.0-rc.1']);
});
