import { beforeEach, describe, expect, test } from 'vitest';
import { sealLog } from '../../lib/acts/archive.ts';
import { makeCheckpoints } from '../../lib/acts/checkpoint.ts';
import type { Archive, Deps } from '../../lib/acts/deps.ts';
import { declareRestore } from '../../lib/acts/restored.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import { readNewestCheckpoint } from '../../lib/store/checkpoints.ts';
import { TRUST } from '../kit/trust.ts';
import { track } from './race.ts';
import { registered } from './stage.ts';

const at = track();

/** An archive in memory, in the order in which it was written. */
class Memory implements Archive {
  readonly files = new Map<string, readonly string[]>();
  /** How many are kept before it breaks off. */
  left = Number.POSITIVE_INFINITY;
  has(name: string): Promise<boolean> {
    return Promise.resolve(this.files.has(name));
  }
  async keep(name: string, lines: AsyncIterable<string>): Promise<void> {
    const all: string[] = [];
    for await (const line of lines) all.push(line);
    this.left -= 1;
    if (this.left < 0) throw new Error('killed');
    if (this.files.has(name)) throw new Error('was kept already');
    this.files.set(name, all);
  }
}

let archive: Memory;
let deps: Deps;
beforeEach(() => {
  archive = new Memory();
  deps = { ...at.deps, archive };
});

/** Checked as an export is: checkpoints first, then the events. */
function verified() {
  const files = [...archive.files.values()];
  const lines = [...files.map(([first = '']) => first), ...files.flatMap((file) => file.slice(1))];
  return verifyExport(lines, TRUST);
}

test('without an archive checkpoints are made all the same', async () => {
  expect(await sealLog(at.deps)).toEqual({ checkpoints: 1, lines: expect.any(Number) });
});

test('each checkpoint is archived with the events it covers, once', async () => {
  const first = await sealLog(deps);
  expect(first).toMatchObject({ checkpoints: 1, archived: 1 });
  expect(await sealLog(deps)).toEqual({ checkpoints: 0, lines: 0, archived: 0 });
  at.deps.pass(5);
  await registered(at.deps);
  expect(await sealLog(deps)).toEqual({ checkpoints: 1, lines: 1, archived: 1 });
  expect(verified()).toMatchObject({ breaks: [], events: first.lines + 1, newest: { number: 2 } });
});

describe('an archive that fell behind', () => {
  beforeEach(async () => {
    await makeCheckpoints(at.deps);
    for (let n = 0; n < 3; n += 1) {
      at.deps.pass(5);
      await declareRestore(at.deps, at.deps.now());
    }
  });

  test('is filled in order', async () => {
    const newest = await readNewestCheckpoint(at.deps.store);
    expect(await sealLog(deps)).toMatchObject({ archived: newest?.checkpoint.number });
    expect([...archive.files.keys()]).toEqual([...archive.files.keys()].sort());
    expect(verified().breaks).toEqual([]);
  });

  test.each([0, 1, 2, 3])('and is killed after %i goes on from there', async (kept) => {
    archive.left = kept;
    await expect(sealLog(deps)).rejects.toThrow('killed');
    expect(archive.files.size).toBe(kept);
    archive.left = Number.POSITIVE_INFINITY;
    await sealLog(deps);
    expect(verified().breaks).toEqual([]);
  });
});
