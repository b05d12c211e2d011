import { beforeEach, expect, test } from 'vitest';
import {
  carryDeparture,
  noticeDeparture,
  noticeReturn,
  ownedBy,
} from '../../lib/acts/departure-carry.ts';
import { loadDeparture } from '../../lib/acts/departure-store.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { turnNow } from '../../lib/core/departure.ts';
import { refuse } from '../../lib/core/result.ts';
import type { TestDeps } from '../kit/deps.ts';
import { killedAnywhere } from '../kit/dying.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { left, orphaned, THEIRS } from './departure-kit.ts';
import { breaks, kindsOf, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const DAYS = 24 * 60;
const asks = async () => (await unsent(deps)).filter((one) => one.what === 'departure-ask');
const state = async () => (await loadDeparture(deps, COLLEAGUE))?.state;
const turn = async () => {
  const orphan = (await state())?.orphans[0];
  return orphan && turnNow(orphan);
};

test('the backup is asked first, then the platform, each told once', async () => {
  await left(deps);
  expect(await sweepDue(deps)).toMatchObject({ noticed: 1 });
  expect(await turn()).toMatchObject({ as: 'backup', who: OWNER });
  expect((await asks()).map((one) => one.place)).toEqual(['U0OWNER']);
  expect(await sweepDue(deps)).toMatchObject({ noticed: 0 });
  deps.pass(2 * DAYS);
  expect(await carryDeparture(deps, COLLEAGUE)).toBe(false);
  deps.pass(DAYS);
  expect(await carryDeparture(deps, COLLEAGUE)).toBe(true);
  // The lead is the backup as well, and was asked already.
  expect(await turn()).toMatchObject({ as: 'platform' });
  expect((await asks()).map((one) => one.place).sort()).toEqual([
    'C0PLATFORM',
    'U0OWNER',
    'U0OWNER',
  ]);
  expect(await kindsOf(deps, `departure/${COLLEAGUE}`)).toEqual([
    'departure.noticed',
    'departure.asked',
    'departure.asked',
  ]);
  expect(await breaks(deps)).toEqual([]);
});

test('while Slack is unsure nothing changes, and who is back keeps what is theirs', async () => {
  await left(deps);
  const people = { fresh: async () => refuse('lookup-failed', 'Try again.') };
  expect(await carryDeparture({ ...deps, people }, COLLEAGUE)).toBe(false);
  expect((await state())?.orphans).toEqual([]);
  await carryDeparture(deps, COLLEAGUE);
  deps.change(COLLEAGUE, { deactivated: false });
  expect(await noticeReturn(deps, COLLEAGUE)).toBe(true);
  await carryDeparture(deps, COLLEAGUE);
  expect((await state())?.orphans).toMatchObject([{ ended: { as: 'returned' } }]);
  expect(await noticeReturn(deps, COLLEAGUE)).toBe(false);
  deps.change(COLLEAGUE, { deactivated: true });
  expect(await noticeDeparture(deps, COLLEAGUE)).toBe(true);
  await carryDeparture(deps, COLLEAGUE);
  expect(await turn()).toMatchObject({ who: OWNER });
});

test('who owns nothing leaves no trace; who is noticed twice is noticed once', async () => {
  expect(await noticeDeparture(deps, ADMIN)).toBe(false);
  expect(await loadDeparture(deps, ADMIN)).toBeUndefined();
  expect(await carryDeparture(deps, ADMIN)).toBe(false);
  await orphaned(deps);
  expect(await noticeDeparture(deps, COLLEAGUE)).toBe(false);
  await registered(deps, { ...THEIRS, workflow: 'second' });
  expect(await noticeDeparture(deps, COLLEAGUE)).toBe(true);
  expect(await noticeDeparture(deps, COLLEAGUE)).toBe(false);
  await carryDeparture(deps, COLLEAGUE);
  expect((await state())?.orphans.map((one) => one.id)).toEqual(['reply-bot', 'second']);
  expect((await ownedBy(deps, COLLEAGUE)).map((one) => one.id)).toEqual(['reply-bot', 'second']);
});

test('killed between any two steps, the next run goes on, and each is asked once', async () => {
  await registered(deps, THEIRS);
  deps.change(COLLEAGUE, { deactivated: true });
  await killedAnywhere(
    engine().endpoint,
    async (client) => {
      await noticeDeparture(deps.through(client), COLLEAGUE);
      await carryDeparture(deps.through(client), COLLEAGUE);
    },
    async () => {
      expect((await asks()).length).toBeLessThanOrEqual(1);
    },
  );
  expect(await asks()).toHaveLength(1);
  expect(await breaks(deps)).toEqual([]);
});
