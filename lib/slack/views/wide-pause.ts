import type { KnownBlock, ModalView } from '@slack/types';
import { count } from '../../core/count.ts';
import type { Lease } from '../../core/lease.ts';
import type { WidePause } from '../../core/wide-pause.ts';
import {
  actions,
  askingModal,
  boldLine,
  button,
  context,
  quote,
  section,
  tellingModal,
} from './parts.ts';
import { mention, safe, when } from './text.ts';
import { typedInput } from './typed-input.ts';

/** Forms and buttons of what is paused for all. They never change their meaning. */
export const WIDE = {
  form: 'wide_pause_form',
  resumeForm: 'wide_resume_form',
  resume: 'wide_resume_open',
  reason: 'reason',
} as const;

type Named = Pick<WidePause, 'what' | 'name'>;

const WHAT: Readonly<Record<WidePause['what'], string>> = {
  connector: 'connector',
  release: 'version',
  team: 'team',
  system: 'system',
};

function nameOf({ what, name }: Named): string {
  return `The ${WHAT[what]} ${name}`;
}

/** As a form or a button carries it along, and as it is typed. */
export function carried({ what, name }: Named): string {
  return what === 'release' ? name : `${what}/${name}`;
}

/** Why, and how many stop: the form is the confirmation. */
export function widePauseForm(named: Named, workflows: number): ModalView {
  const ask = { title: 'Pause for all', submit: 'Pause', callback: WIDE.form };
  const stops =
    workflows === 0
      ? 'No AI workflow uses it now. Look whether the name is right; those that come later are stopped too.'
      : `${count(workflows, 'AI workflow')} will get no credentials and consume nothing through it.`;
  return askingModal({ ...ask, metadata: carried(named) }, [
    boldLine(nameOf(named)),
    section(
      `${stops} It stops for the very next lease and consume. Credentials that are out already end within 15 minutes.`,
    ),
    typedInput(WIDE.reason, 'Why?', 'Everybody who waits for it reads this.', {
      max: 500,
      multiline: true,
    }),
    context('Somebody else has to let it go on: whoever pauses it cannot.'),
  ]);
}

interface Done {
  readonly workflows: number;
  readonly leases: readonly Pick<Lease, 'workflow' | 'connector' | 'until'>[];
  readonly unseen: number;
}

const MOST_LINES = 10;

/** What became of it, for whoever pressed, with what does not end at once. */
export function widePauseDone(named: Named, { workflows, leases, unseen }: Done): ModalView {
  const lines = leases
    .slice(0, MOST_LINES)
    .map(
      ({ workflow, connector, until }) =>
        `• *${safe(workflow, 80)}* with ${safe(connector, 80)}: until ${when(until)}`,
    );
  const rest = leases.length - lines.length;
  const more = rest > 0 ? [`And ${rest} more, all over within 15 minutes.`] : [];
  const others = unseen > 0 ? [context(`${unseen} more AI workflows were not looked at.`)] : [];
  return tellingModal('Paused for all', [
    section(`*${safe(nameOf(named), 250)}* is paused for ${count(workflows, 'AI workflow')}.`),
    ...(lines.length > 0 ? [section(['Still works:', ...lines, ...more].join('\n'))] : []),
    ...others,
    context('Somebody else lets it go on: the word `pauses` lists what is paused.'),
  ]);
}

export function wideResumeForm(pause: WidePause): ModalView {
  const ask = { title: 'Let it go on', submit: 'Let It Go On', callback: WIDE.resumeForm };
  return askingModal({ ...ask, metadata: carried(pause) }, [
    boldLine(nameOf(pause)),
    context(byLine(pause)),
    quote(pause.reason, 500),
    section('From the next lease and consume on, all that use it go on.'),
  ]);
}

export function wideResumeDone(named: Named): ModalView {
  return tellingModal('Goes on', [section(`*${safe(nameOf(named), 250)}* goes on.`)]);
}

function byLine({ by, at, admin }: WidePause): string {
  return `Paused by ${mention(by)}${admin ? ' for the platform team' : ''} · ${when(at)}`;
}

const MOST_SHOWN = 15;

/** What is paused for all, the newest first, each with the way to end it. */
export function pausesModal(pauses: readonly WidePause[], command: string): ModalView {
  const none = `Nothing is paused for all. \`${safe(command, 40)} pause connector/x\` does that for a connector; a version, a team or a system go the same way.`;
  const newest = [...pauses].reverse();
  const shown = newest.slice(0, MOST_SHOWN);
  const rest = newest.length - shown.length;
  return tellingModal(
    'Paused for all',
    [
      ...(shown.length === 0 ? [section(none)] : shown.flatMap(pauseBlocks)),
      ...(rest > 0 ? [context(`And ${rest} more: \`yardmaster pause list\` names them all.`)] : []),
    ],
    'Close',
  );
}

function pauseBlocks(pause: WidePause, n: number): KnownBlock[] {
  const value = carried(pause);
  return [
    section(`*${safe(nameOf(pause), 250)}*\n${safe(pause.reason, 300)}\n${byLine(pause)}`),
    actions(`wide|${n}`, button('Let It Go On…', WIDE.resume, value)),
  ];
}
