import { describe, expect, test } from 'vitest';
import { proposePromotion, withdrawPromotion } from '../../../lib/acts/promotion.ts';
import { answerCredit } from '../../../lib/acts/promotion-credit.ts';
import { renameComponent } from '../../../lib/acts/rename-component.ts';
import { answerTransfer, loadTransfer, offerTransfer } from '../../../lib/acts/transfer.ts';
import { COLLEAGUE, OWNER, SALES_LEAD } from '../../kit/people.ts';
import {
  as,
  BRIEF,
  componentNow,
  ownRelease,
  promoted,
  promotionNow,
  publishIt,
  rejectIt,
  WANTED,
} from '../promotion-kit.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { breaks, kindsOf } from '../stage.ts';

const at = track();

describe.each(FAULTS)('a promotion, with the fault: %s', (fault) => {
  const where = (subject: string) => ({ proxy: at.proxy, subject, fault });

  test('two reviewers at once: one answer counts, the other is told of it', async () => {
    await ownRelease(at.deps);
    const promotion = await promoted(at.deps);
    const outcomes = await race(
      where(`promotion/${promotion.id}`),
      () => publishIt(at.left, promotion),
      () => rejectIt(at.right, promotion),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['refused', 'reviewed']);
    const { state } = await promotionNow(at.deps, promotion);
    const visibility = state === 'published' ? 'shared' : 'team';
    expect(await componentNow(at.deps)).toMatchObject({ visibility });
    expect(await kindsOf(at.deps, `promotion/${promotion.id}`)).toHaveLength(2);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('publishing against withdrawing: one of them, never half of both', async () => {
    await ownRelease(at.deps);
    const promotion = await promoted(at.deps);
    const outcomes = await race(
      where(`promotion/${promotion.id}`),
      () => publishIt(at.left, promotion),
      () => withdrawPromotion(at.right, as.colleague, promotion.id),
    );
    expect(outcomes.filter((one) => one.kind === 'refused')).toHaveLength(1);
    const { state } = await promotionNow(at.deps, promotion);
    const { visibility, credit } = await componentNow(at.deps);
    expect([visibility, credit?.promotion]).toEqual(
      state === 'published' ? ['shared', promotion.id] : ['team', undefined],
    );
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('publishing while a version comes: it was looked at, or the reviewer is told', async () => {
    await ownRelease(at.deps);
    const promotion = await promoted(at.deps);
    const [outcome] = await race(
      where(`component/${BRIEF}`),
      () => publishIt(at.left, promotion),
      () => ownRelease(at.right, { version: '1.1.0' }),
    );
    const { visibility, latest } = await componentNow(at.deps);
    expect(latest).toBe('1.1.0');
    expect(outcome).toMatchObject(
      visibility === 'shared' ? { kind: 'reviewed' } : { why: 'newer-release' },
    );
    const kinds = await kindsOf(at.deps, `component/${BRIEF}`);
    expect(kinds).toEqual(
      visibility === 'shared'
        ? ['release.published', 'component.shared', 'release.published']
        : ['release.published', 'release.published'],
    );
    expect(await breaks(at.deps)).toEqual([]);
  });
});

describe.each(FAULTS)('a component, with the fault: %s', (fault) => {
  const where = (subject: string) => ({ proxy: at.proxy, subject, fault });

  test('two proposals at once: one is open, the other is told of it', async () => {
    await ownRelease(at.deps);
    const outcomes = await race(
      where(`component/${BRIEF}`),
      () => proposePromotion(at.left, OWNER, BRIEF, WANTED),
      () => proposePromotion(at.right, COLLEAGUE, BRIEF, WANTED),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['promotion', 'refused']);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('an answer about the credit while it is published is not lost', async () => {
    await ownRelease(at.deps);
    const promotion = await promoted(at.deps);
    await race(
      where(`promotion/${promotion.id}`),
      () => publishIt(at.left, promotion),
      () => answerCredit(at.right, COLLEAGUE, promotion.id, 'yes'),
    );
    expect((await componentNow(at.deps)).credit?.builtBy).toEqual([OWNER, COLLEAGUE]);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('two new names at once: one of them', async () => {
    await ownRelease(at.deps);
    const outcomes = await race(
      where(`component/${BRIEF}`),
      () => renameComponent(at.left, OWNER, BRIEF, 'call-notes'),
      () => renameComponent(at.right, OWNER, BRIEF, 'call-papers'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['refused', 'renamed']);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('an offer accepted while it is taken back: one of them', async () => {
    await ownRelease(at.deps);
    const wanted = { component: BRIEF, to: 'team-sales' };
    const offered = await offerTransfer(at.deps, OWNER, wanted);
    if (offered.kind === 'refused') throw new Error(offered.say);
    const { id } = offered.transfer;
    const lead = { ...as.owner, by: SALES_LEAD };
    const outcomes = await race(
      where(`transfer/${id}`),
      () => answerTransfer(at.left, lead, id, 'accept'),
      () => answerTransfer(at.right, as.owner, id, 'withdraw'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['refused', 'transfer']);
    const state = (await loadTransfer(at.deps, id))?.state.state;
    const team = state === 'accepted' ? 'team-sales' : 'team-support';
    expect(await componentNow(at.deps)).toMatchObject({ team });
    expect(await breaks(at.deps)).toEqual([]);
  });
});
