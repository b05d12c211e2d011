import canonicalize from 'canonicalize';
import * as z from 'zod';
import { type ChainLine, chainLineSchema, EMPTY_CHAIN, linkHash } from './audit.ts';
import type { Sha256 } from './hash.ts';

interface Break {
  /** Line number in the export, from 1. */
  readonly line: number;
  readonly subject: string;
  readonly seq: number;
  readonly say: string;
}

export interface Verification {
  readonly events: number;
  readonly chains: number;
  readonly last: string | undefined;
  readonly breaks: readonly Break[];
}

/** What is inside a line's `event` text; more keys may follow in later versions. */
const eventSchema = z.looseObject({ subject: z.string(), seq: z.int(), at: z.string() });

interface State {
  readonly heads: Map<string, { seq: number; hash: string }>;
  last: string | undefined;
  events: number;
}

/**
 * Checks an export line by line, in any order of chains but each chain in its own order. Knows
 * nothing but the file: it catches edits, gaps and forks, and lines that are not byte-equal to
 * canonical form. What was cut from a chain's end needs a checkpoint kept elsewhere.
 */
export function verifyExport(lines: Iterable<string>, sha: Sha256): Verification {
  const state: State = { heads: new Map(), last: undefined, events: 0 };
  const breaks: Break[] = [];
  let number = 0;
  for (const text of lines) {
    number += 1;
    if (text === '') continue;
    const found = verifyLine(text, state, sha);
    if (found) breaks.push({ line: number, ...found });
  }
  return { events: state.events, chains: state.heads.size, last: state.last, breaks };
}

function verifyLine(text: string, state: State, sha: Sha256): Omit<Break, 'line'> | undefined {
  const line = readLine(text);
  if (!line) return { subject: '?', seq: 0, say: 'is no line of an audit export' };
  const { subject, seq } = line;
  const broken = (say: string) => ({ subject, seq, say });
  state.events += 1;
  const head = state.heads.get(subject) ?? EMPTY_CHAIN;
  state.heads.set(subject, { seq, hash: line.hash });
  const event = readEvent(line.event);
  if (!event) return broken('holds an event that is not in canonical form');
  if (event.subject !== subject || event.seq !== seq)
    return broken('does not belong where it stands');
  if (linkHash(line.prev, line.event, sha) !== line.hash)
    return broken('was changed: its hash does not fit');
  if (seq !== head.seq + 1) return broken(gap(seq, head.seq));
  if (line.prev !== head.hash) return broken('does not follow the line before it');
  if (state.last === undefined || event.at > state.last) state.last = event.at;
  return undefined;
}

function gap(seq: number, before: number): string {
  if (seq <= before) return `stands twice or out of order: number ${seq} after ${before}`;
  return `follows a gap: number ${seq} after ${before}`;
}

function readLine(text: string): ChainLine | undefined {
  const parsed = chainLineSchema.safeParse(parseJson(text));
  if (!parsed.success || canonicalize(parsed.data) !== text) return undefined;
  return parsed.data;
}

function readEvent(text: string): z.infer<typeof eventSchema> | undefined {
  const parsed = eventSchema.safeParse(parseJson(text));
  return parsed.success && canonicalize(parsed.data) === text ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
