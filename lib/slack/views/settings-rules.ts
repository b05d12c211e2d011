import type { KnownBlock, ModalView } from '@slack/types';
import type { Rules } from '../../core/baseline.ts';
import { RULES } from '../../core/baseline-rules.ts';
import {
  grantedSentence,
  MODE_WORDS,
  RULE_TITLES,
  ruleSentence,
} from '../../core/baseline-words.ts';
import { changedRules } from '../../core/changed-rules.ts';
import { factLines, section, tellingModal } from './parts.ts';

/** What a change of the baseline would change, rule by rule: whoever countersigns has to see it. */
export function changedRulesModal(before: Rules, after: Rules): ModalView {
  const changed = changedRules(before, after);
  const nothing = [section('The rules are the same as before.')];
  const blocks = changed.flatMap((rule) => ruleBlocks(rule, before, after));
  return tellingModal('New rules', blocks.length > 0 ? blocks : nothing);
}

function ruleBlocks(rule: keyof Rules, before: Rules, after: Rules): KnownBlock[] {
  const own = RULES.find((one) => one === rule);
  const title = own ? RULE_TITLES[own] : 'Scopes given to everybody';
  return [
    section(`*${title}*`),
    ...factLines([
      { label: 'Now', value: said(before, own) },
      { label: 'New', value: said(after, own) },
    ]),
  ];
}

function said(rules: Rules, rule: (typeof RULES)[number] | undefined): string {
  if (!rule) return grantedSentence(rules);
  const { mode, teams = {} } = rules[rule];
  const own = Object.entries(teams).map(
    ([team, { mode: theirs, from }]) => `${team} from ${from}: ${MODE_WORDS[theirs]}`,
  );
  return [`${MODE_WORDS[mode]}.`, ruleSentence(rules, rule), own.join(', ')].join(' ').trim();
}
