import type { Mode, Rules } from './baseline.ts';
import type { RuleName } from './baseline-rules.ts';
import { DECIDES } from './findings/access.ts';
import { termsWords } from './gate-terms-text.ts';

/** What a rule is about, in two to five words. */
export const RULE_TITLES: Readonly<Record<RuleName, string>> = {
  'no-floating-pins': 'No floating versions',
  'range-width': 'Width of version ranges',
  'owner-required': 'An owner',
  'backup-required': 'A backup',
  'gated-actions': 'Actions that need an approval',
  'scopes-never': 'Access that nobody gets',
  'models-by-class': 'Models by class of task',
  'review-interval': 'Regular reviews',
  'payload-limit': 'Size of what is approved',
};

export const MODE_WORDS: Readonly<Record<Mode, string>> = {
  off: 'off',
  observe: 'observed',
  enforce: 'enforced',
};

const WIDTHS: Readonly<Record<Rules['range-width']['widest'], string>> = {
  exact: 'A pin allows exactly one version, like 1.4.0.',
  patch: 'A pin allows one patch version and its pre-releases.',
  minor: 'A pin allows at most one minor version, like 3.2.x.',
};

const SENTENCES: { readonly [Name in RuleName]: (rules: Rules) => string } = {
  'no-floating-pins': () => 'Every pin says where its versions end.',
  'range-width': (rules) => WIDTHS[rules['range-width'].widest],
  'owner-required': () => 'Every AI workflow has one active owner, who is in its team.',
  'backup-required': () => 'Every AI workflow has a backup in its team, who is not its owner.',
  'gated-actions': (rules) => {
    const actions = rules['gated-actions'].actions;
    const named = actions.map(({ action, by, ...terms }) => {
      const words = [DECIDES[by], termsWords(terms)].filter((one) => one !== '');
      return `${action} (${words.join('; ')})`;
    });
    return named.length > 0
      ? `Somebody approves each time: ${listed(named)}.`
      : 'No action is listed yet.';
  },
  'scopes-never': (rules) => {
    const { scopes } = rules['scopes-never'];
    return scopes.length > 0 ? `Nobody is given ${listed(scopes)}.` : 'No scope is listed yet.';
  },
  'models-by-class': (rules) => {
    const lists = rules['models-by-class'];
    const classes = (['high-stakes', 'analytical', 'high-volume'] as const)
      .filter((one) => lists[one].length > 0)
      .map((one) => `${one}: ${listed(lists[one])}`);
    return classes.length > 0 ? `${classes.join('; ')}.` : 'No model is listed yet.';
  },
  'review-interval': (rules) =>
    `Somebody looks at every AI workflow at least every ${rules['review-interval'].days} days.`,
  'payload-limit': (rules) =>
    `What is sent for approval takes at most ${inKilobytes(rules['payload-limit'].bytes)} KB.`,
};

/** What a rule asks for, one plain sentence. It may quote what admins typed. */
export function ruleSentence(rules: Rules, rule: RuleName): string {
  return SENTENCES[rule](rules);
}

/** "Scopes that the baseline gives everybody", one plain sentence. */
export function grantedSentence(rules: Rules): string {
  const { scopes } = rules['pre-granted-scopes'];
  return scopes.length > 0
    ? `Every team gets these scopes without asking: ${listed(scopes)}.`
    : 'No scope is given without asking.';
}

const MOST_NAMED = 12;

function listed(items: readonly string[]): string {
  const named = items.slice(0, MOST_NAMED).join(', ');
  const more = items.length - MOST_NAMED;
  return more > 0 ? `${named} and ${more} more` : named;
}

/** 32768 → "32", 1536 → "1.5" */
function inKilobytes(bytes: number): string {
  return String(Math.round(bytes / 102.4) / 10);
}
