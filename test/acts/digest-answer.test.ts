import { beforeEach, describe, expect, test } from 'vitest';
import { answerNudge, readHelpSubject, redrawDigest } from '../../lib/acts/digest-answer.ts';
import { sendDigest } from '../../lib/acts/digest-send.ts';
import { loadAnswer, loadDigest } from '../../lib/acts/digest-store.ts';
import { retireWorkflow } from '../../lib/acts/retire.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { DAY, digests, KEY, sentTo } from './digesting.ts';
import { breaks, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await sentTo(deps);
});

const answers = () => kindsOf(deps, `nudge/${KEY.campaign}/${KEY.workflow}`);
const answer = (says: Parameters<typeof answerNudge>[3], by = OWNER) =>
  answerNudge(deps, by, KEY, says);

describe('each acts once, and the message is drawn anew', () => {
  test('a planned date: quiet until then', async () => {
    const plan = { says: 'plan', day: '2026-12-07' } as const;
    expect(await answer(plan)).toMatchObject({ kind: 'answered' });
    expect(await answer(plan)).toMatchObject({ kind: 'unchanged' });
    expect(await answers()).toEqual(['nudge.answered']);
    expect((await digests(deps)).map((row) => row.lane).sort()).toEqual(['bulk', 'interactive']);
    deps.pass(7 * DAY);
    expect(await sendDigest(deps, OWNER)).toBe(false);
    expect((await loadDigest(deps, OWNER))?.state.look).toBe('2026-12-08T09:00:00.000Z');
    deps.pass(7 * DAY);
    expect(await sendDigest(deps, OWNER)).toBe(true);
    expect(await breaks(deps)).toEqual([]);
  });

  test('a snooze: 14 days', async () => {
    expect(await answer({ says: 'snooze' })).toMatchObject({ answer: { snoozes: 1 } });
    expect(await answer({ says: 'snooze' })).toMatchObject({ kind: 'unchanged' });
    deps.pass(7 * DAY);
    expect(await sendDigest(deps, OWNER)).toBe(false);
    deps.pass(14 * DAY);
    expect(await sendDigest(deps, OWNER)).toBe(true);
  });

  test('help: the helper is told, once for each who asks', async () => {
    await answer({ says: 'help' });
    await answer({ says: 'help' });
    const asked = (await unsent(deps)).filter((row) => row.what === 'nudge-help');
    expect(asked).toMatchObject([{ place: 'U0COLLEAGUE' }]);
    expect(readHelpSubject(asked[0]?.subject ?? '')).toEqual({ ...KEY, by: OWNER });
    expect(readHelpSubject('nudge-help/cmp_1')).toBeUndefined();
  });

  test('not mine: the platform is told where nobody else is left', async () => {
    expect(await answer({ says: 'not-mine' })).toMatchObject({ next: 'T0YARD/C0PLATFORM' });
    expect((await loadAnswer(deps, KEY))?.state.notMine).toEqual([OWNER]);
    expect((await loadDigest(deps, 'T0YARD/C0PLATFORM'))?.state.lines).toEqual([KEY]);
    deps.pass(7 * DAY);
    expect(await sendDigest(deps, OWNER)).toBe(false);
    expect(await sendDigest(deps, 'T0YARD/C0PLATFORM')).toBe(true);
  });
});

describe('who may not', () => {
  test.each([
    [COLLEAGUE, KEY, 'not-allowed'],
    [OUTSIDER, KEY, 'not-allowed'],
    [OWNER, { ...KEY, campaign: 'cmp_9' }, 'no-campaign'],
    [OWNER, { ...KEY, workflow: 'none' }, 'no-workflow'],
  ])('%s of %j: %s', async (by, line, why) => {
    expect(await answerNudge(deps, by, line, { says: 'snooze' })).toMatchObject({ why });
  });

  test('nobody answers for what is retired', async () => {
    await retireWorkflow(deps, OWNER, 'reply-bot', 'Nobody needs it.');
    expect(await answer({ says: 'snooze' })).toMatchObject({ why: 'nothing-to-answer' });
  });
});

test('a message that does not show the line is left alone', async () => {
  await redrawDigest(deps, OWNER, { ...KEY, workflow: 'other' });
  await redrawDigest(deps, COLLEAGUE, KEY);
  expect(await digests(deps)).toHaveLength(1);
  await redrawDigest(deps, OWNER, KEY);
  expect(await digests(deps)).toHaveLength(2);
});
