import type { Deps } from '../acts/deps.ts';
import { extensionOfReminder } from '../acts/extension-reminders.ts';
import { loadExtension, readAnswerSubject } from '../acts/extension-store.ts';
import { type Extension, isOpen } from '../core/extension.ts';
import { extensionCard } from '../slack/views/extension-card.ts';
import { extensionAnswer, extensionReminder } from '../slack/views/extension-told.ts';
import type { Message } from '../slack/views/parts.ts';
import type { Rendered } from './render.ts';

const SUBJECT = 'extension/';

/** What a team misses, with the owners. */
export async function renderExtension(deps: Deps, subject: string): Promise<Rendered> {
  if (!subject.startsWith(SUBJECT)) throw new Error('a card is about an extension');
  return drawn(deps, subject.slice(SUBJECT.length), extensionCard);
}

/** One answer of the owners, with whoever asked. */
export async function renderExtensionAnswer(deps: Deps, subject: string): Promise<Rendered> {
  const { id, answer } = readAnswerSubject(subject);
  const { command } = deps.settings;
  return drawn(deps, id, (extension) => extensionAnswer(extension, answer, command));
}

/** What is owed, told again; nothing once nobody owes it any more. */
export async function renderExtensionReminder(deps: Deps, subject: string): Promise<Rendered> {
  const owed = ({ dueAt, ...one }: Extension) => dueAt !== undefined && isOpen(one);
  return drawn(deps, extensionOfReminder(subject), extensionReminder, owed);
}

async function drawn(
  deps: Deps,
  id: string,
  view: (extension: Extension) => Message,
  wanted: (extension: Extension) => boolean = () => true,
): Promise<Rendered> {
  const head = await loadExtension(deps, id);
  if (!head || !wanted(head.state)) return { kind: 'nothing' };
  return { kind: 'card', ...view(head.state), version: head.chain.seq };
}
