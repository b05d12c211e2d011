import { expect, test } from 'vitest';
import type { Lease } from '../../lib/core/lease.ts';
import { lastLeaseItems, leaseItem, requestItem } from '../../lib/store/leases.ts';

const LEASE: Lease = {
  ...{ id: 'les_1', workflow: 'w', team: 't', revision: 1, connector: 'crm' },
  ...{ scopes: ['crm.read'], kind: 'secret', at: '2026-11-23T09:00:00.000Z', state: 'out' },
  until: '2026-11-23T09:15:00.000Z',
};

test('leases of a workflow sort by when they end, and leave a day later', () => {
  expect(leaseItem(LEASE)).toMatchObject({
    pk: 'workflow/w',
    sk: 'LEASE#2026-11-23T09:15:00.000Z#les_1',
    ttl: 1_795_511_700,
  });
  expect(requestItem('job-1', LEASE)).toMatchObject({ sk: 'LEASED-FOR#job-1', data: LEASE });
});

test('"the lease is the heartbeat per connector and scope": an item for each', () => {
  expect(lastLeaseItems(LEASE).map((item) => item.sk)).toEqual([
    'LEASED#crm#',
    'LEASED#crm#crm.read',
  ]);
});
