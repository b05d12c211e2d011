import type { ModalView } from '@slack/types';
import { count } from '../../core/count.ts';
import { type EffectiveModel, sourceWords } from '../../core/model.ts';
import type { Retirement } from '../../core/model-retirement.ts';
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
import { dayWords, mention, safe } from './text.ts';

/** What is pressed and filled in here. It never changes its meaning. */
export const MODELS = {
  show: 'model_show',
  more: 'model_more',
  page: 'models_page',
  date: 'model_date',
  withdraw: 'model_withdraw',
  form: 'model_form',
  on: 'on',
  successor: 'successor',
  note: 'note',
  value: 'value',
} as const;

/** Models on one page: each has a button. */
const MODELS_PAGE = 15;

interface Counted {
  readonly name: string;
  readonly plugins: number;
  readonly workflows: number;
  readonly retirement: Retirement | undefined;
}

/** Every model in use, a page at a time. `page` counts from 0. */
export function modelsMessage(
  models: readonly Counted[],
  { page, command }: { readonly page: number; readonly command: string },
): Message {
  const from = page * MODELS_PAGE;
  const here = models.slice(from, from + MODELS_PAGE);
  if (here.length === 0) {
    const line =
      page > 0 ? 'That was the last page.' : 'No AI workflow and no plugin names a model yet.';
    const how = `Name one to set the day it stops: \`${safe(command, 40)} models claude-sonnet-4.6\`.`;
    return { text: line, blocks: [section(line), context(how)] };
  }
  const more = from + here.length < models.length;
  return {
    text: fallback(`${count(models.length, 'model')}. Most used: ${here[0]?.name ?? ''}.`),
    blocks: [
      section(`*${count(models.length, 'model')} that AI workflows and plugins name*`),
      ...here.map((one, n) =>
        section(countedText(one), button('Show', `${MODELS.show}:${n}`, one.name)),
      ),
      ...(more ? [actions('models', button('Next Page', MODELS.page, String(page + 1)))] : []),
    ],
  };
}

function countedText({ name, plugins, workflows, retirement }: Counted): string {
  const used = `${count(workflows, 'AI workflow')}, ${count(plugins, 'plugin')}`;
  const stops = retirement ? `\n${stopLine(retirement)}` : '';
  return `*${safe(name, 100)}* · ${used}${stops}`;
}

function stopLine({ on, successor }: Retirement): string {
  return `Stops on ${dayWords(on)}.${successor === undefined ? '' : ` Replaced by ${safe(successor, 100)}.`}`;
}

export interface ModelShown {
  readonly name: string;
  readonly retirement: Retirement | undefined;
  readonly releases: readonly string[];
  readonly rows: readonly { readonly workflow: Workflow; readonly effective: EffectiveModel }[];
  readonly workflows: number;
  readonly owners: number;
  readonly first: boolean;
  /** What the button for the next page carries; undefined on the last page. */
  readonly more: string | undefined;
}

const MOST_RELEASES = 20;

/** "A retirement date lists plugins → workflows → owners." */
export function modelMessage(shown: ModelShown): Message {
  const { name, retirement, workflows, owners, rows, first, more } = shown;
  const used = usedBy(workflows, owners);
  return {
    text: fallback(
      `${name}: ${used}.`,
      retirement ? `It stops on ${dayWords(retirement.on)}.` : '',
    ),
    blocks: [
      section(`*${safe(name, 100)}* · ${used}`),
      ...(first ? aboutModel(shown) : []),
      ...rows.map((row) => section(rowText(row))),
      ...(rows.length === 0 && !first ? [section('That was the last page.')] : []),
      actions(
        'model',
        ...(more === undefined ? [] : [button('Next Page', MODELS.more, more)]),
        button(retirement ? 'Move the Date…' : 'Set a Date…', MODELS.date, name),
        ...(retirement ? [button('Take the Date Back', MODELS.withdraw, name)] : []),
      ),
    ],
  };
}

function usedBy(workflows: number, owners: number): string {
  if (workflows === 0) return 'no AI workflow runs with it';
  return `${count(workflows, 'AI workflow')} of ${count(owners, 'owner')}`;
}

function aboutModel({ retirement, releases }: ModelShown) {
  const some = releases.slice(0, MOST_RELEASES).map((one) => safe(one, 120));
  const rest = releases.length - some.length;
  const named = `Named by ${some.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
  return [
    ...(retirement ? [section(`*${stopLine(retirement)}*`)] : []),
    ...(retirement?.note ? [quote(retirement.note, 500)] : []),
    ...(some.length > 0 ? [section(named)] : [context('No plugin names it.')]),
  ];
}

function rowText({ workflow, effective }: ModelShown['rows'][number]): string {
  const { id, status, owner, backup, team } = workflow;
  const from = effective.model ? ` · ${safe(sourceWords(effective.model.from), 150)}` : '';
  const stands = backup ? `, backup ${mention(backup)}` : '';
  return `*${safe(id, 80)}* · ${statusWords(status)}${from}\nOwner ${mention(owner)}${stands}, ${safe(team, 60)}`;
}

/** The day, what replaces it, what owners should know. What it touches is said before. */
export function modelForm(
  shown: Pick<ModelShown, 'name' | 'workflows' | 'owners' | 'retirement'>,
): ModalView {
  const { name, workflows, owners, retirement } = shown;
  const ask = { title: 'When a model stops', submit: 'Set the Date', callback: MODELS.form };
  const touched =
    workflows === 0
      ? 'No AI workflow runs with it today.'
      : `${usedBy(workflows, owners)} ${workflows === 1 ? 'runs' : 'run'} with it today.`;
  return askingModal({ ...ask, metadata: name }, [
    boldLine(name),
    context(
      `${touched} From 90 days before the day, whoever registers a workflow with it is warned; nobody is written to.`,
    ),
    {
      type: 'input',
      block_id: MODELS.on,
      label: plain('The first day without it', LIMITS.inputLabel),
      element: {
        type: 'datepicker',
        action_id: MODELS.value,
        ...(retirement ? { initial_date: retirement.on } : {}),
      },
    },
    textInput(MODELS.successor, 'What replaces it', 100, retirement?.successor),
    textInput(MODELS.note, 'What owners should know', 500, retirement?.note),
  ]);
}

function textInput(block: string, label: string, most: number, initial: string | undefined) {
  return {
    type: 'input' as const,
    block_id: block,
    optional: true,
    label: plain(label, LIMITS.inputLabel),
    element: {
      type: 'plain_text_input' as const,
      action_id: MODELS.value,
      max_length: most,
      ...(initial === undefined ? {} : { initial_value: initial }),
    },
  };
}

export function modelDone(retirement: Retirement): ModalView {
  const line = `*${safe(retirement.model, 100)}*\n${stopLine(retirement)}`;
  return tellingModal('Date set', [section(line)]);
}
