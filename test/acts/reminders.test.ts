import { beforeEach, describe, expect, test } from 'vitest';
import { answerRequest, readRequest } from '../../lib/acts/answer-request.ts';
import { remindOfRequest, requestOfReminder } from '../../lib/acts/reminders.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import { changeOrganisation } from '../../lib/acts/stop.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { ADMIN } from '../kit/people.ts';
import { FAULTS, race, track } from './race.ts';
import { breaks, kindsOf, NEED, unsent } from './stage.ts';

const at = track();
const SUBJECT = 'request/req_1';
const DAY = 24 * 60;

// Asked on Monday 10:00 in Berlin, so it is due on Wednesday 10:00.
beforeEach(async () => {
  await fileRequest(at.deps, NEED, 'nothing sorts parcels');
});

async function reminders() {
  return (await unsent(at.deps)).filter((row) => row.what === 'request-reminder');
}

describe('a sweep', () => {
  test('reminds once when the due date has passed, then once per working day', async () => {
    const { deps } = at;
    deps.pass(2 * DAY - 1);
    expect(await sweepDue(deps)).toMatchObject({ expired: 0, reminded: 0 });
    const told: number[] = [];
    for (let day = 0; day < 7; day += 1) {
      deps.pass(day === 0 ? 1 : DAY);
      for (let sweeps = 0; sweeps < 3; sweeps += 1) await sweepDue(deps);
      told.push((await reminders()).length);
    }
    // Wednesday, Thursday, Friday; nothing at the weekend; Monday, Tuesday.
    expect(told).toEqual([1, 2, 3, 3, 3, 4, 5]);
    const subjects = (await reminders()).map((row) => row.subject);
    expect(new Set(subjects).size).toBe(5);
    expect(subjects.map(requestOfReminder)).toEqual(Array(5).fill('req_1'));
    expect((await reminders())[0]).toMatchObject({ place: 'C0PLATFORM', lane: 'bulk' });
    expect(await breaks(deps)).toEqual([]);
  });

  test('leaves the holidays of the organisation alone', async () => {
    await changeOrganisation(at.deps, () => ({
      change: { holidays: ['2026-11-25', '2026-11-26'] },
      event: { kind: 'test', at: at.deps.now(), actor: { kind: 'system', id: 'tests' }, data: {} },
    }));
    at.deps.pass(2 * DAY);
    expect(await sweepDue(at.deps)).toMatchObject({ reminded: 0 });
    at.deps.pass(2 * DAY);
    expect(await sweepDue(at.deps)).toMatchObject({ reminded: 1 });
  });

  test('costs what is due: an answered request is not looked at any more', async () => {
    await answerRequest(at.deps, ADMIN, 'req_1', { state: 'approved', reason: '', name: 'admin' });
    at.deps.pass(10 * DAY);
    at.proxy.clear();
    expect(await sweepDue(at.left)).toMatchObject({ expired: 0, reminded: 0 });
    expect(at.proxy.seen.map((one) => one.operation)).toEqual(Array(8).fill('Query'));
  });
});

test('the request keeps its place and its due date, and may still be answered', async () => {
  const before = await readRequest(at.deps, 'req_1');
  at.deps.pass(2 * DAY);
  await sweepDue(at.deps);
  const { remindAt, ...rest } = (await readRequest(at.deps, 'req_1')) ?? {};
  expect(rest).toEqual(before);
  expect(remindAt).toBe('2026-11-26T09:00:00.000Z');
  const said = { state: 'approved', reason: '', name: 'admin' } as const;
  expect(await answerRequest(at.deps, ADMIN, 'req_1', said)).toMatchObject({ kind: 'answered' });
});

test('where no channel was chosen yet nobody is told, and the day counts as reminded', async () => {
  await changeOrganisation(at.deps, () => ({
    change: { platformChannel: '' },
    event: { kind: 'test', at: at.deps.now(), actor: { kind: 'system', id: 'tests' }, data: {} },
  }));
  at.deps.pass(2 * DAY);
  expect(await sweepDue(at.deps)).toMatchObject({ reminded: 1 });
  expect(await reminders()).toEqual([]);
});

test('a request that is not there, or not due, is not reminded of', async () => {
  expect(await remindOfRequest(at.deps, 'req_none')).toBe(false);
  expect(await remindOfRequest(at.deps, 'req_1')).toBe(false);
});

test('a reminder of something else is a bug', () => {
  expect(() => requestOfReminder('request/req_1')).toThrow('about a request');
});

test.each(FAULTS)('two sweeps at once are one reminder (fault: %s)', async (fault) => {
  at.deps.pass(2 * DAY);
  const { left, right, proxy } = at;
  const outcomes = await race(
    { proxy, subject: SUBJECT, fault },
    () => remindOfRequest(left, 'req_1'),
    () => remindOfRequest(right, 'req_1'),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(await reminders()).toHaveLength(1);
  expect(await kindsOf(at.deps, SUBJECT)).toEqual(['request.filed', 'request.reminded']);
  expect(await breaks(at.deps)).toEqual([]);
});
