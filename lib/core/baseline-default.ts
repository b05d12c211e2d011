import type { Baseline, Rules } from './baseline.ts';
import { PAYLOAD_LIMIT_BYTES } from './payload.ts';

/** What goes out of the house or cannot be taken back, by the names that connectors give it. */
const OUTWARD = [
  'send_external_email',
  'post_publicly',
  'issue_refund',
  'make_payment',
  'sign_contract',
  'delete_customer_data',
] as const;

/**
 * "Ships with a sensible default that a small company could keep." What costs nobody anything is
 * enforced, what needs people's time first is observed, and what only the company knows is empty.
 * The reasons: docs/decisions/0018-the-default-baseline.md. `since` is the moment from which it holds.
 */
export function defaultBaseline(preGranted: readonly string[], since: string): Baseline {
  return { version: 1, rules: defaultRules(preGranted), since, by: 'default' };
}

function defaultRules(preGranted: readonly string[]): Rules {
  return {
    'no-floating-pins': { mode: 'enforce' },
    'range-width': { mode: 'enforce', widest: 'minor' },
    'owner-required': { mode: 'observe' },
    'backup-required': { mode: 'observe' },
    'gated-actions': {
      mode: 'enforce',
      actions: OUTWARD.map((action) => ({ action, by: 'team' as const })),
    },
    'scopes-never': { mode: 'enforce', scopes: [] },
    'models-by-class': { mode: 'observe', 'high-stakes': [], analytical: [], 'high-volume': [] },
    'review-interval': { mode: 'observe', days: 180 },
    'payload-limit': { mode: 'enforce', bytes: PAYLOAD_LIMIT_BYTES },
    'pre-granted-scopes': { scopes: [...preGranted].sort() },
  };
}
