import { beforeEach, describe, expect, test } from 'vitest';
import { acceptRevision, withdrawRevision } from '../../lib/acts/proposed.ts';
import { showRevision } from '../../lib/acts/proposed-shown.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { revisionOf } from '../../lib/acts/revisions.ts';
import { takeUpgrades, upgradesOf } from '../../lib/acts/upgrade.ts';
import { publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER, SALES_LEAD } from '../kit/people.ts';
import { now, settled, who } from './proposing.ts';
import { breaks, kindsOf, MANIFEST, stage } from './stage.ts';
import { DRAFTER, drafter, lockOf, overtaken, taking } from './upgrading.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const registeredKinds = () => kindsOf(deps, 'workflow/reply-bot');

describe('what is offered', () => {
  test('is the newest inside the range and beyond it, each with what it comes to', async () => {
    await overtaken(deps, 'slack');
    expect(await upgradesOf(deps, OWNER, 'reply-bot')).toMatchObject({
      kind: 'offered',
      workflow: { revision: 1 },
      offers: [
        { component: DRAFTER, locked: '3.2.4', version: '3.2.9', within: true, range: '3.2.x' },
        { component: DRAFTER, version: '4.0.0', within: false, range: '4.0.x' },
      ],
    });
  });

  test('of nothing is refused', async () => {
    expect(await upgradesOf(deps, OWNER, 'none')).toMatchObject({ why: 'no-workflow' });
  });
});

describe('"a later release never moves a lock": it moves', () => {
  test('when it is taken, and the manifest stays as it is', async () => {
    await overtaken(deps, 'slack');
    await registerManifest(deps, OWNER, MANIFEST, 'slack');
    expect(lockOf(await now(deps))).toBe('3.2.4');
    expect(await taking(deps, '3.2.9')).toMatchObject({
      kind: 'changed',
      registered: { kind: 'registered' },
    });
    const workflow = await now(deps);
    expect(workflow).toMatchObject({ revision: 2, manifest: MANIFEST });
    expect(lockOf(workflow)).toBe('3.2.9');
    expect(await revisionOf(deps, 'reply-bot', 2)).toMatchObject({ locks: workflow.locks });
    expect(await registeredKinds()).toEqual(['workflow.registered', 'workflow.revised']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('once: the same again changes nothing, and registering does not move it back', async () => {
    await overtaken(deps, 'slack');
    await taking(deps, '3.2.9');
    expect(await taking(deps, '3.2.9')).toMatchObject({ registered: { kind: 'unchanged' } });
    const again = await registerManifest(deps, OWNER, MANIFEST, 'slack');
    expect(again.kind).toBe('unchanged');
    expect(lockOf(await now(deps))).toBe('3.2.9');
    expect(await registeredKinds()).toHaveLength(2);
  });

  test('beyond its range with the line that is written anew', async () => {
    await overtaken(deps, 'slack');
    await taking(deps, '4.0.0');
    const workflow = await now(deps);
    expect(workflow.manifest.uses[0]).toEqual({ plugin: 'reply-drafter', version: '4.0.x' });
    expect(lockOf(workflow)).toBe('4.0.0');
  });

  test.each([
    ['a version that is not there', ['3.2.7'], 'no version 3.2.7'],
    ['two versions of one thing', ['3.2.9', '4.0.0'], 'named twice'],
  ])('not to %s', async (_, versions, say) => {
    await overtaken(deps, 'slack');
    const outcome = await taking(deps, ...versions);
    expect(outcome).toMatchObject({ problems: [{ say: expect.stringContaining(say) }] });
    expect(await registeredKinds()).toHaveLength(1);
  });

  test('for nobody outside the team, and not while it is only tried', async () => {
    await overtaken(deps, 'slack');
    const take = [{ component: DRAFTER, version: '3.2.9' }];
    const sales = await takeUpgrades(deps, { by: SALES_LEAD, id: 'reply-bot', take });
    expect(sales).toMatchObject({ why: 'not-allowed' });
    const tried = await takeUpgrades(deps, { by: OWNER, id: 'reply-bot', take, dryRun: true });
    expect(tried).toMatchObject({ registered: { kind: 'registered' } });
    expect(lockOf(await now(deps))).toBe('3.2.4');
    const none = await takeUpgrades(deps, { by: OWNER, id: 'none', take });
    expect(none).toMatchObject({ why: 'no-workflow' });
  });
});

describe('what touches more than was reviewed', () => {
  const proposed = async () => {
    await publish(deps, [drafter('3.2.10', { systems: ['billing'] })]);
    const outcome = await taking(deps, '3.2.10');
    if (outcome.kind !== 'changed' || outcome.registered?.kind !== 'proposed') {
      throw new Error(JSON.stringify(outcome));
    }
    return outcome.registered.proposed;
  };

  test.each(['slack', 'repo'] as const)('waits for its review, edited in %s', async (home) => {
    await overtaken(deps, home);
    const { id, reasons } = await proposed();
    expect(reasons).toMatchObject([{ review: 'platform', say: 'Adds the system billing' }]);
    const shown = await showRevision(deps, id);
    expect(shown?.shown.changes).toEqual([
      { field: 'uses', say: `Moves ${DRAFTER} from version 3.2.4 to 3.2.10` },
    ]);
    expect(lockOf(await now(deps))).toBe('3.2.4');
    await acceptRevision(deps, who.admin, id);
    expect(lockOf(await settled(deps))).toBe('3.2.10');
  });

  test('asked for twice waits once; the repository that registers again leaves it', async () => {
    await overtaken(deps, 'repo');
    const { id } = await proposed();
    expect(await taking(deps, '3.2.10')).toMatchObject({ registered: { proposed: { id } } });
    await registerManifest(deps, OWNER, MANIFEST, 'repo');
    expect(await now(deps)).toMatchObject({ proposed: id });
    await registerManifest(deps, OWNER, { ...MANIFEST, purpose: 'Answers mails' }, 'repo');
    expect(await now(deps)).toMatchObject({ proposed: id, revision: 2 });
    await acceptRevision(deps, who.admin, id);
    const workflow = await settled(deps);
    expect(workflow).toMatchObject({ revision: 3, purpose: 'Answers mails' });
    expect(lockOf(workflow)).toBe('3.2.10');
  });

  test('withdrawn, it leaves the lock where it was', async () => {
    await overtaken(deps, 'slack');
    const { id } = await proposed();
    await withdrawRevision(deps, who.owner, id);
    expect(lockOf(await settled(deps))).toBe('3.2.4');
  });
});

describe('where a repository is its home', () => {
  test('a lock moves, as the manifest says nothing of it', async () => {
    await overtaken(deps, 'repo');
    await taking(deps, '3.2.9');
    expect(lockOf(await now(deps))).toBe('3.2.9');
  });

  test('a line is not rewritten here: the change comes back, and nothing is registered', async () => {
    await overtaken(deps, 'repo');
    const outcome = await taking(deps, '4.0.0');
    expect(outcome).toMatchObject({
      kind: 'changed',
      workflow: { revision: 1 },
      patch: { waits: [], manifest: { uses: [{ version: '4.0.x' }, {}, {}] } },
    });
    expect(outcome).not.toHaveProperty('registered');
    expect(await registeredKinds()).toHaveLength(1);
  });

  test('of both kinds each goes its own way', async () => {
    await overtaken(deps, 'repo');
    await publish(deps, [{ ...drafter('2.1.0'), kind: 'skill', name: 'tone-brand-voice' }]);
    const take = [
      { component: DRAFTER, version: '3.2.9' },
      { component: 'skill/tone-brand-voice', version: '2.1.0' },
    ];
    const outcome = await takeUpgrades(deps, { by: OWNER, id: 'reply-bot', take });
    expect(outcome).toMatchObject({
      registered: { kind: 'registered', workflow: { manifest: MANIFEST } },
      patch: { manifest: { uses: [{ version: '3.2.x' }, {}, { version: '2.1.x' }] } },
    });
    expect(lockOf(await now(deps))).toBe('3.2.9');
  });
});
