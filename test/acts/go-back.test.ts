import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { goBack } from '../../lib/acts/go-back.ts';
import { registerManifest, releasesOf } from '../../lib/acts/register.ts';
import { toAttributes } from '../../lib/store/item.ts';
import { releaseKey } from '../../lib/store/keys.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER, SALES_LEAD } from '../kit/people.ts';
import { GATED, now } from './proposing.ts';
import { kindsOf, MANIFEST, stage } from './stage.ts';
import { DRAFTER, lockOf, overtaken, taking } from './upgrading.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const back = (revision: number, dryRun = false, by = OWNER) =>
  goBack(deps, { by, workflow: 'reply-bot', revision, dryRun });

describe('going back', () => {
  beforeEach(async () => {
    await registerManifest(deps, OWNER, GATED, 'slack');
  });

  test('registers the earlier manifest as a new revision', async () => {
    await registerManifest(deps, OWNER, { ...GATED, purpose: 'x' }, 'slack');
    await back(1);
    expect(await now(deps)).toMatchObject({ revision: 3, manifest: GATED });
    expect(await back(1)).toMatchObject({ registered: { kind: 'unchanged' } });
  });

  test('to fewer gates waits for its review', async () => {
    const more = [...(GATED.review_required_actions ?? []), 'refund'];
    await registerManifest(deps, OWNER, { ...GATED, review_required_actions: more }, 'slack');
    const outcome = await back(1);
    expect(outcome).toMatchObject({ registered: { kind: 'proposed', workflow: { revision: 2 } } });
  });

  test('only tried writes nothing', async () => {
    await registerManifest(deps, OWNER, { ...GATED, purpose: 'x' }, 'slack');
    expect(await back(1, true)).toMatchObject({ workflow: { revision: 3 } });
    expect(await now(deps)).toMatchObject({ revision: 2 });
  });

  test.each([
    ['to what never was', 9, OWNER, 'no-revision'],
    ['by another team', 1, SALES_LEAD, 'not-allowed'],
  ])('%s is refused', async (_, revision, by, why) => {
    await registerManifest(deps, OWNER, { ...GATED, purpose: 'x' }, 'slack');
    expect(await back(revision, false, by)).toMatchObject({ why });
  });

  test('of nothing is refused', async () => {
    const outcome = await goBack(deps, { by: OWNER, workflow: 'none', revision: 1 });
    expect(outcome).toMatchObject({ why: 'no-workflow' });
  });
});

describe('going back behind an upgrade', () => {
  /** A retired version: a release keeps everything but its place in life. */
  async function close(version: string): Promise<void> {
    const release = (await releasesOf(deps, DRAFTER)).find((one) => one.version === version);
    const data = { ...release, lifecycle: 'closed' };
    const item = { ...releaseKey(DRAFTER, version), kind: 'release', data };
    const put = { TableName: deps.store.registry, Item: toAttributes(item) };
    await engine().client.send(new PutItemCommand(put));
  }

  test.each(['slack', 'repo'] as const)(
    'locks the version it had, though the manifest is the same, edited in %s',
    async (home) => {
      await overtaken(deps, home);
      await taking(deps, '3.2.9');
      await back(1);
      const workflow = await now(deps);
      expect(workflow).toMatchObject({ revision: 3, manifest: MANIFEST });
      expect(lockOf(workflow)).toBe('3.2.4');
    },
  );

  test('"onto a closed release counts as new"', async () => {
    await overtaken(deps, 'slack');
    await taking(deps, '4.0.0');
    await close('3.2.4');
    await back(1);
    const workflow = await now(deps);
    expect(workflow.manifest).toEqual(MANIFEST);
    expect(lockOf(workflow)).toBe('3.2.9');
  });

  test('a repository is told what to change', async () => {
    await overtaken(deps, 'repo');
    await registerManifest(deps, OWNER, { ...MANIFEST, purpose: 'Answers mails' }, 'repo');
    expect(await back(1)).toMatchObject({
      workflow: { revision: 2 },
      patch: { manifest: MANIFEST },
    });
    expect(await kindsOf(deps, 'workflow/reply-bot')).toHaveLength(2);
  });
});
