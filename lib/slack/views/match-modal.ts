import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Found } from '../../core/found.ts';
import { LIMITS } from '../limits.ts';
import { facts, usedBy } from './find.ts';
import { CALLBACK } from './ids.ts';
import { askingModal, context, divider, header, plain, section } from './parts.ts';
import { safe, shown } from './text.ts';

export const MATCH = { choice: 'choice', fit: 'fit', because: 'because', value: 'value' } as const;
export const NOTHING_FITS = 'nothing';
export const FITS = { asIs: 'as-is', nearly: 'nearly' } as const;

export interface MatchStep {
  readonly metadata: string;
  readonly workflow: string;
  /** At most five; the choice comes back as a place in this list. */
  readonly components: readonly Found[];
  readonly workflows: readonly Found[];
  /** Chosen before, with "Use This". */
  readonly component?: string | undefined;
}

/**
 * Step 2: "Before anything is filed the requester sees up to five catalog matches with why each
 * matched, owner, use, open version, and near-duplicate workflows."
 */
export function matchModal(step: MatchStep): ModalView {
  const { metadata, components } = step;
  return askingModal(
    { title: 'Does one of these fit?', submit: 'Continue', callback: CALLBACK.match, metadata },
    [
      ...matches(components),
      ...duplicates(step.workflows),
      divider,
      choiceInput(step),
      ...(components.length > 0 ? [fitInput(), context(whatReuseDoes(step.workflow))] : []),
      becauseInput(components.length > 0),
    ],
  );
}

function matches(components: readonly Found[]): KnownBlock[] {
  if (components.length === 0) {
    return [section('*The catalog has nothing that comes near.* Tell the platform team below.')];
  }
  return [header('From the catalog'), ...components.map(entryLines)];
}

function entryLines(entry: Found, index?: number): KnownBlock {
  const number = index === undefined ? '' : `${index + 1}. `;
  const lines = [
    `*${number}${safe(entry.title, 120)}* · ${facts(entry)}`,
    safe(entry.description, 200),
    safe(entry.why, 200),
  ];
  return section(lines.filter((line) => line !== '').join('\n'));
}

function duplicates(workflows: readonly Found[]): KnownBlock[] {
  if (workflows.length === 0) return [];
  return [
    header('Workflows that already do something like this'),
    ...workflows.slice(0, 3).map((one) => entryLines(one)),
  ];
}

/** "Reuse … registers *and activates* at once": said before it is done. */
function whatReuseDoes(workflow: string): string {
  return `Using an entry as it is registers *${safe(workflow, 80)}* at once, locks its versions, and activates it if your team already has the access it needs. Every action it lists starts behind an approval.`;
}

function choiceInput({ components, component }: MatchStep): InputBlock {
  const options = [...components.slice(0, 5).map(option), nothingOption()];
  const chosen = components.findIndex((one) => one.id === component);
  const initial =
    options[chosen === -1 && components.length > 0 ? options.length : Math.max(chosen, 0)];
  return {
    type: 'input',
    block_id: MATCH.choice,
    label: plain('Your choice', LIMITS.inputLabel),
    element: {
      type: 'radio_buttons',
      action_id: MATCH.value,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/** "Reuse; Extend": the quick way is chosen already, the other one is a tap and a sentence away. */
function fitInput(): InputBlock {
  const asIs = fitOption(FITS.asIs, 'Use it as it is', 'Nobody has to be asked');
  const nearly = fitOption(FITS.nearly, 'It nearly fits', 'Asks its owner for what is missing');
  return {
    type: 'input',
    block_id: MATCH.fit,
    label: plain('Does the entry fit?', LIMITS.inputLabel),
    element: {
      type: 'radio_buttons',
      action_id: MATCH.value,
      options: [asIs, nearly],
      initial_option: asIs,
    },
  };
}

function fitOption(value: string, text: string, description: string): PlainTextOption {
  return {
    text: plain(text, LIMITS.optionText),
    value,
    description: plain(description, LIMITS.optionDescription),
  };
}

function option(entry: Found, index: number): PlainTextOption {
  const room = LIMITS.optionText - 40;
  const version = entry.version ? ` · ${shown(entry.version, 20)}` : '';
  const owner = shown(entry.team, 40);
  const use = entry.use === undefined ? '' : ` · ${usedBy(entry.use)}`;
  return {
    text: plain(`${index + 1}. ${shown(entry.title, room)}${version}`, LIMITS.optionText),
    value: String(index),
    description: plain(`Owned by ${owner}${use}`, LIMITS.optionDescription),
  };
}

function nothingOption(): PlainTextOption {
  return {
    text: plain('Nothing fits', LIMITS.optionText),
    value: NOTHING_FITS,
    description: plain('Asks the platform team to build it', LIMITS.optionDescription),
  };
}

/** With nothing to choose from there is a reason to be given; otherwise where something is missing. */
function becauseInput(optional: boolean): InputBlock {
  return {
    type: 'input',
    block_id: MATCH.because,
    optional,
    label: plain(optional ? 'What is missing?' : 'Nothing fits because', LIMITS.inputLabel),
    hint: plain(
      optional ? 'Needed when an entry nearly fits, and when nothing fits.' : 'What is missing?',
      LIMITS.inputHint,
    ),
    element: {
      type: 'plain_text_input',
      action_id: MATCH.value,
      multiline: true,
      max_length: 1000,
    },
  };
}
