import type { KnownBlock, ModalView } from '@slack/types';
import { count } from '../../core/count.ts';
import type { Team } from '../../core/people.ts';
import type { Refusal } from '../../core/result.ts';
import { isEmpty, leadLeft } from '../../core/team.ts';
import type { RoomPart } from './home.ts';
import { actions, button, context, header, section, tellingModal, upTo } from './parts.ts';
import { TEAM } from './team-ids.ts';
import { everyone, mention, safe } from './text.ts';

const PAGE = 20;
const TITLE = 'Teams';

export interface TeamsShown {
  /** Mine first. */
  readonly teams: readonly Team[];
  readonly mine: ReadonlySet<string>;
  readonly admin: boolean;
  readonly command: string;
  /** The first one of this page. */
  readonly from: number;
}

/** The list: name, id, lead, how many, and what is wrong with it. */
export function teamsModal(shown: TeamsShown): ModalView {
  const { teams, admin, from } = shown;
  const page = teams.slice(from, from + PAGE);
  const blocks = page.flatMap((team, index) => [
    section(
      teamLine(team, shown.mine.has(team.id)),
      button('Open', `${TEAM.open}:${index}`, team.id),
    ),
  ]);
  const others = admin
    ? [button('New Team', TEAM.create, 'new'), button('Import from CSV', TEAM.paste, 'paste')]
    : [];
  const turns = [
    ...(from > 0
      ? [button('Previous', `${TEAM.list}:previous`, String(Math.max(0, from - PAGE)))]
      : []),
    ...(teams.length > from + PAGE
      ? [button('Next', `${TEAM.list}:next`, String(from + PAGE))]
      : []),
  ];
  const buttons = [...turns, ...others];
  return tellingModal(
    TITLE,
    [
      ...(blocks.length > 0 ? blocks : [section(nothing(shown))]),
      ...(teams.length > PAGE
        ? [context(`${from + 1} to ${from + page.length} of ${teams.length}`)]
        : []),
      ...(buttons.length > 0 ? [actions('team-list', ...buttons)] : []),
    ],
    'Close',
  );
}

function nothing({ admin, command }: TeamsShown): string {
  return admin
    ? '*There is no team yet.* Create the first one, or import a list of them.'
    : `*You are in no team yet.* Ask your lead to add you, or type \`${safe(command, 40)} team\` and a team’s id to look at it.`;
}

function teamLine(team: Team, mine: boolean): string {
  const backup = team.backup ? `, backup ${mention(team.backup)}` : '';
  const what = `${count(team.members.length, 'member')}${mine ? ', yours too' : ''}`;
  return [
    `*${safe(team.name, 100)}* \`${safe(team.id, 60)}\` · ${what}`,
    `Lead ${mention(team.lead)}${backup}`,
    ...marks(team),
  ].join('\n');
}

/** "Shown, not forgotten." */
function marks(team: Team): string[] {
  if (isEmpty(team)) return [':warning: Nobody is left in it.'];
  return leadLeft(team) ? [':warning: Its lead has left Slack.'] : [];
}

export interface TeamDetails {
  readonly team: Team;
  /** The old id that was asked for. */
  readonly alias: string | undefined;
  /** Why the person who looks may not edit or merge it, if so. */
  readonly noEdit: Refusal | undefined;
  readonly noMerge: Refusal | undefined;
  /** What has just become of it. */
  readonly note?: string | undefined;
}

export function teamModal({ team, alias, noEdit, noMerge, note }: TeamDetails): ModalView {
  const buttons = [
    ...(!noEdit ? [button('Edit', TEAM.edit, team.id)] : []),
    ...(!noEdit
      ? [button(team.group ? 'Refresh Members' : 'Check Who Left', TEAM.refresh, team.id)]
      : []),
    ...(!noMerge
      ? [button('Merge…', TEAM.merge, team.id), button('Change Id…', TEAM.rename, team.id)]
      : []),
  ];
  return tellingModal(
    'Team',
    [
      ...(note ? [section(note)] : []),
      ...(alias ? [context(`\`${safe(alias, 60)}\` went into this team.`)] : []),
      section(`*${safe(team.name, 100)}*\n\`${safe(team.id, 60)}\``),
      ...marks(team).map((line) => section(line)),
      section(factsOf(team)),
      section(`*Members*\n${membersOf(team)}`),
      ...(buttons.length > 0 ? [actions('team-actions', ...buttons)] : []),
    ],
    'Close',
  );
}

function factsOf(team: Team): string {
  const patterns = team.ci?.length ?? 0;
  return [
    `Lead: ${mention(team.lead)}`,
    ...(team.backup ? [`Backup: ${mention(team.backup)}`] : []),
    `Channel: ${channelOf(team.channel)}`,
    ...(team.onCall ? [`On call: user group \`${safe(team.onCall, 40)}\``] : []),
    `CI: ${patterns === 0 ? 'no job speaks for it' : count(patterns, 'pattern')}`,
  ].join('\n');
}

function channelOf(channel: string): string {
  return /^[CG][A-Z0-9]+$/.test(channel) ? `<#${channel}>` : `\`${safe(channel, 40) || 'none'}\``;
}

function membersOf(team: Team): string {
  const gone = team.left ?? [];
  const here = team.members.filter((one) => !gone.includes(one));
  return [
    here.length > 0 ? everyone(here) : 'None.',
    ...(gone.length > 0 ? [`Left Slack: ${everyone(gone.slice(0, 20))}`] : []),
    ...(team.group ? [`Taken from the user group \`${safe(team.group, 40)}\`.`] : []),
  ].join('\n');
}

const MOST_EMPTY = 5;

/** "A team nobody is left in is shown, not forgotten": on the Home of those who can do something. */
export function teamsHome(empty: readonly Team[]): RoomPart {
  if (empty.length === 0) return { waiting: [], more: [] };
  const draw = (team: Team, index: number): KnownBlock[] => [
    section(
      `:warning: Nobody is left in *${safe(team.name, 100)}*. Name people, or merge it into another team.`,
      button('Open', `${TEAM.open}:${index}`, team.id),
    ),
  ];
  return { waiting: [header('Teams without people'), ...upTo(empty, MOST_EMPTY, draw)], more: [] };
}
