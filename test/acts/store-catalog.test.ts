import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { catalogIndex } from '../../lib/acts/catalog-index.ts';
import { storeCatalog } from '../../lib/acts/store-catalog.ts';
import { readChanged } from '../../lib/store/changed.ts';
import { readChunks } from '../../lib/store/chunks.ts';
import { type IndexHead, putIndexHead, readIndexHead } from '../../lib/store/stored-index.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const head = async (): Promise<IndexHead> => (await readIndexHead(deps.store))?.state ?? never();
const never = () => {
  throw new Error('nothing is stored');
};
const another = () => publish(deps, [draft({ kind: 'block', name: 'login', version: '1.0.0' })]);

describe('the catalog is stored', () => {
  test('once, and again when it changed, at most every five minutes', async () => {
    expect(await storeCatalog(deps)).toBe(true);
    expect(await readChanged(deps.store)).toEqual([]);
    deps.pass(6);
    expect(await storeCatalog(deps)).toBe(false);
    await another();
    expect(await storeCatalog(deps)).toBe(true);
    await registered(deps);
    deps.pass(4);
    expect(await storeCatalog(deps)).toBe(false);
    deps.pass(1);
    expect(await storeCatalog(deps)).toBe(true);
    expect((await head()).stored?.entries).toBe(5);
  });

  test('whole once a day, whatever was marked', async () => {
    await storeCatalog(deps);
    deps.pass(24 * 60 + 1);
    expect(await storeCatalog(deps)).toBe(true);
  });

  test('anew by other code, or with other tables of words', async () => {
    await storeCatalog(deps);
    const before = await readIndexHead(deps.store);
    if (!before?.state.stored) throw new Error('nothing is stored');
    const stored = { ...before.state.stored, format: 'other' };
    await putIndexHead(deps.store, before, { ...before.state, stored });
    expect(await storeCatalog(deps)).toBe(true);
  });

  test('and what is not read any more goes, though not at once', async () => {
    await storeCatalog(deps);
    const { stored } = await head();
    if (!stored) throw new Error('nothing is stored');
    const name = `search-index/${stored.generation}/states`;
    const old = () => readChunks(deps.store, name, stored.states.chunks);
    deps.pass(6);
    await another();
    await storeCatalog(deps);
    expect(await old()).toBeDefined();
    deps.pass(3);
    await storeCatalog(deps);
    expect(await old()).toBeUndefined();
    expect((await head()).garbage).toEqual([]);
  });
});

describe('one builder at a time', () => {
  test('of two one stores it', async () => {
    const outcomes = await Promise.all([storeCatalog(deps), storeCatalog(deps)]);
    expect(outcomes.sort()).toEqual([false, true]);
  });

  test('who died is waited for, then its leftovers go and another one builds', async () => {
    const part = { chunks: 1, sha: '0' };
    const parts = { generation: 'gen_dead', states: part, shelf: part };
    const until = deps.now();
    await putIndexHead(deps.store, undefined, {
      building: { by: 'gen_dead', until: `${until}~`, parts },
      garbage: [],
    });
    expect(await storeCatalog(deps)).toBe(false);
    deps.pass(1);
    expect(await storeCatalog(deps)).toBe(true);
    expect((await head()).garbage).toEqual([parts]);
  });

  test('a mark that was set meanwhile stays', async () => {
    let meanwhile = async () => {
      meanwhile = async () => undefined;
      await registered(deps);
    };
    const pack = async (bytes: Uint8Array) => {
      await meanwhile();
      return deps.zip.pack(bytes);
    };
    const slow = { ...deps, zip: { ...deps.zip, pack } };
    expect(await storeCatalog(slow)).toBe(true);
    expect((await readChanged(deps.store)).map((one) => one.subject)).toEqual([
      'workflow/reply-bot',
    ]);
    expect((await fresh().load()).workflows.has('reply-bot')).toBe(true);
  });
});

/** Another process, which has read nothing yet. */
const fresh = () => catalogIndex(deps, () => Date.parse(deps.now()));

const QUERIES = ['draft replies', 'reply-bot', 'parcels', '議事録', 'calender'];

async function seen(index: ReturnType<typeof catalogIndex>) {
  const catalog = await index.load();
  return {
    components: new Map([...catalog.components].sort()),
    workflows: new Map([...catalog.workflows].sort()),
    use: new Map([...catalog.use].sort()),
    found: await Promise.all(QUERIES.map((query) => catalog.find(query, 50))),
    similar: await Promise.all(QUERIES.map((query) => catalog.similar(query, 50))),
  };
}

/** One thing that happens; the text makes entries differ. */
const STEPS = {
  publish: (n: number) =>
    publish(deps, [
      draft({
        kind: 'plugin',
        name: `p${n % 4}`,
        version: `1.${n}.0`,
        description:
          ['Sorts parcels.', 'Drafts replies.', '会議の議事録を作成します。'][n % 3] ?? '',
      }),
    ]),
  register: async (n: number) => {
    await registered(deps, { ...MANIFEST, workflow: `bot-${n}`, purpose: `Drafts replies ${n}.` });
  },
  store: async () => {
    await storeCatalog(deps);
  },
  wait: async () => deps.pass(6),
  look: async () => undefined,
} satisfies Record<string, (n: number) => Promise<void>>;

test('what was stored with what changed since answers as a catalog that is read whole', async () => {
  const names = Object.keys(STEPS).filter((name): name is keyof typeof STEPS => name in STEPS);
  const run = fc.array(fc.constantFrom(...names), { minLength: 6, maxLength: 16 });
  await fc.assert(
    fc.asyncProperty(run, async (steps) => {
      deps = await stage(engine());
      const warm = fresh();
      for (const [n, name] of steps.entries()) {
        await STEPS[name](n);
        if (name === 'look') await warm.load();
      }
      // With other hashes nothing stored can be read: it reads entry by entry.
      const other = { ...deps.store, sha: () => new Uint8Array(32) };
      const whole = await seen(catalogIndex({ ...deps, store: other }, () => 0));
      warm.forget();
      expect(await seen(warm)).toEqual(whole);
      expect(await seen(fresh())).toEqual(whole);
    }),
    { numRuns: 8 },
  );
});
