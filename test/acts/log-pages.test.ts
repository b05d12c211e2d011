import { beforeAll, describe, expect, test } from 'vitest';
import { eventOf, pageOf, placeOf } from '../../lib/acts/log-pages.ts';
import type { LogFilter } from '../../lib/core/log-filter.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { commit } from '../../lib/store/commit.ts';
import type { Subject } from '../../lib/store/keys.ts';
import { readLines } from '../../lib/store/log.ts';
import { START, type TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
const ONE = 'request/one';
const TWO = 'request/two';
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  // They take turns, a minute each: one 0, two 1, one 2, …
  for (let n = 0; n < 24; n += 1) await say(n % 2 === 0 ? ONE : TWO, n);
});

async function say(subject: Subject, n: number): Promise<void> {
  const [from] = await readLines(deps.store, subject, 1);
  const actor = { kind: 'system' as const, id: n % 3 === 0 ? 'third' : 'other' };
  const at = minutesAfter(START, n);
  const event = { kind: `said.n${n % 4}`, at, actor, data: { n } };
  await commit(deps.store, {
    changes: [{ subject, from, state: {}, event }],
    writeId: deps.newId('w'),
  });
}

async function paged(subjects: readonly string[], most: number, filter: LogFilter = {}) {
  const pages: unknown[][] = [];
  let page = await pageOf(deps.store, subjects, { most, filter });
  for (;;) {
    pages.push(page.lines.map((line) => eventOf(line).data.n));
    if (!page.next || pages.length > 30) return pages;
    page = await pageOf(deps.store, subjects, { most, filter, after: page.next });
  }
}
const down = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.floor((from - to) / step) + 1 }, (_, n) => from - n * step);

describe('pages', () => {
  test.each([1, 5, 7, 24, 100])('of %i give every entry once, newest first', async (most) => {
    expect((await paged([ONE, TWO], most)).flat()).toEqual(down(23, 0));
    expect((await paged([ONE], most)).flat()).toEqual(down(22, 0, 2));
  });
  test('are full but for the last', async () => {
    const sizes = (await paged([ONE, TWO], 10)).map((page) => page.length);
    expect(sizes.slice(0, 2)).toEqual([10, 10]);
  });
  test('of chains that are none are empty', async () => {
    expect(await paged(['request/none'], 5)).toEqual([[]]);
    expect((await paged(['request/none', ONE], 5)).flat()).toEqual(down(22, 0, 2));
  });
});

describe('a filter', () => {
  const at = (n: number) => minutesAfter(START, n);
  test.each<[string, LogFilter, number[]]>([
    ['of a kind', { kind: 'said.n3' }, down(23, 3, 4)],
    ['of all kinds that begin so', { kind: 'said' }, down(23, 0)],
    ['of who did it', { actor: 'third' }, down(21, 0, 3)],
    ['of when it began', { from: at(20) }, [23, 22, 21, 20]],
    ['of when it ended', { to: at(3) }, [2, 1, 0]],
    ['of both', { from: at(10), to: at(13) }, [12, 11, 10]],
    ['of a time before all', { to: at(0) }, []],
    ['of several at once', { kind: 'said.n3', actor: 'third', from: at(4) }, [15]],
  ])('%s leaves the rest out, over all pages', async (_, filter, expected) => {
    expect((await paged([ONE, TWO], 3, filter)).flat()).toEqual(expected);
  });
});

test('the moment of a page is found by halving, not by reading all', async () => {
  let reads = 0;
  const send = deps.store.client.send.bind(deps.store.client);
  const counting = new Proxy(deps.store.client, {
    get: (target, name) => {
      if (name !== 'send') return Reflect.get(target, name);
      reads += 1;
      return send;
    },
  });
  const wanted = { most: 1, filter: { to: minutesAfter(START, 2) } };
  await pageOf({ ...deps.store, client: counting }, [ONE], wanted);
  expect(reads).toBeLessThan(12);
});

test('a place is where a line stands', async () => {
  const [line] = await readLines(deps.store, ONE, 1);
  if (!line) throw new Error('a line');
  expect(placeOf(line)).toEqual({ at: minutesAfter(START, 22), subject: ONE, seq: 12 });
});
