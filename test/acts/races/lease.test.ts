import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { lease } from '../../../lib/acts/lease.ts';
import { pauseWorkflow } from '../../../lib/acts/pause.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { readLeasesOut } from '../../../lib/store/leases.ts';
import { OWNER } from '../../kit/people.ts';
import { declare, mailing, TOKEN } from '../lease-kit.ts';
import { FAULTS, race, track } from '../race.ts';
import { breaks, exported } from '../stage.ts';

const at = track();
const SUBJECT = 'workflow/reply-bot';
const WISH = { connector: 'mailer', scopes: ['calendar.read'] };
const REASON = 'It writes to everybody.';

async function ready(): Promise<void> {
  await mailing(at.deps);
  await declare(at.deps, 'mailer', TOKEN);
}

const outNow = async () =>
  (await readLeasesOut(at.deps.store, 'reply-bot', at.deps.now())).map((one) => one.id);
const headSeq = async () => (await loadWorkflow(at.deps, 'reply-bot'))?.chain.seq;
const given = async () =>
  (await exported(at.deps)).filter((line) => line.includes('lease.given')).length;

describe.each(FAULTS)('a lease against a pause, with the fault: %s', (fault) => {
  test('either the pause lists what went out, or nothing went out', async () => {
    await ready();
    const [lent, paused] = await race(
      { proxy: at.proxy, subject: SUBJECT, fault },
      () => lease(at.left, 'reply-bot', WISH),
      () => pauseWorkflow(at.right, OWNER, 'reply-bot', REASON),
    );
    expect(paused.kind).toBe('paused');
    if (lent.kind === 'lent') expect(await outNow()).toEqual([lent.lease.id]);
    else {
      expect(lent.why).toBe('workflow-paused');
      expect(await outNow()).toEqual([]);
    }
    expect(await lease(at.deps, 'reply-bot', WISH)).toMatchObject({ why: 'workflow-paused' });
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('one request asked twice at once has one kind of lease out', async () => {
    await ready();
    const wish = { ...WISH, request: 'job-1' };
    const [one, other] = await race(
      { proxy: at.proxy, subject: SUBJECT, fault },
      () => lease(at.left, 'reply-bot', wish),
      () => lease(at.right, 'reply-bot', wish),
    );
    expect([one.kind, other.kind]).toEqual(['lent', 'lent']);
    expect(await breaks(at.deps)).toEqual([]);
    expect(await given()).toBe((await outNow()).length);
  });
});

test('a pause that is committed after the record and before the credentials stops them', async () => {
  await ready();
  const body = (text: unknown) => JSON.stringify(text).includes('"leases/');
  const hold = at.proxy.hold({ operation: 'TransactWriteItems', match: body });
  const waiting = lease(at.left, 'reply-bot', WISH);
  await hold.arrived(1);
  await pauseWorkflow(at.deps, OWNER, 'reply-bot', REASON);
  hold.release();
  expect(await waiting).toMatchObject({ why: 'workflow-paused' });
  expect(await outNow()).toEqual([]);
  const kinds = (await exported(at.deps)).filter((line) => line.includes('"leases/'));
  expect(kinds).toHaveLength(2);
});

test('a pause while the credentials are made finds them among what still works', async () => {
  await ready();
  at.deps.lending.before(() => pauseWorkflow(at.deps, OWNER, 'reply-bot', REASON));
  const lent = await lease(at.left, 'reply-bot', WISH);
  if (lent.kind === 'refused') throw new Error(lent.say);
  expect(await outNow()).toEqual([lent.lease.id]);
});

test('one lease whose answer was lost on the way is one lease', async () => {
  await ready();
  const match = (body: unknown) => JSON.stringify(body).includes('"leases/');
  at.proxy.inject({ operation: 'TransactWriteItems', match, fault: 'commit-then-timeout' });
  expect(await lease(at.left, 'reply-bot', WISH)).toMatchObject({ kind: 'lent' });
  expect(await outNow()).toHaveLength(1);
  expect(await given()).toBe(1);
});

/** As often as lines of the log say, of which one may tell of many. */
async function timesRefused(): Promise<number> {
  const lines = (await exported(at.deps)).filter((line) => line.includes('"refusals/'));
  const events = lines.map((line) => refusedSchema.parse(JSON.parse(JSON.parse(line).event)));
  return events.reduce((sum, { data }) => sum + data.times, 0);
}
const refusedSchema = z.object({ data: z.object({ times: z.int().default(1) }) });

const FLOOD = 100;
const MOST_MS = 5000;

test('a flood of refused leases never touches what a pause waits for', async () => {
  await ready();
  const before = await headSeq();
  const flood = Array.from({ length: FLOOD }, () =>
    lease(at.left, 'reply-bot', { connector: 'mailer', scopes: ['mail.send'] }),
  );
  const began = performance.now();
  const paused = await pauseWorkflow(at.deps, OWNER, 'reply-bot', REASON);
  const took = performance.now() - began;
  const outcomes = await Promise.all(flood);
  expect(paused.kind).toBe('paused');
  expect(took).toBeLessThan(MOST_MS);
  expect(outcomes.every((one) => one.kind === 'refused')).toBe(true);
  expect(await headSeq()).toBe((before ?? 0) + 1);
  expect(await timesRefused()).toBe(FLOOD);
}, 60_000);
