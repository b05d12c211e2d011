import { beforeEach, describe, expect, test } from 'vitest';
import { nudgeApproval } from '../../lib/acts/approval-reminders.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { pauseWorkflow } from '../../lib/acts/pause.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { renderApprovalReminder, renderEscalation } from '../../lib/deliver/approval-reminder.ts';
import { drain } from '../../lib/deliver/drain.ts';
import { asked, registered, stage, unsent } from '../acts/stage.ts';
import { delegated, HOUR, rowsOf } from '../acts/waiting-kit.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { buttons, words } from '../slack/views/kit.ts';
import { fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  approval = await asked(deps, await registered(deps));
  await delegated(deps);
  deps.pass(12 * HOUR);
  await nudgeApproval(deps, approval.id);
});

async function subject(what = 'approval-reminder'): Promise<string> {
  const [row] = await rowsOf(deps, what);
  if (!row) throw new Error('no row');
  return row.subject;
}

describe('a reminder', () => {
  test('to one who was asked, and to one in their place', async () => {
    const own = await renderApprovalReminder(deps, await subject(), 'U0COLLEAGUE');
    expect(words(own)).toContain('Still waiting: reply-bot wants to');
    expect(buttons(own)).toEqual(['Details', 'Ask Somebody Else']);
    const other = await renderApprovalReminder(deps, await subject(), 'U0SALESLEAD');
    expect(words(other)).toContain('You may decide in the place of <@U0COLLEAGUE>.');
    expect(buttons(other)).toEqual(['Details']);
    expect(words(await renderApprovalReminder(deps, await subject(), 'C0SUPPORT'))).toContain(
      'If nobody decides by then it expires, and nothing runs.',
    );
  });

  test('to nobody who has nothing to decide', async () => {
    expect(await renderApprovalReminder(deps, await subject(), 'U0OWNER')).toEqual({
      kind: 'nothing',
    });
  });

  test.each([
    [
      'decided',
      (one: Approval) => {
        const said = { choice: 'approve' as const, digest: one.digest, reason: '' };
        return decideApproval(deps, COLLEAGUE, one.id, said);
      },
    ],
    [
      'on hold',
      async () => {
        await pauseWorkflow(deps, OWNER, 'reply-bot', 'A bug.');
        await sweepDue(deps);
      },
    ],
    ['over', async () => deps.pass(12 * HOUR)],
  ] as const)('is not sent when it is %s by then', async (_, happens) => {
    const about = await subject();
    await happens(approval);
    expect(await renderApprovalReminder(deps, about, 'U0COLLEAGUE')).toEqual({ kind: 'nothing' });
    expect(await renderEscalation(deps, about, 'U0OWNER')).toEqual({ kind: 'nothing' });
  });

  test('is a message of its own, and so is the word to those above', async () => {
    deps.pass(6 * HOUR);
    await nudgeApproval(deps, approval.id);
    const slack = fakeSlack();
    for (const lane of ['interactive', 'bulk'] as const) {
      await drain(deps, slack, { lane, most: 100 });
    }
    expect(await unsent(deps)).toEqual([]);
    const starts = slack.messages.map((one) => one.text.slice(0, 14));
    expect(starts.filter((one) => one === 'Still waiting:')).toHaveLength(2);
    expect(starts.filter((one) => one === 'Nobody has dec')).toHaveLength(1);
  });
});

test('those above are told who can decide, and can hurry them', async () => {
  deps.pass(6 * HOUR);
  await nudgeApproval(deps, approval.id);
  const card = await renderEscalation(deps, await subject('approval-escalation'), 'U0OWNER');
  expect(words(card)).toContain('It can be decided by <@U0COLLEAGUE>.');
  expect(buttons(card)).toEqual(['Remind Them', 'Details']);
});
