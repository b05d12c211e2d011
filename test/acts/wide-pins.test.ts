import { beforeEach, describe, expect, test } from 'vitest';
import { checkManifest } from '../../lib/acts/check.ts';
import { answerClaim } from '../../lib/acts/claims.ts';
import { registerClaimed } from '../../lib/acts/claims-register.ts';
import { dependents } from '../../lib/acts/dependents.ts';
import { openEditing } from '../../lib/acts/edit.ts';
import { goBack } from '../../lib/acts/go-back.ts';
import { publishDraft } from '../../lib/acts/import.ts';
import { acceptRevision } from '../../lib/acts/proposed.ts';
import { type Registered, registerManifest } from '../../lib/acts/register.ts';
import { report } from '../../lib/acts/report.ts';
import { reuse } from '../../lib/acts/request.ts';
import type { Mode, Rules } from '../../lib/core/baseline.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import { edgeKey, partKey } from '../../lib/store/keys.ts';
import { readItem } from '../../lib/store/read.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { importRows, PINS, rows } from './estate-kit.ts';
import { GATED, now, proposed, settled, who } from './proposing.ts';
import { rule, rulesWith } from './rule.ts';
import { breaks, MANIFEST, NEED, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await publish(deps, [draft({ kind: 'plugin', name: 'reply-drafter', version: '3.4.0' })]);
});

const DRAFTER = 'plugin/reply-drafter';
const pinning = (version: string, manifest: Manifest = MANIFEST): Manifest => ({
  ...manifest,
  uses: [{ plugin: 'reply-drafter', version }, ...manifest.uses.slice(1)],
});

/** Both rules about pins as strict as this. */
async function pins(mode: Mode, widest: Rules['range-width']['widest'] = 'minor') {
  const change = { 'no-floating-pins': { mode }, 'range-width': { mode, widest } };
  await rule(deps, await rulesWith(deps, change));
}

const WIDE = `${DRAFTER}: "^3.0.0" is wider than one minor version. Write "3.4.x" instead.`;
const problemsOf = (outcome: Registered | { readonly kind: 'refused' }) =>
  outcome.kind === 'problems' ? outcome.problems : outcome;

describe('as the baseline ships', () => {
  test.each([
    ['^3.0.0', WIDE],
    ['*', `${DRAFTER}: "*" has no upper end, so it moves by itself. Write "3.4.x" instead.`],
  ])('%s is refused on its line, and said once', async (range, say) => {
    const problems = [{ field: 'uses[0].version', say }];
    const manifest = pinning(range);
    for (const home of ['repo', 'slack'] as const) {
      expect(problemsOf(await registerManifest(deps, OWNER, manifest, home))).toEqual(problems);
    }
    const checked = await checkManifest(deps, OWNER, manifest);
    expect(checked).toMatchObject({ outcome: 'rejected', problems });
    const found = checked.kind === 'checked' ? checked.findings : [];
    const lines = found.filter((one) => one.field.startsWith('uses[0]'));
    expect(lines.map((one) => `${one.say} ${one.fix}`)).toEqual([say]);
  });

  test('junk is refused by locking alone', async () => {
    const checked = await checkManifest(deps, OWNER, pinning('latest'));
    const say = `${DRAFTER}: "latest" is no version range: it is a name that moves from version to version. Write "3.4.x", for example.`;
    expect(checked).toMatchObject({
      outcome: 'rejected',
      problems: [{ field: 'uses[0]', say }],
      findings: [{ rule: 'backup-required' }],
    });
  });

  test('an imported workflow with a wide pin is refused when it is registered', async () => {
    await importRows(
      deps,
      rows(1, { pins: PINS.map((one, n) => (n === 0 ? { ...one, range: '^3.0.0' } : one)) }),
    );
    await answerClaim(deps, OWNER, 'agent-000', { says: 'mine' });
    expect(problemsOf(await registerClaimed(deps, OWNER, 'agent-000'))).toEqual([
      { field: 'uses[0].version', say: WIDE },
    ]);
  });
});

describe('observed', () => {
  beforeEach(() => pins('observe'));

  test('it registers, is locked to the highest open release, and is told everywhere', async () => {
    const checked = await checkManifest(deps, OWNER, pinning('^3.0.0'));
    const finding = { rule: 'range-width', mode: 'observe', field: 'uses[0].version' };
    expect(checked).toMatchObject({
      outcome: 'registered',
      problems: [],
      findings: expect.arrayContaining([expect.objectContaining(finding)]),
      warnings: expect.arrayContaining([WIDE]),
    });
    const outcome = await registerManifest(deps, OWNER, pinning('^3.0.0'), 'repo');
    expect(outcome).toMatchObject({
      kind: 'registered',
      workflow: { locks: [{ component: DRAFTER, range: '^3.0.0', version: '3.4.0' }, {}, {}] },
      warnings: expect.arrayContaining([WIDE]),
    });
    expect(await report(deps, ADMIN, { rule: 'range-width' })).toMatchObject({
      items: [{ workflow: 'reply-bot', findings: [finding] }],
    });
    expect(await breaks(deps)).toEqual([]);
  });

  test('whoever depends on it is found by the declared range, under the wide edges', async () => {
    await registered(deps, pinning('^3.0.0'));
    const item = (key: { pk: string; sk: string }) =>
      readItem(deps.store, deps.store.registry, key);
    const wide = partKey(`component/${DRAFTER}`, 'WIDE#reply-bot');
    expect(await item(wide)).toMatchObject({ data: { range: '^3.0.0', version: '3.4.0' } });
    expect(await item(edgeKey(DRAFTER, '3.4.0', 'reply-bot'))).toBeUndefined();
    const asked = { component: DRAFTER, transitive: false, most: 10 };
    for (const [range, by] of [
      ['3.9.x', 'range'],
      ['3.4.0', 'locked'],
    ] as const) {
      expect(await dependents(deps, OWNER, { ...asked, range })).toMatchObject({
        rows: [{ by, range: '^3.0.0', version: '3.4.0' }],
      });
    }
    expect(await dependents(deps, OWNER, { ...asked, range: '4.x' })).toMatchObject({ rows: [] });
    await registered(deps, pinning('3.4.x'));
    expect(await item(wide)).toBeUndefined();
    expect(await item(edgeKey(DRAFTER, '3.4.0', 'reply-bot'))).toBeDefined();
  });

  test('a later release does not move the lock', async () => {
    await registered(deps, pinning('>=3'));
    await publish(deps, [draft({ kind: 'plugin', name: 'reply-drafter', version: '4.0.0' })]);
    const { locks } = await registered(deps, { ...pinning('>=3'), purpose: 'Drafts' });
    expect(locks[0]).toMatchObject({ range: '>=3', version: '3.4.0' });
  });

  test('a proposed revision is accepted with it, unless the rule was enforced meanwhile', async () => {
    await registered(deps, GATED);
    const first = await proposed(deps, pinning('^3.0.0'));
    await acceptRevision(deps, who.owner, first.id);
    expect((await settled(deps)).locks[0]).toMatchObject({ range: '^3.0.0', version: '3.4.0' });
    await registered(deps, GATED);
    const second = await proposed(deps, pinning('>=3.0.0'));
    await pins('enforce');
    expect(await acceptRevision(deps, who.owner, second.id)).toMatchObject({
      proposed: { state: 'stale', end: { say: expect.stringContaining('Write "3.4.x" instead.') } },
    });
    expect((await now(deps)).manifest).toEqual(GATED);
  });

  test('going back to it is registering it anew, under the rules of today', async () => {
    await registerManifest(deps, OWNER, pinning('^3.0.0'), 'slack');
    await registerManifest(deps, OWNER, pinning('3.4.x'), 'slack');
    const back = { by: OWNER, workflow: 'reply-bot', revision: 1 };
    await pins('enforce');
    const problems = [{ field: 'uses[0].version', say: WIDE }];
    expect(await goBack(deps, back)).toEqual({ kind: 'problems', problems });
    await pins('off');
    expect(await goBack(deps, back)).toMatchObject({ registered: { kind: 'registered' } });
  });
});

test('switched off, it registers without a word', async () => {
  await pins('off');
  const outcome = await registerManifest(deps, OWNER, pinning('*'), 'repo');
  expect(outcome).toMatchObject({ kind: 'registered' });
  const warnings = outcome.kind === 'registered' ? outcome.warnings : [];
  expect(warnings.filter((one) => one.includes(DRAFTER))).toEqual([]);
  expect(await checkManifest(deps, OWNER, pinning('>=3'))).toMatchObject({
    problems: [],
    findings: [{ rule: 'backup-required' }],
  });
});

describe('a form, which has no place to write a range,', () => {
  test('offers to stay at the locked version where its range has become too wide', async () => {
    await pins('observe');
    await registerManifest(deps, OWNER, pinning('^3.0.0'), 'slack');
    await publish(deps, [draft({ kind: 'plugin', name: 'reply-drafter', version: '3.5.0' })]);
    await pins('enforce', 'exact');
    expect(await openEditing(deps, OWNER, 'reply-bot')).toMatchObject({
      options: { upgrades: [{ locked: '3.4.0', exact: true, version: '3.5.0', range: '3.5.0' }] },
    });
  });

  test.each(['minor', 'patch', 'exact'] as const)(
    'reuses what pins widely with pins that pass where at most one %s passes',
    async (widest) => {
      await pins('enforce', widest);
      const uses = [{ kind: 'plugin' as const, name: 'reply-drafter', range: '^3.0.0' }];
      const actor = { kind: 'system' as const, id: 'tests' };
      const placed = new Map([[DRAFTER, { id: DRAFTER, version: '3.4.0' }]]);
      const context = { team: 'platform', visibility: 'shared' as const, sha: deps.sha };
      const block = draft({ kind: 'block', name: 'mailer', version: '1.0.0', uses });
      expect((await publishDraft(deps, block, { actor, placed, context })).kind).toBe('publish');
      const range = widest === 'minor' ? ['1.0.x', '3.4.x'] : ['1.0.0', '3.4.0'];
      const outcome = await reuse(deps, NEED, 'block/mailer');
      expect(outcome).toMatchObject({
        kind: 'registered',
        workflow: { locks: range.map((one) => ({ range: one })) },
      });
    },
  );
});
