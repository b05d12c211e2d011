import { beforeEach, expect, test } from 'vitest';
import { loadDeparture } from '../../lib/acts/departure-store.ts';
import { checkOwners } from '../../lib/acts/owner-check.ts';
import { refuse } from '../../lib/core/result.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { orphaned, THEIRS } from './departure-kit.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const DAY = 24 * 60;

test('each owner is looked at once a day, however often it runs', async () => {
  await registered(deps, THEIRS);
  await checkOwners(deps);
  const before = deps.lookups();
  await checkOwners(deps);
  expect(deps.lookups()).toBe(before);
  for (let minute = 0; minute < DAY; minute += 60) {
    deps.pass(60);
    await checkOwners(deps);
  }
  expect(deps.lookups()).toBe(before + 1);
});

test('a run that is days late catches up, and finds who left meanwhile', async () => {
  await registered(deps, THEIRS);
  await checkOwners(deps);
  deps.change(COLLEAGUE, { deactivated: true });
  deps.pass(9 * DAY);
  expect(await checkOwners(deps)).toEqual({ departed: 1 });
  expect((await loadDeparture(deps, COLLEAGUE))?.state.look).toBe(deps.now());
  expect(await checkOwners(deps)).toEqual({ departed: 0 });
});

test('unsure changes nothing; the next day asks again', async () => {
  await registered(deps, THEIRS);
  deps.change(COLLEAGUE, { deactivated: true });
  const people = { fresh: async () => refuse('lookup-failed', 'Try again.') };
  expect(await checkOwners({ ...deps, people })).toEqual({ departed: 0 });
  expect(await loadDeparture(deps, COLLEAGUE)).toBeUndefined();
  deps.pass(DAY);
  expect(await checkOwners(deps)).toEqual({ departed: 1 });
});

test('who is back is noticed as well', async () => {
  await orphaned(deps);
  deps.change(COLLEAGUE, { deactivated: false });
  expect(await checkOwners(deps)).toEqual({ departed: 1 });
});
