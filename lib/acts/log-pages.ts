import * as z from 'zod';
import type { ChainLine } from '../core/audit.ts';
import { isChosen, type LogFilter, newestFirst, type Place } from '../core/log-filter.ts';
import { minutesAfter } from '../core/time.ts';
import { readLines } from '../store/log.ts';
import type { Store } from '../store/store.ts';

const eventSchema = z.looseObject({
  kind: z.string(),
  at: z.string(),
  actor: z.object({ kind: z.string(), id: z.string() }),
  data: z.record(z.string(), z.unknown()),
});
export type LoggedEvent = z.infer<typeof eventSchema>;

/** A line's event, for showing. */
export function eventOf(line: ChainLine): LoggedEvent {
  return eventSchema.parse(JSON.parse(line.event));
}

export function placeOf(line: ChainLine): Place {
  return { at: eventOf(line).at, subject: line.subject, seq: line.seq };
}

/** Which entries of some chains, newest first. */
export interface PageWanted {
  readonly most: number;
  readonly filter: LogFilter;
  /** Where the page before ended. */
  readonly after?: Place | undefined;
}

export interface LinesPage {
  readonly lines: readonly ChainLine[];
  /** Where the next page goes on; undefined on the last one. */
  readonly next: Place | undefined;
}

const PAGE = 100;
/** Of each chain: a filter that matches little gives a short page instead of a long wait. */
const MOST_LOOKED = 1_000;

/**
 * A page of the entries of these chains together, newest first. Costs what is shown, and at most
 * `MOST_LOOKED` lines of a chain where the filter leaves most of them out.
 */
export async function pageOf(
  store: Store,
  subjects: readonly string[],
  wanted: PageWanted,
): Promise<LinesPage> {
  const walks = await Promise.all(subjects.map((subject) => walk(store, subject, wanted)));
  // Beyond the place where the first of the chains was left nothing is complete.
  const [end] = walks.flatMap(({ left }) => (left ? [left] : [])).sort(newestFirst);
  const found = walks
    .flatMap(({ lines }) => lines.map((line) => ({ line, place: placeOf(line) })))
    .filter(({ place }) => !end || newestFirst(place, end) <= 0)
    .sort((one, other) => newestFirst(one.place, other.place));
  const shown = found.slice(0, wanted.most);
  const last = shown.at(-1);
  const next = found.length > shown.length ? last?.place : end;
  return { lines: shown.map(({ line }) => line), next };
}

interface Walked {
  readonly lines: readonly ChainLine[];
  /** The last line that was looked at, where the chain goes on. */
  readonly left: Place | undefined;
}

async function walk(store: Store, subject: string, wanted: PageWanted): Promise<Walked> {
  const { most, filter, after } = wanted;
  const lines: ChainLine[] = [];
  let looked = 0;
  for await (const line of downFrom(store, subject, wanted)) {
    const place = placeOf(line);
    if (filter.from !== undefined && place.at < filter.from) return { lines, left: undefined };
    if (after && !comesAfter(place, after)) continue;
    looked += 1;
    if (isChosen(eventOf(line), filter)) lines.push(line);
    const full = lines.length === most || looked === MOST_LOOKED;
    if (full) return { lines, left: line.seq > 1 ? place : undefined };
  }
  return { lines, left: undefined };
}

/** Clocks differ: within a chain the number tells what comes after. */
function comesAfter(place: Place, after: Place): boolean {
  return place.subject === after.subject ? place.seq < after.seq : newestFirst(place, after) > 0;
}

/** A chain's lines, newest first, from where the page begins. */
async function* downFrom(
  store: Store,
  subject: string,
  { most, filter, after }: PageWanted,
): AsyncGenerator<ChainLine> {
  let before = await beginning(store, subject, filter, after);
  for (let size = Math.min(most + 1, PAGE); ; size = PAGE) {
    const lines = await readLines(store, subject, size, before);
    yield* lines;
    const last = lines.at(-1);
    if (!last || last.seq === 1) return;
    before = last.seq;
  }
}

/** The number before which the page's lines are; undefined: from the newest on. */
async function beginning(
  store: Store,
  subject: string,
  { to }: LogFilter,
  after: Place | undefined,
): Promise<number | undefined> {
  if (after?.subject === subject) return after.seq;
  const at = after && (to === undefined || after.at < to) ? after.at : to;
  return at === undefined ? undefined : firstLater(store, subject, minutesAfter(at, SKEW_MINUTES));
}

/** As far as time may go back within a chain. */
const SKEW_MINUTES = 1;

/** The lowest number whose line is later than `at`, by halving: lines of a chain have no gap. */
async function firstLater(store: Store, subject: string, at: string): Promise<number | undefined> {
  const [newest] = await readLines(store, subject, 1);
  if (!newest || placeOf(newest).at <= at) return undefined;
  let [earlier, later] = [0, newest.seq];
  while (later - earlier > 1) {
    const middle = Math.floor((earlier + later) / 2);
    const [line] = await readLines(store, subject, 1, middle + 1);
    if (line && placeOf(line).at <= at) earlier = middle;
    else later = middle;
  }
  return later;
}
