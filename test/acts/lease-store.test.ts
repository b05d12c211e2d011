import { beforeAll, expect, test } from 'vitest';
import { attempt } from '../../lib/acts/attempt.ts';
import { leaseWrite } from '../../lib/acts/lease-store.ts';
import type { Lease } from '../../lib/core/lease.ts';
import { readLastLeases, readLeaseFor, readLeasesOut } from '../../lib/store/leases.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { breaks, exported, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

const NOW = '2026-11-23T09:00:00.000Z';
const leaseOf = (n: number): Lease => ({
  ...{ id: `les_${n}`, workflow: 'reply-bot', team: 'team-support', revision: 1 },
  ...{ connector: 'mailer', scopes: ['mail.read'], kind: 'token', at: NOW, state: 'out' },
  until: '2026-11-23T09:15:00.000Z',
});

function keep(lease: Lease, kind: 'lease.given' | 'lease.void', request?: string): Promise<void> {
  return attempt(deps, async () => {
    const write = await leaseWrite(deps, lease, { kind, request });
    return { kind: 'write', value: undefined, write };
  });
}

test('many at once are spread over chains of their own, which hold', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => keep(leaseOf(n), 'lease.given')));
  const subjects = (await exported(deps))
    .map((line): string => JSON.parse(JSON.parse(line).event).subject)
    .filter((subject) => subject.startsWith('leases/'));
  expect(subjects).toHaveLength(20);
  expect(new Set(subjects).size).toBeGreaterThan(5);
  expect(await breaks(deps)).toEqual([]);
});

test('what is marked void is out no more, also for its request, and no heartbeat', async () => {
  const lease = { ...leaseOf(90), workflow: 'other-bot' };
  await keep({ ...lease, state: 'void' }, 'lease.void', 'job-1');
  expect(await readLeasesOut(deps.store, 'other-bot', NOW)).toEqual([]);
  expect(await readLastLeases(deps.store, 'other-bot')).toEqual([]);
  expect(await readLeaseFor(deps.store, 'other-bot', 'job-1')).toMatchObject({ state: 'void' });
  await keep(lease, 'lease.given', 'job-1');
  expect(await readLeaseFor(deps.store, 'other-bot', 'job-1')).toEqual(lease);
});
