import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { FIRST_VERSION } from '../../core/copy.ts';
import { type Extension, lastAnswer } from '../../core/extension.ts';
import { LIMITS, shorten } from '../limits.ts';
import { askersButtons, EXTENSION, extensionLine } from './extension-card.ts';
import { askedBlocks } from './extension-told.ts';
import { askingModal, boldLine, context, plain, quote, section, tellingModal } from './parts.ts';
import { mention, safe, shown, when } from './text.ts';

const LONGEST = 1000;

/** "We Will Release It": a day where it is known. */
export function planModal(extension: Extension): ModalView {
  const asks = { title: 'We will release it', submit: 'Send', callback: EXTENSION.plan };
  const { date } = lastAnswer(extension) ?? {};
  return askingModal({ ...asks, metadata: extension.id }, [
    boldLine(extensionLine(extension)),
    {
      type: 'input',
      block_id: EXTENSION.date,
      optional: true,
      label: plain('Planned for', LIMITS.inputLabel),
      hint: plain('The team is told. You are reminded when the day is over.', LIMITS.inputHint),
      element: {
        type: 'datepicker',
        action_id: 'value',
        ...(date ? { initial_date: date } : {}),
      },
    },
    words(EXTENSION.reason, { label: 'Anything to add?', hint: 'The team reads this.' }),
  ]);
}

/** "The owner says which version": of those published since, the newest first. */
export function releaseModal(extension: Extension, since: readonly string[]): ModalView {
  const line = boldLine(extensionLine(extension));
  // A version may be written longer than an option of Slack's can carry.
  const fitting = since.filter((version) => version.length <= LIMITS.optionValue);
  const options = fitting.slice(0, LIMITS.selectOptions).map((version) => ({
    text: plain(shown(version, LIMITS.optionText), LIMITS.optionText),
    value: version,
  }));
  const [newest] = options;
  if (!newest) return nothingReleased(extension, line);
  const asks = { title: 'It is released', submit: 'Send', callback: EXTENSION.release };
  return askingModal({ ...asks, metadata: extension.id }, [
    line,
    {
      type: 'input',
      block_id: EXTENSION.version,
      label: plain('In which version?', LIMITS.inputLabel),
      hint: plain('Those that were published after it was asked.', LIMITS.inputHint),
      element: {
        type: 'static_select',
        action_id: 'value',
        options,
        initial_option: newest,
      },
    },
    words(EXTENSION.reason, { label: 'Anything to add?', hint: 'The team reads this.' }),
  ]);
}

function nothingReleased({ component, at }: Extension, line: KnownBlock): ModalView {
  return tellingModal('It is released', [
    line,
    section(
      `No version of *${safe(component, 120)}* was published after ${when(at)}, when this was asked.`,
    ),
    context('Publish the new version first, then press It Is Released again.'),
  ]);
}

/** Why the team gets no release: it makes its own copy, or looks for something else. */
export function noReleaseModal(extension: Extension, which: 'offer' | 'decline'): ModalView {
  const title = { offer: 'Let them copy it', decline: 'Decline' }[which];
  const what = {
    offer: 'The team makes a component of its own out of the newest version and looks after it.',
    decline: 'The team looks for something else.',
  }[which];
  const asks = { title, submit: 'Send', callback: EXTENSION[which], metadata: extension.id };
  return askingModal(asks, [
    boldLine(extensionLine(extension)),
    context(what),
    words(EXTENSION.reason, { label: 'Why?', hint: 'The team reads this.', needed: true }),
  ]);
}

/** The team's own copy: all it needs is a name. */
export function copyModal(extension: Extension, suggested: string): ModalView {
  const { id, component } = extension;
  const asks = { title: 'Make a copy', submit: 'Make the Copy', callback: EXTENSION.make };
  return askingModal({ ...asks, metadata: id }, [
    boldLine(`A copy of ${component} for ${extension.team}`),
    section(
      'Your team owns it from then on. It begins as its origin is today, with the same access, and every review shows where the two differ.',
    ),
    name('Its name', suggested),
  ]);
}

/** The name that the workflow was to have is taken by now. */
export function otherNameModal(extension: Extension, problem: string): ModalView {
  const asks = { title: 'Use it now', submit: 'Use It', callback: EXTENSION.use };
  return askingModal({ ...asks, metadata: extension.id }, [
    section(`:warning: ${safe(problem, 500)}`),
    name('Name of your workflow', ''),
  ]);
}

function name(label: string, initial: string): InputBlock {
  return {
    type: 'input',
    block_id: EXTENSION.name,
    label: plain(label, LIMITS.inputLabel),
    hint: plain('Lower-case letters, digits and hyphens.', LIMITS.inputHint),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      max_length: 80,
      ...(initial ? { initial_value: initial } : {}),
    },
  };
}

function words(
  block: string,
  asks: { label: string; hint: string; needed?: boolean; initial?: string },
): InputBlock {
  return {
    type: 'input',
    block_id: block,
    optional: asks.needed !== true,
    label: plain(asks.label, LIMITS.inputLabel),
    hint: plain(asks.hint, LIMITS.inputHint),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline: true,
      max_length: LONGEST,
      ...(asks.initial ? { initial_value: asks.initial } : {}),
    },
  };
}

/** The request was sent to the owner. */
export function askedOwnerModal(extension: Extension, owner: string): ModalView {
  const { component, dueAt } = extension;
  return tellingModal('Your request', [
    boldLine(component),
    section(`*${safe(owner, 120)}* has your request.`),
    ...(dueAt ? [section(`Answer due ${when(dueAt)}`)] : []),
    context('The answer comes to you here in Slack, as a message from this app.'),
  ]);
}

/** "The same pair is not asked again": led to what waits already. */
export function askedBeforeModal(extension: Extension): ModalView {
  return tellingModal('Asked already', [
    section('*Your team waits for this already.* Nothing was sent again.'),
    ...askedBlocks(extension),
  ]);
}

/** The reason why it was declined is read before it is asked anew. */
export function askAgainModal(
  extension: Extension,
  { metadata, missing }: { readonly metadata: string; readonly missing: string },
): ModalView {
  const answer = lastAnswer(extension);
  const by = answer ? ` by ${mention(answer.by)} · ${when(answer.at)}` : '';
  const asks = { title: 'Declined before', submit: 'Ask Again', callback: EXTENSION.again };
  return askingModal({ ...asks, metadata }, [
    boldLine(extension.component),
    section(`Your team asked to extend this before. It was declined${by}.`),
    ...(answer?.reason ? [quote(answer.reason, 1200)] : []),
    context('Ask again only if something changed.'),
    words(EXTENSION.missing, {
      ...{ label: 'What is missing?', hint: 'The owner reads this.' },
      ...{ needed: true, initial: shorten(missing, LONGEST) },
    }),
  ]);
}

/** The copy is there; what it may do is what its origin may do today. */
export function copiedModal(extension: Extension, copy: string): ModalView {
  return tellingModal('Your copy', [
    boldLine(copy),
    section(
      `It belongs to your team now, in version ${FIRST_VERSION}, with the same access as its origin.`,
    ),
    context('Change what was missing and publish the next version.'),
    ...askersButtons(extension),
  ]);
}
