import { beforeEach, describe, expect, test } from 'vitest';
import type { Promotion } from '../../../lib/core/promotion.ts';
import { showHome } from '../../../lib/slack/listen/home.ts';
import { onPress } from '../../../lib/slack/listen/input.ts';
import { PROMOTION, PROMOTION_FIELD, roundValue } from '../../../lib/slack/views/promotion-ids.ts';
import {
  componentNow,
  ownRelease,
  promoted,
  promotionNow,
  publishIt,
} from '../../acts/promotion-kit.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER } from '../../kit/people.ts';
import { buttons, expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let promotion: Promotion;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
  promotion = await promoted(deps);
});
const stateNow = async () => (await promotionNow(deps, promotion)).state;
const review = (action: string, by = ADMIN, where: 'message' | 'modal' = 'message') =>
  pressed(deps, by, { action, value: roundValue(promotion) }, where);

describe('Publish', () => {
  test('on the card says nothing: the card changes for everybody', async () => {
    expect(await review(PROMOTION.publish)).toEqual([]);
    expect(await componentNow(deps)).toMatchObject({ visibility: 'shared' });
  });

  test('in the details shows them as they are from then on', async () => {
    const replies = await review(PROMOTION.publish, ADMIN, 'modal');
    expect(replies.map((one) => one.kind)).toEqual(['replace']);
    expect(words(replies)).toContain('Shared by <@U0ADMIN>');
    expect(buttons(replies)).toEqual(['Take Back…', 'Details']);
  });

  test.each([
    ['a member', OWNER, 'Only platform admins'],
    ['somebody else', OUTSIDER, 'Only platform admins'],
  ])('by %s is refused in words', async (_, by, said) => {
    expect(words(await review(PROMOTION.publish, by))).toContain(said);
    expect(await stateNow()).toBe('open');
  });

  test('of an older card, or none, is refused', async () => {
    const old = { action: PROMOTION.publish, value: `${promotion.id}|7` };
    expect(words(await pressed(deps, ADMIN, old))).toContain('what was sent before');
    const none = { action: PROMOTION.publish, value: 'nonsense' };
    expect(words(await pressed(deps, ADMIN, none))).toContain('There is no such promotion.');
  });
});

describe.each([
  ['Ask for Changes', PROMOTION.changes, 'changes-asked'],
  ['Reject', PROMOTION.reject, 'rejected'],
])('%s', (_, action, state) => {
  test('asks why, and the reason counts', async () => {
    const [form] = await review(action);
    if (form?.kind !== 'open') throw new Error('no form');
    expectGoodView(form.view);
    const asked = {
      callback: form.view.callback_id ?? '',
      metadata: form.view.private_metadata ?? '',
    };
    const empty = await submitted(deps, ADMIN, asked, { [PROMOTION_FIELD.reason]: { value: ' ' } });
    expect(empty).toMatchObject([{ kind: 'errors' }]);
    const why = { [PROMOTION_FIELD.reason]: { value: 'Narrow it.' } };
    expect(await submitted(deps, ADMIN, asked, why)).toEqual([]);
    expect(await promotionNow(deps, promotion)).toMatchObject({
      state,
      review: { reason: 'Narrow it.' },
    });
    const late = await submitted(deps, ADMIN, asked, why);
    expect(late.map((one) => one.kind)).toEqual(['replace']);
  });

  test('asks nobody who may not', async () => {
    expect((await review(action, OWNER)).map((one) => one.kind)).toEqual(['say']);
  });
});

describe('Take Back', () => {
  const button = () => ({ action: PROMOTION.demote, value: promotion.id });

  test('asks why, then gives it back to its team', async () => {
    await publishIt(deps, promotion);
    const [form] = await pressed(deps, ADMIN, button());
    if (form?.kind !== 'open') throw new Error('no form');
    const asked = {
      callback: form.view.callback_id ?? '',
      metadata: form.view.private_metadata ?? '',
    };
    const why = { [PROMOTION_FIELD.reason]: { value: 'It fails.' } };
    expect(await submitted(deps, ADMIN, asked, why)).toEqual([]);
    expect(await componentNow(deps)).toMatchObject({ visibility: 'team', team: 'team-support' });
  });

  test('is for admins, of what is shared', async () => {
    expect(words(await pressed(deps, OWNER, button()))).toContain('Only platform admins');
    expect(words(await pressed(deps, ADMIN, button()))).toContain('waiting for its review');
  });
});

describe('Withdraw', () => {
  const button = () => ({ action: PROMOTION.withdraw, value: promotion.id });

  test('is the team’s', async () => {
    expect(words(await pressed(deps, ADMIN, button()))).toContain('Only members');
    expect(await pressed(deps, COLLEAGUE, button())).toEqual([]);
    expect(await stateNow()).toBe('withdrawn');
  });

  test('in the details shows them anew', async () => {
    const replies = await pressed(deps, COLLEAGUE, button(), 'modal');
    expect(words(replies)).toContain('Withdrawn by <@U0COLLEAGUE>');
  });
});

test('Details shows everybody of the organisation the whole, with what is theirs to press', async () => {
  const button = { action: PROMOTION.details, value: promotion.id };
  const labels = async (by: string) => buttons(await pressed(deps, by, button));
  expect(await labels(ADMIN)).toContain('Publish');
  expect(await labels(COLLEAGUE)).toEqual(['Withdraw']);
  expect(words(await pressed(deps, OUTSIDER, button))).not.toContain('MIT');
  const none = await pressed(deps, ADMIN, { ...button, value: 'prm_none' });
  expect(words(none)).toContain('There is no such promotion.');
});

describe('a builder', () => {
  const answer = (action: string, by = COLLEAGUE, where: 'message' | 'home' = 'message') =>
    pressed(deps, by, { action, value: promotion.id }, where);

  test('answers in the message, or on Home, which is shown anew', async () => {
    expect(words(await showHome(deps, COLLEAGUE))).toContain('May we name you');
    expect(await answer(PROMOTION.nameMe)).toEqual([]);
    const replies = await answer(PROMOTION.nameMeNot, COLLEAGUE, 'home');
    expect(replies.map((one) => one.kind)).toEqual(['home']);
    expect(words(replies)).not.toContain('May we name you');
    expect((await promotionNow(deps, promotion)).builders[1]).toMatchObject({ says: 'no' });
  });

  test('is nobody who was not asked', async () => {
    expect(words(await answer(PROMOTION.nameMe, ADMIN))).toContain('not among the builders');
  });
});

test('Home shows what waits for a review to those who may', async () => {
  expect(words(await showHome(deps, ADMIN))).toContain('for the shared catalog');
  expect(words(await showHome(deps, OWNER))).not.toContain('for the shared catalog');
});

test('a button of another round of time is not understood as ours', async () => {
  const from = { by: ADMIN, name: 'admin', triggerId: '1' };
  const surface = { kind: 'message', channel: 'C1' } as const;
  const press = { kind: 'other', action: 'promotion_gone', part: '', value: '' } as const;
  const replies = await onPress(deps, { kind: 'press', ...from, press, surface });
  expect(words(replies)).toContain('older version');
});
