import { beforeEach, expect, test } from 'vitest';
import { inactiveAmong, isGone } from '../../lib/acts/inactive.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test.each(['deactivated', 'bot', 'guest', 'outside'] as const)(
  'somebody %s is named',
  async (how) => {
    deps.change(COLLEAGUE, { [how]: true });
    expect([...(await inactiveAmong(deps, [OWNER, COLLEAGUE]))]).toEqual([COLLEAGUE]);
  },
);

test('each is asked about once, and nobody where nobody is named', async () => {
  const before = deps.lookups();
  await inactiveAmong(deps, [OWNER, OWNER, undefined]);
  expect(deps.lookups() - before).toBe(1);
  expect((await inactiveAmong(deps, [undefined])).size).toBe(0);
  expect([...(await inactiveAmong(deps, [OUTSIDER]))]).toEqual([OUTSIDER]);
});

test('where Slack does not answer, nothing is held against anybody', async () => {
  expect((await inactiveAmong(deps, ['T0YARD/U0NOBODY'])).size).toBe(0);
});

test('of one person: there, gone, or unsure', async () => {
  expect(await isGone(deps, OWNER)).toBe(false);
  deps.change(COLLEAGUE, { deactivated: true });
  expect(await isGone(deps, COLLEAGUE)).toBe(true);
  expect(await isGone(deps, 'T0YARD/U0NOBODY')).toBeUndefined();
});
