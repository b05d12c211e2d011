import { beforeEach, describe, expect, test } from 'vitest';
import {
  listPromotions,
  loadUnder,
  promotable,
  proposePromotion,
  withdrawPromotion,
} from '../../lib/acts/promotion.ts';
import { creditAsked, promotionUnderWay } from '../../lib/acts/promotion-store.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import {
  as,
  askForChanges,
  BRIEF,
  ownRelease,
  promoted,
  promotionNow,
  rejectIt,
  WANTED,
} from './promotion-kit.ts';
import { breaks, exported, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
});
const rows = async () => (await unsent(deps)).map(({ what, place }) => `${what} ${place}`);

describe('proposing', () => {
  test('tells the platform and the team, and asks who is to be named', async () => {
    const promotion = await promoted(deps);
    expect(promotion).toMatchObject({ state: 'open', team: 'team-support', releases: 1 });
    expect((await rows()).sort()).toEqual([
      'credit-question U0COLLEAGUE',
      'promotion-card C0PLATFORM',
      'promotion-card C0SUPPORT',
    ]);
    expect(await creditAsked(deps, COLLEAGUE)).toEqual([promotion.id]);
    expect(await creditAsked(deps, OWNER)).toEqual([]);
    expect(await promotionUnderWay(deps, BRIEF)).toBe(promotion.id);
    expect(await kindsOf(deps, `promotion/${promotion.id}`)).toEqual(['promotion.proposed']);
    expect((await exported(deps)).join('\n')).not.toContain('Every team has calls');
    expect(await breaks(deps)).toEqual([]);
  });

  test('once: another waits until the first one is over', async () => {
    await promoted(deps);
    expect(await proposePromotion(deps, COLLEAGUE, BRIEF, WANTED)).toMatchObject({
      why: 'promotion-open',
    });
  });

  test('tells what is missing, all at once, and writes nothing', async () => {
    const outcome = await proposePromotion(deps, OWNER, BRIEF, {
      ...WANTED,
      license: '',
      useful: '',
    });
    expect(outcome).toMatchObject({ kind: 'problems', problems: [{}, {}] });
    expect(await promotionUnderWay(deps, BRIEF)).toBeUndefined();
  });

  test.each([
    ['a member of another team', SALES_LEAD, BRIEF, 'not-allowed'],
    ['an admin who is not of the team', ADMIN, BRIEF, 'not-allowed'],
    ['anybody, of what is not there', OWNER, 'plugin/none', 'no-component'],
    ['a member, of what is the platform’s', OWNER, 'plugin/reply-drafter', 'not-allowed'],
    ['the platform, of what is shared', ADMIN, 'plugin/reply-drafter', 'already-shared'],
  ])('is refused to %s', async (_, by, component, why) => {
    expect(await proposePromotion(deps, by, component, WANTED)).toMatchObject({ why });
  });

  test('is refused where a shared name looks the same', async () => {
    await ownRelease(deps, { name: 'reply_drafter' });
    const outcome = await proposePromotion(deps, OWNER, 'plugin/reply_drafter', WANTED);
    expect(outcome).toMatchObject({ why: 'name-taken' });
  });
});

describe('sending again', () => {
  test('follows on changes that were asked for', async () => {
    const first = await promoted(deps);
    await askForChanges(deps, first);
    const outcome = await proposePromotion(deps, COLLEAGUE, BRIEF, {
      ...WANTED,
      builders: [OWNER, SALES_LEAD],
    });
    expect(outcome).toMatchObject({
      promotion: { id: first.id, round: 2, state: 'open', proposers: [OWNER, COLLEAGUE] },
    });
    expect(await creditAsked(deps, COLLEAGUE)).toEqual([]);
    expect(await creditAsked(deps, SALES_LEAD)).toEqual([first.id]);
    expect(await kindsOf(deps, `promotion/${first.id}`)).toEqual([
      'promotion.proposed',
      'promotion.changes-asked',
      'promotion.sent-again',
    ]);
  });
});

describe('withdrawing', () => {
  test('is for any member of the team, and asks nobody any more', async () => {
    const promotion = await promoted(deps);
    expect(await withdrawPromotion(deps, as.admin, promotion.id)).toMatchObject({
      why: 'not-allowed',
    });
    expect(await withdrawPromotion(deps, as.colleague, promotion.id)).toMatchObject({
      promotion: { state: 'withdrawn', end: { by: COLLEAGUE } },
    });
    expect(await withdrawPromotion(deps, as.owner, promotion.id)).toMatchObject({
      why: 'answered-already',
    });
    expect(await creditAsked(deps, COLLEAGUE)).toEqual([]);
    expect(await promotionUnderWay(deps, BRIEF)).toBeUndefined();
    expect((await promoted(deps)).id).not.toBe(promotion.id);
    expect(await breaks(deps)).toEqual([]);
  });

  test('of what is not there', async () => {
    expect(await withdrawPromotion(deps, as.owner, 'prm_none')).toMatchObject({
      why: 'no-promotion',
    });
    expect(await loadUnder(deps, 'prm_none')).toMatchObject({ why: 'no-promotion' });
  });
});

test('what is on its way and what is over are listed apart', async () => {
  const promotion = await promoted(deps);
  const ids = async (which: 'underWay' | 'shared' | 'ended') =>
    (await listPromotions(deps, which)).map((one) => one.id);
  expect(await ids('underWay')).toEqual([promotion.id]);
  await rejectIt(deps, promotion);
  expect(await ids('underWay')).toEqual([]);
  expect(await ids('ended')).toEqual([promotion.id]);
  expect(await promotionNow(deps, promotion)).toMatchObject({ state: 'rejected' });
});

test('a team is offered its own components alone', async () => {
  const of = async (by: string) => {
    const { components, underWay } = await promotable(deps, by);
    return [components.map((one) => one.id), underWay.map((one) => one.component)];
  };
  expect(await of(OWNER)).toEqual([[BRIEF], []]);
  expect(await of(SALES_LEAD)).toEqual([[], []]);
  await promoted(deps);
  expect(await of(COLLEAGUE)).toEqual([[BRIEF], [BRIEF]]);
});
