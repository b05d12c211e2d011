import type { Rules } from '../baseline.ts';
import type { Where } from '../baseline-rules.ts';
import { milliseconds } from '../time.ts';
import type { Breach, Subject } from './finding.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** "Review interval": nobody has changed or reviewed it for longer than the baseline allows. */
export function reviewInterval(rules: Rules, { changedAt }: Subject, { today }: Where): Breach[] {
  const { days } = rules['review-interval'];
  if (changedAt === undefined) return [];
  const passed = Math.floor((milliseconds(today) - milliseconds(changedAt.slice(0, 10))) / DAY_MS);
  if (passed <= days) return [];
  return [
    {
      field: 'manifest',
      say: `Nobody has changed or reviewed it for ${passed} days; ${days} are allowed.`,
      fix: 'Check that it is still needed, still yours and still needs this access; then change it or retire it.',
    },
  ];
}
