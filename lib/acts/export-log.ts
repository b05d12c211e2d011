import canonicalize from 'canonicalize';
import * as z from 'zod';
import { isChosen, isFiltering, type LogFilter } from '../core/log-filter.ts';
import type { PersonKey } from '../core/people.ts';
import { readCheckpoints } from '../store/checkpoints.ts';
import { readEverything } from '../store/log.ts';
import { readHead } from '../store/read.ts';
import { attempt } from './attempt.ts';
import type { Deps } from './deps.ts';
import { eventOf } from './log-pages.ts';
import {
  type LogPage,
  type LogRefusal,
  type LogWanted,
  MOST_OF_LOG,
  momentsOf,
  readLog,
} from './read-log.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

/** Which part of the log to export; all of it, with its checkpoints, where nothing is said. */
export type PartWanted = Omit<LogWanted, 'most' | 'before' | 'after'> & {
  readonly subject?: string | undefined;
};

/**
 * The log as lines of canonical JSON. All of it, for `audit verify`: first every checkpoint, then the
 * events, which are read later and so are at least what the checkpoints cover. Or a part of it, by a
 * filter: without checkpoints, and of one thing newest first. Of one thing it is for whoever may read
 * that; of all things for auditors only, and "reading all is itself logged", before the first line.
 */
export async function exportLog(
  deps: Deps,
  person: PersonKey,
  wanted: PartWanted = {},
): Promise<{ kind: 'export'; lines: AsyncGenerator<string> } | LogRefusal> {
  const { subject } = wanted;
  if (subject !== undefined) return exportOf(deps, person, { ...wanted, subject });
  const refusal = await mayNotHere(deps, 'read-all-logs', person);
  if (refusal) return refusal;
  const filter = momentsOf(wanted, await loadOrganisation(deps));
  const part = isFiltering(filter);
  await noteExport(deps, person, part);
  return { kind: 'export', lines: part ? chosenLines(deps, filter) : canonicalLines(deps) };
}

async function exportOf(
  deps: Deps,
  person: PersonKey,
  wanted: PartWanted & { readonly subject: string },
): Promise<{ kind: 'export'; lines: AsyncGenerator<string> } | LogRefusal> {
  const { subject, ...filter } = wanted;
  const first = await readLog(deps, person, subject, { ...filter, most: MOST_OF_LOG });
  if (first.kind === 'refused') return first;
  const more = (after: string) =>
    readLog(deps, person, subject, { ...filter, most: MOST_OF_LOG, after });
  return { kind: 'export', lines: pageAfterPage(first, more) };
}

async function* pageAfterPage(
  first: LogPage,
  more: (after: string) => Promise<LogPage | LogRefusal>,
): AsyncGenerator<string> {
  for (let page = first; ; ) {
    for (const line of page.lines) yield canonicalize(line) ?? '';
    if (page.next === undefined) return;
    const next = await more(page.next);
    if (next.kind === 'refused') throw new Error(next.say);
    page = next;
  }
}

function noteExport(deps: Deps, person: PersonKey, part: boolean): Promise<void> {
  return attempt(deps, async () => {
    const subject = `person/${person}` as const;
    const head = await readHead(deps.store, subject, z.looseObject({}));
    const actor = { kind: 'person' as const, id: person };
    const data: Readonly<Record<string, boolean>> = part ? { part } : {};
    const event = { kind: 'log.exported', at: deps.now(), actor, data };
    const state = head?.state ?? { key: person, lastLogin: deps.now() };
    return {
      kind: 'write',
      value: undefined,
      write: { changes: [{ subject, from: head?.chain, state, event }] },
    };
  });
}

async function* canonicalLines(deps: Deps): AsyncGenerator<string> {
  for await (const line of readCheckpoints(deps.store)) yield canonicalize(line) ?? '';
  yield* chosenLines(deps, {});
}

async function* chosenLines(deps: Deps, filter: LogFilter): AsyncGenerator<string> {
  for await (const line of readEverything(deps.store)) {
    if (isChosen(eventOf(line), filter)) yield canonicalize(line) ?? '';
  }
}
