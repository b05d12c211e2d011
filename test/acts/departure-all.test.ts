import { beforeEach, expect, test } from 'vitest';
import { carryTaking, previewAll, takeAll } from '../../lib/acts/departure-all.ts';
import { carryDeparture, noticeDeparture, ownedBy } from '../../lib/acts/departure-carry.ts';
import { loadDeparture } from '../../lib/acts/departure-store.ts';
import { refuse } from '../../lib/core/result.ts';
import type { TestDeps } from '../kit/deps.ts';
import { killedAnywhere } from '../kit/dying.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { left, THEIRS } from './departure-kit.ts';
import { breaks, changeTeam, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps, { ...THEIRS, workflow: 'second' });
  await left(deps);
  await carryDeparture(deps, COLLEAGUE);
});

const mine = async () => (await ownedBy(deps, OWNER)).map((one) => one.id);

test('everything becomes theirs by one form, and a sweep does it', async () => {
  const both = { kind: 'all', ids: ['reply-bot', 'second'] };
  expect(await previewAll(deps, OWNER, COLLEAGUE)).toEqual(both);
  expect(await takeAll(deps, OWNER, COLLEAGUE)).toEqual(both);
  expect(await mine()).toEqual([]);
  expect(await carryDeparture(deps, COLLEAGUE)).toBe(true);
  expect(await mine()).toEqual(['reply-bot', 'second']);
  expect(await carryTaking(deps, COLLEAGUE)).toBe(false);
  expect(await takeAll(deps, OWNER, COLLEAGUE)).toMatchObject({ why: 'not-asked' });
  expect(await breaks(deps)).toEqual([]);
});

test('killed between any two steps, it goes on, and nothing moves twice', async () => {
  await takeAll(deps, OWNER, COLLEAGUE);
  await killedAnywhere(
    engine().endpoint,
    (client) => carryDeparture(deps.through(client), COLLEAGUE),
    async () => {
      expect((await mine()).length + (await ownedBy(deps, COLLEAGUE)).length).toBe(2);
    },
  );
  expect(await mine()).toEqual(['reply-bot', 'second']);
  for (const one of await ownedBy(deps, OWNER)) expect(one.revision).toBe(2);
  expect(await breaks(deps)).toEqual([]);
});

test('who is not asked takes nothing; unsure waits; what cannot be theirs is asked as before', async () => {
  expect(await previewAll(deps, SALES_LEAD, COLLEAGUE)).toMatchObject({ why: 'not-asked' });
  expect(await takeAll(deps, OUTSIDER, COLLEAGUE)).toMatchObject({ why: 'not-allowed' });
  expect(await previewAll(deps, OUTSIDER, COLLEAGUE)).toMatchObject({ why: 'not-allowed' });
  await takeAll(deps, OWNER, COLLEAGUE);
  const people = { fresh: async () => refuse('lookup-failed', 'Try again.') };
  expect(await carryTaking({ ...deps, people }, COLLEAGUE)).toBe(false);
  await changeTeam(deps, [COLLEAGUE]);
  await carryTaking(deps, COLLEAGUE);
  const orphans = (await loadDeparture(deps, COLLEAGUE))?.state.orphans ?? [];
  expect(orphans.map((one) => one.taking ?? one.ended)).toEqual([undefined, undefined]);
  expect(await noticeDeparture(deps, COLLEAGUE)).toBe(false);
});
