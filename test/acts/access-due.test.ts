import { beforeEach, describe, expect, test } from 'vitest';
import { lapseGrants, readNotice } from '../../lib/acts/access-due.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { slackUserId } from '../../lib/core/people.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { billed, given, using, WRITE } from './access-kit.ts';
import { now } from './proposing.ts';
import { breaks, kindsOf, registered, stage, unsent } from './stage.ts';

const DAY = 24 * 60;
const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await billed(deps);
});

const notices = async () => (await unsent(deps)).filter((row) => row.what === 'grant-notice');
const told = async () => (await now(deps)).grants?.map((one) => one.told);

describe('access until a day', () => {
  beforeEach(async () => {
    // Over at midnight in Berlin, 23:00 UTC, 30 days and 14 hours from the start.
    await given(deps, { until: '2026-12-23' });
    await registerManifest(deps, OWNER, using(WRITE.scope), 'repo');
  });

  test('is told of once, a week before it ends', async () => {
    deps.pass(23 * DAY);
    expect(await sweepDue(deps)).toMatchObject({ lapsed: 0 });
    deps.pass(DAY);
    expect(await sweepDue(deps)).toMatchObject({ lapsed: 1 });
    expect(await sweepDue(deps)).toMatchObject({ lapsed: 0 });
    expect(await notices()).toMatchObject([{ place: slackUserId(OWNER), lane: 'bulk' }]);
    expect((await now(deps)).status).toBe('active');
    expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('grant.ending');
  });

  test('ends at its moment: registered again, said once, and not due any more', async () => {
    deps.pass(31 * DAY);
    expect(await sweepDue(deps)).toMatchObject({ lapsed: 1 });
    expect(await now(deps)).toMatchObject({ status: 'registered', missingScopes: [WRITE.scope] });
    expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('grant.expired');
    deps.pass(DAY);
    expect(await sweepDue(deps)).toMatchObject({ lapsed: 0 });
    expect((await notices()).map((row) => readNotice(row.subject).news)).toEqual(['ended']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('that was renewed is not told of', async () => {
    deps.pass(24 * DAY);
    await given(deps);
    expect(await sweepDue(deps)).toMatchObject({ lapsed: 0 });
    deps.pass(30 * DAY);
    expect(await sweepDue(deps)).toMatchObject({ lapsed: 0 });
    expect((await now(deps)).status).toBe('active');
  });

  test('stays due whatever else writes the workflow', async () => {
    await registered(deps, { ...using(WRITE.scope), purpose: 'x' });
    deps.pass(31 * DAY);
    expect(await sweepDue(deps)).toMatchObject({ lapsed: 1 });
    expect(await told()).toContain('ended');
  });
});

test('what is not there, or not due, is left alone', async () => {
  expect(await lapseGrants(deps, 'nobody')).toBe(false);
  expect(await lapseGrants(deps, 'reply-bot')).toBe(false);
});

test('a notice names its workflow and what happened', () => {
  expect(readNotice('grant-notice/reply-bot/ended/2026-11-23')).toEqual({
    workflow: 'reply-bot',
    news: 'ended',
  });
  expect(() => readNotice('grant-notice/reply-bot/eaten/x')).toThrow('a notice');
  expect(() => readNotice('access/acc_1')).toThrow('a notice');
});
