import { beforeEach, describe, expect, test } from 'vitest';
import { decideApproval } from '../../lib/acts/decide.ts';
import { nameDelegate } from '../../lib/acts/delegation.ts';
import { handApproval } from '../../lib/acts/hand.ts';
import { saveNotify } from '../../lib/acts/notify.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { renderApproval } from '../../lib/deliver/approval-card.ts';
import { asked, CALL, changeTeam, MANIFEST, registered, stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { buttons, words } from '../slack/views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  await changeTeam(deps, [OWNER, COLLEAGUE, SALES_LEAD]);
  const gates = { [CALL.action]: { quorum: 2 } };
  approval = await asked(deps, await registered(deps, { ...MANIFEST, gates }));
});

async function card(place: string) {
  const rendered = await renderApproval(deps, approval.id, place);
  if (rendered.kind === 'nothing') return rendered;
  return { text: words(rendered.blocks), buttons: buttons(rendered.blocks) };
}
const approve = (person: string) =>
  decideApproval(deps, person, approval.id, {
    choice: 'approve',
    digest: approval.digest,
    reason: '',
  });

test('the channel’s copy mentions who may decide, but for those who want no mention', async () => {
  expect(await card('C0SUPPORT')).toMatchObject({
    text: expect.stringContaining('May decide: <@U0COLLEAGUE> and <@U0SALESLEAD>'),
  });
  await saveNotify(deps, COLLEAGUE, { by: 'dm' });
  expect(await card('C0SUPPORT')).toMatchObject({
    text: expect.stringContaining('May decide: <@U0SALESLEAD> and 1 more'),
  });
});

test('of two who are told alone, the one who decided has no live button any more', async () => {
  deps.pass(16);
  await sweepDue(deps);
  const live = ['Approve', 'Reject', 'Details'];
  expect(await card('U0COLLEAGUE')).toMatchObject({ buttons: live });
  await approve(COLLEAGUE);
  expect(await card('U0COLLEAGUE')).toMatchObject({
    text: expect.stringContaining('You approved this'),
    buttons: ['Details'],
  });
  expect(await card('U0SALESLEAD')).toMatchObject({ buttons: live });
  await approve(SALES_LEAD);
  expect(await card('U0COLLEAGUE')).toMatchObject({ text: expect.stringContaining('2 of 2') });
});

describe('whoever decides in another’s place', () => {
  const live = ['Approve', 'Reject', 'Details'];

  test('reads in whose, and nothing that calls others', async () => {
    expect(await card('U0ADMIN')).toEqual({ kind: 'nothing' });
    await handApproval(deps, COLLEAGUE, approval.id, ADMIN);
    const said = await card('U0ADMIN');
    expect(said).toMatchObject({
      text: expect.stringContaining('You may decide in the place of <@U0COLLEAGUE>. Asked in'),
      buttons: live,
    });
    expect(said).not.toMatchObject({ text: expect.stringContaining('May decide:') });
  });

  test('has no live button once they have decided, and neither has who asked them', async () => {
    await handApproval(deps, COLLEAGUE, approval.id, ADMIN);
    await approve(ADMIN);
    expect(await card('U0ADMIN')).toMatchObject({
      text: expect.stringContaining('You approved this'),
      buttons: ['Details'],
    });
    expect(await card('U0COLLEAGUE')).toMatchObject({
      text: expect.stringContaining('<@U0ADMIN> approved this in your place.'),
      buttons: ['Details'],
    });
    expect(await card('U0SALESLEAD')).toMatchObject({ buttons: live });
  });

  test('named for some days it is the same', async () => {
    const days = { to: ADMIN, until: deps.now().slice(0, 10) };
    expect(await nameDelegate(deps, COLLEAGUE, days)).toMatchObject({ kind: 'delegation' });
    deps.pass(16);
    await sweepDue(deps);
    expect(await card('U0ADMIN')).toMatchObject({
      text: expect.stringContaining('in the place of <@U0COLLEAGUE>'),
      buttons: live,
    });
  });
});

test('a channel that it was moved away from shows nothing, nor does what is gone', async () => {
  expect(await card('C0ELSEWHERE')).toEqual({ kind: 'nothing' });
  expect(await renderApproval(deps, 'apr_none', 'C0SUPPORT')).toEqual({ kind: 'nothing' });
});
