import type { LogEntry } from './log.ts';
import { safe } from './text.ts';

const OURS = new Set(['entryId', 'payloadDigest', 'textDigest']);
const AGENT = 'agent.';
const MOST_FACTS = 5;

/** An agent's own claim, marked as one; undefined for every other entry. `text`: its own words. */
export function agentSentence({ kind, subject, data, text }: LogEntry): string | undefined {
  const [of, workflow = ''] = subject.split('/');
  if (of !== 'agent' || !kind.startsWith(AGENT)) return undefined;
  const facts = Object.entries(data)
    .filter(([name]) => !OURS.has(name))
    .map(([name, value]) => `${safe(name, 40)} ${safe(String(value), 60)}`);
  const more = facts.length > MOST_FACTS ? [`${facts.length - MOST_FACTS} more`] : [];
  const listed = [...facts.slice(0, MOST_FACTS), ...more];
  const said = listed.length > 0 ? ` (${listed.join(', ')})` : '';
  const words = text === undefined ? '' : ` “${safe(text, 150)}”`;
  return `The agent of ${safe(workflow, 80)} says of itself: ${safe(kind.slice(AGENT.length), 60)}${said}.${words}`;
}
