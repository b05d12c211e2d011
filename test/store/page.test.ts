import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { countListed, readListedPage, readPage } from '../../lib/store/page.ts';
import { putAll } from '../../lib/store/systems.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
const schema = z.object({ n: z.int() });
let deps: TestDeps;

beforeAll(async () => {
  deps = await stage(engine());
  const items = Array.from({ length: 7 }, (_, n) => ({
    ...{ pk: 'things', sk: `THING#${n}`, kind: 'thing', data: { n } },
    ...{ listPk: 'list-of-things', listSk: `thing-${n}` },
  }));
  const other = { pk: 'things', sk: 'OTHER', kind: 'thing', data: { n: 99 } };
  await putAll(deps.store, [...items, other]);
});

async function all(
  read: (after: string | undefined) => ReturnType<typeof readPage<{ n: number }>>,
) {
  const pages: number[][] = [];
  let after: string | undefined;
  do {
    const page = await read(after);
    pages.push(page.heads.map((head) => head.state.n));
    expect(page.units).toBeGreaterThan(0);
    after = page.next;
  } while (after);
  return pages;
}

test('a partition comes page by page, and nothing besides the prefix', async () => {
  const listing = { partition: 'things', prefix: 'THING#', schema };
  const pages = await all((after) => readPage(deps.store, listing, { most: 3, after }));
  expect(pages.flat()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(pages[0]).toHaveLength(3);
});

test('a listing comes page by page in its order', async () => {
  const listing = { partition: 'list-of-things', schema };
  const pages = await all((after) => readListedPage(deps.store, listing, { most: 3, after }));
  expect(pages.flat()).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('a listing is counted by the engine', async () => {
  expect(await countListed(deps.store, 'list-of-things')).toBe(7);
  expect(await countListed(deps.store, 'list-of-nothing')).toBe(0);
});
