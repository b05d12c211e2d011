import * as z from 'zod';
import type { AuditActor } from '../core/audit.ts';
import {
  DISCOVERED_STATES,
  type Discovered,
  type DiscoveredState,
  discoveredSchema,
  holderOf,
  PLATFORM_HOLDER,
} from '../core/discovered.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { discoveredIn, listedUnder } from '../store/indexes.ts';
import { fromAttributes, type Head } from '../store/item.ts';
import { claimKey, headKey } from '../store/keys.ts';
import type { OutboxRow, Telling } from '../store/outbox.ts';
import { readAll, readHead, readTogether } from '../store/read.ts';
import type { Write } from './attempt.ts';
import type { Deps } from './deps.ts';

/** Undefined when nothing of that name was discovered. */
export function loadDiscovered(deps: Deps, id: string): Promise<Head<Discovered> | undefined> {
  return readHead(deps.store, `discovered/${id}`, discoveredSchema);
}

/** The name is cut: people type what they like. */
export function noDiscovered(id: string): Refusal<'no-discovered'> {
  return refuse('no-discovered', `Nothing named "${id.slice(0, 100)}" was discovered.`);
}

/** All entries in these states, by name. */
export async function listDiscovered(
  deps: Deps,
  states: readonly DiscoveredState[] = DISCOVERED_STATES,
): Promise<Discovered[]> {
  const lists = await Promise.all(
    states.map((state) =>
      readAll(deps.store, {
        index: 'list',
        partition: discoveredIn(state),
        schema: discoveredSchema,
      }),
    ),
  );
  return lists
    .flat()
    .map((head) => head.state)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Holder = PersonKey | typeof PLATFORM_HOLDER;

export interface ClaimList {
  readonly entries: readonly Discovered[];
  /** Counts the audit lines of all of them: it only grows, so a newer list has a higher one. */
  readonly version: number;
}

const askedSchema = z.object({ id: z.string() });
const READ_AT_ONCE = 100;

/** What somebody was ever asked about, of one group or of all, as it is now; by name. */
export async function claimsOf(deps: Deps, holder: Holder, group?: string): Promise<ClaimList> {
  const asked = await readAll(deps.store, {
    partition: claimKey(holder, '', '').pk,
    schema: askedSchema,
    ...(group ? { prefix: `${group}#` } : {}),
  });
  const keys = [...new Set(asked.map((one) => one.state.id))].map((id) =>
    headKey(`discovered/${id}`),
  );
  const heads: Head<Discovered>[] = [];
  for (let at = 0; at < keys.length; at += READ_AT_ONCE) {
    const found = await readTogether(deps.store, keys.slice(at, at + READ_AT_ONCE));
    for (const item of found.values()) heads.push(fromAttributes(item, discoveredSchema));
  }
  const entries = heads.map((head) => head.state).sort((a, b) => (a.id < b.id ? -1 : 1));
  return { entries, version: heads.reduce((sum, head) => sum + head.chain.seq, 0) };
}

export interface Happened {
  readonly kind: string;
  readonly actor: AuditActor;
  readonly data?: Readonly<Record<string, string | number>>;
}

/**
 * The write that brings an entry to its next state: the head under its state's listing, its event,
 * the note that its holder was asked, and the lists in which it stands or stood, to be drawn anew.
 * `tell` undefined = nobody is told yet.
 */
export function discoveredWrite(
  deps: Deps,
  next: { readonly before: Head<Discovered> | undefined; readonly entry: Discovered },
  happened: Happened,
  tell: { readonly platformChannel: string; readonly lane: OutboxRow['lane'] } | undefined,
): Write {
  const { before, entry } = next;
  const { id, state, source, team } = entry;
  const holder = holderOf(entry);
  const data = { state, group: source.group, ...(team ? { team } : {}), holder, ...happened.data };
  const { kind, actor } = happened;
  return {
    changes: [
      {
        subject: `discovered/${id}`,
        from: before?.chain,
        state: entry,
        index: listedUnder(discoveredIn(state), id),
        event: { kind, at: deps.now(), actor, data },
      },
    ],
    puts: [{ ...claimKey(holder, source.group, id), kind: 'claim', data: { id } }],
    tell: tell ? listsOf([before?.state, entry], tell) : [],
  };
}

/** The lists that show these entries: one a holder and group, however many entries. */
export function listsOf(
  entries: readonly (Discovered | undefined)[],
  at: { readonly platformChannel: string; readonly lane: OutboxRow['lane'] },
): Telling[] {
  const lists = new Map<string, Telling>();
  for (const entry of entries) {
    if (!entry) continue;
    const holder = holderOf(entry);
    const place = holder === PLATFORM_HOLDER ? at.platformChannel : slackUserId(holder);
    const subject = `claims/${holder}#${entry.source.group}`;
    if (place) lists.set(subject, { what: 'claim-list', subject, place, lane: at.lane });
  }
  return [...lists.values()];
}
