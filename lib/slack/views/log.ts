import type { Message } from './parts.ts';
import { context, section } from './parts.ts';
import { safe, when } from './text.ts';

/** One line of the log, as it is told. `data` holds ids, digests and numbers, never free text. */
export interface LogEntry {
  readonly subject: string;
  readonly kind: string;
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly data: Readonly<Record<string, unknown>>;
}

const MOST = 20;
const LINES_PER_BLOCK = 5;

/** What happened, newest first, one sentence each. `subject` empty = everything the person's teams own. */
export function logMessage(
  subject: string,
  entries: readonly LogEntry[],
  command: string,
): Message {
  const of = subject ? ` of ${safe(subject, 150)}` : " of your teams' workflows";
  if (entries.length === 0) return emptyLog(of, command);
  const lines = entries.slice(0, MOST).map((entry) => `${when(entry.at)} · ${sentence(entry)}`);
  const groups = Array.from({ length: Math.ceil(lines.length / LINES_PER_BLOCK) }, (_, group) =>
    lines.slice(group * LINES_PER_BLOCK, (group + 1) * LINES_PER_BLOCK).join('\n'),
  );
  return {
    text: `The log${of}: ${entries.length} events, the newest first.`,
    blocks: [
      section(`*The log${of}*`),
      ...groups.map((text) => section(text)),
      context(
        'Every line is chained to the one before. Auditors check it with `yardmaster audit verify`.',
      ),
    ],
  };
}

function emptyLog(of: string, command: string): Message {
  const text = `The log${of} is empty.`;
  const ask = `\`${safe(command, 40)} new\``;
  return {
    text,
    blocks: [
      section(text),
      context(`What happens to your workflows is written here. Request one with ${ask}.`),
    ],
  };
}

/** The event as one plain sentence. Kinds that are not known here are named as they are. */
export function sentence(entry: LogEntry): string {
  const tell = SENTENCES.get(entry.kind);
  const subject = safe(entry.subject, 80);
  return tell
    ? tell(who(entry), subject, entry.data)
    : `${who(entry)}: ${safe(entry.kind, 60)} on ${subject}.`;
}

type Tell = (who: string, subject: string, data: LogEntry['data']) => string;

const SENTENCES = new Map<string, Tell>(
  Object.entries({
    'approval.asked': (who, _subject, data) =>
      `${who} asked for approval of ${word(data, 'action')}.`,
    'approval.decided': (who, subject, data) =>
      `${who} ${data.choice === 'approve' ? 'approved' : 'rejected'} ${subject}.`,
    'approval.consumed': (who, subject) => `${who} used ${subject} once.`,
    'approval.expired': (_who, subject) => `${subject} ended without a decision.`,
    'workflow.registered': (who, subject, data) =>
      `${who} registered ${subject}; it is ${word(data, 'status')}.`,
    'workflow.revised': (who, subject, data) =>
      `${who} changed ${subject} to revision ${word(data, 'revision')}.`,
    'workflow.key-offered': (who, subject, data) =>
      `${who} offered the key of ${subject} to ${person(data.to)}.`,
    'workflow.key-code-given': (who, subject) => `${who} took a key code for ${subject}.`,
    'workflow.key-claimed': (who, subject) => `${who} claimed the key of ${subject}.`,
    'request.filed': (who, _subject, data) =>
      `${who} requested the workflow ${word(data, 'workflow')}.`,
    'request.reused': (who, _subject, data) =>
      `${who} answered the need for ${word(data, 'workflow')} with what exists.`,
    'request.answered': (who, _subject, data) =>
      `${who} answered the request for ${word(data, 'workflow')}: ${word(data, 'state')}.`,
    'person.login-code-given': (who) => `${who} took a login code.`,
    'person.logged-in': (who) => `${who} logged in at the command line.`,
    'release.published': (who, subject, data) =>
      `${who} published ${subject} ${word(data, 'version')}.`,
    'set-up': (_who, subject) => `${subject} was set up.`,
    'log.exported': (who) => `${who} exported the log.`,
    refused: (who, _subject, data) =>
      `${who} was refused: ${word(data, 'act')} on ${word(data, 'about')} (${word(data, 'why')}).`,
  } satisfies Record<string, Tell>),
);

function word(data: LogEntry['data'], field: string): string {
  const value = data[field];
  return safe(typeof value === 'string' || typeof value === 'number' ? String(value) : '?', 100);
}

function who({ actor }: LogEntry): string {
  if (actor.kind === 'person') return person(actor.id);
  if (actor.kind === 'workflow') return `The workflow ${safe(actor.id, 80)}`;
  return 'Yardmaster';
}

/** A mention only for what is a person's key: other text must not become one. */
function person(key: unknown): string {
  const id = typeof key === 'string' ? /^[A-Z0-9]+\/([UW][A-Z0-9]+)$/.exec(key)?.[1] : undefined;
  return id ? `<@${id}>` : 'Somebody';
}
