import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { newSetUpCode } from '../../lib/acts/set-up-code.ts';
import { setUpFirst } from '../../lib/acts/set-up-first.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { FAULTS, race, track } from './race.ts';
import { makeBare } from './settings-kit.ts';
import { breaks, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const first = { second: undefined, platformChannel: 'C0PLATFORM', catalogChannel: 'C0CATALOG' };

test('an organisation with an admin gets no code', async () => {
  expect(await newSetUpCode(deps)).toBeUndefined();
});

test('a new start prints a new code, and the old one stops', async () => {
  await makeBare(deps);
  const old = await newSetUpCode(deps);
  const young = await newSetUpCode(deps);
  expect(young).toMatchObject({ minutes: 60 });
  expect(young?.code).not.toBe(old?.code);
  const use = (code: string) => setUpFirst(deps, OWNER, { ...first, code });
  expect(await use(old?.code ?? '')).toMatchObject({ why: 'bad-code' });
  expect(await use(young?.code ?? '')).toMatchObject({ kind: 'set-up' });
});

test('the code itself is stored nowhere, not in the log either', async () => {
  await makeBare(deps);
  const { code } = (await newSetUpCode(deps)) ?? { code: '' };
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  for (const TableName of [deps.store.registry, deps.store.audit]) {
    const { Items } = await deps.store.client.send(new ScanCommand({ TableName }));
    expect(JSON.stringify(Items)).not.toContain(code);
    expect(JSON.stringify(Items)).toContain('organisation/home');
  }
  expect(await kindsOf(deps, 'organisation/home')).toContain('set-up.code-given');
  expect(await breaks(deps)).toEqual([]);
});

const at = track();
test.each(FAULTS)('of two starts at once one code is left, with the fault: %s', async (fault) => {
  await makeBare(at.deps);
  const codes = await race(
    { proxy: at.proxy, subject: 'organisation/home', fault },
    () => newSetUpCode(at.left),
    () => newSetUpCode(at.right),
  );
  const accepted: string[] = [];
  for (const one of codes) {
    const outcome = await setUpFirst(at.deps, OWNER, { ...first, code: one?.code ?? '' });
    if (outcome.kind === 'set-up') accepted.push(one?.code ?? '');
    else expect(['bad-code', 'set-up-already']).toContain(outcome.why);
  }
  expect(accepted).toHaveLength(1);
});
