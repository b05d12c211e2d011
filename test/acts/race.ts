import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Deps } from '../../lib/acts/deps.ts';
import type { TestDeps } from '../kit/deps.ts';
import { type TestEngine, testClient, testEngine } from '../kit/engine.ts';
import { type FaultProxy, startFaultProxy } from '../kit/fault-proxy.ts';
import type { Fault } from '../kit/fault-proxy-answers.ts';
import { breaks, kindsOf, stage, unsent } from './stage.ts';

/** Each race is run without a fault and with each of these. */
export const FAULTS = [
  undefined,
  'conflict',
  'throttle-in-transaction',
  'commit-then-timeout',
  'commit-then-500',
] as const;

interface Track {
  engine: TestEngine;
  proxy: FaultProxy;
  /** Past the proxy. */
  deps: TestDeps;
  /** Two processes that reach the store through the proxy. */
  left: Deps;
  right: Deps;
}

/** A stage of its own for every test, with a fault proxy before the engine. Valid within tests and hooks. */
export function track(): Track {
  const at: Partial<Track> = {};
  let client: ReturnType<typeof testClient>;
  const has = <K extends keyof Track>(key: K): Track[K] => {
    const value = at[key];
    if (value === undefined) throw new Error(`${key} is there within tests only`);
    return value;
  };
  beforeAll(async () => {
    at.engine = await testEngine();
    at.proxy = await startFaultProxy(at.engine.endpoint);
    client = testClient(at.proxy.endpoint);
  });
  beforeEach(async () => {
    at.proxy?.clear();
    at.deps = await stage(has('engine'));
    at.left = at.deps.through(client);
    at.right = at.deps.through(client);
  });
  afterAll(async () => {
    client.destroy();
    await at.proxy?.stop();
    await at.engine?.stop();
  });
  return {
    get engine() {
      return has('engine');
    },
    get proxy() {
      return has('proxy');
    },
    get deps() {
      return has('deps');
    },
    get left() {
      return has('left');
    },
    get right() {
      return has('right');
    },
  };
}

/** Lines up the transactions about `subject`, and lets them go at once into the fault. */
export async function race<A, B>(
  { proxy, subject, fault }: { proxy: FaultProxy; subject: string; fault: Fault | undefined },
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<[A, B]> {
  const match = (body: unknown) => JSON.stringify(body).includes(`"${subject}"`);
  const target = { operation: 'TransactWriteItems' as const, match };
  const hold = proxy.hold(target);
  if (fault) proxy.inject({ ...target, fault });
  const one = first();
  await hold.arrived(1);
  const two = second();
  await hold.arrived(2);
  hold.release();
  return Promise.all([one, two]);
}

/** "No state change without its event": the chains hold, and each event has its one row of the outbox. */
export async function holds(deps: Deps, subject: string): Promise<readonly string[]> {
  expect(await breaks(deps)).toEqual([]);
  const kinds = await kindsOf(deps, subject);
  const rows = (await unsent(deps)).filter((row) => row.subject === subject);
  expect(rows).toHaveLength(subject.startsWith('workflow/') ? 0 : kinds.length);
  return kinds;
}

export function kindsOfOutcomes(...outcomes: readonly { readonly kind: string }[]): string[] {
  return outcomes.map((one) => one.kind).sort();
}
