import type { RuledAction } from './baseline-rules.ts';
import { count } from './count.ts';
import { personKeySchema } from './people.ts';
import { exactDuration } from './time.ts';

/** What the baseline asks for besides who decides. */
export type RuledTerms = Omit<RuledAction, 'action' | 'by'>;

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };

/** A term as people write it, both ways. `read` gives nothing for words that are another term's. */
interface Written {
  readonly words: (terms: RuledTerms) => readonly string[];
  readonly read: (words: string, before: RuledTerms) => RuledTerms | undefined;
}

function minutesOf(words: string, before: string): number | undefined {
  const match = new RegExp(`^${before} (\\d{1,5}) (minute|hour|day)s?$`, 'i').exec(words);
  const unit = MINUTES[match?.[2]?.toLowerCase() ?? ''];
  return match && unit ? Number(match[1]) * unit : undefined;
}

function timed(
  field: 'expires_in_minutes' | 'remind_after_minutes' | 'escalate_after_minutes',
  before: string,
): Written {
  return {
    words: ({ [field]: minutes }) =>
      minutes === undefined ? [] : [`${before} ${exactDuration(minutes)}`],
    read: (words) => {
      const minutes = minutesOf(words, before);
      return minutes === undefined ? undefined : { [field]: minutes };
    },
  };
}

function flag(field: 'step_up' | 'reason_required' | 'exclude_owner', said: string): Written {
  return {
    words: ({ [field]: is }) => (is ? [said] : []),
    read: (words) => (words.toLowerCase() === said ? { [field]: true } : undefined),
  };
}

/** Every field of the rule: one that is missing here does not compile. */
const TERMS: { readonly [Field in keyof Required<RuledTerms>]: Written } = {
  quorum: {
    words: ({ quorum }) => (quorum === undefined ? [] : [count(quorum, 'approval')]),
    read: (words) => {
      const match = /^(\d{1,3}) approvals?$/i.exec(words);
      return match ? { quorum: Number(match[1]) } : undefined;
    },
  },
  expires_in_minutes: timed('expires_in_minutes', 'within'),
  step_up: flag('step_up', 'fresh login'),
  reason_required: flag('reason_required', 'reason'),
  exclude_owner: flag('exclude_owner', 'not the owner'),
  exclude: {
    words: ({ exclude = [] }) => exclude.map((one) => `not ${one}`),
    read: (words, { exclude = [] }) => {
      const person = personKeySchema.safeParse(words.replace(/^not\s+/i, ''));
      const isSaid = /^not\s/i.test(words) && person.success;
      return isSaid ? { exclude: [...exclude, person.data] } : undefined;
    },
  },
  remind_after_minutes: timed('remind_after_minutes', 'reminder after'),
  escalate_after_minutes: timed('escalate_after_minutes', 'escalation after'),
};

/** "2 approvals, within 4 hours, fresh login"; empty where nothing besides is asked for. */
export function termsWords(terms: RuledTerms): string {
  return Object.values(TERMS)
    .flatMap((one) => one.words(terms))
    .join(', ');
}

/** What a form says of the way in which it is written. */
export const TERMS_HINT =
  'One a line. After a colon what it takes besides, as in: issue_refund: 2 approvals, within 4 hours, fresh login, reason, not the owner, not T1/U2, reminder after 1 hour, escalation after 3 hours';

/** One action of the baseline as a line of a form: the inverse of `readRuledLine`. */
export function ruledLine({ action, by: _, ...terms }: RuledAction): string {
  const words = termsWords(terms);
  return words === '' ? action : `${action}: ${words}`;
}

/** What a line of a form says: an action with its terms, or the words of it that mean nothing. */
export function readRuledLine(
  line: string,
): { readonly action: string; readonly terms: RuledTerms } | { readonly unknown: string } {
  const [action = '', ...rest] = line.split(':');
  const said = rest
    .join(':')
    .split(',')
    .map((one) => one.trim().replace(/\s+/g, ' '));
  let terms: RuledTerms = {};
  for (const words of said.filter((one) => one !== '')) {
    const read = readTerm(words, terms);
    if (!read) return { unknown: words };
    terms = { ...terms, ...read };
  }
  return { action: action.trim(), terms };
}

function readTerm(words: string, before: RuledTerms): RuledTerms | undefined {
  for (const one of Object.values(TERMS)) {
    const read = one.read(words, before);
    if (read) return read;
  }
  return undefined;
}
