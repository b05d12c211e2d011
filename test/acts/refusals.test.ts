import { beforeAll, expect, test } from 'vitest';
import { noteRefusal } from '../../lib/acts/refusals.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile, testClient } from '../kit/engine.ts';
import { startFaultProxy } from '../kit/fault-proxy.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { breaks, exported, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

const actor = { kind: 'person' as const, id: COLLEAGUE };
const refused = (n: number) => ({ act: 'approve', about: `approval/${n}`, why: 'excluded' });

test('refusals are spread over chains of their own, which hold', async () => {
  for (let n = 0; n < 20; n += 1) await noteRefusal(deps, actor, refused(n));
  const noted = (await exported(deps)).filter((line) => line.includes('"refusals/'));
  const chains = new Set(noted.map((line) => JSON.parse(line).subject));
  expect(noted).toHaveLength(20);
  expect(chains.size).toBeGreaterThan(2);
  expect(chains.size).toBeLessThanOrEqual(8);
  expect(await breaks(deps)).toEqual([]);
});

test('equal refusals that come at once are one line, which says how many', async () => {
  const same = { act: 'lease', about: 'connector/same', why: 'gated' };
  const line = async () =>
    (await exported(deps)).filter((one) => one.includes('connector/same')).map(timesOf);
  await Promise.all(Array.from({ length: 50 }, () => noteRefusal(deps, actor, same)));
  expect(await line()).toEqual([50]);
  await noteRefusal(deps, actor, same);
  expect((await line()).sort()).toEqual([1, 50]);
});

test('what comes while the line is being written is counted in the next one', async () => {
  const same = { act: 'lease', about: 'connector/busy', why: 'gated' };
  const proxy = await startFaultProxy(engine().endpoint);
  const client = testClient(proxy.endpoint);
  const slow = deps.through(client);
  const hold = proxy.hold({ operation: 'TransactWriteItems', match: () => true });
  const first = noteRefusal(slow, actor, same);
  await hold.arrived(1);
  const others = Array.from({ length: 9 }, () => noteRefusal(slow, actor, same));
  hold.release();
  await Promise.all([first, ...others]);
  const lines = (await exported(deps)).filter((one) => one.includes('connector/busy'));
  expect(lines.map(timesOf).sort()).toEqual([1, 9]);
  client.destroy();
  await proxy.stop();
});

function timesOf(line: string): number {
  return JSON.parse(JSON.parse(line).event).data.times ?? 1;
}

test('a refusal that cannot be written down stands all the same: trouble is logged, not thrown', async () => {
  const proxy = await startFaultProxy(engine().endpoint);
  const client = testClient(proxy.endpoint);
  proxy.inject({ operation: 'TransactWriteItems', fault: 'throttle', times: 99 });
  const said: unknown[] = [];
  const log = { ...deps.log, error: (fields: unknown) => void said.push(fields) };
  await noteRefusal({ ...deps.through(client), log }, actor, refused(1));
  expect(said).toEqual([{ ...refused(1), error: 'ProvisionedThroughputExceededException' }]);
  client.destroy();
  await proxy.stop();
});
