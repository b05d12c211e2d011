import { beforeEach, describe, expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { openDelegation } from '../../../lib/acts/delegation.ts';
import type { Approval } from '../../../lib/core/approval.ts';
import { slackUserId } from '../../../lib/core/people.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import { DELEGATION, DELEGATION_FIELD } from '../../../lib/slack/views/delegation-ids.ts';
import { decisionValue } from '../../../lib/slack/views/ids.ts';
import { asked, registered, stage } from '../../acts/stage.ts';
import { delegated, toldBy } from '../../acts/waiting-kit.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { buttons, expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  approval = await asked(deps, await registered(deps));
});

function opened(replies: readonly Reply[]) {
  const [reply] = replies;
  if (reply?.kind !== 'open' && reply?.kind !== 'replace') throw new Error('no view');
  expectGoodView(reply.view);
  const { callback_id = '', private_metadata = '' } = reply.view;
  return { callback: callback_id, metadata: private_metadata };
}

const who = (person: string) => ({
  [DELEGATION_FIELD.to]: { selected_user: slackUserId(person) },
});
const days = (from: string, until: string) => ({
  [DELEGATION_FIELD.from]: { selected_date: from },
  [DELEGATION_FIELD.until]: { selected_date: until },
});

describe('/yard delegate', () => {
  const fill = { ...who(SALES_LEAD), ...days('2026-11-23', '2026-11-27') };

  test('names somebody; typed again it shows whom, and ends it', async () => {
    const form = opened(await typed(deps, COLLEAGUE, 'delegate'));
    const done = await submitted(deps, COLLEAGUE, form, fill);
    opened(done);
    expect(words(done)).toContain('<@U0SALESLEAD> decides in your place from 23 Nov 2026');
    const again = await typed(deps, COLLEAGUE, 'delegate');
    expect(buttons(again)).toEqual(['End It Now']);
    const end = { action: DELEGATION.end, value: SALES_LEAD };
    expect(words(await pressed(deps, COLLEAGUE, end, 'modal'))).toContain('*Ended.*');
    expect(await openDelegation(deps, COLLEAGUE)).toBeUndefined();
    expect(words(await pressed(deps, COLLEAGUE, end, 'modal'))).toContain('You named nobody');
  });

  test.each([
    ['oneself', { ...fill, ...who(COLLEAGUE) }, DELEGATION_FIELD.to],
    ['a day that is over', { ...fill, ...days('2026-11-01', '2026-11-27') }, DELEGATION_FIELD.from],
    ['too long', { ...fill, ...days('2026-11-23', '2027-11-27') }, DELEGATION_FIELD.until],
  ])('says at the field what is wrong: %s', async (_, filled, field) => {
    const form = opened(await typed(deps, COLLEAGUE, 'delegate'));
    const replies = await submitted(deps, COLLEAGUE, form, filled);
    expect(replies).toMatchObject([{ kind: 'errors' }]);
    const [reply] = replies;
    expect(reply?.kind === 'errors' ? Object.keys(reply.errors) : []).toEqual([field]);
  });

  test('a second one meanwhile, and outsiders, are refused in words', async () => {
    const form = opened(await typed(deps, COLLEAGUE, 'delegate'));
    await delegated(deps);
    const late = await submitted(deps, COLLEAGUE, form, fill);
    expect(words(late)).toContain('End that first.');
    expect(words(await typed(deps, OUTSIDER, 'delegate'))).toContain('Only people of this');
  });
});

describe('Ask Somebody Else', () => {
  const ask = () => ({ action: DELEGATION.ask, value: approval.id });

  test('asks whom, and gives them the turn', async () => {
    const form = opened(await pressed(deps, COLLEAGUE, ask()));
    const done = await submitted(deps, COLLEAGUE, form, who(SALES_LEAD));
    expect(words(done)).toContain('*Asked.* <@U0SALESLEAD> gets the card');
    const reject = {
      action: 'approval_reject',
      value: decisionValue(approval.id, approval.digest),
    };
    opened(await pressed(deps, SALES_LEAD, reject));
    const handed = (await loadApproval(deps, approval.id))?.head.state.handed;
    expect(handed).toMatchObject([{ from: COLLEAGUE, to: SALES_LEAD }]);
  });

  test('says at the field why it cannot be them', async () => {
    const form = opened(await pressed(deps, COLLEAGUE, ask()));
    expect(await submitted(deps, COLLEAGUE, form, who(OWNER))).toMatchObject([{ kind: 'errors' }]);
    deps.pass(25 * 60);
    const late = await submitted(deps, COLLEAGUE, form, who(SALES_LEAD));
    expect(words(late)).toContain('without a decision');
  });

  test('only for those whose turn it is', async () => {
    expect(words(await pressed(deps, AUDITOR, ask()))).toContain('You may not decide');
    const none = { action: DELEGATION.ask, value: 'apr_none' };
    expect(words(await pressed(deps, COLLEAGUE, none))).toContain('no such approval');
  });
});

test('Remind Them reminds them, once an hour', async () => {
  const remind = { action: DELEGATION.remind, value: approval.id };
  expect(words(await pressed(deps, ADMIN, remind))).toContain('They are reminded now.');
  expect(await toldBy(deps, 'approval-reminder')).toEqual(['U0COLLEAGUE']);
  expect(words(await pressed(deps, ADMIN, remind))).toContain('within the last hour');
  expect(words(await pressed(deps, COLLEAGUE, remind))).toContain('Only the workflow');
});

test('/yard waiting and Show All: all that waits, a page at a time', async () => {
  opened(await typed(deps, COLLEAGUE, 'waiting'));
  expect(words(await typed(deps, COLLEAGUE, 'waiting'))).toContain('1 approval.');
  const all = { action: DELEGATION.all, value: '0' };
  expect(await pressed(deps, COLLEAGUE, all, 'home')).toMatchObject([{ kind: 'open' }]);
  expect(await pressed(deps, COLLEAGUE, all, 'modal')).toMatchObject([{ kind: 'replace' }]);
  expect(words(await typed(deps, OWNER, 'waiting'))).toContain('Nothing waits for you.');
  expect(words(await typed(deps, OUTSIDER, 'waiting'))).toContain('Only people of this');
});
