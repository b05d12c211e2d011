import type { KnownBlock } from '@slack/types';
import { count } from '../../core/count.ts';
import type { Found } from '../../core/found.ts';
import { type Lifecycle, successorWords } from '../../core/lifecycle.ts';
import { LIMITS, shorten } from '../limits.ts';
import { ACTION } from './ids.ts';
import { button, context, fallback, type Message, section } from './parts.ts';
import { safe } from './text.ts';

const MOST = 10;

/** What `find` found, best first. Components carry a button that opens the request with them chosen. */
export function findResults(query: string, found: readonly Found[], command: string): Message {
  const asked = safe(query, 150);
  if (found.length === 0) return nothing(asked, command);
  const head = `${count(found.length, 'result')} for “${asked}”`;
  const first = found[0];
  return {
    text: fallback(
      `${count(found.length, 'result')} for “${query}”. First: ${first?.title ?? ''}.`,
    ),
    blocks: [
      section(`*${head}*`),
      ...found.slice(0, MOST).map(result),
      ...(found.length > MOST
        ? [context(`And ${found.length - MOST} more. Add a word to narrow it down.`)]
        : []),
    ],
  };
}

function result(entry: Found, index: number): KnownBlock {
  const text = [
    `*${safe(entry.title, 120)}* · ${facts(entry)}`,
    safe(entry.description, 300),
    `_${safe(entry.why, 200)}_`,
  ];
  const shown = section(text.filter((line) => line !== '__' && line !== '').join('\n'), use(entry));
  return { ...shown, block_id: shorten(`found|${index}|${entry.id}`, LIMITS.blockId) };
}

/** A workflow is somebody's running work: it can be looked at and not taken. */
function use(entry: Found) {
  return entry.kind === 'workflow' ? undefined : button('Use This', ACTION.useComponent, entry.id);
}

/** "plugin · 3.2.4 · owned by platform · used by 3 workflows". */
export function facts(entry: Found): string {
  const parts = [
    entry.kind === 'workflow' ? 'AI workflow' : safe(entry.kind, 40),
    entry.version && safe(entry.version, 60),
    entry.lifecycle && endsWords(entry),
    entry.status && statusWords(entry.status),
    `owned by ${safe(entry.team, 60)}`,
    entry.use !== undefined && usedBy(entry.use),
  ];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}

/** Why it stands so far down, and what to take instead. */
function endsWords({ id, lifecycle, successor }: Found): string {
  const how =
    lifecycle === undefined || lifecycle === 'active' ? 'open' : LIFECYCLE_WORDS[lifecycle];
  return successor ? `${how}, replaced by ${safe(successorWords(successor, id), 150)}` : how;
}

/** How a version stands, in plain words. */
export const LIFECYCLE_WORDS: Readonly<Record<Lifecycle, string>> = {
  active: 'open',
  deprecated: 'retiring',
  closed: 'closed to new pins',
  disabled: 'disabled',
};

export function usedBy(use: number): string {
  return use === 0 ? 'not used yet' : `used by ${count(use, 'workflow')}`;
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  discovered: 'found, not claimed yet',
  registered: 'registered, waits for access',
  active: 'active',
  paused: 'paused',
  retired: 'retired',
};

/** A workflow's status in plain words; one of a later version as it is. */
export function statusWords(status: string): string {
  return (Object.hasOwn(STATUS_WORDS, status) && STATUS_WORDS[status]) || safe(status, 40);
}

function nothing(asked: string, command: string): Message {
  const ask = `\`${safe(command, 40)} new\``;
  return {
    text: `Nothing found for “${asked}”.`,
    blocks: [
      section(`*Nothing found for “${asked}”*`),
      context(
        'Say what it should do in a few plain words, like “reply to customers” or “extract invoice lines”.',
        `If it does not exist yet, ask for it with ${ask}.`,
      ),
    ],
  };
}
