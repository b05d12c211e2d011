import type {
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  RichTextSection,
  SectionBlock,
} from '@slack/types';
import { escapeMrkdwn, LIMITS, shorten } from '../limits.ts';
import { clean, oneLine, shown, type Told, told } from './text.ts';

/** What is posted: `text` is what screen readers and notifications read, so it says all that matters. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Fallback text is mrkdwn too: `line` may hold words of others, `rest` is ours. */
export function fallback(line: string, rest = ''): string {
  const room = LIMITS.messageText - rest.length - 1;
  const text = shorten(escapeMrkdwn(oneLine(line)), room);
  return rest ? `${text} ${rest}` : text;
}

export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: shorten(text, max), emoji: false };
}

/** `verbatim`: plain addresses and names in it stay text; only tokens that are written out come alive. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text: shorten(text, LIMITS.sectionText), verbatim: true };
}

export function section(text: string, accessory?: Button): SectionBlock {
  return { type: 'section', text: mrkdwn(text), ...(accessory ? { accessory } : {}) };
}

export function context(...lines: readonly string[]): ContextBlock {
  return { type: 'context', elements: lines.map(mrkdwn) };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, LIMITS.headerText) };
}

/** Words of others in bold: rich text parses nothing, so nothing in it comes alive. */
export function boldLine(text: string, max = 600): RichTextBlock {
  const element = { type: 'text' as const, text: shown(text, max), style: { bold: true } };
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] };
}

/** "Label: value", one below the other. */
export function factLines(
  facts: readonly { readonly label: string; readonly value: string }[],
): RichTextBlock[] {
  if (facts.length === 0) return [];
  const elements = facts.map(({ label, value }, index): RichTextSection => {
    const end = index < facts.length - 1 ? '\n' : '';
    return {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: `${shown(label, 80)}: `, style: { bold: true } },
        { type: 'text', text: shown(value, 360) + end },
      ],
    };
  });
  return [{ type: 'rich_text', elements }];
}

/** Words of others as they wrote them, line breaks kept, marked as a quotation. */
export function quote(text: string, max = 2000): RichTextBlock {
  const lines = clean(text).replace(/[\u2028\u2029]/g, '\n');
  const said = shorten(lines.trim(), max) || '(empty)';
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: said }] }],
  };
}

/** What differs, one line each, marked as a quotation. People are shown by name. */
export function toldQuote(lines: readonly Told[], max = 2800): RichTextBlock {
  const each = Math.max(40, Math.floor(max / Math.max(1, lines.length)));
  const elements = lines.flatMap((line, n) => [
    { type: 'text' as const, text: n === 0 ? '• ' : '\n• ' },
    ...told(line).map(({ id, text }) =>
      id
        ? { type: 'user' as const, user_id: text }
        : { type: 'text' as const, text: shorten(clean(text), each) || ' ' },
    ),
  ]);
  return { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements }] };
}

/** Fixed-width text, nothing parsed. */
export function code(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}

export function button(label: string, action: string, value: string): Button {
  return { type: 'button', text: plain(label, LIMITS.buttonText), action_id: action, value };
}

/** "One emphasised button per message or view." */
export function primary(label: string, action: string, value: string): Button {
  return { ...button(label, action, value), style: 'primary' };
}

export function actions(blockId: string, ...elements: Button[]): KnownBlock {
  return { type: 'actions', block_id: shorten(blockId, LIMITS.blockId), elements };
}

export const divider: KnownBlock = { type: 'divider' };

/** A modal that only tells something. */
export function tellingModal(title: string, blocks: KnownBlock[], close = 'Done'): ModalView {
  return {
    type: 'modal',
    title: plain(title, LIMITS.modalTitle),
    close: plain(close, LIMITS.modalClose),
    blocks,
  };
}

/** A modal that asks something. `metadata` comes back with the answer. */
export function askingModal(
  ask: { title: string; submit: string; callback: string; metadata: string; close?: string },
  blocks: KnownBlock[],
): ModalView {
  return {
    ...tellingModal(ask.title, blocks, ask.close ?? 'Cancel'),
    submit: plain(ask.submit, LIMITS.modalSubmit),
    callback_id: ask.callback,
    private_metadata: ask.metadata,
  };
}

/** The first `most`, and a line that says how many more there are. */
export function upTo<T>(
  items: readonly T[],
  most: number,
  show: (item: T, index: number) => KnownBlock[],
): KnownBlock[] {
  const blocks = items.slice(0, most).flatMap(show);
  const more = items.length - most;
  return more > 0 ? [...blocks, context(`And ${more} more.`)] : blocks;
}
