import { beforeEach, describe, expect, test } from 'vitest';
import { loadAnswer, loadDigest } from '../../../lib/acts/digest-store.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { NUDGE } from '../../../lib/slack/views/digest-ids.ts';
import { published, sent } from '../../acts/campaigning.ts';
import { digests, KEY, sentTo } from '../../acts/digesting.ts';
import { kindsOf, registered, stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../../kit/people.ts';
import { expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const press = (action: string, by = OWNER, value = 'cmp_1|reply-bot') =>
  pressed(deps, by, { action, value });
const locked = async () =>
  (await loadWorkflow(deps, 'reply-bot'))?.state.locks.find(
    (one) => one.component === 'connector/crm-readonly',
  )?.version;
const answer = async () => (await loadAnswer(deps, KEY))?.state;

describe('Upgrade', () => {
  test('does it once, as a new revision, and the digest is drawn anew', async () => {
    await sentTo(deps);
    const [reply] = await press(NUDGE.upgrade);
    if (reply?.kind !== 'open') throw new Error(JSON.stringify(reply));
    expectGoodView(reply.view);
    const revised = await kindsOf(deps, 'workflow/reply-bot');
    expect(await locked()).toBe('2.0.1');
    expect(revised.at(-1)).toBe('workflow.revised');
    expect(words(await press(NUDGE.upgrade))).toContain('Nothing is left to upgrade');
    expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual(revised);
    expect((await digests(deps)).length).toBeGreaterThan(1);
  });

  test('of a repository gives the patch', async () => {
    await published(deps);
    await registered(deps);
    await sent(deps);
    const [reply] = await press(NUDGE.upgrade);
    if (reply?.kind !== 'open') throw new Error(JSON.stringify(reply));
    expect(words(reply.view)).toContain('patch');
    expect(await locked()).toBe('1.4.0');
  });

  test('is for those who may edit it', async () => {
    await sentTo(deps);
    expect(words(await press(NUDGE.upgrade, ADMIN))).toContain('Only members');
    expect(words(await press(NUDGE.upgrade, OWNER, 'cmp_1|none'))).toContain('no workflow named');
    expect(await locked()).toBe('1.4.0');
  });
});

describe('Plan a Date', () => {
  const plan = (day: string | null) =>
    submitted(
      deps,
      OWNER,
      { callback: NUDGE.planned, metadata: 'cmp_1|reply-bot' },
      { [NUDGE.day]: { selected_date: day } },
    );

  test('asks for the day, and is quiet until then', async () => {
    await sentTo(deps);
    const [form] = await press(NUDGE.plan);
    if (form?.kind !== 'open') throw new Error(JSON.stringify(form));
    expectGoodView(form.view);
    expect(await plan(null)).toMatchObject([{ kind: 'errors' }]);
    expect(await plan('2027-01-15')).toMatchObject([{ kind: 'errors' }]);
    expect(words(await plan('2026-12-03'))).toContain('moves on 3 Dec 2026');
    expect(await answer()).toMatchObject({ plan: { day: '2026-12-03' } });
  });

  test('is refused to whom it is nothing', async () => {
    await sentTo(deps);
    expect(words(await press(NUDGE.plan, COLLEAGUE))).toContain("Only the workflow's owner");
    const strange = await submitted(deps, OWNER, { callback: NUDGE.planned, metadata: 'x' });
    expect(words(strange)).toContain('older version');
    const none = await submitted(
      deps,
      COLLEAGUE,
      { callback: NUDGE.planned, metadata: 'cmp_1|reply-bot' },
      { [NUDGE.day]: { selected_date: '2026-12-03' } },
    );
    expect(words(none)).toContain("Only the workflow's owner");
  });
});

describe('one press', () => {
  test.each([
    [NUDGE.snooze, 'Quiet about *reply-bot* until', 'snoozed'],
    [NUDGE.help, '<@U0COLLEAGUE> helps with this', 'help'],
    [NUDGE.notMine, 'finds it in their next message', 'not-mine'],
  ])('%s', async (action, said, kept) => {
    await sentTo(deps);
    expect(words(await press(action))).toContain(said);
    expect(await answer()).toMatchObject({ said: kept });
    expect((await loadDigest(deps, OWNER))?.chain.seq).toBe(3);
    await press(action);
    expect((await loadDigest(deps, OWNER))?.chain.seq).toBe(3);
  });

  test('an old button says so', async () => {
    expect(words(await press(NUDGE.snooze, OWNER, 'x'))).toContain('older version');
    expect(words(await press(NUDGE.snooze))).toContain('no campaign');
  });
});
