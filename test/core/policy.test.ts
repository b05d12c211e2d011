import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuledAction } from '../../lib/core/baseline-rules.ts';
import type { GateRule } from '../../lib/core/manifest.ts';
import { DEFAULT_EXPIRY_MINUTES, policyName, policyOf } from '../../lib/core/policy.ts';
import { ADMIN, COLLEAGUE, LEAD, OWNER, sha } from './perfect.ts';

const ACTION = 'send_external_email';
const approvers = { people: [COLLEAGUE] };
const ruled = (rule: Omit<RuledAction, 'action' | 'by'> = {}, by: RuledAction['by'] = 'lead') => ({
  ...{ action: ACTION, by },
  ...rule,
});
const stage = { quorum: 1, stepUp: false, reason: false };

describe('the stages', () => {
  test.each<[string, GateRule, RuledAction | undefined, object[]]>([
    ['the team where nobody says anything', {}, undefined, [{ of: 'manifest', who: 'team' }]],
    [
      'those whom the manifest names',
      { approvers, quorum: 2 },
      undefined,
      [{ of: 'manifest', who: 'approvers', quorum: 2 }],
    ],
    [
      "the baseline's alone, as strict as both, where the manifest names nobody",
      { quorum: 3, step_up: true },
      ruled({ quorum: 2, reason_required: true }),
      [{ of: 'baseline', who: 'lead', quorum: 3, stepUp: true, reason: true }],
    ],
    [
      "the baseline's where it is stricter",
      { quorum: 1 },
      ruled({ quorum: 2, step_up: true }),
      [{ of: 'baseline', who: 'lead', quorum: 2, stepUp: true }],
    ],
    [
      'both, the baseline first, each under its own terms',
      { approvers, quorum: 2, reason_required: true },
      ruled({ step_up: true }, 'platform'),
      [
        { of: 'baseline', who: 'platform', stepUp: true },
        { of: 'manifest', who: 'approvers', quorum: 2, reason: true },
      ],
    ],
  ])('are %s', (_, rule, base, stages) => {
    expect(policyOf(rule, base).stages).toEqual(stages.map((one) => ({ ...stage, ...one })));
  });
});

describe('what counts for all stages', () => {
  test.each<[string, GateRule, RuledAction | undefined, object]>([
    [
      'a day, with a reminder halfway and an escalation after three quarters',
      {},
      undefined,
      {
        ...{ expiresInMinutes: DEFAULT_EXPIRY_MINUTES, excludeOwner: false, exclude: [] },
        ...{ remindAfterMinutes: 720, escalateAfterMinutes: 1080 },
      },
    ],
    [
      'the stricter expiry: the manifest’s',
      { expires_in_minutes: 30 },
      ruled({ expires_in_minutes: 60 }),
      { expiresInMinutes: 30, remindAfterMinutes: 15, escalateAfterMinutes: 23 },
    ],
    [
      'the stricter expiry: the baseline’s',
      { expires_in_minutes: 2 * DEFAULT_EXPIRY_MINUTES },
      ruled({ expires_in_minutes: 60 }),
      { expiresInMinutes: 60 },
    ],
    [
      'a longer one than a day where only that was said',
      { expires_in_minutes: 2 * DEFAULT_EXPIRY_MINUTES },
      ruled(),
      { expiresInMinutes: 2 * DEFAULT_EXPIRY_MINUTES },
    ],
    [
      'the union of exclusions',
      { exclude: [OWNER, ADMIN] },
      ruled({ exclude: [LEAD, OWNER] }),
      { exclude: [LEAD, OWNER, ADMIN] },
    ],
    [
      'the owner, where the manifest says so',
      { exclude_owner: true },
      ruled(),
      { excludeOwner: true },
    ],
    [
      'the owner, where the baseline says so',
      {},
      ruled({ exclude_owner: true }),
      { excludeOwner: true },
    ],
    [
      'the sooner reminder and escalation',
      { remind_after_minutes: 10, escalate_after_minutes: 50 },
      ruled({ remind_after_minutes: 20, escalate_after_minutes: 40 }),
      { remindAfterMinutes: 10, escalateAfterMinutes: 40 },
    ],
  ])('is %s', (_, rule, base, expected) => {
    expect(policyOf(rule, base)).toMatchObject(expected);
  });
});

const minutes = fc.integer({ min: 5, max: 10_080 });
const terms = {
  quorum: fc.integer({ min: 1, max: 10 }),
  expires_in_minutes: minutes,
  step_up: fc.constant(true as const),
  reason_required: fc.constant(true as const),
  exclude_owner: fc.constant(true as const),
  exclude: fc.array(fc.constantFrom(OWNER, COLLEAGUE, LEAD, ADMIN), { minLength: 1 }),
  remind_after_minutes: minutes,
  escalate_after_minutes: minutes,
};
const gateRules = fc.record({ ...terms, approvers: fc.constant(approvers) }, { requiredKeys: [] });
const by = fc.constantFrom('team' as const, 'lead' as const, 'platform' as const);
const ruledActions = fc.record(
  { ...terms, action: fc.constant(ACTION), by },
  { requiredKeys: ['action', 'by'] },
);

test('"a team adds gates but never removes the baseline’s": nothing it writes makes anything milder', () => {
  fc.assert(
    fc.property(gateRules, ruledActions, (rule, base) => {
      const alone = policyOf({}, base);
      const both = policyOf(rule, base);
      const [first] = both.stages;
      const [was] = alone.stages;
      expect(first?.of).toBe('baseline');
      expect(first?.who).toBe(base.by);
      expect(first?.quorum ?? 0).toBeGreaterThanOrEqual(was?.quorum ?? 1);
      expect([first?.stepUp, first?.reason]).toEqual([
        first?.stepUp || was?.stepUp,
        first?.reason || was?.reason,
      ]);
      if (base.expires_in_minutes !== undefined) {
        expect(both.expiresInMinutes).toBeLessThanOrEqual(alone.expiresInMinutes);
      }
      expect(both.exclude).toEqual(expect.arrayContaining([...alone.exclude]));
      expect(both.excludeOwner).toBe(both.excludeOwner || alone.excludeOwner);
    }),
  );
});

describe('the name of the rules', () => {
  const name = (rule: GateRule, base?: RuledAction) => policyName(policyOf(rule, base), sha);

  test('says in words who is asked, and has the rest in it as a digest', () => {
    expect(name({})).toMatch(/^manifest-team\/2\.[0-9a-f]{12}$/);
    expect(name({ approvers }, ruled())).toMatch(
      /^baseline-lead\+manifest-approvers\/2\.[0-9a-f]{12}$/,
    );
  });

  test.each<[string, GateRule]>([
    ['quorum', { quorum: 2 }],
    ['expires_in_minutes', { expires_in_minutes: 60 }],
    ['step_up', { step_up: true }],
    ['reason_required', { reason_required: true }],
    ['exclude_owner', { exclude_owner: true }],
    ['exclude', { exclude: [COLLEAGUE] }],
    ['approvers', { approvers }],
  ])('is another one with another %s, in the manifest and in the baseline', (field, rule) => {
    expect(name(rule)).not.toBe(name({}));
    const { approvers: named, ...shared } = rule;
    if (!named) expect(name({}, ruled(shared)), field).not.toBe(name({}, ruled()));
  });

  test('is another one with other approvers, and with another decider of the baseline', () => {
    expect(name({ approvers })).not.toBe(name({ approvers: { people: [LEAD] } }));
    const names = (['team', 'lead', 'platform'] as const).map((one) => name({}, ruled({}, one)));
    expect(new Set([...names, name({})]).size).toBe(4);
  });

  test('is the same whenever people are told again', () => {
    const told = { remind_after_minutes: 10, escalate_after_minutes: 20 };
    expect(name(told)).toBe(name({}));
    expect(name({}, ruled(told))).toBe(name({}, ruled()));
  });

  test('is the same for rules that come to the same', () => {
    expect(name({ quorum: 1, expires_in_minutes: DEFAULT_EXPIRY_MINUTES })).toBe(name({}));
  });
});
