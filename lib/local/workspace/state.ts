import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Json } from './options.ts';

export type Message = {
  channel: string;
  ts: string;
  user: string;
  text: string;
  fromBot: boolean;
  blocks?: Json[];
  attachments?: unknown;
  metadata?: Json;
  thread_ts?: string;
  edited?: boolean;
  reactions?: { name: string; users: string[] }[];
  /** Only this person sees the message, and only until the workspace restarts. */
  onlyFor?: string;
};

export type ViewRecord = Json & { id: string; hash: string; type: string; blocks: Json[] };

export type State = {
  version: 1;
  /** The last message time given out, in microseconds. */
  lastTs: number;
  counter: number;
  messages: Message[];
  homes: Record<string, ViewRecord>;
  /** User ids whose conversation with the bot is open. */
  dms: string[];
  /** Channels the bot joined by itself. */
  joined: string[];
};

const EMPTY: State = {
  version: 1,
  lastTs: 0,
  counter: 0,
  messages: [],
  homes: {},
  dms: [],
  joined: [],
};

/** Reads the file; a missing one is an empty workspace, a damaged or newer one throws. */
export function loadState(path: string | undefined): State {
  const empty = structuredClone(EMPTY);
  if (path === undefined) return empty;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return empty;
  }
  const found = JSON.parse(text);
  if (found.version !== EMPTY.version)
    throw new Error(`${path} was written by another version of the local workspace`);
  return { ...empty, ...found };
}

/** Writes beside the file and renames, so that a kill leaves the old state or the new one. */
export function saveState(path: string, state: State): void {
  const kept = { ...state, messages: state.messages.filter((each) => each.onlyFor === undefined) };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(kept));
  renameSync(`${path}.new`, path);
}
