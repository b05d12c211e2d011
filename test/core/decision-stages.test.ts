import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Approval, approvals, stateOf, turnOf } from '../../lib/core/approval.ts';
import { type Choice, decide, expire, refuseEarly } from '../../lib/core/decision.ts';
import { enough } from '../../lib/core/gate.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import { ADMIN, APPROVAL, COLLEAGUE, EXPIRY, fresh, LATER, LEAD, OWNER, THIRD } from './perfect.ts';

const APPROVE: Choice = { choice: 'approve', digest: APPROVAL.digest, reason: '', at: LATER };
type Stages = Approval['stages'];
const base = { of: 'baseline' as const, via: 'lead' as const, quorum: 1 };
const named = { of: 'manifest' as const, via: 'approvers' as const, quorum: 1 };
const STAGED: Approval = { ...APPROVAL, stages: [base, named] };
const asked = (...stages: string[][]) => ({ stages, excluded: [] });
const refused = (approval: Approval, by: string, change: Partial<Choice> = {}, people = PEOPLE) =>
  refuseEarly(approval, people, by, { ...APPROVE, ...change });
const PEOPLE = asked([LEAD, COLLEAGUE], [COLLEAGUE, ADMIN]);
const first = decide(STAGED, fresh(LEAD), APPROVE);

describe('one stage after the other', () => {
  test('those of the second are told to wait, and by whom', () => {
    expect(refused(STAGED, ADMIN)).toMatchObject({
      why: 'not-your-turn',
      say: expect.stringContaining("First the lead of team-support and the lead's backup"),
    });
    expect(refused(STAGED, ADMIN, { choice: 'deny', reason: 'no' })?.why).toBe('not-your-turn');
    expect(refused(STAGED, THIRD)?.why).toBe('not-asked');
  });

  test('the first approval ends nothing, and counts in its stage', () => {
    expect([stateOf(first), turnOf(first).index]).toEqual(['waiting', 1]);
    expect(first.decisions).toMatchObject([{ by: LEAD, stage: 0 }]);
    expect(stateOf(decide(first, fresh(ADMIN), APPROVE))).toBe('approved');
  });

  test('one denial in the second ends all of it', () => {
    const denied = decide(first, fresh(ADMIN), { ...APPROVE, choice: 'deny', reason: 'no' });
    expect(denied.end).toMatchObject({ ending: 'denied', by: ADMIN });
  });

  test('who approved in the first never counts in the second', () => {
    const both = decide(STAGED, fresh(COLLEAGUE), APPROVE);
    expect(refused(both, COLLEAGUE)?.why).toBe('decided-already');
  });

  test('whoever alone can fill the second is kept for it, but may deny at once', () => {
    const one = asked([LEAD, COLLEAGUE], [COLLEAGUE]);
    expect(refused(STAGED, COLLEAGUE, {}, one)).toMatchObject({
      why: 'needed-later',
      say: expect.stringContaining('Somebody else has to approve this one.'),
    });
    expect(refused(STAGED, COLLEAGUE, { choice: 'deny', reason: 'no' }, one)).toBeUndefined();
    expect(refused(STAGED, LEAD, {}, one)).toBeUndefined();
    expect(refused(STAGED, COLLEAGUE)).toBeUndefined();
  });
});

describe('what a stage asks besides', () => {
  const reasoned = { ...APPROVAL, stages: [{ ...base, reason: true as const }] };
  const stepped = { ...APPROVAL, stages: [{ ...base, stepUp: true as const }] };
  const proof = (minutes: number) => ({ proof: { at: minutesAfter(LATER, minutes) } });

  test('a reason with the approval', () => {
    expect(refused(reasoned, LEAD, { reason: ' ' })).toMatchObject({ why: 'reason-required' });
    expect(refused(reasoned, LEAD, { reason: 'checked the amount' })).toBeUndefined();
  });

  test.each([
    ['none', {}, 'step-up-needed'],
    ['of now', proof(0), undefined],
    ['five minutes old', proof(-5), undefined],
    ['six minutes old', proof(-6), 'step-up-needed'],
    ['by a clock that is a minute ahead', proof(1), undefined],
    ['from the future', proof(2), 'step-up-needed'],
  ])('a fresh login: %s', (_, change, why) => {
    expect(refused(stepped, LEAD, change)?.why).toBe(why);
  });

  test('a fresh login is kept with the decision; none is asked for a denial', () => {
    const decided = decide(stepped, fresh(LEAD), { ...APPROVE, ...proof(-1) });
    expect(decided.decisions[0]?.loggedInAt).toBe(minutesAfter(LATER, -1));
    expect(refused(stepped, LEAD, { choice: 'deny', reason: 'no' })).toBeUndefined();
  });

  test('where nobody asks for one, none is kept', () => {
    const decided = decide(APPROVAL, fresh(LEAD), { ...APPROVE, ...proof(0) });
    expect(decided.decisions[0]).not.toHaveProperty('loggedInAt');
  });

  test('only of those of the stage', () => {
    const second: Stages = [base, { ...named, reason: true, stepUp: true }];
    expect(refused({ ...STAGED, stages: second }, LEAD)).toBeUndefined();
    expect(refused({ ...first, stages: second }, ADMIN)?.why).toBe('reason-required');
  });
});

test('while its workflow does not run nobody decides, and nobody is told off for trying', () => {
  const held = { ...APPROVAL, heldSince: LATER };
  const one = asked([COLLEAGUE]);
  for (const choice of ['approve', 'deny'] as const) {
    const change = { choice, reason: 'why' };
    expect(refused(held, COLLEAGUE, change, one)).toMatchObject({ why: 'on-hold' });
  }
});

const everybody = [OWNER, COLLEAGUE, THIRD, LEAD, ADMIN];
const people = fc.uniqueArray(fc.constantFrom(...everybody), { minLength: 1 });
const flag = fc.constantFrom(undefined, true as const);
const stage = fc.record({
  people,
  quorum: fc.integer({ min: 1, max: 3 }),
  stepUp: flag,
  reason: flag,
});
const click = fc.record({
  who: fc.constantFrom(...everybody, 'T2/U1'),
  choice: fc.constantFrom(
    'approve' as const,
    'approve' as const,
    'approve' as const,
    'deny' as const,
  ),
  reason: fc.constantFrom('', 'because'),
  proof: fc.constantFrom(undefined, { at: LATER }),
  at: fc.constantFrom(LATER, LATER, LATER, EXPIRY),
});
type Asked = typeof stage extends fc.Arbitrary<infer One> ? One : never;
const ways = ['baseline', 'manifest'] as const;

function start(stages: readonly Asked[]): Approval {
  return {
    ...APPROVAL,
    stages: stages.map(({ people: _, quorum, stepUp, reason }, at) => ({
      ...{ of: ways[at] ?? 'manifest', via: 'team' as const, quorum },
      ...(stepUp ? { stepUp } : {}),
      ...(reason ? { reason } : {}),
    })),
  };
}

function passes({ decisions, stages: rules }: Approval, stages: readonly Asked[]): void {
  const by = decisions.map((one) => one.by);
  expect(new Set(by).size).toBe(by.length);
  for (const one of decisions) expect(stages[one.stage]?.people).toContain(one.by);
  const order = decisions.map((one) => one.stage);
  expect(order).toEqual([...order].sort());
  const approved = decisions.filter((one) => one.choice === 'approve');
  for (const one of approved)
    expect(one.loggedInAt !== undefined).toBe(rules[one.stage]?.stepUp ?? false);
}

const fair = fc
  .array(stage, { minLength: 1, maxLength: 2 })
  .filter((all) => enough(all.map((one) => ({ people: one.people, needed: one.quorum }))));

describe('"all of which must pass"', () => {
  test('nobody twice, in their order, one denial ends it, and approved is exactly all quorums', () => {
    fc.assert(
      fc.property(fair, fc.array(click, { maxLength: 20 }), (stages, clicks) => {
        let approval = start(stages);
        const who = asked(...stages.map((one) => one.people));
        for (const { who: by, ...said } of clicks) {
          const choice = { ...APPROVE, ...said };
          const refusal = refuseEarly(approval, who, by, choice);
          if (stateOf(approval) !== 'waiting') expect(refusal?.why).toBe('already-ended');
          if (!refusal) approval = decide(approval, fresh(by), choice);
          passes(approval, stages);
        }
        const full = stages.every((one, at) => approvals(approval, at) === one.quorum);
        expect(stateOf(approval) === 'approved').toBe(full);
        const denied = approval.decisions.filter((one) => one.choice === 'deny');
        expect(denied.length).toBe(stateOf(approval) === 'denied' ? 1 : 0);
        if (denied.length > 0) expect(approval.decisions.at(-1)).toBe(denied[0]);
      }),
      { numRuns: 300 },
    );
  });

  test('what was asked of enough people can always still be approved, whoever approves first', () => {
    fc.assert(
      fc.property(
        fair,
        fc.array(fc.constantFrom(...everybody), { maxLength: 30 }),
        (stages, clicks) => {
          let approval = start(stages);
          const who = asked(...stages.map((one) => one.people));
          const choice = { ...APPROVE, reason: 'because', proof: { at: LATER } };
          const rounds = [...clicks, ...everybody, ...everybody];
          for (const by of rounds) {
            if (!refuseEarly(approval, who, by, choice))
              approval = decide(approval, fresh(by), choice);
          }
          expect(stateOf(approval)).toBe('approved');
          expect(expire(approval, EXPIRY)).toBeUndefined();
        },
      ),
      { numRuns: 300 },
    );
  });
});
