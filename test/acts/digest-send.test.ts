import { beforeEach, describe, expect, test } from 'vitest';
import { endCampaign } from '../../lib/acts/campaign.ts';
import { carryCampaign } from '../../lib/acts/campaign-carry.ts';
import { sendDigest } from '../../lib/acts/digest-send.ts';
import { loadDigest } from '../../lib/acts/digest-store.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { pinnedBy } from './changing.ts';
import { DAY, digests, filled, KEY, movedOn } from './digesting.ts';
import { breaks, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const state = async (holder = OWNER) => (await loadDigest(deps, holder))?.state;
const kinds = () => kindsOf(deps, `digest/${OWNER}`);

describe("a person's digest", () => {
  test('goes out on Tuesday at ten, once, in the lane that yields', async () => {
    await filled(deps);
    expect(await sendDigest(deps, OWNER)).toBe(false);
    deps.pass(DAY - 1);
    expect(await sendDigest(deps, OWNER)).toBe(false);
    deps.pass(1);
    expect(await sendDigest(deps, OWNER)).toBe(true);
    expect(await sendDigest(deps, OWNER)).toBe(false);
    await sweepDue(deps);
    expect(await digests(deps)).toMatchObject([
      { subject: `digest/${OWNER}/2026-11-24`, place: 'U0OWNER', lane: 'bulk' },
    ]);
    expect(await state()).toMatchObject({
      sent: { day: '2026-11-24', lines: [{ ...KEY, version: '1.4.0' }], more: 0 },
      look: '2026-12-01T09:00:00.000Z',
    });
    expect(await kinds()).toEqual(['digest.filled', 'digest.sent']);
    expect(await breaks(deps)).toEqual([]);
  });

  test("in the person's own time zone, which Slack knows", async () => {
    deps.change(OWNER, { timeZone: 'Pacific/Pago_Pago' });
    await filled(deps);
    expect((await state())?.look).toBe('2026-11-24T21:00:00.000Z');
  });

  test('who moved between is not written to, and the log says what was withheld', async () => {
    await filled(deps);
    await movedOn(deps);
    deps.pass(DAY);
    expect(await sendDigest(deps, OWNER)).toBe(false);
    expect(await digests(deps)).toEqual([]);
    expect(await kinds()).toEqual(['digest.filled', 'digest.withheld']);
    expect((await state())?.lines).toEqual([]);
  });

  test('of what was withdrawn nothing is sent', async () => {
    await filled(deps);
    await endCampaign(deps, ADMIN, 'cmp_1');
    deps.pass(DAY);
    expect(await sendDigest(deps, OWNER)).toBe(false);
  });

  test('a sweep that comes at night waits for the morning, and tells once', async () => {
    await filled(deps);
    deps.pass(DAY + 12 * 60);
    expect(await sendDigest(deps, OWNER)).toBe(false);
    expect((await state())?.look).toBe('2026-11-25T09:00:00.000Z');
    deps.pass(12 * 60);
    expect(await sendDigest(deps, OWNER)).toBe(true);
    expect((await state())?.look).toBe('2026-12-01T09:00:00.000Z');
  });

  test('ten lines, and how many more', async () => {
    await pinnedBy(deps, new Array(12).fill(OWNER));
    await filled(deps);
    deps.pass(DAY);
    await sendDigest(deps, OWNER);
    expect((await state())?.sent).toMatchObject({ more: 3 });
    expect((await state())?.sent?.lines).toHaveLength(10);
  });

  test('daily in the last week, and never twice a day', async () => {
    await filled(deps);
    deps.pass(46 * DAY);
    await carryCampaign(deps, 'cmp_1');
    for (let day = 0; day < 6; day += 1) {
      await sendDigest(deps, OWNER);
      await carryCampaign(deps, 'cmp_1');
      await sendDigest(deps, OWNER);
      deps.pass(DAY);
    }
    const days = (await digests(deps)).map((row) => row.subject.slice(-10));
    expect(days).toEqual(['2027-01-08', '2027-01-11', '2027-01-12', '2027-01-13']);
  });
});

test('nobody has a digest of whom nobody ever knew', async () => {
  expect(await sendDigest(deps, OWNER)).toBe(false);
});
