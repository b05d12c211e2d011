import { expect, test } from 'vitest';
import { decideApproval } from '../../lib/acts/decide.ts';
import { drainWebhooks } from '../../lib/deliver/webhook-lane.ts';
import { readDeliveries } from '../../lib/store/webhooks.ts';
import { track } from '../acts/race.ts';
import { asked, registered, unsent } from '../acts/stage.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { answered, hooked, receiver } from './webhook-kit.ts';

const at = track();

const FAULTS = ['throttle', 'error-500', 'commit-then-500', 'commit-then-timeout'] as const;
/** What is written in turn: the lease, what came of it, the row. */
const WRITES = [0, 1, 2] as const;
/** More often than the client itself tries again. */
const TIMES = 4;

test.each(FAULTS.flatMap((fault) => WRITES.map((skip) => [fault, skip] as const)))(
  'the store in trouble (%s, after %i writes): told at least once, always under one id',
  async (fault, skip) => {
    const { id, digest } = await asked(at.deps, await hookedWorkflow());
    await decideApproval(at.deps, COLLEAGUE, id, { choice: 'approve', digest, reason: '' });
    const to = receiver();
    to.script(answered(500));
    at.proxy.inject({ operation: 'PutItem', fault, skip, times: TIMES });
    for (let round = 0; round < 8; round += 1) {
      await drainWebhooks(at.left, to, { most: 100 });
      at.deps.pass(2);
    }
    expect(to.got.length).toBeGreaterThanOrEqual(2);
    expect(to.got.length).toBeLessThanOrEqual(4);
    expect(new Set(to.got.map((one) => one.id))).toEqual(new Set([`msg_${id}`]));
    const deliveries = await readDeliveries(at.deps.store, 'reply-bot', 'all', 10);
    expect(deliveries).toMatchObject([{ id, state: 'delivered', last: '204' }]);
    expect((await unsent(at.deps)).filter((row) => row.what === 'webhook')).toEqual([]);
  },
);

async function hookedWorkflow() {
  const workflow = await registered(at.deps);
  await hooked(at.deps);
  return workflow;
}
