import type { ModalView } from '@slack/types';
import type { Workflow } from '../../core/workflow.ts';
import { LIMITS } from '../limits.ts';
import { statusWords } from './find.ts';
import {
  actions,
  askingModal,
  boldLine,
  button,
  context,
  fallback,
  type Message,
  plain,
  quote,
  section,
  tellingModal,
} from './parts.ts';
import { mention, safe, when } from './text.ts';
import { workflowPicker } from './workflow-picker.ts';

/** Forms and buttons of pausing. They never change their meaning. */
export const PAUSE = {
  pick: 'pause_pick',
  form: 'pause_form',
  resumeForm: 'resume_form',
  pause: 'pause_open',
  resume: 'resume_open',
  choice: 'workflow',
  reason: 'reason',
  value: 'value',
} as const;

/** The word without a name: which one? `what` comes back with the choice. */
export function pausePicker(
  what: 'pause' | 'resume',
  workflows: readonly Workflow[],
  command: string,
): ModalView {
  const [title, none] =
    what === 'pause'
      ? ['Pause', 'None of your AI workflows runs.']
      : ['Resume', 'None of your AI workflows is paused.'];
  const typed = `${command} ${what}`;
  return workflowPicker({ title, callback: PAUSE.pick, metadata: what, none, typed }, workflows);
}

/** Why, and what stops: the form is the confirmation. */
export function pauseForm({ id }: Workflow): ModalView {
  const ask = { title: 'Pause', submit: 'Pause', callback: PAUSE.form, metadata: id };
  return askingModal(ask, [
    boldLine(id),
    section(
      'It stops at once: it may ask for nothing and consume nothing, and gets no credentials, until somebody resumes it. What was consumed before is done; credentials that are out already end within 15 minutes.',
    ),
    {
      type: 'input',
      block_id: PAUSE.reason,
      label: plain('Why?', LIMITS.inputLabel),
      hint: plain('Its owner and whoever wants to resume it read this.', LIMITS.inputHint),
      element: {
        type: 'plain_text_input',
        action_id: PAUSE.value,
        multiline: true,
        max_length: 500,
      },
    },
  ]);
}

export function resumeForm({ id, paused }: Workflow): ModalView {
  const ask = { title: 'Resume', submit: 'Resume', callback: PAUSE.resumeForm, metadata: id };
  return askingModal(ask, [
    boldLine(id),
    ...(paused ? [context(byLine(paused)), quote(paused.reason, 500)] : []),
    section('From now on it may ask and consume again.'),
  ]);
}

function byLine({ by, at, admin }: NonNullable<Workflow['paused']>): string {
  return `Paused by ${mention(by)}${admin ? ' for the platform team' : ''} · ${when(at)}`;
}

/** What became of it, for whoever pressed, with what a pause does not end. */
export function pauseDone({ id, status }: Workflow, works: Works = NOTHING): ModalView {
  if (status !== 'paused') {
    return tellingModal('Resumed', [section(`*${safe(id, 80)}* is ${statusWords(status)} again.`)]);
  }
  const text = `*${safe(id, 80)}* is paused. It may ask and consume nothing, and gets no credentials, until somebody resumes it.`;
  return tellingModal('Paused', [section(text), ...stillWorking(works)]);
}

/** Credentials that are out, by when they end, and secrets that it knows. */
export interface Works {
  readonly leases: readonly {
    readonly connector: string;
    readonly scopes: readonly string[];
    readonly until: string;
  }[];
  readonly secrets: readonly { readonly connector: string; readonly at: string }[];
}

export const NOTHING: Works = { leases: [], secrets: [] };
const MOST_LINES = 8;

/** "The card lists what still works until when." */
export function stillWorking({ leases, secrets }: Works) {
  const lines = [
    ...secrets.map(
      ({ connector, at }) =>
        `• The secret of *${safe(connector, 80)}*, disclosed ${when(at)}: until it is rotated`,
    ),
    ...leases.map(({ connector, scopes, until }) => {
      const what = scopes.length > 0 ? ` (${safe(scopes.join(', '), 120)})` : '';
      return `• *${safe(connector, 80)}*${what}: until ${when(until)}`;
    }),
  ];
  if (lines.length === 0) return [];
  const rest = lines.length - MOST_LINES;
  const more = rest > 0 ? [`And ${rest} more, all over within 15 minutes.`] : [];
  return [section(['Still works:', ...lines.slice(0, MOST_LINES), ...more].join('\n'))];
}

/** What the platform is told: "pausing starts its rotation". */
export function secretsMessage({ id, status }: Workflow, secrets: Works['secrets']): Message {
  const line = `Rotate what ${id} knows.`;
  const how =
    'Rotate each where it is kept, then note it: `yardmaster credentials rotated` and its name.';
  return {
    text: fallback(line),
    blocks: [
      section(
        `*${safe(line, 200)}* It was ${statusWords(status)}, and these secrets were disclosed to it.`,
      ),
      ...stillWorking({ leases: [], secrets }),
      context(how),
    ],
  };
}

/** What the owner is told. */
export function pausedMessage(
  workflow: Workflow,
  command: string,
  works: Works = NOTHING,
): Message {
  const { id, status, paused } = workflow;
  if (status !== 'paused' || !paused) {
    const line = `Your AI workflow ${id} is not paused any more.`;
    const more = `It is ${statusWords(status)}. \`${safe(command, 40)} log ${safe(id, 80)}\` says who resumed it.`;
    return { text: fallback(line), blocks: [section(`*${safe(line, 200)}*`), context(more)] };
  }
  const line = `Your AI workflow ${id} was paused.`;
  const who = paused.admin
    ? 'Only a platform admin can resume it.'
    : 'You, its backup and your lead can resume it.';
  return {
    text: fallback(line, who),
    blocks: [
      section(`*${safe(line, 200)}* It may ask and consume nothing, and gets no credentials.`),
      ...stillWorking(works),
      context(byLine(paused), who),
      quote(paused.reason, 500),
      ...(paused.admin ? [] : [actions(`paused|${id}`, button('Resume…', PAUSE.resume, id))]),
    ],
  };
}
