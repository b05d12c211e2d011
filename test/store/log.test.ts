import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { ChainHead } from '../../lib/core/audit.ts';
import { commit } from '../../lib/store/commit.ts';
import type { Subject } from '../../lib/store/keys.ts';
import { type LogPlace, readEverything, readLines, readPageOfAll } from '../../lib/store/log.ts';
import { readHead } from '../../lib/store/read.ts';
import type { Store } from '../../lib/store/store.ts';
import { engineOfFile } from '../kit/engine.ts';
import { storeOn } from './kit.ts';

const engine = engineOfFile();
let store: Store;
beforeAll(async () => {
  store = storeOn(engine().client, engine().tables);
  await chain('workflow/a', 12);
  await chain('approval/b', 3);
});

async function chain(subject: Subject, count: number): Promise<void> {
  let from: ChainHead | undefined;
  for (let n = 1; n <= count; n += 1) {
    const actor = { kind: 'system' as const, id: 'tests' };
    const event = {
      kind: 'said',
      at: `2026-11-23T09:00:${String(n).padStart(2, '0')}.000Z`,
      actor,
      data: { n },
    };
    await commit(store, {
      changes: [{ subject, from, state: {}, event }],
      writeId: `${subject}${n}`,
    });
    from = (await readHead(store, subject, z.object({})))?.chain;
  }
}

const numbers = (lines: readonly { seq: number }[]) => lines.map((line) => line.seq);

test('the newest lines of a subject come first', async () => {
  expect(numbers(await readLines(store, 'workflow/a', 3))).toEqual([12, 11, 10]);
});

test('the page before a number follows on', async () => {
  expect(numbers(await readLines(store, 'workflow/a', 3, 10))).toEqual([9, 8, 7]);
  expect(numbers(await readLines(store, 'workflow/a', 3, 2))).toEqual([1]);
  expect(numbers(await readLines(store, 'workflow/a', 3, 1))).toEqual([]);
});

test('of an unknown subject there are none', async () => {
  expect(await readLines(store, 'workflow/none', 3)).toEqual([]);
});

test('everything comes chain by chain, each in its order', async () => {
  const all = [];
  for await (const line of readEverything(store)) all.push(line);
  expect(numbers(all.filter((one) => one.subject === 'workflow/a'))).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
  ]);
  expect(numbers(all.filter((one) => one.subject === 'approval/b'))).toEqual([1, 2, 3]);
  expect(all).toHaveLength(15);
});

test('page by page comes everything, each line once', async () => {
  const found: string[] = [];
  let at: LogPlace | undefined;
  let pages = 0;
  do {
    const page = await readPageOfAll(store, 4, at);
    expect(page.lines.length).toBeLessThanOrEqual(4);
    found.push(...page.lines.map((line) => `${line.subject} ${line.seq}`));
    at = page.next;
    pages += 1;
  } while (at);
  const all: string[] = [];
  for await (const line of readEverything(store)) all.push(`${line.subject} ${line.seq}`);
  expect(found.sort()).toEqual(all.sort());
  expect(pages).toBeGreaterThan(3);
});
