import { minutesAfter } from '../core/time.ts';
import { shelve } from '../search/shelf.ts';
import { type Changed, clearChanged, readChanged } from '../store/changed.ts';
import type { Head } from '../store/item.ts';
import {
  type Generation,
  type IndexHead,
  putIndexHead,
  readIndexHead,
} from '../store/stored-index.ts';
import {
  type CatalogStates,
  entriesOf,
  missingFrom,
  readStates,
  versionOf,
  withThese,
} from './catalog-states.ts';
import type { Deps } from './deps.ts';
import { formatOf, packCatalog, removeCatalog, writeCatalog } from './stored-catalog.ts';

/** A change is found at once without a new catalog being stored: what changed since is read with it. */
const REST_MINUTES = 5;
/** So many changes are stored sooner: each process reads them again and again. */
const MANY = 500;
/** Read whole once a day all the same, so that nothing wrong stays. */
const OLD_MINUTES = 24 * 60;
/** A builder that takes longer has died. */
const LEASE_MINUTES = 2;
/** Who read the head before the last change of generation may still be reading the one before. */
const GRACE_MINUTES = 2;
const AT_ONCE = 25;

/**
 * "An index built on change": stores the catalog anew when it changed, at most every five minutes, and
 * removes what is not read any more. One builder at a time; wherever one dies, the next run begins
 * again and every reader goes on with the generation before. Returns whether one was stored.
 */
export async function storeCatalog(deps: Deps): Promise<boolean> {
  const { store } = deps;
  const head = await removeGarbage(deps, await readIndexHead(store));
  if (!(await isDue(deps, head?.state))) return false;
  const by = deps.newId('gen');
  const claimed = await step(deps, head, {
    ...(head?.state ?? EMPTY),
    building: { by, until: minutesAfter(deps.now(), LEASE_MINUTES) },
    garbage: leftBehind(head?.state),
  });
  return claimed ? build(deps, by, claimed) : false;
}

const EMPTY: IndexHead = { garbage: [] };

/** What a builder that died may have written goes with the rest. */
function leftBehind(head: IndexHead | undefined): Generation[] {
  const parts = head?.building?.parts;
  return [...(head?.garbage ?? []), ...(parts ? [parts] : [])];
}

async function isDue(deps: Deps, head: IndexHead | undefined): Promise<boolean> {
  const now = deps.now();
  if (head?.building && head.building.until > now) return false;
  const { stored } = head ?? {};
  if (stored?.format !== formatOf(deps.store)) return true;
  if (stored.builtAt < minutesAfter(now, -OLD_MINUTES)) return true;
  const { length } = await readChanged(deps.store);
  return length >= MANY || (length > 0 && stored.builtAt <= minutesAfter(now, -REST_MINUTES));
}

/** The head as it stands after this write; undefined when somebody else has written it. */
async function step(
  { store }: Deps,
  before: Head<IndexHead> | undefined,
  state: IndexHead,
): Promise<Head<IndexHead> | undefined> {
  const written = await putIndexHead(store, before, state);
  return written ? { state, chain: { seq: (before?.chain.seq ?? 0) + 1, hash: '' } } : undefined;
}

async function build(deps: Deps, by: string, claimed: Head<IndexHead>): Promise<boolean> {
  const { store } = deps;
  // Marks before the listing, which may lag: what was marked is read by itself.
  const marks = await readChanged(store);
  const listed = await readStates(store);
  const late = missingFrom(listed, marks).map(({ subject }) => subject);
  const states = await withThese(store, listed, late);
  const entries = entriesOf(states);
  const packed = await packCatalog(deps, by, { states, shelf: shelve(entries) });
  const { building, stored: before, ...rest } = claimed.state;
  if (!building) return false;
  const announced = await step(deps, claimed, {
    ...claimed.state,
    building: { ...building, parts: packed.parts },
  });
  if (!announced) return false;
  await writeCatalog(store, packed);
  const stored = {
    ...packed.parts,
    format: formatOf(store),
    builtAt: deps.now(),
    entries: entries.length,
  };
  const garbage = [...rest.garbage, ...(before ? [before] : [])];
  if (!(await step(deps, announced, { stored, garbage }))) return false;
  await clearMarks(deps, marks, states);
  return true;
}

/** Only after the generation that holds them is the one that is read. */
async function clearMarks(
  { store }: Deps,
  marks: readonly Changed[],
  states: CatalogStates,
): Promise<void> {
  const done = marks.map(({ subject }) => ({ subject, v: versionOf(states, subject) }));
  for (let from = 0; from < done.length; from += AT_ONCE) {
    await Promise.all(done.slice(from, from + AT_ONCE).map((mark) => clearChanged(store, mark)));
  }
}

async function removeGarbage(
  deps: Deps,
  head: Head<IndexHead> | undefined,
): Promise<Head<IndexHead> | undefined> {
  if (!head || head.state.garbage.length === 0) return head;
  const { stored, garbage } = head.state;
  const early = minutesAfter(deps.now(), -GRACE_MINUTES);
  if (stored && stored.builtAt > early) return head;
  for (const parts of garbage) await removeCatalog(deps.store, parts);
  return (await step(deps, head, { ...head.state, garbage: [] })) ?? readIndexHead(deps.store);
}
