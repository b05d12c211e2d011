import { approversWords } from '../approvers.ts';
import { type GateRule, gateRule, type Manifest } from '../manifest.ts';
import { slackUserId } from '../people.ts';
import { exactDuration } from '../time.ts';

/** How one field of a gate's rule is told: what it is about, and its value. */
interface Told {
  readonly what: string;
  readonly words: (rule: GateRule) => string | undefined;
  /** What is said where the rule says nothing. */
  readonly usual?: string;
}

const flag = (what: string, field: 'step_up' | 'reason_required' | 'exclude_owner'): Told => ({
  what,
  words: (rule) => (rule[field] ? 'yes' : undefined),
  usual: 'no',
});

const time = (
  what: string,
  field: 'expires_in_minutes' | 'remind_after_minutes' | 'escalate_after_minutes',
): Told => ({
  what,
  words: ({ [field]: minutes }) => (minutes === undefined ? undefined : exactDuration(minutes)),
});

/** Every field: one that is missing here does not compile. */
const TOLD: { readonly [Field in keyof Required<GateRule>]: Told } = {
  quorum: {
    what: 'Approvals needed for',
    words: ({ quorum }) => (quorum === undefined ? undefined : String(quorum)),
  },
  expires_in_minutes: time('Time to decide on', 'expires_in_minutes'),
  approvers: {
    what: 'Who may approve',
    words: ({ approvers }) => approvers && approversWords(approvers),
    usual: 'the usual people',
  },
  step_up: flag('A fresh login with each approval of', 'step_up'),
  reason_required: flag('A reason with each approval of', 'reason_required'),
  exclude_owner: flag('Leaving the owner out of the approval of', 'exclude_owner'),
  exclude: {
    what: 'Who may not decide on',
    words: ({ exclude }) => exclude?.map(slackUserId).join(', '),
    usual: 'nobody in particular',
  },
  remind_after_minutes: time('Time to the reminder about', 'remind_after_minutes'),
  escalate_after_minutes: time('Time to the escalation of', 'escalate_after_minutes'),
  card: {
    what: 'Words on the card of',
    words: ({ card }) => (card === undefined ? undefined : `"${card}"`),
    usual: 'none',
  },
  sensitive: {
    what: 'Arguments that the card hides of',
    words: ({ sensitive }) => sensitive?.join(', '),
    usual: 'only what is always hidden',
  },
};

/** What differs in how actions are approved, each in a sentence. */
export function ruleChanges(before: Manifest, after: Manifest): string[] {
  const actions = [...Object.keys(before.gates ?? {}), ...Object.keys(after.gates ?? {})];
  return [...new Set(actions)].flatMap((action) =>
    ruleChange(action, gateRule(before, action), gateRule(after, action)),
  );
}

function ruleChange(action: string, was: GateRule, now: GateRule): string[] {
  return Object.values(TOLD).flatMap(({ what, words, usual = 'the usual' }) => {
    const [then, next] = [words(was) ?? usual, words(now) ?? usual];
    return then === next ? [] : [`${what} ${action}: ${next} instead of ${then}`];
  });
}
