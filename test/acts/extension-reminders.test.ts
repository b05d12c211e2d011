import { beforeEach, expect, test } from 'vitest';
import { extensionOfReminder, remindOfExtension } from '../../lib/acts/extension-reminders.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { SALES_LEAD } from '../kit/people.ts';
import { askedOwner, SAY, SCORER, said, salesPlugin } from './extending.ts';
import { FAULTS, race, track } from './race.ts';
import { breaks, kindsOf, unsent } from './stage.ts';

const at = track();
const DAY = 24 * 60;

// Asked on Monday 10:00 in Berlin, so it is due on Wednesday 10:00.
beforeEach(async () => {
  await salesPlugin(at.deps);
  await askedOwner(at.deps, { component: SCORER });
});
const reminders = async () =>
  (await unsent(at.deps)).filter((row) => row.what === 'extension-reminder');

test('the owner is reminded first, and from the second time on the platform as well', async () => {
  const { deps } = at;
  deps.pass(2 * DAY - 1);
  expect(await sweepDue(deps)).toMatchObject({ reminded: 0 });
  deps.pass(1);
  expect(await sweepDue(deps)).toMatchObject({ reminded: 1 });
  expect(await sweepDue(deps)).toMatchObject({ reminded: 0 });
  expect(await reminders()).toMatchObject([{ place: 'C0SALES', lane: 'bulk' }]);
  deps.pass(DAY);
  await sweepDue(deps);
  const places = (await reminders()).map((row) => row.place);
  expect(places.sort()).toEqual(['C0PLATFORM', 'C0SALES', 'C0SALES']);
  expect((await reminders()).map((row) => extensionOfReminder(row.subject))).toEqual(
    Array(3).fill('ext_1'),
  );
  expect(await kindsOf(deps, 'extension/ext_1')).toEqual([
    'extension.asked',
    'extension.reminded',
    'extension.reminded',
  ]);
  expect(await breaks(deps)).toEqual([]);
});

test('a planned release is asked about when its day is over', async () => {
  const { deps } = at;
  await said(deps, { ...SAY.plan, date: '2026-11-26' }, { by: SALES_LEAD });
  deps.pass(3 * DAY);
  expect(await sweepDue(deps)).toMatchObject({ reminded: 0 });
  deps.pass(DAY);
  expect(await sweepDue(deps)).toMatchObject({ reminded: 1 });
});

test('what is over, or is not there, is not reminded of', async () => {
  await said(at.deps, SAY.decline, { by: SALES_LEAD });
  at.deps.pass(3 * DAY);
  expect(await remindOfExtension(at.deps, 'ext_1')).toBe(false);
  expect(await remindOfExtension(at.deps, 'ext_none')).toBe(false);
});

test('a reminder of something else is a bug', () => {
  expect(() => extensionOfReminder('request/req_1')).toThrow('about an extension');
});

test.each(FAULTS)('two sweeps at once are one reminder (fault: %s)', async (fault) => {
  at.deps.pass(2 * DAY);
  const { left, right, proxy } = at;
  const outcomes = await race(
    { proxy, subject: 'extension/ext_1', fault },
    () => remindOfExtension(left, 'ext_1'),
    () => remindOfExtension(right, 'ext_1'),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(await reminders()).toHaveLength(1);
  expect(await breaks(at.deps)).toEqual([]);
});
