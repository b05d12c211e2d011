import { beforeEach, describe, expect, test } from 'vitest';
import { closeNotice } from '../../lib/acts/notice.ts';
import { answerNotice, readNotice, showAsk, showNotice } from '../../lib/acts/notice-answer.ts';
import { pauseWorkflow } from '../../lib/acts/pause.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import type { Says } from '../../lib/core/notice.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER } from '../kit/people.ts';
import { told } from './notice-kit.ts';
import { breaks, kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';
import { bots } from './systems-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await bots(deps, 2);
  await told(deps);
});

const answer = (says: Says, by = OWNER, workflow = 'bot-00') =>
  answerNotice(deps, by, { notice: 'ntc_1', holder: OWNER, workflow, says });

describe('an answer', () => {
  test('counts once, and redraws the message and the card', async () => {
    const before = (await unsent(deps)).length;
    expect(await answer('works')).toMatchObject({ kind: 'answered' });
    expect(await answer('works')).toMatchObject({ kind: 'unchanged' });
    const fresh = (await unsent(deps)).slice(before);
    expect(new Set((await unsent(deps)).map((one) => one.what))).toContain('notice-card');
    expect(fresh.length).toBeLessThanOrEqual(2);
    const shown = await showNotice(deps, 'ntc_1');
    expect(shown?.asks[0]?.workflows[0]).toMatchObject({ answer: { says: 'works', by: OWNER } });
    expect(await breaks(deps)).toEqual([]);
  });

  test('Pause pauses in the same step, and says why', async () => {
    expect(await answer('paused')).toMatchObject({ kind: 'answered' });
    expect((await loadWorkflow(deps, 'bot-00'))?.state).toMatchObject({
      status: 'paused',
      paused: { by: OWNER, admin: false, reason: 'CRM changed: The vendor has new screens.' },
    });
    expect((await kindsOf(deps, 'workflow/bot-00')).at(-1)).toBe('workflow.paused');
  });

  test('Pause of what is paused already is an answer all the same', async () => {
    await pauseWorkflow(deps, OWNER, 'bot-00', 'Earlier.');
    expect(await answer('paused')).toMatchObject({ kind: 'answered' });
    expect((await loadWorkflow(deps, 'bot-00'))?.state.paused?.reason).toBe('Earlier.');
  });

  test.each([
    ['an admin of the platform', ADMIN],
    ['an auditor', AUDITOR],
    ['a member', COLLEAGUE],
  ])('is not for %s', async (_, by) => {
    expect(await answer('works', by)).toMatchObject({ why: 'not-allowed' });
  });

  test.each([
    ['none', 'no-workflow'],
    ['reply-bot', 'not-asked'],
  ])('about %s is refused: %s', async (workflow, why) => {
    await registered(deps);
    expect(await answer('works', OWNER, workflow)).toMatchObject({ why });
  });

  test('after the end, to another’s message, or about no notice is refused', async () => {
    const said = { workflow: 'bot-00', says: 'works' as const };
    const other = { ...said, notice: 'ntc_1', holder: COLLEAGUE };
    expect(await answerNotice(deps, OWNER, other)).toMatchObject({ why: 'not-asked' });
    const none = { ...said, notice: 'ntc_9', holder: OWNER };
    expect(await answerNotice(deps, OWNER, none)).toMatchObject({ why: 'no-notice' });
    await closeNotice(deps, ADMIN, 'ntc_1');
    expect(await answer('works')).toMatchObject({ why: 'notice-closed' });
  });
});

describe('what a person is shown', () => {
  const lines = async () => {
    const shown = await showAsk(deps, 'ntc_1', OWNER);
    return shown?.lines.map((line) => `${line.workflow} ${line.open}`);
  };

  test('is what is theirs and touches the system now', async () => {
    expect(await lines()).toEqual(['bot-00 true', 'bot-01 true']);
    const [plugin, , skill] = MANIFEST.uses;
    const uses = [plugin, skill].filter((use) => use !== undefined);
    await registered(deps, { ...MANIFEST, workflow: 'bot-00', uses });
    expect(await lines()).toEqual(['bot-00 false', 'bot-01 true']);
    await answer('broken', OWNER, 'bot-01');
    expect(await lines()).toEqual(['bot-00 false', 'bot-01 false']);
  });

  test('has a version that only grows', async () => {
    const version = async () => (await showAsk(deps, 'ntc_1', OWNER))?.version ?? 0;
    const first = await version();
    await answer('works');
    const second = await version();
    await closeNotice(deps, ADMIN, 'ntc_1');
    expect([second > first, (await version()) > second]).toEqual([true, true]);
  });

  test('is nothing where nobody was asked', async () => {
    expect(await showAsk(deps, 'ntc_1', COLLEAGUE)).toBeUndefined();
    expect(await showNotice(deps, 'ntc_9')).toBeUndefined();
  });
});

test('all answers are for the platform and its auditors', async () => {
  expect(await readNotice(deps, AUDITOR, 'ntc_1')).toMatchObject({ kind: 'shown' });
  expect(await readNotice(deps, OWNER, 'ntc_1')).toMatchObject({ why: 'not-allowed' });
  expect(await readNotice(deps, ADMIN, 'ntc_9')).toMatchObject({ why: 'no-notice' });
});
