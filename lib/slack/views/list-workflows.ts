import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { count } from '../../core/count.ts';
import { BROKEN_FAILURES } from '../../core/evidence.ts';
import { FLAGS, STALE_DAYS } from '../../core/flags.ts';
import type { Team } from '../../core/people.ts';
import { STATUSES, type Workflow } from '../../core/workflow.ts';
import { LIMITS } from '../limits.ts';
import { statusWords } from './find.ts';
import { actions, askingModal, button, context, plain, section, tellingModal } from './parts.ts';
import { mention, safe, shown } from './text.ts';

/** The form, its fields, and the button to the next page. They never change their meaning. */
export const LIST = {
  form: 'list_form',
  more: 'list_more',
  owner: 'owner',
  team: 'team',
  status: 'status',
  flag: 'flag',
  value: 'value',
} as const;

const FLAG_WORDS: Readonly<Record<(typeof FLAGS)[number], string>> = {
  stale: `no sign of life for ${STALE_DAYS} days`,
  orphaned: 'owner has left Slack',
  'past-sunset': 'locked to a version that has stopped',
  drifting: 'does more than was reviewed',
  broken: `${BROKEN_FAILURES} failures in 24 hours`,
};

/** What to list: everything that is chosen holds for each of them. */
export function listForm(teams: readonly Pick<Team, 'id' | 'name'>[]): ModalView {
  const ask = { title: 'List AI workflows', submit: 'List', callback: LIST.form, metadata: '' };
  const teamOptions = teams.slice(0, LIMITS.selectOptions).map(({ id, name }) => option(name, id));
  return askingModal(ask, [
    {
      type: 'input',
      block_id: LIST.owner,
      optional: true,
      label: plain('Owned by', LIMITS.inputLabel),
      element: { type: 'users_select', action_id: LIST.value },
    },
    ...(teamOptions.length > 0 ? [choice(LIST.team, 'Of the team', teamOptions)] : []),
    choice(
      LIST.status,
      'With the status',
      STATUSES.map((one) => option(statusWords(one), one)),
    ),
    choice(
      LIST.flag,
      'With the flag',
      FLAGS.map((one) => option(`${one}: ${FLAG_WORDS[one]}`, one)),
    ),
    context('Leave all of it empty to list every AI workflow.'),
  ]);
}

function choice(block: string, label: string, options: PlainTextOption[]): InputBlock {
  return {
    type: 'input',
    block_id: block,
    optional: true,
    label: plain(label, LIMITS.inputLabel),
    element: { type: 'static_select', action_id: LIST.value, options },
  };
}

function option(label: string, value: string): PlainTextOption {
  return { text: plain(shown(label, LIMITS.optionText), LIMITS.optionText), value };
}

export interface ListShown {
  readonly workflows: readonly Workflow[];
  /** What was asked for, in words; empty for all of them. */
  readonly asked: string;
  readonly total: number | undefined;
  readonly first: boolean;
  /** What the button for the next page carries; undefined on the last page. */
  readonly more: string | undefined;
}

/** One page of a list, one short entry each. */
export function listModal({ workflows, asked, total, first, more }: ListShown): ModalView {
  const of = asked === '' ? '' : ` ${safe(asked, 200)}`;
  const head = total === undefined ? `AI workflows${of}` : `${count(total, 'AI workflow')}${of}`;
  return tellingModal(
    'AI workflows',
    [
      section(`*${head}*`),
      ...(workflows.length === 0 ? [section(nothing({ first, more, asked }))] : []),
      ...workflows.map((one) => section(entry(one))),
      ...(more === undefined ? [] : [actions('list', button('Next Page', LIST.more, more))]),
    ],
    'Close',
  );
}

function nothing({ first, more, asked }: Pick<ListShown, 'first' | 'more' | 'asked'>): string {
  if (more !== undefined) return 'None on this page. Some are still to be looked at: go on.';
  if (!first) return 'That was the last page.';
  return asked === '' ? 'There is none yet.' : 'There is none. Leave a filter out to see more.';
}

function entry({ id, status, team, owner, backup, purpose }: Workflow): string {
  const stands = backup ? `, backup ${mention(backup)}` : '';
  const lines = [
    `*${safe(id, 80)}* · ${statusWords(status)}`,
    `Owner ${mention(owner)}${stands}, ${safe(team, 60)}`,
    safe(purpose, 150),
  ];
  return lines.filter((line) => line !== '').join('\n');
}
