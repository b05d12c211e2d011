import type { RuledAction } from '../../../lib/core/baseline-rules.ts';
import type { GateRule } from '../../../lib/core/manifest.ts';
import type * as policies from '../../../lib/core/policy.ts';
import { COLLEAGUE, LEAD, sha } from '../perfect.ts';
import type { Removal } from './mutants.ts';

export const ruled = (rule: GateRule = {}): RuledAction => ({ action: 'a', by: 'lead', ...rule });
export const approvers = { people: [COLLEAGUE] };

export type Policies = typeof policies;
const stage =
  (rule: GateRule, base?: RuledAction, at = 0) =>
  (m: Policies) =>
    m.policyOf(rule, base).stages[at];
/** The rules have another name with this than without it. */
const named = (rule: GateRule) => (m: Policies) =>
  m.policyName(m.policyOf(rule, undefined), sha) !== m.policyName(m.policyOf({}, undefined), sha);
const taken = (field: string) => ({
  find: 'const { remindAfterMinutes: _,',
  put: `const { ${field}: gone, remindAfterMinutes: _,`,
});

/** What is taken out of `policy.ts`. */
export const POLICY: Removal<Policies>[] = [
  {
    field: 'quorum',
    find: 'return { quorum, stepUp',
    put: 'return { quorum: 1, stepUp',
    law: (m) => stage({ quorum: 2 })(m)?.quorum === 2,
  },
  {
    field: 'quorum',
    find: 'Math.max(a.quorum, b.quorum)',
    put: 'b.quorum',
    law: (m) => stage({}, ruled({ quorum: 2 }))(m)?.quorum === 2,
  },
  {
    field: 'quorum',
    find: 'Math.max(a.quorum, b.quorum)',
    put: 'a.quorum',
    law: (m) => stage({ quorum: 2 }, ruled())(m)?.quorum === 2,
  },
  {
    field: 'step_up',
    find: 'step_up === true',
    put: 'false',
    law: (m) => stage({ step_up: true })(m)?.stepUp === true,
  },
  {
    field: 'step_up',
    find: 'a.stepUp || b.stepUp',
    put: 'b.stepUp',
    law: (m) => stage({}, ruled({ step_up: true }))(m)?.stepUp === true,
  },
  {
    field: 'step_up',
    find: 'a.stepUp || b.stepUp',
    put: 'a.stepUp',
    law: (m) => stage({ step_up: true }, ruled())(m)?.stepUp === true,
  },
  {
    field: 'reason_required',
    find: 'reason_required === true',
    put: 'false',
    law: (m) => stage({ reason_required: true })(m)?.reason === true,
  },
  {
    field: 'reason_required',
    find: 'a.reason || b.reason',
    put: 'b.reason',
    law: (m) => stage({}, ruled({ reason_required: true }))(m)?.reason === true,
  },
  {
    field: 'reason_required',
    find: 'a.reason || b.reason',
    put: 'a.reason',
    law: (m) => stage({ reason_required: true }, ruled())(m)?.reason === true,
  },
  {
    field: 'exclude_owner',
    find: 'rule.exclude_owner || ruled?.exclude_owner',
    put: 'rule.exclude_owner',
    law: (m) => m.policyOf({}, ruled({ exclude_owner: true })).excludeOwner,
  },
  {
    field: 'exclude_owner',
    find: 'rule.exclude_owner || ruled?.exclude_owner',
    put: 'ruled?.exclude_owner',
    law: (m) => m.policyOf({ exclude_owner: true }, ruled()).excludeOwner,
  },
  {
    field: 'exclude',
    find: '...(ruled?.exclude ?? []),',
    put: '',
    law: (m) => m.policyOf({}, ruled({ exclude: [LEAD] })).exclude.includes(LEAD),
  },
  {
    field: 'exclude',
    find: '...(rule.exclude ?? [])',
    put: '',
    law: (m) => m.policyOf({ exclude: [LEAD] }, ruled()).exclude.includes(LEAD),
  },
  {
    field: 'expires_in_minutes',
    find: '[ruled?.expires_in_minutes, rule.expires_in_minutes]',
    put: '[rule.expires_in_minutes]',
    law: (m) => m.policyOf({}, ruled({ expires_in_minutes: 9 })).expiresInMinutes === 9,
  },
  {
    field: 'expires_in_minutes',
    find: '[ruled?.expires_in_minutes, rule.expires_in_minutes]',
    put: '[ruled?.expires_in_minutes]',
    law: (m) => m.policyOf({ expires_in_minutes: 9 }, ruled()).expiresInMinutes === 9,
  },
  {
    field: 'approvers',
    find: "rule.approvers ? 'approvers' : 'team'",
    put: "'team'",
    law: (m) => stage({ approvers })(m)?.who === 'approvers',
  },
  {
    field: 'approvers',
    find: "{ of: 'manifest', who: 'approvers', ...own },",
    put: '',
    law: (m) => stage({ approvers }, ruled(), 1)(m)?.who === 'approvers',
  },
  {
    field: 'by',
    find: "{ of: 'baseline', who: ruled.by, ...base },",
    put: '',
    law: (m) => stage({ approvers }, ruled())(m)?.who === 'lead',
  },
  {
    field: 'by',
    find: 'who: ruled.by, ...stricter(base, own)',
    put: "who: 'team', ...stricter(base, own)",
    law: (m) => stage({}, ruled())(m)?.who === 'lead',
  },
  {
    field: 'remind_after_minutes',
    find: "sooner('remind_after_minutes', { rule, ruled }, minutes * REMIND)",
    put: 'Math.ceil(minutes * REMIND)',
    law: (m) => m.policyOf({ remind_after_minutes: 9 }, ruled()).remindAfterMinutes === 9,
  },
  {
    field: 'escalate_after_minutes',
    find: "sooner('escalate_after_minutes', { rule, ruled }, minutes * ESCALATE)",
    put: 'Math.ceil(minutes * ESCALATE)',
    law: (m) => m.policyOf({ escalate_after_minutes: 9 }, ruled()).escalateAfterMinutes === 9,
  },
  { field: 'name of stages', ...taken('stages'), law: (m) => named({ quorum: 2 })(m) },
  {
    field: 'name of approvers',
    ...taken('approvers'),
    law: (m) =>
      m.policyName(m.policyOf({ approvers }, undefined), sha) !==
      m.policyName(m.policyOf({ approvers: { people: [LEAD] } }, undefined), sha),
  },
  {
    field: 'name of expires_in_minutes',
    ...taken('expiresInMinutes'),
    law: named({ expires_in_minutes: 9 }),
  },
  {
    field: 'name of exclude_owner',
    ...taken('excludeOwner'),
    law: named({ exclude_owner: true }),
  },
  { field: 'name of exclude', ...taken('exclude'), law: named({ exclude: [LEAD] }) },
];
