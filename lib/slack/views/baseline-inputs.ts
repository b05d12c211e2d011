import type { InputBlock, PlainTextOption } from '@slack/types';
import type { Rules } from '../../core/baseline.ts';
import { MODE_WORDS } from '../../core/baseline-words.ts';
import { DECIDES } from '../../core/findings/access.ts';
import { ruledLine, TERMS_HINT } from '../../core/gate-terms-text.ts';
import { LIMITS } from '../limits.ts';
import { plain } from './parts.ts';
import { numberInput, textInput } from './settings-inputs.ts';
import { shown } from './text.ts';

/** What a form of the baseline changes: one rule, or the scopes that all are given. */
export type Part = keyof Rules;

/** Block ids of the form. */
export const BASELINE_FIELD = {
  mode: 'baseline_mode',
  widest: 'baseline_widest',
  days: 'baseline_days',
  bytes: 'baseline_bytes',
  teams: 'baseline_teams',
  teamMode: 'baseline_team_mode',
  teamFrom: 'baseline_team_from',
} as const;

/** A long list has several inputs, as one takes 3,000 characters. */
export const MOST_INPUTS = 20;
const ROOM = 2500;

export function listBlock(name: string, n: number): string {
  return `baseline_list:${name}:${n}`;
}

/** Names, one a line; with room left to add some. */
export function listInputs(
  name: string,
  label: string,
  items: readonly string[],
  hint = 'One a line.',
): InputBlock[] {
  const parts: string[] = [];
  for (const item of items) {
    const last = parts.at(-1);
    const joined = last === undefined ? item : `${last}\n${item}`;
    if (last === undefined || joined.length > ROOM) parts.push(item);
    else parts[parts.length - 1] = joined;
  }
  const wanted = [...parts, ...((parts.at(-1)?.length ?? ROOM) > ROOM / 2 ? [''] : [])];
  return wanted.slice(0, MOST_INPUTS).map((initial, n) =>
    textInput({
      block: listBlock(name, n),
      label: n === 0 ? label : `${label} (more)`,
      hint,
      optional: true,
      initial,
      lines: true,
    }),
  );
}

type Choice = readonly [value: string, text: string];

function option([value, text]: Choice): PlainTextOption {
  return { text: plain(shown(text, LIMITS.optionText), LIMITS.optionText), value };
}

interface Select {
  readonly block: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen?: string | undefined;
  readonly optional?: boolean;
}

function selectInput({ block, label, choices, chosen, optional }: Select): InputBlock {
  const options = choices.map(option);
  const initial = options.find((one) => one.value === chosen);
  return {
    type: 'input',
    block_id: block,
    label: plain(label, LIMITS.inputLabel),
    ...(optional ? { optional: true } : {}),
    element: {
      type: 'static_select',
      action_id: 'value',
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

const MODE_CHOICES: readonly Choice[] = [
  ['off', `Off: nobody is told`],
  ['observe', `Observed: people are told, nothing is refused`],
  ['enforce', `Enforced: what breaks it is refused`],
];

/** In the place of a mode: the team has no word of its own any more. */
export const LIKE_ALL = 'like-all';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What was filled in for some teams. */
export interface TeamsChosen {
  readonly teams: readonly string[];
  readonly mode: string;
  /** YYYY-MM-DD */
  readonly from: string;
}

/** Several teams at once get the same word of their own, from the same day on. */
export function teamInputs(teams: readonly Named[], chosen: TeamsChosen): InputBlock[] {
  if (teams.length === 0) return [];
  return [
    {
      type: 'input',
      block_id: BASELINE_FIELD.teams,
      optional: true,
      label: plain('Teams for which it is different', LIMITS.inputLabel),
      element: {
        type: 'multi_static_select',
        action_id: 'value',
        ...teamOptions(teams),
        ...initialTeams(teams, chosen),
      },
    },
    selectInput({
      block: BASELINE_FIELD.teamMode,
      label: 'How strict it is for these teams',
      choices: [...MODE_CHOICES, [LIKE_ALL, 'Like everybody: no rule of their own']],
      chosen: chosen.mode,
      optional: true,
    }),
    {
      type: 'input',
      block_id: BASELINE_FIELD.teamFrom,
      optional: true,
      label: plain('From this day on', LIMITS.inputLabel),
      element: { type: 'datepicker', action_id: 'value', initial_date: chosen.from },
    },
  ];
}

function initialTeams(teams: readonly Named[], chosen: TeamsChosen) {
  const initial = teams.filter((team) => chosen.teams.includes(team.id));
  return initial.length > 0
    ? { initial_options: initial.map(({ id, name }) => option([id, name])) }
    : {};
}

/** A menu holds 100 options; more of them stand in groups. */
function teamOptions(teams: readonly Named[]) {
  const options = teams.map(({ id, name }) => option([id, name]));
  if (options.length <= LIMITS.selectOptions) return { options };
  const groups = Array.from({ length: Math.ceil(options.length / LIMITS.groupOptions) }, (_, n) =>
    options.slice(n * LIMITS.groupOptions, (n + 1) * LIMITS.groupOptions),
  );
  return {
    option_groups: groups.slice(0, LIMITS.selectGroups).map((group, n) => ({
      label: plain(`Teams, part ${n + 1}`, LIMITS.optionGroupLabel),
      options: group,
    })),
  };
}

const SIZES = [4, 8, 16, 32, 64, 128, 256].map((one) => one * 1024);
const CLASSES = ['high-stakes', 'analytical', 'high-volume'] as const;

/** What a rule holds besides how strict it is. */
export function valueInputs(rules: Rules, part: Part): InputBlock[] {
  switch (part) {
    case 'range-width':
      return [
        selectInput({
          block: BASELINE_FIELD.widest,
          label: 'A pin may allow',
          choices: [
            ['exact', 'One version, like 1.4.0'],
            ['patch', 'One patch version and its pre-releases'],
            ['minor', 'One minor version, like 3.2.x'],
          ],
          chosen: rules[part].widest,
        }),
      ];
    case 'gated-actions':
      return (['team', 'lead', 'platform'] as const).flatMap((by) => {
        const actions = rules[part].actions.filter((one) => one.by === by);
        const label = `Actions that need an approval by ${DECIDES[by]}`;
        return listInputs(by, label, actions.map(ruledLine), TERMS_HINT);
      });
    case 'scopes-never':
      return listInputs('scopes', 'Scopes that nobody is given', rules[part].scopes);
    case 'pre-granted-scopes':
      return listInputs('scopes', 'Scopes that every team gets', rules[part].scopes);
    case 'models-by-class':
      return CLASSES.flatMap((one) => listInputs(one, `Models for ${one} work`, rules[part][one]));
    case 'review-interval': {
      const label = 'Somebody looks at every AI workflow at least every so many days';
      const { days: initial } = rules[part];
      return [numberInput({ block: BASELINE_FIELD.days, label, initial, least: 7, most: 730 })];
    }
    case 'payload-limit':
      return [sizeInput(rules[part].bytes)];
    default:
      return [];
  }
}

function sizeInput(bytes: number): InputBlock {
  const sizes = [...new Set([...SIZES, bytes])].sort((a, b) => a - b);
  return selectInput({
    block: BASELINE_FIELD.bytes,
    label: 'What is sent for approval takes at most',
    choices: sizes.map((one) => [String(one), `${Math.round(one / 102.4) / 10} KB`]),
    chosen: String(bytes),
  });
}

export function modeInput(rules: Rules, part: Part): InputBlock[] {
  if (part === 'pre-granted-scopes') return [];
  const chosen = rules[part].mode;
  const label = `How strict it is for everybody (now ${MODE_WORDS[chosen]})`;
  return [selectInput({ block: BASELINE_FIELD.mode, label, choices: MODE_CHOICES, chosen })];
}
