import { expect, test } from 'vitest';
import { loadOrganisation } from '../../lib/acts/standing.ts';
import { openAgain, stopOrganisation } from '../../lib/acts/stop.ts';
import { ADMIN } from '../kit/people.ts';
import { FAULTS, race, track } from './race.ts';
import { breaks, kindsOf } from './stage.ts';

const SLACK = { kind: 'system', id: 'slack' } as const;
const PERSON = { kind: 'person', id: ADMIN } as const;
const SUBJECT = 'organisation/home';
const at = track();

async function stopped() {
  return (await loadOrganisation(at.deps)).stopped;
}

test('Slack says it twice, and it is written down once', async () => {
  expect(await stopOrganisation(at.deps, 'app-uninstalled', SLACK)).toBe(true);
  at.deps.pass(1);
  expect(await stopOrganisation(at.deps, 'app-uninstalled', SLACK)).toBe(false);
  expect(await stopOrganisation(at.deps, 'tokens-revoked', SLACK)).toBe(false);
  expect(await stopped()).toEqual({ at: '2026-11-23T09:00:00.000Z', why: 'app-uninstalled' });
  expect(await kindsOf(at.deps, SUBJECT)).toEqual(['set-up', 'organisation.stopped']);
});

test('an admin ends what Slack has stopped, and Slack changes nothing of that', async () => {
  await stopOrganisation(at.deps, 'tokens-revoked', SLACK);
  expect(await stopOrganisation(at.deps, 'uninstalled', PERSON)).toBe(true);
  expect(await stopOrganisation(at.deps, 'app-uninstalled', SLACK)).toBe(false);
  expect(await stopped()).toMatchObject({ why: 'uninstalled' });
});

test.each(['app-uninstalled', 'tokens-revoked'] as const)(
  '%s ends with a start that reaches Slack, once and with its event',
  async (why) => {
    await stopOrganisation(at.deps, why, SLACK);
    expect(await openAgain(at.deps)).toBe(true);
    expect(await openAgain(at.deps)).toBe(false);
    expect(await stopped()).toBeUndefined();
    const kinds = await kindsOf(at.deps, SUBJECT);
    expect(kinds).toEqual(['set-up', 'organisation.stopped', 'organisation.opened']);
    expect(await breaks(at.deps)).toEqual([]);
  },
);

test('what an admin ended is opened by setting up again, and not by a mere start', async () => {
  await stopOrganisation(at.deps, 'uninstalled', PERSON);
  expect(await openAgain(at.deps)).toBe(false);
  expect(await stopped()).toMatchObject({ why: 'uninstalled' });
  expect(await openAgain(at.deps, { setUpAgain: true })).toBe(true);
  expect(await stopped()).toBeUndefined();
});

test.each(FAULTS)('two events at once are one stop (fault: %s)', async (fault) => {
  const { left, right, proxy } = at;
  const outcomes = await race(
    { proxy, subject: SUBJECT, fault },
    () => stopOrganisation(left, 'app-uninstalled', SLACK),
    () => stopOrganisation(right, 'tokens-revoked', SLACK),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(await kindsOf(at.deps, SUBJECT)).toEqual(['set-up', 'organisation.stopped']);
  expect(await breaks(at.deps)).toEqual([]);
});
