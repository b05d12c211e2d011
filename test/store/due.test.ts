import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DUE_SHARDS, dueAt, duePartition, shardOf } from '../../lib/store/due.ts';

describe('shards', () => {
  test('are always the same for an id, and there is one for every id', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const shard = shardOf(id);
        expect(shard).toBe(shardOf(id));
        expect(shard >= 0 && shard < DUE_SHARDS).toBe(true);
      }),
    );
  });
  test('are filled evenly enough', () => {
    const filled = new Map<number, number>();
    for (let n = 0; n < 800; n += 1) {
      const shard = shardOf(`apr_${(n * 7919).toString(16)}`);
      filled.set(shard, (filled.get(shard) ?? 0) + 1);
    }
    expect(filled.size).toBe(DUE_SHARDS);
    expect(Math.max(...filled.values())).toBeLessThan(200);
  });
});

test('what is due is filed in the shard of its id, by its moment', () => {
  const at = '2026-12-01T09:00:00.000Z';
  const duePk = duePartition(shardOf('req_1'));
  expect(dueAt('req_1', at)).toEqual({ duePk, dueSk: `${at}#req_1` });
});
