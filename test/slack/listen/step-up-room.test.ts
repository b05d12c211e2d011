import { expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { beginWebLogin } from '../../../lib/acts/web-login.ts';
import { ACTION, decisionValue } from '../../../lib/slack/views/ids.ts';
import { REASON } from '../../../lib/slack/views/reason-modal.ts';
import { stage } from '../../acts/stage.ts';
import { stepUpGround, stepUpOn } from '../../acts/step-up-kit.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { COLLEAGUE } from '../../kit/people.ts';
import { expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted } from './room-kit.ts';

const engine = engineOfFile();

test('Approve on a card that asks for a fresh login opens one link to it, and decides nothing', async () => {
  const { deps, approval } = await stepUpGround(engine());
  const button = { action: ACTION.approve, value: decisionValue(approval.id, approval.digest) };
  const [reply, ...more] = await pressed(deps, COLLEAGUE, button);
  expect(more).toEqual([]);
  if (reply?.kind !== 'open') throw new Error('no modal');
  expectGoodView(reply.view);
  expect(words(reply.view.blocks)).toContain('reply-bot wants to send external email');
  const token = /\/step-up\/(ymu_[\w-]+)"/.exec(JSON.stringify(reply.view))?.[1];
  expect(await beginWebLogin(deps, token)).toMatchObject({ kind: 'begun' });
  expect((await loadApproval(deps, approval.id))?.head.state.decisions).toEqual([]);
});

test('a gate that asks for a reason and a fresh login asks for the one, then opens the other', async () => {
  const { deps, approval } = await stepUpOn(await stage(engine()), { reason_required: true });
  const button = { action: ACTION.approve, value: decisionValue(approval.id, approval.digest) };
  const [asks] = await pressed(deps, COLLEAGUE, button);
  if (asks?.kind !== 'open') throw new Error('no form');
  expect(words(asks.view.blocks)).toContain('asks for it');
  const { callback_id: callback = '', private_metadata: metadata = '' } = asks.view;
  const form = { callback, metadata };
  const said = { [REASON.reason]: { value: 'The customer waits' } };
  const [reply, ...more] = await submitted(deps, COLLEAGUE, form, said);
  expect(more).toEqual([]);
  if (reply?.kind !== 'replace') throw new Error('no link');
  expectGoodView(reply.view);
  const token = /\/step-up\/(ymu_[\w-]+)"/.exec(JSON.stringify(reply.view))?.[1];
  const begun = await beginWebLogin(deps, token);
  expect(begun).toMatchObject({ kind: 'begun' });
  expect((await loadApproval(deps, approval.id))?.head.state.decisions).toEqual([]);
});

test('Slack’s word that the link was pressed is answered with nothing', async () => {
  const { deps } = await stepUpGround(engine());
  const button = { action: 'step_up_open', value: 'open' };
  expect(await pressed(deps, COLLEAGUE, button, 'modal')).toEqual([]);
});
