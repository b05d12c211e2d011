import { expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { beginWebLogin } from '../../../lib/acts/web-login.ts';
import { ACTION, decisionValue } from '../../../lib/slack/views/ids.ts';
import { stepUpGround } from '../../acts/step-up-kit.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { COLLEAGUE } from '../../kit/people.ts';
import { expectGoodView, words } from '../views/kit.ts';
import { pressed } from './room-kit.ts';

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

test('Slack’s word that the link was pressed is answered with nothing', async () => {
  const { deps } = await stepUpGround(engine());
  const button = { action: 'step_up_open', value: 'open' };
  expect(await pressed(deps, COLLEAGUE, button, 'modal')).toEqual([]);
});
