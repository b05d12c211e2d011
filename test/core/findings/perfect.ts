import type { Mode, Rules } from '../../../lib/core/baseline.ts';
import { defaultBaseline } from '../../../lib/core/baseline-default.ts';
import type { RuleName } from '../../../lib/core/baseline-rules.ts';
import type { Subject } from '../../../lib/core/findings.ts';
import type { Manifest } from '../../../lib/core/manifest.ts';
import { effectiveModel } from '../../../lib/core/model.ts';
import { COLLEAGUE, MANIFEST, NOW, OWNER, TEAM } from '../perfect.ts';

export const TODAY = '2026-11-23';

/** Every rule enforced, with something to say about everything. */
export const RULES: Rules = {
  ...defaultBaseline(['crm.read'], NOW).rules,
  'owner-required': { mode: 'enforce' },
  'backup-required': { mode: 'enforce' },
  'gated-actions': {
    mode: 'enforce',
    actions: [
      { action: 'send_external_email', by: 'team' },
      { action: 'issue_refund', by: 'lead' },
      { action: 'delete_customer_data', by: 'platform' },
    ],
  },
  'scopes-never': { mode: 'enforce', scopes: ['crm.admin', 'payments.write'] },
  'models-by-class': {
    mode: 'enforce',
    'high-stakes': ['large-1', 'medium-1'],
    analytical: ['medium-1'],
    'high-volume': ['small-1'],
  },
  'review-interval': { mode: 'enforce', days: 180 },
};

/** Breaks none of them. */
export const SUBJECT: Subject = {
  manifest: { ...MANIFEST, model_default: 'medium-1', task_class: 'analytical' },
  team: TEAM,
  owner: OWNER,
  backup: COLLEAGUE,
  actions: ['send_external_email'],
  scopes: new Map([['crm-readonly', ['crm.read']]]),
  model: {
    model: { name: 'medium-1', from: { kind: 'manifest' } },
    taskClass: { name: 'analytical', from: { kind: 'manifest' } },
    others: [],
  },
  locked: new Map([
    ['plugin/reply-drafter', '3.2.4'],
    ['connector/crm-readonly', '1.4.0'],
    ['skill/tone-brand-voice', '2.0.1'],
  ]),
  changedAt: NOW,
};

export const WHERE = { team: TEAM.id, today: TODAY };

export function withManifest(change: Partial<Manifest>): Subject {
  const manifest = { ...SUBJECT.manifest, ...change };
  return { ...SUBJECT, manifest, model: effectiveModel(manifest, [], undefined) };
}

/** The perfect rules with one of them as strict as this. */
export function strict(rule: RuleName, mode: Mode, rest: object = {}): Rules {
  return { ...RULES, [rule]: { ...RULES[rule], mode, ...rest } };
}
