import type { KnownBlock } from '@slack/types';
import type { Baseline, Rules } from '../../core/baseline.ts';
import { RULES, type RuleName } from '../../core/baseline-rules.ts';
import {
  grantedSentence,
  MODE_WORDS,
  RULE_TITLES,
  ruleSentence,
} from '../../core/baseline-words.ts';
import { BASELINE_FIELD, listBlock, type Part } from './baseline-inputs.ts';
import { button, context, type Message, section } from './parts.ts';
import { mention, safe, when } from './text.ts';

/** Action and callback ids; the change button's goes on with the part that it changes. */
export const BASELINE = { change: 'baseline_change', form: 'baseline_form' } as const;

export const PART_TITLES: Readonly<Record<Part, string>> = {
  ...RULE_TITLES,
  'pre-granted-scopes': 'Access that every team gets',
};

/** Where an error of the form is shown that belongs to no field alone. */
export function firstBlock(part: Part): string {
  return part === 'pre-granted-scopes' ? listBlock('scopes', 0) : BASELINE_FIELD.mode;
}

const LONGEST = 600;
const MOST_TEAMS = 4;

/** `/yard baseline`: all rules in plain words; who may change them gets a button at each. */
export function baselineMessage(
  { version, since, by, rules }: Baseline,
  { canChange, command }: { readonly canChange: boolean; readonly command: string },
): Message {
  const from = by === 'default' ? 'as it ships' : `since ${when(since)}, by ${mention(by)}`;
  const head = `The platform's rules, version ${version}`;
  const told = RULES.map((rule) => `${RULE_TITLES[rule]}: ${MODE_WORDS[rules[rule].mode]}.`);
  return {
    text: `${head}. ${told.join(' ')}`,
    blocks: [
      section(`*${head}* · ${from}`),
      ...RULES.map((rule) => partBlock(rule, ruleText(rules, rule), canChange)),
      partBlock('pre-granted-scopes', grantedText(rules), canChange),
      context(
        `Observed rules tell people what to change; enforced ones refuse it. What breaks them today: \`${safe(command, 40)} report\`.`,
        ...(canChange ? ['A change is shown first, and needs a second platform admin.'] : []),
      ),
    ],
  };
}

function partBlock(part: Part, text: string, canChange: boolean): KnownBlock {
  return section(
    text,
    canChange ? button('Change…', `${BASELINE.change}:${part}`, part) : undefined,
  );
}

function ruleText(rules: Rules, rule: RuleName): string {
  const { mode } = rules[rule];
  const line = safe(ruleSentence(rules, rule), LONGEST);
  return [`*${RULE_TITLES[rule]}* · ${MODE_WORDS[mode]}`, line, ...teamLines(rules, rule)].join(
    '\n',
  );
}

function grantedText(rules: Rules): string {
  const line = safe(grantedSentence(rules), LONGEST);
  return `*${PART_TITLES['pre-granted-scopes']}*\n${line}`;
}

/** Teams with a word of their own, each with its day. */
export function teamLines(rules: Rules, rule: RuleName): string[] {
  const own = Object.entries(rules[rule].teams ?? {});
  const lines = own
    .slice(0, MOST_TEAMS)
    .map(([team, { mode, from }]) => `_${safe(team, 60)}: ${MODE_WORDS[mode]} from ${from} on_`);
  const more = own.length - MOST_TEAMS;
  return more > 0 ? [...lines, `_and ${more} more teams_`] : lines;
}
