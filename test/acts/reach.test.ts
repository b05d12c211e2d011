import { beforeEach, describe, expect, test } from 'vitest';
import { fileSystems } from '../../lib/acts/file-systems.ts';
import { allTouching, listSystems, reach } from '../../lib/acts/reach.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { componentDraftSchema } from '../../lib/core/marketplace.ts';
import { readSystemEdges } from '../../lib/store/systems.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { MANIFEST, registered, stage } from './stage.ts';
import { bots } from './systems-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

async function found(system: string, page: { most?: number; cursor?: string | undefined } = {}) {
  const outcome = await reach(deps, SALES_LEAD, { system, most: 50, ...page });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome;
}

const edgesOf = async (key: string) =>
  (await readSystemEdges(deps.store, key, { most: 100 })).heads.map((one) => one.state.workflow);

describe('who can touch a system', () => {
  test('is found by any spelling, with what makes it so', async () => {
    await registered(deps, { ...MANIFEST, backup: COLLEAGUE });
    expect(await found(' C r M ')).toMatchObject({
      system: 'crm',
      next: undefined,
      rows: [
        {
          workflow: { id: 'reply-bot', owner: OWNER, backup: COLLEAGUE },
          via: ['connector/crm-readonly@1.4.0'],
          scopes: ['crm.tickets.read'],
          gated: 'no-actions',
        },
      ],
    });
  });

  test('comes page by page, each workflow once, and costs what it shows', async () => {
    await bots(deps, 9);
    await registered(deps, { ...MANIFEST, workflow: 'apart', systems: ['Billing'] });
    const small = await found('billing');
    expect(small.rows.map((row) => row.workflow.id)).toEqual(['apart']);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await found('crm', { most: 4, cursor });
      ids.push(...page.rows.map((row) => row.workflow.id));
      expect(page.rows.length).toBeLessThanOrEqual(4);
      cursor = page.next;
    } while (cursor);
    expect(ids).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
    expect(await allTouching(deps, 'crm')).toHaveLength(10);
  });

  test('costs the same however many others there are', async () => {
    await registered(deps, { ...MANIFEST, workflow: 'apart', systems: ['Billing'] });
    const { units } = await found('billing');
    await bots(deps, 12);
    expect(units).toBeGreaterThan(0);
    expect((await found('billing')).units).toBe(units);
  });

  test.each([
    ['   ', undefined, 'no-system'],
    ['crm', 'nonsense', 'bad-cursor'],
  ])('"%s" from %s is refused: %s', async (system, cursor, why) => {
    expect(await reach(deps, OWNER, { system, most: 10, cursor })).toMatchObject({ why });
  });

  test('is for people of this organisation', async () => {
    expect(await reach(deps, OUTSIDER, { system: 'crm', most: 10 })).toMatchObject({
      why: 'not-allowed',
    });
    expect(await listSystems(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
  });

  test('a system that nothing touches has no rows', async () => {
    expect(await found('mail')).toMatchObject({ system: 'mail', rows: [] });
  });
});

describe('edges', () => {
  test('go with the revision: what it touches no more is gone in the same step', async () => {
    await registered(deps, { ...MANIFEST, systems: ['Billing'] });
    expect(await edgesOf('crm')).toEqual(['reply-bot']);
    const [plugin, , skill] = MANIFEST.uses;
    const uses = [plugin, skill].filter((use) => use !== undefined);
    await registered(deps, { ...MANIFEST, systems: ['Billing'], uses });
    expect(await edgesOf('crm')).toEqual([]);
    expect(await edgesOf('billing')).toEqual(['reply-bot']);
  });

  test('that a proposed revision would add wait for its review', async () => {
    await registered(deps);
    const wider = { ...MANIFEST, systems: ['Billing'] };
    expect(await registerManifest(deps, OWNER, wider, 'repo')).toMatchObject({ kind: 'proposed' });
    expect(await edgesOf('billing')).toEqual([]);
  });

  test('also those that fit no transaction are all there', async () => {
    const surface = componentDraftSchema.shape.surface;
    const names = Array.from({ length: 110 }, (_, n) => `system ${n}`);
    await publish(deps, [
      draft({
        kind: 'skill',
        name: 'wide',
        version: '1.0.0',
        surface: surface.parse({ systems: names }),
      }),
    ]);
    const uses = [...MANIFEST.uses, { skill: 'wide', version: '1.0.0' }];
    await registered(deps, { ...MANIFEST, uses });
    for (const n of [0, 60, 109]) expect(await edgesOf(`system${n}`)).toEqual(['reply-bot']);
    await registered(deps);
    for (const n of [0, 60, 109]) expect((await found(`system ${n}`)).rows).toEqual([]);
    expect((await found('crm')).rows).toHaveLength(1);
  });

  test('are refused beyond what anybody can oversee', async () => {
    const surface = componentDraftSchema.shape.surface;
    const names = Array.from({ length: 200 }, (_, n) => `system ${n}`);
    await publish(deps, [
      draft({
        kind: 'skill',
        name: 'wide',
        version: '1.0.0',
        surface: surface.parse({ systems: names }),
      }),
    ]);
    const uses = [...MANIFEST.uses, { skill: 'wide', version: '1.0.0' }];
    const outcome = await registerManifest(deps, OWNER, { ...MANIFEST, uses }, 'repo');
    expect(outcome).toMatchObject({ kind: 'problems', problems: [{ field: 'uses' }] });
  });
});

test('systems are listed by the number of their workflows', async () => {
  await bots(deps, 2);
  await registered(deps, { ...MANIFEST, workflow: 'apart', systems: ['Billing'] });
  await fileSystems(deps);
  expect(await listSystems(deps, SALES_LEAD)).toEqual({
    kind: 'systems',
    filed: true,
    systems: [
      { key: 'crm', system: 'crm', workflows: 3 },
      { key: 'billing', system: 'Billing', workflows: 1 },
    ],
  });
});
