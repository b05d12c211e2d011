import { namesEverything, namesNobody } from './ci.ts';
import { readText } from './estate-cell.ts';
import {
  type CiPattern,
  ciPatternSchema,
  type FreshPerson,
  groupIdSchema,
  organisationOf,
  type PersonKey,
  type Team,
  teamIdSchema,
} from './people.ts';
import { refuse } from './result.ts';

export const MOST_MEMBERS = 500;
export const MOST_PATTERNS = 20;
const NAME_LIMIT = 100;

/** A team as somebody wants it, before anything is checked. */
export interface WantedTeam {
  readonly id: string;
  readonly name: string;
  readonly lead: PersonKey | undefined;
  readonly backup: PersonKey | undefined;
  readonly channel: string;
  /** Where `group` is named, those whom Slack says to be in it. */
  readonly members: readonly PersonKey[];
  readonly group: string | undefined;
  readonly onCall: string | undefined;
  readonly ci: readonly CiPattern[];
}

export type TeamField =
  | 'id'
  | 'name'
  | 'lead'
  | 'backup'
  | 'channel'
  | 'members'
  | 'group'
  | 'on_call'
  | 'ci';

/** What is wrong with one field, in a sentence that says what to do. */
export interface TeamProblem {
  readonly field: TeamField;
  readonly say: string;
}

/** All that a wanted team is judged by. */
export interface TeamContext {
  readonly home: string;
  /** Every team that is no alias. */
  readonly teams: readonly Team[];
  /** Those who were just looked up. */
  readonly people: ReadonlyMap<PersonKey, FreshPerson>;
}

export type FormedTeam =
  | { readonly kind: 'team'; readonly team: Team }
  | { readonly kind: 'problems'; readonly problems: readonly TeamProblem[] };

/**
 * The team that is wanted, or everything that is wrong with it at once. A lead and a backup are
 * members: they are added to a list of people, and have to be in a user group.
 */
export function formTeam(wanted: WantedTeam, context: TeamContext): FormedTeam {
  const team = assembled(wanted);
  const problems = [
    ...idProblems(wanted.id),
    ...nameProblems(team, context.teams),
    ...channelProblems(wanted.channel),
    ...leadProblems(wanted, context),
    ...memberProblems(team, context),
    ...groupProblems(wanted),
    ...patternProblems(wanted.ci),
  ];
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'team', team };
}

function assembled(wanted: WantedTeam): Team {
  const { id, lead = '', backup, channel, group, onCall, ci } = wanted;
  const heads = group ? [] : [lead, ...(backup ? [backup] : [])];
  const members = [...new Set([...heads, ...wanted.members])].filter((one) => one !== '');
  return {
    id,
    name: tidyName(wanted.name),
    lead,
    ...(backup ? { backup } : {}),
    members,
    channel,
    ...(group ? { group } : {}),
    ...(onCall ? { onCall } : {}),
    ...(ci.length > 0 ? { ci: [...ci] } : {}),
  };
}

function tidyName(name: string): string {
  const read = readText(name, Number.POSITIVE_INFINITY);
  return read.kind === 'value' ? read.value : name;
}

/** Names that people take for the same are the same. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

function wrong(field: TeamField, say: string): TeamProblem[] {
  return [{ field, say }];
}

function idProblems(id: string): TeamProblem[] {
  if (teamIdSchema.safeParse(id).success) return [];
  return wrong(
    'id',
    'Write an id of 1 to 60 lower-case letters, digits and hyphens: team-support.',
  );
}

function nameProblems(team: Team, teams: readonly Team[]): TeamProblem[] {
  const read = readText(team.name, NAME_LIMIT);
  if (read.kind === 'bad') return wrong('name', read.message);
  if (read.value === '') return wrong('name', 'Write the name that people know the team by.');
  const other = teams.find(
    (one) => one.id !== team.id && nameKey(one.name) === nameKey(read.value),
  );
  return other ? wrong('name', nameTaken(other.id)) : [];
}

/** `by`: the id of the team that has the name. */
export function nameTaken(by: string): string {
  return `The team ${by} has this name already. Choose another.`;
}

const CHANNEL = /^[CG][A-Z0-9]{1,30}$/;

function channelProblems(channel: string): TeamProblem[] {
  if (CHANNEL.test(channel)) return [];
  return wrong(
    'channel',
    'Choose the channel for its approval cards (C…, at the end of its details).',
  );
}

function leadProblems(wanted: WantedTeam, context: TeamContext): TeamProblem[] {
  const { lead, backup, group, members } = wanted;
  if (!lead) return wrong('lead', 'Choose a lead: one person who answers for the team.');
  const outOfGroup = (person: PersonKey) => group !== undefined && !members.includes(person);
  const problems = [
    ...standsInProblem('lead', lead, context),
    ...(outOfGroup(lead)
      ? wrong('lead', 'The lead is not in the user group. Add them in Slack.')
      : []),
  ];
  if (!backup) return problems;
  if (backup === lead) {
    return [...problems, ...wrong('backup', 'The backup stands in for the lead. Choose another.')];
  }
  const outside = 'The backup is not in the user group. Add them in Slack.';
  return [
    ...problems,
    ...standsInProblem('backup', backup, context),
    ...(outOfGroup(backup) ? wrong('backup', outside) : []),
  ];
}

/** "An owner is one active person, never a group": so is a lead, and whoever stands in. */
function standsInProblem(
  field: 'lead' | 'backup',
  person: PersonKey,
  { home, people }: TeamContext,
): TeamProblem[] {
  const fresh = people.get(person);
  if (organisationOf(person) !== home || fresh?.outside) {
    return wrong(field, 'This person is of another organisation. Choose somebody of yours.');
  }
  if (fresh?.deactivated) return wrong(field, 'This person has left Slack. Choose somebody else.');
  if (fresh?.bot) return wrong(field, 'This is an app. Choose a person.');
  if (fresh?.guest) return wrong(field, 'This person is a guest. Choose somebody of your own.');
  return [];
}

function memberProblems(team: Team, { home, people }: TeamContext): TeamProblem[] {
  if (team.members.length > MOST_MEMBERS) return wrong('members', tooMany(team.members.length));
  const others = team.members.filter((one) => one !== team.lead && one !== team.backup);
  const strangers = others.filter(
    (one) => organisationOf(one) !== home || people.get(one)?.outside,
  );
  if (strangers.length > 0) {
    const who = strangers.slice(0, 3).join(', ');
    return wrong('members', `Leave out people of other organisations: ${who}.`);
  }
  const apps = others.filter((one) => people.get(one)?.bot);
  if (apps.length > 0) return wrong('members', `Leave out apps: ${apps.slice(0, 3).join(', ')}.`);
  const gone = others.filter((one) => people.get(one)?.deactivated);
  if (gone.length === 0) return [];
  return wrong('members', `Leave out who has left Slack: ${gone.slice(0, 3).join(', ')}.`);
}

/** `count`: how many members there would be. */
export function tooMany(count: number): string {
  return `A team has at most ${MOST_MEMBERS} members, and these are ${count}. Make several teams.`;
}

function groupProblems({ group, onCall }: WantedTeam): TeamProblem[] {
  const isGroup = (id: string | undefined) =>
    id === undefined || groupIdSchema.safeParse(id).success;
  const say = 'Choose a user group of Slack (S…).';
  return [
    ...(isGroup(group) ? [] : wrong('group', say)),
    ...(isGroup(onCall) ? [] : wrong('on_call', say)),
  ];
}

function patternProblems(ci: readonly CiPattern[]): TeamProblem[] {
  if (ci.length > MOST_PATTERNS) return wrong('ci', `Write at most ${MOST_PATTERNS} patterns.`);
  const bad = ci.find((one) => !ciPatternSchema.safeParse(one).success);
  if (bad)
    return wrong('ci', 'Write one pattern a line: the issuer’s address, a space, the subject.');
  const open = ci.find(({ subject }) => namesEverything(subject) || namesNobody(subject));
  if (!open) return [];
  return wrong(
    'ci',
    'A subject like * or repo:* would let in every repository there is. Write whose it is before the *.',
  );
}

/**
 * "Two edits at once": a form was opened on one state of the team, and another stands there now.
 */
export function changedMeanwhile(team: Team) {
  return refuse(
    'changed-meanwhile',
    `Somebody else has just changed ${team.name}. Close this, open it again and look at what it says now.`,
    { team: team.id },
  );
}

/** "A team nobody is left in is shown, not forgotten": no member of it is active. */
export function isEmpty(team: Team): boolean {
  return team.members.every((one) => team.left?.includes(one));
}

/** Whether the lead was found deactivated when last looked up. */
export function leadLeft(team: Team): boolean {
  return team.left?.includes(team.lead) ?? false;
}
