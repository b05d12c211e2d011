import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { count } from '../../core/count.ts';
import { LIMITS } from '../limits.ts';
import { type FoundCounts, foundBlock, teamCounts } from './findings.ts';
import type { RoomPart } from './home.ts';
import { actions, button, context, plain, section, tellingModal } from './parts.ts';
import { safe, shown } from './text.ts';

/** Action ids. Those with a colon go on with a word that keeps them apart in their block. */
export const REPORT = { open: 'report_open', page: 'report_page', team: 'report_team' } as const;
/** In the place of a team: all that the person sees. */
export const ALL_TEAMS = '*';
/** Workflows on a page. */
export const REPORT_PAGE = 10;

export interface ReportShown extends FoundCounts {
  readonly version: number;
  readonly next?: string;
  /** The team that was asked for; undefined for all. */
  readonly team: string | undefined;
  readonly command: string;
  /** Teams to choose from. */
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly first: boolean;
}

/** `/yard report`: what breaks the baseline today, page by page. */
export function reportModal(report: ReportShown): ModalView {
  return tellingModal(
    'What breaks the rules',
    [...head(report), ...report.items.map((one) => foundBlock(one, 4)), ...turner(report)],
    'Close',
  );
}

function head(report: ReportShown): KnownBlock[] {
  const { enforced, observed, version, team, command } = report;
  const where = team ? ` in ${safe(team, 60)}` : '';
  const none = `*No AI workflow${where} breaks the platform's rules.*`;
  const some = `*${mustChange(enforced, where)}${toLookAt(observed)}*`;
  const read = `Rules of version ${version}; read them with \`${safe(command, 40)} baseline\`.`;
  const counts = team || report.teams.length === 0 ? '' : `\n${teamCounts(report.teams)}.`;
  return [
    section(enforced + observed === 0 ? none : `${some}${counts}`),
    context(read),
    ...chooser(report),
  ];
}

function mustChange(enforced: number, where: string): string {
  if (enforced === 0) return `No AI workflow${where} has to change.`;
  return `${count(enforced, 'AI workflow')}${where} must change.`;
}

function toLookAt(observed: number): string {
  return observed === 0
    ? ''
    : ` There is something to look at in ${count(observed, 'AI workflow')}.`;
}

function chooser({ choices, team }: ReportShown): KnownBlock[] {
  if (choices.length < 2) return [];
  const all = option(ALL_TEAMS, 'All teams');
  const options = [all, ...choices.slice(0, LIMITS.selectOptions - 1).map(teamOption)];
  return [
    {
      type: 'actions',
      block_id: `report-team|${team ?? ALL_TEAMS}`,
      elements: [
        {
          type: 'static_select',
          action_id: REPORT.team,
          options,
          initial_option: options.find((one) => one.value === team) ?? all,
        },
      ],
    },
  ];
}

function teamOption({ id, name }: { readonly id: string; readonly name: string }): PlainTextOption {
  return option(id, shown(name, LIMITS.optionText));
}

function option(value: string, text: string): PlainTextOption {
  return { text: plain(text, LIMITS.optionText), value };
}

/** Buttons carry the team and where their page begins. */
function turner({ next, team, first }: ReportShown): KnownBlock[] {
  const at = (after: string) => `${team ?? ALL_TEAMS}|${after}`;
  const back = first ? [] : [button('First Page', `${REPORT.page}:first`, at(''))];
  const on = next === undefined ? [] : [button('Next Page', `${REPORT.page}:next`, at(next))];
  if (back.length + on.length === 0) return [];
  return [actions(`report|${at(next ?? 'end')}`, ...back, ...on)];
}

/** What App Home shows platform admins: how many enforced findings there are. */
export function reportPart(enforced: number): RoomPart {
  if (enforced === 0) return { waiting: [], more: [] };
  const text = `*${count(enforced, 'AI workflow')}* ${enforced === 1 ? 'breaks' : 'break'} an enforced rule of the baseline.`;
  return { waiting: [], more: [section(text, button('Show Report', REPORT.open, 'home'))] };
}
