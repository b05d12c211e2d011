import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readOwnApproval } from '../../lib/acts/approvals.ts';
import { askApproval } from '../../lib/acts/ask.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { reuse } from '../../lib/acts/request.ts';
import { type Loops, startLoops } from '../../lib/local/loops.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { readNewestCheckpoint } from '../../lib/store/checkpoints.ts';
import { draft, publish, REPLY_CATALOG } from '../kit/catalog.ts';
import { type TestDeps, testDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
let loops: Loops | undefined;
beforeAll(async () => {
  deps = await testDeps(engine());
});

// The beats alone: the engine's client needs its own timers.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(async () => {
  await loops?.stop();
  loops = undefined;
  vi.useRealTimers();
});

/** A drain that counts, and ends when it is told to. */
function countedDrain() {
  const state = { begun: 0, atOnce: 0, mostAtOnce: 0 };
  const held: (() => void)[] = [];
  const drain = async () => {
    state.begun += 1;
    state.atOnce += 1;
    state.mostAtOnce = Math.max(state.mostAtOnce, state.atOnce);
    await new Promise<void>((resolve) => held.push(resolve));
    state.atOnce -= 1;
  };
  const letGo = () => {
    for (const resolve of held.splice(0)) resolve();
  };
  return { state, drain, letGo };
}

/** One turn of the event loop: whatever was going to happen at once has happened. */
function everythingBegun(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const nothing = async () => undefined;

function start(drain: () => Promise<unknown>, with_: Deps = deps): Loops {
  loops = startLoops(with_, drain, nothing);
  return loops;
}

/** Polls on real timers: `expect.poll` would move the beats on by itself. */
async function until(get: () => unknown, wanted: unknown): Promise<void> {
  for (let tries = 0; tries < 400 && (await get()) !== wanted; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(await get()).toBe(wanted);
}

test('drains at the start, for rows that the last run left behind, and then once a second', async () => {
  const drain = vi.fn(async () => undefined);
  start(drain);
  await until(() => drain.mock.calls.length, 1);
  vi.advanceTimersByTime(999);
  await everythingBegun();
  expect(drain).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  await until(() => drain.mock.calls.length, 2);
});

test('drains at once when something was committed', async () => {
  const drain = vi.fn(async () => undefined);
  const { wake } = start(drain);
  await until(() => drain.mock.calls.length, 1);
  wake();
  await until(() => drain.mock.calls.length, 2);
});

test('a webhook that is slow holds up no card', async () => {
  const drain = vi.fn(async () => undefined);
  const { state, drain: webhooks, letGo } = countedDrain();
  loops = startLoops(deps, drain, webhooks);
  await until(() => state.begun, 1);
  loops.wake();
  await until(() => drain.mock.calls.length, 2);
  expect(state.atOnce).toBe(1);
  letGo();
  await until(() => state.begun, 2);
  letGo();
});

test('never drains twice at once, and once more for all that woke it meanwhile', async () => {
  const { state, drain, letGo } = countedDrain();
  const { wake } = start(drain);
  await until(() => state.begun, 1);
  wake();
  wake();
  vi.advanceTimersByTime(3_000);
  letGo();
  await until(() => state.begun, 2);
  letGo();
  await until(() => state.atOnce, 0);
  expect(state).toMatchObject({ begun: 2, mostAtOnce: 1 });
});

test.each([
  ['rejects', () => Promise.reject(new TypeError('xoxb-secret'))],
  [
    'throws before it promises anything',
    () => {
      throw new TypeError('xoxb-secret');
    },
  ],
])(
  'a drain that %s is logged by its kind alone, and tried again at the next beat',
  async (_, job) => {
    const error = vi.fn();
    const drain = vi.fn<() => Promise<unknown>>().mockImplementationOnce(job).mockResolvedValue(0);
    start(drain, { ...deps, log: { ...deps.log, error } });
    await until(() => error.mock.calls.length, 1);
    expect(error.mock.calls).toEqual([
      [{ loop: 'outbox', error: 'TypeError' }, 'a loop failed; it goes on'],
    ]);
    vi.advanceTimersByTime(1_000);
    await until(() => drain.mock.calls.length, 2);
  },
);

test('stop waits for what is under way, and nothing starts after it', async () => {
  const { state, drain, letGo } = countedDrain();
  // The sweep ends at once, so that only the drain is under way.
  const now = () => {
    throw new Error('no clock');
  };
  const { stop, wake } = start(drain, { ...deps, now });
  await until(() => state.begun, 1);
  wake();
  const order: string[] = [];
  const stopped = stop().then(() => order.push('stopped'));
  await everythingBegun();
  order.push('let go');
  letGo();
  await stopped;
  wake();
  vi.advanceTimersByTime(10_000);
  expect(order).toEqual(['let go', 'stopped']);
  expect(state).toMatchObject({ begun: 1, atOnce: 0 });
});

test('ends what is overdue every five seconds, and wakes the outbox for its card', async () => {
  const approval = await asked();
  const wake = vi.fn(() => loops?.wake());
  const drain = vi.fn(async () => undefined);
  start(drain, { ...deps, wake });
  await until(() => drain.mock.calls.length, 1);
  deps.pass(7 * 24 * 60);
  expect(await readOwnApproval(deps, 'reply-bot', approval)).not.toHaveProperty('end');
  // The sweep of the start may still be at it, and would take this beat as its own.
  await until(async () => {
    vi.advanceTimersByTime(5_000);
    return (await readOwnApproval(deps, 'reply-bot', approval))?.end?.ending;
  }, 'expired');
  await until(() => wake.mock.calls.length, 1);
});

test('makes a checkpoint at the start, and of what came since every five minutes', async () => {
  const made = async () => (await readNewestCheckpoint(deps.store))?.checkpoint.number ?? 0;
  start(vi.fn(async () => undefined));
  await until(async () => (await made()) > 0, true);
  const before = await made();
  await publish(deps, [draft({ kind: 'skill', name: 'greets', version: '1.0.0' })]);
  vi.advanceTimersByTime(300_000);
  await until(async () => (await made()) > before, true);
});

async function asked(): Promise<string> {
  await publish(deps, REPLY_CATALOG);
  const by = keyOf(PEOPLE.owner);
  const need = 'draft replies';
  const wish = { id: 'req_1', by, need, workflow: 'reply-bot', team: 'team-support', evidence: [] };
  const reused = await reuse(deps, wish, 'plugin/reply-drafter');
  if (reused.kind !== 'registered') throw new Error(reused.kind);
  const call = {
    action: 'send_external_email',
    target: 'customer@example.com',
    arguments: { to: 'customer@example.com' },
    reason: 'The customer asked.',
    onBehalfOf: undefined,
    idempotencyKey: 'ticket-1',
  };
  const answer = await askApproval(deps, reused.workflow, call);
  if (answer.kind !== 'asked') throw new Error(answer.say);
  return answer.approval.id;
}
