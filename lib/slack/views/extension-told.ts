import type { KnownBlock } from '@slack/types';
import { count } from '../../core/count.ts';
import { type Extension, type ExtensionState, usable } from '../../core/extension.ts';
import {
  asked,
  askersButtons,
  extensionLine,
  extensionState,
  ownersButtons,
  reasonOf,
} from './extension-card.ts';
import type { RoomPart } from './home.ts';
import {
  boldLine,
  context,
  fallback,
  header,
  type Message,
  quote,
  section,
  upTo,
} from './parts.ts';
import { mention, safe, shown, when } from './text.ts';

const HEADLINES: Readonly<Record<ExtensionState, string>> = {
  open: 'Your request waits for the owner',
  'release-planned': 'The owner plans a release for you',
  released: 'The owner released what you asked for',
  'copy-offered': 'Your team may make its own copy',
  copied: 'Your team made its own copy',
  declined: 'The owner declined your request',
  withdrawn: 'Your team withdrew its request',
};

/** What whoever asked reads of the owner's answer; `answer` counts from 1, older ones only refer on. */
export function extensionAnswer(extension: Extension, answer: number, command: string): Message {
  const given = extension.answers[answer - 1];
  if (given && answer < extension.answers.length) {
    const line = `${HEADLINES[given.state]}: ${extension.component}`;
    const newer = 'There is a newer answer below.';
    return { text: fallback(line, newer), blocks: [boldLine(line), context(newer)] };
  }
  const line = `${HEADLINES[extension.state]}: ${extension.component}`;
  const state = extensionState(extension);
  return {
    text: fallback(line, state),
    blocks: [
      boldLine(line),
      context(state),
      ...reasonOf(extension),
      quote(extension.missing, 600),
      context(nextStep(extension, command)),
      ...askersButtons(extension),
    ],
  };
}

function nextStep(extension: Extension, command: string): string {
  const { state, workflow } = extension;
  const ask = `\`${safe(command, 40)} new\``;
  switch (state) {
    case 'open':
    case 'release-planned':
      return 'You are told here when it is released. There is nothing for you to do.';
    case 'released':
    case 'copied':
      return usable(extension)
        ? `Use It Now registers *${safe(workflow, 80)}* on it at once.`
        : 'There is nothing left for you to do.';
    case 'copy-offered':
      return 'Make a Copy gives your team a component of its own. Every review shows what it may do against its origin.';
    case 'declined':
      return `Look for something else, or say that nothing fits, with ${ask}.`;
    case 'withdrawn':
      return `If the need comes back, ask anew with ${ask}.`;
  }
}

/** What the owners' channel, and later the platform's, reads when an answer is owed. */
export function extensionReminder(extension: Extension): Message {
  const line = `Overdue: ${extensionLine(extension)}`;
  const { dueAt, state, by } = extension;
  const planned = 'The day for which a release was planned is over';
  const due = state === 'open' && dueAt ? `The answer was due ${when(dueAt)}` : planned;
  return {
    text: fallback(line, `${due}. Say what becomes of it.`),
    blocks: [
      boldLine(shown(line, 300)),
      quote(extension.missing, 600),
      context(`${due} · ${mention(by)} waits for it.`),
      ...ownersButtons(extension),
    ],
  };
}

/** With ten requests above them they fit one message. */
const MOST = { home: 3, list: 8 } as const;

/** On Home: what waits for the owners' leads, and what the person asked for. */
export function extensionsPart(owed: readonly Extension[], own: readonly Extension[]): RoomPart {
  const waiting = upTo(owed, MOST.home, (one) => [
    boldLine(extensionLine(one), 200),
    context(`Asked by ${mention(one.by)} · ${extensionState(one)}`),
    ...ownersButtons(one),
  ]);
  if (own.length === 0) return { waiting, more: [] };
  return { waiting, more: [header('What I asked owners for'), ...upTo(own, MOST.home, ownBlocks)] };
}

/** Below the person's requests: what they asked owners for. */
export function ownExtensionsBlocks(own: readonly Extension[]): KnownBlock[] {
  if (own.length === 0) return [];
  const head = section(`*You asked ${count(own.length, 'owner')} for what nearly fits.*`);
  return [head, ...upTo(own, MOST.list, ownBlocks)];
}

function ownBlocks(extension: Extension): KnownBlock[] {
  const { component, workflow } = extension;
  return [
    boldLine(`${component}, for ${workflow}`, 200),
    context(extensionState(extension)),
    ...askersButtons(extension),
  ];
}

/** The same in plain words, for the message's own text. */
export function ownExtensionsText(own: readonly Extension[]): string {
  if (own.length === 0) return '';
  const told = own.slice(0, MOST.list).map((one) => `${one.component}: ${STATES[one.state]}.`);
  return `You asked ${count(own.length, 'owner')} for what nearly fits. ${told.join(' ')}`;
}

const STATES: Readonly<Record<ExtensionState, string>> = {
  open: 'waits for its owner',
  'release-planned': 'a release is planned',
  released: 'released, ready to use',
  'copy-offered': 'a copy may be made',
  copied: 'copied, ready to use',
  declined: 'declined',
  withdrawn: 'withdrawn',
};

/** What was asked before, with where it stands. */
export function askedBlocks(extension: Extension): KnownBlock[] {
  return [...asked(extension), ...reasonOf(extension)];
}
