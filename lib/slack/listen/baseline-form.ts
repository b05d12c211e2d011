import type { Rules } from '../../core/baseline.ts';
import { readRules } from '../../core/baseline-check.ts';
import { RULES } from '../../core/baseline-rules.ts';
import { readRuledLine } from '../../core/gate-terms-text.ts';
import type { Fields } from '../room.ts';
import { firstBlock } from '../views/baseline.ts';
import {
  BASELINE_FIELD as FIELD,
  LIKE_ALL,
  listBlock,
  MOST_INPUTS,
  type Part,
  type TeamsChosen,
} from '../views/baseline-inputs.ts';

type Errors = Readonly<Record<string, string>>;
export type Filled =
  | { readonly kind: 'rules'; readonly rules: Rules }
  | { readonly kind: 'errors'; readonly errors: Errors };

/** The rules with one part of them as the form was filled in. Words for teams that are gone are left out. */
export function fillIn(
  rules: Rules,
  part: Part,
  given: { readonly fields: Fields; readonly teams: ReadonlySet<string> },
): Filled {
  const { fields, teams } = given;
  const own = part === 'pre-granted-scopes' ? {} : ownWords(rules[part].teams, fields);
  if ('errors' in own) return { kind: 'errors', errors: own.errors };
  const unclear = part === 'gated-actions' ? unclearLines(fields) : {};
  if (Object.keys(unclear).length > 0) return { kind: 'errors', errors: unclear };
  const mode = part === 'pre-granted-scopes' ? {} : { mode: fields.text(FIELD.mode), ...own };
  const value = { ...mode, ...partValue(part, fields) };
  const read = readRules({ ...withoutGone(rules, teams), [part]: value });
  if (read.kind === 'rules') return { kind: 'rules', rules: withoutGone(read.rules, teams) };
  const errors = read.problems.map(({ field, say }) => errorAt(part, { field, say }, value));
  return { kind: 'errors', errors: Object.fromEntries(errors) };
}

function partValue(part: Part, fields: Fields): object {
  switch (part) {
    case 'range-width':
      return { widest: fields.text(FIELD.widest) };
    case 'gated-actions':
      return {
        actions: DECIDERS.flatMap((by) =>
          linesOf(by, fields).flatMap((line) => {
            const read = readRuledLine(line);
            return 'unknown' in read ? [] : [{ action: read.action, by, ...read.terms }];
          }),
        ),
      };
    case 'scopes-never':
    case 'pre-granted-scopes':
      return { scopes: listOf('scopes', fields) };
    case 'models-by-class':
      return {
        'high-stakes': listOf('high-stakes', fields),
        analytical: listOf('analytical', fields),
        'high-volume': listOf('high-volume', fields),
      };
    case 'review-interval':
      return { days: Number(fields.text(FIELD.days) || Number.NaN) };
    case 'payload-limit':
      return { bytes: Number(fields.text(FIELD.bytes) || Number.NaN) };
    default:
      return {};
  }
}

const DECIDERS = ['team', 'lead', 'platform'] as const;

/** Lines in which something stands that means nothing, each at its input. */
function unclearLines(fields: Fields): Errors {
  const found = DECIDERS.flatMap((by) =>
    linesOf(by, fields).flatMap((line) => {
      const read = readRuledLine(line);
      if (!('unknown' in read)) return [];
      const say = `"${read.unknown.slice(0, 60)}" is nothing that an approval can take. Write as it says below.`;
      return [[listBlock(by, 0), say] as const];
    }),
  );
  return Object.fromEntries(found);
}

/** Lines of all the inputs that a list has, each once. Names may also stand in one line, with commas. */
function listOf(name: string, fields: Fields): string[] {
  return split(name, fields, /[\n,]/);
}

/** The same where commas are part of a line: after a colon. */
function linesOf(name: string, fields: Fields): string[] {
  const lines = split(name, fields, /\n/);
  const names = lines.flatMap((line) => (line.includes(':') ? [line] : line.split(',')));
  return [...new Set(names.map((one) => one.trim()).filter((one) => one !== ''))];
}

function split(name: string, fields: Fields, between: RegExp): string[] {
  const texts = Array.from({ length: MOST_INPUTS }, (_, n) => fields.text(listBlock(name, n)));
  const lines = texts.flatMap((text) => text.split(between)).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** What was filled in for some teams, to be shown again. */
export function chosenTeams(fields: Fields, today: string): TeamsChosen {
  const { teams, teamMode, teamFrom } = FIELD;
  return {
    teams: fields.list(teams),
    mode: fields.text(teamMode),
    from: fields.text(teamFrom) || today,
  };
}

type Words = Rules['owner-required']['teams'];

/** The teams' own words after the form: some got one, or lost it. */
function ownWords(before: Words, fields: Fields): { teams?: Words } | { errors: Errors } {
  const chosen = fields.list(FIELD.teams);
  const mode = fields.text(FIELD.teamMode);
  const from = fields.text(FIELD.teamFrom);
  const kept = before ? { teams: before } : {};
  if (chosen.length === 0) {
    return mode === '' ? kept : { errors: { [FIELD.teams]: 'Choose the teams that this is for.' } };
  }
  if (mode === '') return { errors: { [FIELD.teamMode]: 'Say how strict it is for these teams.' } };
  const others = Object.entries(before ?? {}).filter(([team]) => !chosen.includes(team));
  if (mode === LIKE_ALL) return { teams: Object.fromEntries(others) };
  if (mode !== 'off' && mode !== 'observe' && mode !== 'enforce') return kept;
  if (from === '') return { errors: { [FIELD.teamFrom]: 'Choose the day from which it holds.' } };
  const own = chosen.map((team) => [team, { mode, from }] as const);
  return { teams: Object.fromEntries([...others, ...own]) };
}

/** A team that was merged or never was has no word: it would stand in the way of every change. */
function withoutGone(rules: Rules, teams: ReadonlySet<string>): Rules {
  const next: Record<string, unknown> = { ...rules };
  for (const rule of RULES) {
    const { teams: own, ...rest } = rules[rule];
    const left = Object.entries(own ?? {}).filter(([team]) => teams.has(team));
    next[rule] = left.length > 0 ? { ...rest, teams: Object.fromEntries(left) } : rest;
  }
  const read = readRules(next);
  return read.kind === 'rules' ? read.rules : rules;
}

/** The block that a problem is shown at, and its sentence with what was typed. */
function errorAt(
  part: Part,
  { field, say }: { readonly field: string; readonly say: string },
  value: object,
): [string, string] {
  const path = field.split('.').slice(1);
  const typed = at(value, path.slice(0, 2));
  const quoted = typed ? `"${typed.slice(0, 60)}": ${say}` : say;
  const [first = ''] = path;
  switch (part) {
    case 'gated-actions': {
      const by = at(value, ['actions', path[1] ?? '', 'by']) ?? 'team';
      const action = at(value, ['actions', path[1] ?? '', 'action']) ?? '';
      return [listBlock(by, 0), action ? `"${action.slice(0, 60)}": ${say}` : say];
    }
    case 'scopes-never':
    case 'pre-granted-scopes':
      return [listBlock('scopes', 0), quoted];
    case 'models-by-class':
      return [listBlock(first || 'high-stakes', 0), quoted];
    case 'review-interval':
      return [FIELD.days, 'Write a whole number of days from 7 to 730.'];
    default:
      return [firstBlock(part), say];
  }
}

/** The text at a path of plain JSON, if there is one. */
function at(value: unknown, path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>(
    (here, key) =>
      typeof here === 'object' && here !== null && Object.hasOwn(here, key)
        ? Reflect.get(here, key)
        : undefined,
    value,
  );
  return typeof found === 'string' ? found : undefined;
}
