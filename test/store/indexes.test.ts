import { describe, expect, test } from 'vitest';
import type { Approval } from '../../lib/core/approval.ts';
import { shardOf } from '../../lib/store/due.ts';
import {
  accessIndex,
  approvalIndex,
  extensionIndex,
  listedUnder,
  promotionIndex,
  requestIndex,
  transferIndex,
  workflowIndex,
} from '../../lib/store/indexes.ts';
import { ADMIN, APPROVAL, APPROVED, EXTENSION, NOW, REQUEST, WORKFLOW } from '../core/perfect.ts';
import { PROMOTION } from '../core/promoting.ts';

describe('an approval', () => {
  test('that waits is listed under its team and due at its expiry', () => {
    expect(approvalIndex(APPROVAL)).toEqual({
      listPk: 'waiting/team-support',
      listSk: '2026-11-23T09:00:00.000Z#apr_1',
      duePk: `due/${shardOf('apr_1')}`,
      dueSk: '2026-11-24T09:00:00.000Z#apr_1',
    });
  });
  test.each([
    ['team', 'waiting/team-support'],
    ['lead', 'waiting/team-support'],
    ['approvers', 'waiting/@named'],
    ['backup', 'waiting/@named'],
    ['platform', 'waiting/@platform'],
  ] as const)('whose turn is that of %s is listed under %s', (via, listPk) => {
    const stages = [{ of: 'manifest' as const, via, quorum: 1 }];
    expect(approvalIndex({ ...APPROVAL, stages }).listPk).toBe(listPk);
  });
  test('moves on with the turn', () => {
    const stages: Approval['stages'] = [
      { of: 'baseline', via: 'team', quorum: 1 },
      { of: 'manifest', via: 'approvers', quorum: 1 },
    ];
    const { end: _, ...first } = { ...APPROVED, stages };
    expect(approvalIndex({ ...APPROVAL, stages }).listPk).toBe('waiting/team-support');
    expect(approvalIndex(first).listPk).toBe('waiting/@named');
  });
  test('that was denied leaves both', () => {
    const end = { ending: 'denied' as const, at: NOW };
    expect(approvalIndex({ ...APPROVAL, end })).toEqual({});
  });
  test('that was approved is listed no more', () => {
    expect(approvalIndex(APPROVED)).not.toHaveProperty('listPk');
  });
});

describe('a workflow', () => {
  const want = { connector: 'crm', scope: 'crm.write', at: NOW, by: ADMIN };
  test('is listed by its name, and not due while none of its access ends', () => {
    const listed = { listPk: 'workflows', listSk: WORKFLOW.id };
    expect(workflowIndex(WORKFLOW)).toEqual(listed);
    expect(workflowIndex({ ...WORKFLOW, grants: [want] })).toEqual(listed);
  });
  test('is due when its access ends, or is to be told of', () => {
    const until = '2026-12-31T23:00:00.000Z';
    expect(workflowIndex({ ...WORKFLOW, grants: [{ ...want, until }] })).toMatchObject({
      duePk: `due/${shardOf(WORKFLOW.id)}`,
      dueSk: `2026-12-24T23:00:00.000Z#${WORKFLOW.id}`,
    });
  });
});

describe('an access request', () => {
  const request = {
    ...{ id: 'acc_1', workflow: 'w', team: 't', wants: [{ connector: 'crm', scope: 'x' }] },
    ...{ reason: 'r', filed: false, by: ADMIN, at: NOW },
  };
  test('that waits is listed by when it was asked', () => {
    expect(accessIndex({ ...request, state: 'open' })).toEqual({
      listPk: 'access/open',
      listSk: `${NOW}#acc_1`,
    });
  });
  test('that has ended is listed by its month', () => {
    expect(accessIndex({ ...request, state: 'granted' }).listPk).toBe('access/ended/2026-11');
  });
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
  test.each(['approved', 'changes-asked', 'rejected', 'reused', 'extending'] as const)(
    'that is %s is due no more, and listed by the month in which it was asked',
    (state) =>
      expect(requestIndex({ ...REQUEST, state })).toEqual({
        listPk: 'requests/answered/2026-11',
        listSk: '2026-11-23T09:00:00.000Z#req_1',
      }),
  );
});

describe('what an owner was asked', () => {
  test('is listed by when it was asked, and due while the owner owes an answer', () => {
    expect(extensionIndex(EXTENSION)).toEqual({
      listPk: 'extensions/open',
      listSk: '2026-11-23T09:00:00.000Z#ext_1',
      duePk: `due/${shardOf('ext_1')}`,
      dueSk: '2026-11-25T09:00:00.000Z#ext_1',
    });
  });
  test('is due no more where nothing is owed', () => {
    const { dueAt: _, ...planned } = EXTENSION;
    expect(extensionIndex(planned)).not.toHaveProperty('dueSk');
  });
  test('is listed by the month in which it was over', () => {
    const over = { ...EXTENSION, state: 'declined' as const, endedAt: '2026-12-01T09:00:00.000Z' };
    expect(extensionIndex(over)).toEqual({
      listPk: 'extensions/ended/2026-12',
      listSk: '2026-12-01T09:00:00.000Z#ext_1',
    });
  });
});

test('anything else is listed by its name', () => {
  expect(listedUnder('workflows', 'x')).toEqual({ listPk: 'workflows', listSk: 'x' });
});

test.each([
  ['open', 'promotions/under-way'],
  ['changes-asked', 'promotions/under-way'],
  ['published', 'promotions/shared'],
  ['demoted', 'promotions/shared'],
  ['rejected', 'promotions/ended'],
  ['withdrawn', 'promotions/ended'],
] as const)('a promotion that is %s is listed under %s', (state, listPk) => {
  expect(promotionIndex({ ...PROMOTION, state })).toEqual({
    listPk,
    listSk: '2026-11-23T09:00:00.000Z#prm_1',
  });
});

test('an offer to another team is listed while it waits', () => {
  const { at, component } = PROMOTION;
  const offer = { id: 'trf_1', component, from: 'a', to: 'b', by: 'T1/U1', at };
  expect(transferIndex({ ...offer, state: 'open' })).toEqual({
    listPk: 'transfers/open',
    listSk: `${at}#trf_1`,
  });
  expect(transferIndex({ ...offer, state: 'accepted' })).toEqual({});
});
