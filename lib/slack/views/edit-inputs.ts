import type { InputBlock, KnownBlock, PlainTextOption } from '@slack/types';
import type { YesTerm } from '../../core/gate-terms.ts';
import { type PersonKey, slackUserId } from '../../core/people.ts';
import type { ConnectorScopes, Rule, Upgrade } from '../../core/registration-edit.ts';
import { LIMITS, shorten } from '../limits.ts';
import { context, plain } from './parts.ts';
import { safe, shown } from './text.ts';

/** Block ids of the form. Those with a colon are followed by a number, an action's or a connector's place. */
export const EDIT_FIELD = {
  purpose: 'edit_purpose',
  owner: 'edit_owner',
  backup: 'edit_backup',
  gated: 'edit_gated',
  quorum: 'edit_quorum:',
  minutes: 'edit_minutes:',
  terms: 'edit_terms:',
  people: 'edit_people:',
  team: 'edit_team:',
  scopes: 'edit_scopes:',
  version: 'edit_version:',
} as const;

export const KEEP = 'keep';

export function purposeInput(purpose: string): InputBlock {
  return {
    type: 'input',
    block_id: EDIT_FIELD.purpose,
    optional: true,
    label: plain('What it does', LIMITS.inputLabel),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline: true,
      max_length: 500,
      ...(purpose ? { initial_value: shorten(purpose, 500) } : {}),
    },
  };
}

export function personInput(
  field: { block: string; label: string; hint: string; optional: boolean },
  person: PersonKey | undefined,
): InputBlock {
  return {
    type: 'input',
    block_id: field.block,
    optional: field.optional,
    label: plain(field.label, LIMITS.inputLabel),
    hint: plain(field.hint, LIMITS.inputHint),
    element: {
      type: 'users_select',
      action_id: 'value',
      ...(person ? { initial_user: slackUserId(person) } : {}),
    },
  };
}

/** An option's value for a name of any length: the same name gives the same value. */
export function optionValue(name: string): string {
  if (name.length <= LIMITS.optionValue) return name;
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 0xffffffff;
  return `${name.slice(0, 60).toWellFormed()}~${sum.toString(16)}`;
}

function option(name: string): PlainTextOption {
  return {
    text: plain(shown(name, LIMITS.optionText), LIMITS.optionText),
    value: optionValue(name),
  };
}

/** Several of a list; none of an empty list, which Slack does not take. */
export function severalInput(
  block: string,
  { label, hint }: { label: string; hint: string },
  { names, chosen }: { names: readonly string[]; chosen: readonly string[] },
): KnownBlock[] {
  if (names.length === 0) return [];
  // What is chosen already must be among the hundred that fit.
  const first = [...new Set([...chosen, ...names])].slice(0, LIMITS.selectOptions);
  const options = first.map(option);
  const initial = options.slice(0, Math.min(chosen.length, options.length));
  return [
    {
      type: 'input',
      block_id: block,
      optional: true,
      label: plain(label, LIMITS.inputLabel),
      hint: plain(hint, LIMITS.inputHint),
      element: {
        type: 'multi_static_select',
        action_id: 'value',
        options,
        ...(initial.length > 0 ? { initial_options: initial } : {}),
      },
    },
  ];
}

export function gatedInput(names: readonly string[], chosen: readonly string[]): KnownBlock[] {
  const words = {
    label: 'Needs an approval each time',
    hint: 'Taking one away waits for a review by the team.',
  };
  const none = context('Nothing that it pins lists an action, so there is nothing to approve.');
  return names.length === 0 ? [none] : severalInput(EDIT_FIELD.gated, words, { names, chosen });
}

export function scopesInput(
  { connector, scopes, chosen }: ConnectorScopes,
  n: number,
): KnownBlock[] {
  const words = {
    label: `Access through ${shown(connector, 80)}`,
    hint: 'Asking for more waits for the platform.',
  };
  return severalInput(`${EDIT_FIELD.scopes}${n}`, words, { names: scopes, chosen });
}

const HOURS: readonly (readonly [number, string])[] = [
  [60, '1 hour'],
  [4 * 60, '4 hours'],
  [24 * 60, '1 day'],
  [3 * 24 * 60, '3 days'],
  [7 * 24 * 60, '7 days'],
];

/** How many must approve an action, and how long they have. */
export function ruleInputs(action: string, rule: Rule, n: number): KnownBlock[] {
  const people = Array.from({ length: 10 }, (_, index) => index + 1);
  const quorum = people.map((one) => [one, one === 1 ? '1 person' : `${one} people`] as const);
  const known = HOURS.some(([minutes]) => minutes === rule.minutes);
  const times = known ? HOURS : [[rule.minutes, `${rule.minutes} minutes`] as const, ...HOURS];
  const name = shown(action, 80);
  return [
    oneOf(`${EDIT_FIELD.quorum}${n}`, `${name}: how many must approve`, quorum, rule.quorum),
    oneOf(`${EDIT_FIELD.minutes}${n}`, `${name}: time to decide`, times, rule.minutes),
    termsInput(name, rule, n),
  ];
}

const TERMS: readonly (readonly [YesTerm, string])[] = [
  ['step_up', 'A fresh login with each approval'],
  ['reason_required', 'Whoever approves says why'],
  ['exclude_owner', 'The owner may not decide'],
];

/** What is asked besides. The rules for all workflows hold in any case. */
function termsInput(name: string, { terms }: Rule, n: number): InputBlock {
  const options = TERMS.map(([value, text]) => ({ text: plain(text, LIMITS.optionText), value }));
  const initial = options.filter((one) => terms.includes(one.value));
  return {
    type: 'input',
    block_id: `${EDIT_FIELD.terms}${n}`,
    optional: true,
    label: plain(`${name}: asked besides`, LIMITS.inputLabel),
    hint: plain('Taking one away waits for a review by the team.', LIMITS.inputHint),
    element: {
      type: 'checkboxes',
      action_id: 'value',
      options,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
  };
}

function oneOf(
  block: string,
  label: string,
  choices: readonly (readonly [number, string])[],
  chosen: number,
): InputBlock {
  const options = choices.map(([value, text]) => ({
    text: plain(text, LIMITS.optionText),
    value: String(value),
  }));
  const initial = options.find((one) => one.value === String(chosen));
  return {
    type: 'input',
    block_id: block,
    label: plain(label, LIMITS.inputLabel),
    element: {
      type: 'static_select',
      action_id: 'value',
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/** A newer version, with all that it may touch and the locked one may not; or the locked one alone. */
export function versionInput(upgrade: Upgrade, n: number): KnownBlock[] {
  const { component, locked, version } = upgrade;
  const choice = (text: string, value: string) => ({
    text: plain(text, LIMITS.optionText),
    value: optionValue(value),
  });
  const keep = choice(`Keep ${shown(locked, 60)}`, KEEP);
  const exactly = choice(`Pin ${shown(locked, 50)} exactly`, locked);
  const take = choice(`Take ${shown(version, 60)}`, upgrade.range);
  const isNewer = version !== locked;
  return [
    {
      type: 'input',
      block_id: `${EDIT_FIELD.version}${n}`,
      label: plain(`Version of ${shown(component, 100)}`, LIMITS.inputLabel),
      element: {
        type: 'static_select',
        action_id: 'value',
        options: [
          keep,
          ...(upgrade.exact || !isNewer ? [exactly] : []),
          ...(isNewer ? [take] : []),
        ],
        initial_option: keep,
      },
    },
    context(isNewer ? difference(upgrade) : 'Its range is wider than new pins may be.'),
  ];
}

function difference({ locked, version, changes }: Upgrade): string {
  const more = changes.length > 0 ? safe(changes.join(', '), 800) : 'the same permissions';
  return `${safe(version, 60)} against ${safe(locked, 60)}: ${more}.`;
}
