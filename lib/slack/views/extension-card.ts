import type { KnownBlock } from '@slack/types';
import { type Extension, isOpen, lastAnswer, usable } from '../../core/extension.ts';
import {
  actions,
  boldLine,
  button,
  context,
  factLines,
  fallback,
  type Message,
  primary,
  quote,
} from './parts.ts';
import { dayWords, mention, safe, when } from './text.ts';

export const EXTENSION = {
  plan: 'extension_plan',
  release: 'extension_release',
  offer: 'extension_offer',
  decline: 'extension_decline',
  withdraw: 'extension_withdraw',
  make: 'extension_make',
  use: 'extension_use',
  again: 'extension_again',
  /** Blocks of the forms. */
  reason: 'reason',
  date: 'date',
  version: 'version',
  name: 'name',
  missing: 'missing',
} as const;

/** What a team misses, as whoever owns the component sees it, waiting or answered. */
export function extensionCard(extension: Extension): Message {
  const line = extensionLine(extension);
  const state = extensionState(extension);
  return {
    text: fallback(line, state),
    blocks: [...asked(extension), ...reasonOf(extension), ...ownersButtons(extension)],
  };
}

export function extensionLine({ team, component, version }: Extension): string {
  return `${team} asks to extend ${component} ${version}`;
}

/** The same without anything to press. */
export function asked(extension: Extension): KnownBlock[] {
  const { missing, need, evidence, by, at } = extension;
  const seen = evidence.map((one) => safe(one.id, 100)).join(', ');
  return [
    boldLine(extensionLine(extension)),
    quote(missing, 1200),
    ...factLines([{ label: 'What it is for', value: need }]),
    ...(seen === '' ? [] : [context(`Shown from the catalog before asking: ${seen}`)]),
    context(`Asked by ${mention(by)} · ${when(at)}`, extensionState(extension)),
  ];
}

export function reasonOf(extension: Extension): KnownBlock[] {
  const { reason = '' } = lastAnswer(extension) ?? {};
  return reason === '' ? [] : [quote(reason, 1500)];
}

/** Where it stands, in one sentence. */
export function extensionState(extension: Extension): string {
  const { state, dueAt, copy, used } = extension;
  const answer = lastAnswer(extension);
  const by = answer ? ` by ${mention(answer.by)} · ${when(answer.at)}` : '';
  const uses = used === undefined ? '' : ` · used by ${safe(used, 80)}`;
  switch (state) {
    case 'open':
      return dueAt ? `Answer due ${when(dueAt)}` : 'Waits for an answer';
    case 'release-planned':
      return answer?.date
        ? `A release is planned for ${dayWords(answer.date)}${by}`
        : `A release is planned${by}`;
    case 'released':
      return `Released as ${safe(answer?.version ?? '', 60)}${by}${uses}`;
    case 'copy-offered':
      return `A copy was offered${by}`;
    case 'copied':
      return `The team made a copy of its own, ${safe(copy ?? '', 120)}${uses}`;
    case 'declined':
      return `Declined${by}`;
    case 'withdrawn':
      return 'Withdrawn by the team that asked';
  }
}

/** What an owner can answer from here. */
export function ownersButtons({ id, state, answers }: Extension): KnownBlock[] {
  const block = `extension|${id}|${answers.length}`;
  const rest = [
    button('Let Them Copy It', EXTENSION.offer, id),
    button('Decline', EXTENSION.decline, id),
  ];
  if (state === 'open') {
    const will = primary('We Will Release It', EXTENSION.plan, id);
    return [actions(block, will, button('It Is Released', EXTENSION.release, id), ...rest)];
  }
  if (state !== 'release-planned') return [];
  const is = primary('It Is Released', EXTENSION.release, id);
  return [actions(block, is, button('Change the Day', EXTENSION.plan, id), ...rest)];
}

/** What whoever asked can do from here. */
export function askersButtons(extension: Extension): KnownBlock[] {
  const { id, state } = extension;
  const use = usable(extension) ? [primary('Use It Now', EXTENSION.use, id)] : [];
  const make = state === 'copy-offered' ? [primary('Make a Copy', EXTENSION.make, id)] : [];
  const withdraw = isOpen(extension) ? [button('Withdraw', EXTENSION.withdraw, id)] : [];
  const all = [...use, ...make, ...withdraw];
  return all.length === 0 ? [] : [actions(`extension-asked|${id}|${state}`, ...all)];
}
