import { describe, expect, test } from 'vitest';
import type { Approval, ApprovalAsked } from '../../lib/core/approval.ts';
import { decide, refuseEarly } from '../../lib/core/decision.ts';
import { hand, hasTurnToHand, isHandedOn, seated, seatsOf } from '../../lib/core/delegation.ts';
import { APPROVAL, COLLEAGUE, fresh, LEAD, NOW, OUTSIDER, OWNER, THIRD } from './perfect.ts';

const STAND_IN = 'T1/U9';
const WAITING: Approval = {
  ...APPROVAL,
  stages: [{ of: 'manifest', via: 'team', quorum: 1 }],
  decisions: [],
  end: undefined,
};
const ASKED: ApprovalAsked = {
  stages: [[COLLEAGUE, THIRD]],
  excluded: [{ person: OWNER, why: 'last-editor' }],
};
const APPROVE = { choice: 'approve', digest: WAITING.digest, reason: '', at: NOW } as const;
const seats = (named: readonly string[], change: Partial<Approval> = {}, who = STAND_IN) =>
  seatsOf({ ...WAITING, ...change }, ASKED, who, named);

describe('in whose place somebody may decide', () => {
  test.each([
    ['of one who was asked', [COLLEAGUE], {}, [COLLEAGUE]],
    ['of nobody who was not asked', [LEAD, OWNER], {}, []],
    [
      'by hand, before by the days',
      [THIRD],
      { handed: [{ from: COLLEAGUE, to: STAND_IN, at: NOW }] },
      [COLLEAGUE, THIRD],
    ],
    [
      'not by what was handed to another',
      [],
      { handed: [{ from: COLLEAGUE, to: LEAD, at: NOW }] },
      [],
    ],
    [
      'not of one who has decided',
      [COLLEAGUE],
      { decisions: [{ by: COLLEAGUE, name: 'x', choice: 'approve', at: NOW, stage: 0 }] },
      [],
    ],
  ] as const)('%s', (_, named, change, expected) => {
    const { handed, decisions } = { handed: undefined, decisions: undefined, ...change };
    const approval = {
      stages: [{ of: 'manifest' as const, via: 'team' as const, quorum: 2 }],
      ...(handed ? { handed: [...handed] } : {}),
      ...(decisions ? { decisions: [...decisions] } : {}),
    };
    expect(seats(named, approval)).toEqual(expected);
  });

  test('whoever was asked needs no other seat', () => {
    expect(seats([COLLEAGUE], {}, THIRD)).toEqual([]);
  });

  test.each([
    ['team', true],
    ['approvers', true],
    ['backup', true],
    ['lead', false],
    ['platform', false],
    ['nobody', false],
  ] as const)('a turn of the stage %s is handed on: %s', (via, expected) => {
    expect(isHandedOn({ via })).toBe(expected);
    const stages = [{ of: 'baseline' as const, via, quorum: 1 }];
    expect(seats([COLLEAGUE], { stages })).toEqual(expected ? [COLLEAGUE] : []);
    expect(hasTurnToHand({ ...WAITING, stages }, ASKED, COLLEAGUE)).toBe(expected);
  });
});

describe('deciding in the place of another', () => {
  const sit = (who: string, seat = COLLEAGUE, approval = WAITING) =>
    refuseEarly(approval, seated(approval, ASKED, { person: who, seat }), who, APPROVE);
  const byStandIn = () =>
    decide(
      { ...WAITING, stages: [{ of: 'manifest', via: 'team', quorum: 2 }] },
      fresh(STAND_IN, { name: 'Stand-in' }),
      { ...APPROVE, for: COLLEAGUE },
    );

  test('it is said in whose place, and counts as the one decision of both', () => {
    expect(sit(STAND_IN)).toBeUndefined();
    const after = byStandIn();
    expect(after.decisions).toMatchObject([{ by: STAND_IN, for: COLLEAGUE }]);
    expect(refuseEarly(after, ASKED, COLLEAGUE, APPROVE)).toMatchObject({
      why: 'decided-already',
      say: 'Stand-in has decided on this request in your place. It needs somebody else too.',
    });
    expect(refuseEarly(after, ASKED, THIRD, APPROVE)).toBeUndefined();
    expect(sit(STAND_IN, THIRD, after)).toMatchObject({ why: 'decided-already' });
  });

  test('"never to an excluded person", the one in the claim among them', () => {
    expect(sit(OWNER)).toMatchObject({ why: 'excluded' });
    const claimed = { ...WAITING, onBehalfOf: STAND_IN };
    expect(sit(STAND_IN, COLLEAGUE, claimed)).toMatchObject({ why: 'excluded' });
    const sameId = { ...WAITING, onBehalfOf: 'T2/U9' };
    expect(sit(STAND_IN, COLLEAGUE, sameId)).toMatchObject({ why: 'excluded' });
  });

  test('a seat that a later stage needs is not spent on this one', () => {
    const stage = { of: 'manifest', via: 'team', quorum: 1 } as const;
    const approval: Approval = { ...WAITING, stages: [stage, stage] };
    const asked: ApprovalAsked = { stages: [[COLLEAGUE, THIRD], [COLLEAGUE]], excluded: [] };
    const sits = (seat: string) =>
      refuseEarly(approval, seated(approval, asked, { person: STAND_IN, seat }), STAND_IN, APPROVE);
    expect(sits(COLLEAGUE)).toMatchObject({ why: 'needed-later' });
    expect(sits(THIRD)).toBeUndefined();
  });
});

describe('asking somebody else', () => {
  const give = (to: string, approval = WAITING) =>
    hand(approval, ASKED, { from: COLLEAGUE, to, at: NOW });

  test('one turn has one stand-in: a second one takes the place of the first', () => {
    const first = give(STAND_IN);
    if (first.kind === 'refused') throw new Error(first.say);
    const second = give(LEAD, first.approval);
    if (second.kind === 'refused') throw new Error(second.say);
    expect(second.approval.handed).toEqual([{ from: COLLEAGUE, to: LEAD, at: NOW }]);
  });

  test.each([
    ['oneself', COLLEAGUE, 'bad-delegate'],
    ['one who is excluded', OWNER, 'bad-delegate'],
    ['one who may decide already', THIRD, 'bad-delegate'],
  ])('not to %s', (_, to, why) => {
    expect(give(to)).toMatchObject({ kind: 'refused', why });
  });

  test('not to one who has decided, nor to the one in the claim', () => {
    const decided: Approval = {
      ...WAITING,
      stages: [{ of: 'manifest', via: 'team', quorum: 2 }],
      decisions: [{ by: LEAD, name: 'x', choice: 'approve', at: NOW, stage: 0 }],
    };
    expect(give(LEAD, decided)).toMatchObject({ why: 'bad-delegate' });
    expect(give(OWNER, { ...WAITING, onBehalfOf: OUTSIDER })).toMatchObject({
      why: 'bad-delegate',
    });
  });

  test("not an admin's turn, nor more than ten turns of one request", () => {
    const platform = {
      ...WAITING,
      stages: [{ of: 'baseline' as const, via: 'platform' as const, quorum: 1 }],
    };
    expect(give(STAND_IN, platform)).toMatchObject({ why: 'not-handed-on' });
    const handed = Array.from({ length: 10 }, (_, n) => ({ from: `T1/A${n}`, to: LEAD, at: NOW }));
    expect(give(STAND_IN, { ...WAITING, handed })).toMatchObject({ why: 'handed-too-often' });
  });

  test('a turn that is on hold or over is nobody’s to hand', () => {
    expect(hasTurnToHand(WAITING, ASKED, COLLEAGUE)).toBe(true);
    expect(hasTurnToHand({ ...WAITING, heldSince: NOW }, ASKED, COLLEAGUE)).toBe(false);
    expect(
      hasTurnToHand({ ...WAITING, end: { ending: 'expired', at: NOW } }, ASKED, COLLEAGUE),
    ).toBe(false);
    expect(hasTurnToHand(WAITING, ASKED, STAND_IN)).toBe(false);
  });
});
