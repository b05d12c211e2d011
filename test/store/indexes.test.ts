import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  approvalIndex,
  DUE_SHARDS,
  listedUnder,
  requestIndex,
  shardOf,
} from '../../lib/store/indexes.ts';
import { APPROVAL, APPROVED, REQUEST } from '../core/perfect.ts';

describe('an approval', () => {
  test('that waits is listed under its team and due at its expiry', () => {
    expect(approvalIndex(APPROVAL)).toEqual({
      listPk: 'waiting/team-support',
      listSk: '2026-11-23T09:00:00.000Z#apr_1',
      duePk: `due/${shardOf('apr_1')}`,
      dueSk: '2026-11-24T09:00:00.000Z#apr_1',
    });
  });
  test('that waits at the platform is listed where no team can be', () => {
    expect(approvalIndex({ ...APPROVAL, askedVia: 'platform' }).listPk).toBe('waiting/@platform');
  });
  test('that has ended leaves both', () => expect(approvalIndex(APPROVED)).toEqual({}));
});

describe('a request', () => {
  test('that is queued is listed in the order in which it is due', () => {
    expect(requestIndex(REQUEST)).toEqual({
      listPk: 'requests/queued',
      listSk: '2026-11-25T09:00:00.000Z#req_1',
      duePk: `due/${shardOf('req_1')}`,
      dueSk: '2026-11-25T09:00:00.000Z#req_1',
    });
  });
  test('that was reminded of is due at its next reminder, and keeps its place', () => {
    const remindAt = '2026-11-26T09:00:00.000Z';
    expect(requestIndex({ ...REQUEST, remindAt })).toMatchObject({
      listSk: '2026-11-25T09:00:00.000Z#req_1',
      dueSk: '2026-11-26T09:00:00.000Z#req_1',
    });
  });
  test.each(['approved', 'changes-asked', 'rejected', 'reused'] as const)(
    'that is %s is due no more, and listed by the month in which it was asked',
    (state) =>
      expect(requestIndex({ ...REQUEST, state })).toEqual({
        listPk: 'requests/answered/2026-11',
        listSk: '2026-11-23T09:00:00.000Z#req_1',
      }),
  );
});

test('anything else is listed by its name', () => {
  expect(listedUnder('workflows', 'x')).toEqual({ listPk: 'workflows', listSk: 'x' });
});

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
