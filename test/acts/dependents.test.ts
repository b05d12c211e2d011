import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AskedFor, dependents } from '../../lib/acts/dependents.ts';
import { noteUse } from '../../lib/acts/seen.ts';
import { edgeItem } from '../../lib/store/edges.ts';
import { toAttributes } from '../../lib/store/item.ts';
import { headKey } from '../../lib/store/keys.ts';
import { WORKFLOW } from '../core/perfect.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OUTSIDER, OWNER } from '../kit/people.ts';
import { claimed, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;

const ASKED: AskedFor = {
  component: 'skill/tone-brand-voice',
  range: '*',
  transitive: true,
  most: 50,
};

async function ask(change: Partial<AskedFor> = {}) {
  const outcome = await dependents(deps, OWNER, { ...ASKED, ...change });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome;
}

describe('a registered workflow', () => {
  beforeAll(async () => {
    deps = await stage(engine());
    await registered(deps);
  });

  test('is found by the version it is locked to, directly and over the release between', async () => {
    const { rows, next } = await ask({ range: '2.0.1' });
    expect(rows.map(({ workflow, by, via }) => [workflow.id, by, via])).toEqual([
      ['reply-bot', 'locked', []],
      ['reply-bot', 'locked', ['plugin/reply-drafter@3.2.4']],
    ]);
    expect(next).toBeUndefined();
  });

  test('is shown with all that it touches, and when it was last seen', async () => {
    const first = async () => (await ask({ range: '2.0.1', transitive: false })).rows[0];
    expect(await first()).toMatchObject({ systems: ['crm'], lastSeen: undefined });
    await claimed(deps);
    const [key] = (await first())?.workflow.keys ?? [];
    await noteUse(deps, 'workflow/reply-bot', key?.id ?? '');
    expect(await first()).toMatchObject({ lastSeen: deps.now() });
  });

  test('is found apart when only its declared range allows the version', async () => {
    const { rows } = await ask({ component: 'plugin/reply-drafter', range: '3.2.9' });
    expect(rows).toMatchObject([{ by: 'range', range: '3.2.x', version: '3.2.4' }]);
  });

  test('is not found in versions it has nothing to do with', async () => {
    expect((await ask({ component: 'plugin/reply-drafter', range: '3.3.x' })).rows).toEqual([]);
  });

  test('is found once where only direct pins are asked for', async () => {
    expect((await ask({ transitive: false })).rows).toHaveLength(1);
  });

  test.each([
    ['a range that is none', { range: 'latest' }, 'bad-range'],
    ['a cursor of somebody else', { cursor: 'bm9uZQ==' }, 'bad-cursor'],
    ['a component that is not there', { component: 'plugin/none' }, 'no-component'],
  ])('%s is refused', async (_, change, why) => {
    expect(await dependents(deps, OWNER, { ...ASKED, ...change })).toMatchObject({ why });
  });

  test('is not shown to somebody of another organisation', async () => {
    expect(await dependents(deps, OUTSIDER, ASKED)).toMatchObject({ why: 'not-allowed' });
  });
});

describe('many workflows', () => {
  beforeEach(async () => {
    deps = await stage(engine());
  });

  /** A workflow with one pin, written as registering writes it. */
  async function pinned(id: string, version: string, range: string): Promise<void> {
    const lock = { component: 'skill/tone-brand-voice', range, version };
    const data = { ...WORKFLOW, id, locks: [lock] };
    const head = { ...headKey(`workflow/${id}`), kind: 'workflow', v: 1, hash: '0', data };
    const edge = { workflow: id, team: 'team-support', range, version };
    for (const item of [head, edgeItem('skill/tone-brand-voice', edge)]) {
      const put = { TableName: deps.store.registry, Item: toAttributes(item) };
      await engine().client.send(new PutItemCommand(put));
    }
  }

  test('come page by page, each once, whether their ranges are narrow or wide', async () => {
    for (let n = 0; n < 7; n += 1) {
      await pinned(`narrow-${n}`, '2.0.1', '2.0.x');
      await pinned(`wide-${n}`, '2.0.1', '^2.0.0');
      await pinned(`elsewhere-${n}`, '1.9.0', '>=1 <3');
      await pinned(`before-${n}`, '1.9.0', '1.9.x');
    }
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({ range: '2.x', most: 4, cursor, transitive: false });
      expect(page.rows.length).toBeLessThanOrEqual(4);
      names.push(...page.rows.map((row) => `${row.workflow.id} ${row.by}`));
      cursor = page.next;
    } while (cursor);
    const each = Array.from({ length: 7 }, (_, n) => n);
    expect(names.sort()).toEqual(
      [
        ...each.map((n) => `narrow-${n} locked`),
        ...each.map((n) => `wide-${n} locked`),
        ...each.map((n) => `elsewhere-${n} range`),
      ].sort(),
    );
  });

  test('of other minors cost nothing', async () => {
    await pinned('asked-for', '2.0.1', '2.0.x');
    const alone = (await ask({ range: '2.0.x', transitive: false })).units;
    for (let n = 0; n < 30; n += 1) await pinned(`other-${n}`, '1.9.0', '1.9.x');
    expect((await ask({ range: '2.0.x', transitive: false })).units).toBe(alone);
  });
});
