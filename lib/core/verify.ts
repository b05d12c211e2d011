import { type ChainLine, EMPTY_CHAIN, linkHash } from './audit.ts';
import { type Checkpoint, checkpointHash } from './checkpoint.ts';
import type { Epoch } from './epoch.ts';
import { type ExportedEvent as Event, readEvent, readLine } from './export-line.ts';
import { milliseconds } from './time.ts';
import {
  type Anchor,
  type Anchors,
  noAnchors,
  notKept,
  type Trust,
  takeCheckpoint,
} from './verify-checkpoints.ts';

interface Break {
  /** Line number in the export, from 1; 0 for what is missing from it. */
  readonly line: number;
  /** `checkpoint` where `seq` is a checkpoint's number; `?` for what is no line at all. */
  readonly subject: string;
  readonly seq: number;
  readonly say: string;
}

/** A checkpoint, as an auditor writes it down. */
export interface Noted {
  readonly number: number;
  readonly at: string;
  readonly hash: string;
}

export interface Verification {
  readonly events: number;
  readonly chains: number;
  readonly last: string | undefined;
  /** The newest checkpoint of the file; absent where there is none. */
  readonly newest?: Noted;
  /** Fingerprints of the keys that the file's checkpoints name. */
  readonly keys: readonly string[];
  /** Up to here nothing was changed, added or cut off, as something from outside vouches for it. Absent with any break. */
  readonly proved?: Noted;
  /** Events after that checkpoint (after the newest, where nothing vouches), the earliest of them of `since`. */
  readonly unanchored: { readonly events: number; readonly since: string | undefined };
  /** Restores that the file's checkpoints declare, the first one first. */
  readonly restores: readonly Epoch[];
  /** The number of the epoch whose restore took the kept checkpoint away, where a known key says so. */
  readonly keptBefore?: number;
  readonly breaks: readonly Break[];
}

interface ChainState {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly line: number;
  /** How many anchors of it were met. */
  readonly met: number;
}

interface State {
  readonly heads: Map<string, ChainState>;
  readonly anchors: Anchors;
  last: string | undefined;
  events: number;
  unanchored: { events: number; since: string | undefined };
}

/** Clocks of several machines differ; more than this is time going backwards. */
const SKEW_MS = 60_000;

/**
 * Checks an export, offline. Its form: UTF-8, one canonical JSON value (RFC 8785) a line. First all
 * checkpoints in the order of their numbers, `{"checkpoint":…,"leaves":[[subject,from,seq,head],…],
 * "signature":"header..signature"}`, then the events, `{"event":…,"hash":…,"prev":…,"seq":…,
 * "subject":…}`, the chains in any order, each in its own. The file may end with events that no
 * checkpoint covers, as there are none between two checkpoints.
 *
 * The file alone shows edits, gaps and forks inside it. With a checkpoint kept elsewhere (`expect`)
 * or a key's fingerprint from outside (`keys`) it also shows that nothing up to that checkpoint, or up
 * to the newest one, was cut off, replaced or left out.
 */
export function verifyExport(lines: Iterable<string>, trust: Trust): Verification {
  const state: State = {
    heads: new Map(),
    anchors: noAnchors(),
    last: undefined,
    events: 0,
    unanchored: { events: 0, since: undefined },
  };
  const breaks: Break[] = [];
  let number = 0;
  for (const text of lines) {
    number += 1;
    if (text === '') continue;
    const found = verifyText(text, state, { trust, number });
    if (found) breaks.push({ line: number, ...found });
  }
  breaks.push(...missingKept(state, trust), ...missing(state));
  return { ...summary(state, trust, breaks.length === 0), breaks };
}

function summary(
  { anchors, heads, events, last, unanchored }: State,
  { sha }: Trust,
  holds: boolean,
) {
  const noted = (one: Checkpoint) => ({
    number: one.number,
    at: one.at,
    hash: checkpointHash(one, sha),
  });
  const { newest, sure, keys, epochs, tookKept } = anchors;
  return {
    events,
    chains: heads.size,
    last,
    ...(newest ? { newest: noted(newest) } : {}),
    keys: [...keys],
    ...(sure && holds ? { proved: noted(sure) } : {}),
    unanchored,
    restores: epochs,
    ...(tookKept ? { keptBefore: tookKept.number } : {}),
  };
}

type Found = Omit<Break, 'line'> | undefined;

function verifyText(
  text: string,
  state: State,
  { trust, number }: { readonly trust: Trust; readonly number: number },
): Found {
  const read = readLine(text);
  if (!read) return { subject: '?', seq: 0, say: 'is no line of an audit export' };
  if ('event' in read) return verifyLine(read, state, { sha: trust.sha, number });
  const seq = read.checkpoint.number;
  const say =
    state.events > 0
      ? 'stands after events: checkpoints come first'
      : takeCheckpoint(state.anchors, read, trust);
  return say === undefined ? undefined : { subject: 'checkpoint', seq, say };
}

const BEFORE = { ...EMPTY_CHAIN, at: '', line: 0, met: 0 };

function verifyLine(
  line: ChainLine,
  state: State,
  { sha, number }: { readonly sha: Trust['sha']; readonly number: number },
): Found {
  const { subject, seq, hash } = line;
  const head = state.heads.get(subject) ?? BEFORE;
  const anchor = state.anchors.bySubject.get(subject)?.[head.met];
  const event = readEvent(line.event);
  const met = head.met + (anchor && seq >= anchor.seq ? 1 : 0);
  state.heads.set(subject, { seq, hash, at: event?.at ?? head.at, line: number, met });
  state.events += 1;
  if (event) count(state, subject, event);
  const say = event
    ? (wrongLine(line, event, sha) ??
      wrongStep(line, event, head) ??
      wrongAnchor(line, event, anchor))
    : 'holds an event that is not in canonical form';
  return say === undefined ? undefined : { subject, seq, say };
}

function count(state: State, subject: string, { seq, at }: Event): void {
  if (state.last === undefined || at > state.last) state.last = at;
  const { sure, newest, bySubject } = state.anchors;
  const upTo = (sure ?? newest)?.number ?? 0;
  const last = bySubject.get(subject)?.findLast(({ checkpoint }) => checkpoint.number <= upTo);
  if (seq <= (last?.seq ?? 0)) return;
  const { events, since } = state.unanchored;
  state.unanchored = {
    events: events + 1,
    since: since === undefined || at < since ? at : since,
  };
}

function wrongLine(line: ChainLine, event: Event, sha: Trust['sha']): string | undefined {
  if (event.subject !== line.subject || event.seq !== line.seq)
    return 'does not belong where it stands';
  if (linkHash(line.prev, line.event, sha) !== line.hash)
    return 'was changed: its hash does not fit';
  return undefined;
}

function wrongStep({ seq, prev }: ChainLine, { at }: Event, head: ChainState): string | undefined {
  if (seq !== head.seq + 1) return gap(seq, head.seq);
  if (prev !== head.hash) return 'does not follow the line before it';
  if (isLater(head.at, at)) return `goes back in time: ${at} after ${head.at}`;
  return undefined;
}

function wrongAnchor(
  { seq, hash }: ChainLine,
  { at }: Event,
  anchor: Anchor | undefined,
): string | undefined {
  if (!anchor) return undefined;
  const { checkpoint } = anchor;
  if (seq === anchor.seq && hash !== anchor.head)
    return `is not what checkpoint ${checkpoint.number} covers: the chain was replaced`;
  if (isLater(at, checkpoint.at))
    return `is later than checkpoint ${checkpoint.number}, which covers it: ${at} and ${checkpoint.at}`;
  return undefined;
}

/** Later by more than clocks differ. */
function isLater(one: string, other: string): boolean {
  return one > other && milliseconds(one) - milliseconds(other) > SKEW_MS;
}

/** A kept checkpoint that the file does not reach. */
function missingKept({ anchors }: State, trust: Trust): Break[] {
  const { expect } = trust;
  if (!expect || (anchors.newest?.number ?? 0) >= expect.number) return [];
  const gone = 'is missing, and you kept it: the log was cut off before it';
  const say = notKept(anchors, trust, gone);
  return say ? [{ line: 0, subject: 'checkpoint', seq: expect.number, say }] : [];
}

/** What the checkpoints cover and the file does not hold any more. */
function missing({ anchors, heads }: State): Break[] {
  const breaks: Break[] = [];
  for (const [subject, list] of anchors.bySubject) {
    const last = list.at(-1);
    const head = heads.get(subject);
    if (!last || (head && head.seq >= last.seq)) continue;
    const where = `checkpoint ${last.checkpoint.number} covers number ${last.seq}`;
    const say = head
      ? `is the last one, but ${where}: the end was cut off`
      : `is missing: ${where}`;
    breaks.push({ line: head?.line ?? 0, subject, seq: head?.seq ?? last.seq, say });
  }
  return breaks;
}

function gap(seq: number, before: number): string {
  if (seq <= before) return `stands twice or out of order: number ${seq} after ${before}`;
  return `follows a gap: number ${seq} after ${before}`;
}
