import * as z from 'zod';
import { type PersonKey, personKeySchema } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import type { Instant } from './time.ts';

/** Who is asked, in this order; `named`: whom one of them named. */
const TURNS = ['backup', 'lead', 'named', 'platform'] as const;

const turnSchema = z.strictObject({
  as: z.enum(TURNS),
  /** Absent for the platform, whose admins are asked together. */
  who: personKeySchema.optional(),
  at: z.string(),
  /** Why it is somebody else's turn now. */
  over: z.enum(['not-mine', 'silent', 'gone', 'named']).optional(),
});
export type Turn = z.infer<typeof turnSchema>;

const orphanSchema = z.strictObject({
  id: z.string(),
  /** Everybody who was asked, in order; whose turn it is comes last. */
  turns: z.array(turnSchema).min(1),
  /** When the next in line is asked; absent where the line ends, with the platform. */
  until: z.string().optional(),
  /** Who takes it with all of theirs: the sweep does it one by one. */
  taking: personKeySchema.optional(),
  ended: z
    .strictObject({
      as: z.enum(['taken', 'elsewhere', 'returned']),
      by: personKeySchema.optional(),
      at: z.string(),
    })
    .optional(),
});
export type Orphan = z.infer<typeof orphanSchema>;

/** Somebody who left Slack and owns workflows, and who is asked to take them. */
export const departureSchema = z.object({
  person: personKeySchema,
  at: z.string(),
  orphans: z.array(orphanSchema),
  /** When it is looked at again; absent while nothing is to come. */
  look: z.string().optional(),
});
export type Departure = z.infer<typeof departureSchema>;

/** One message can name so many at most, and its record has to stay an item. */
const MOST_ORPHANS = 300;

/** "After 3 working days without answer the next in line." */
export const WORKING_DAYS_TO_ANSWER = 3;

/** Who could be asked about a workflow, first to last: its backup, then the team's leads. */
export interface Line {
  readonly id: string;
  readonly backup: PersonKey | undefined;
  readonly leads: readonly PersonKey[];
}

/** What a step of a departure is decided on. */
export interface Asking {
  readonly now: Instant;
  /** When who is asked now has had their working days. */
  readonly until: Instant;
  /** Those of all lines whom Slack calls no active person. */
  readonly gone: ReadonlySet<PersonKey>;
}

export function openOrphans({ orphans }: Departure): Orphan[] {
  return orphans.filter((one) => !one.ended);
}

/** Whose turn it is, or was last. */
export function turnNow({ turns }: Orphan): Turn {
  const last = turns.at(-1);
  if (!last) throw new Error('an orphan that nobody was asked about');
  return last;
}

/**
 * "Owner gone from Slack → orphaned → backup, lead, platform, in that order, never silently": what
 * is new is asked about, whose time is over is passed on, and what the person owns no more is over.
 */
export function carried(departure: Departure, owned: readonly Line[], asking: Asking): Departure {
  const lines = new Map(owned.map((one) => [one.id, one]));
  const kept = departure.orphans.map((orphan): Orphan => {
    if (orphan.ended) return orphan;
    const line = lines.get(orphan.id);
    if (!line) return { ...over(orphan), ended: { as: 'elsewhere', at: asking.now } };
    if (orphan.taking) return orphan;
    const turn = turnNow(orphan);
    if (turn.who && asking.gone.has(turn.who)) return passed(orphan, line, 'gone', asking);
    const late = orphan.until !== undefined && orphan.until <= asking.now;
    return late ? passed(orphan, line, 'silent', asking) : orphan;
  });
  const open = new Set(kept.flatMap((one) => (one.ended ? [] : [one.id])));
  const room = MOST_ORPHANS - kept.length;
  const fresh = owned
    .filter((one) => !open.has(one.id))
    .slice(0, Math.max(0, room))
    .map((line) => asked({ id: line.id, turns: [] }, line, asking));
  return looked({ ...departure, orphans: [...kept, ...fresh] });
}

/** They are back: nothing of theirs is without an owner any more. */
export function returned(departure: Departure, now: Instant): Departure {
  const orphans = departure.orphans.map((one): Orphan => {
    return one.ended ? one : { ...over(one), ended: { as: 'returned', at: now } };
  });
  return looked({ ...departure, orphans });
}

type Answered =
  | { readonly kind: 'answered'; readonly departure: Departure; readonly orphan: Orphan }
  | Refusal<'not-orphaned' | 'not-asked'>;

/** Not Mine: the next in line is asked at once. Only whose turn it is can say so. */
export function notMine(
  departure: Departure,
  { by, line, asking }: { readonly by: PersonKey; readonly line: Line; readonly asking: Asking },
): Answered {
  const orphan = openOrphans(departure).find((one) => one.id === line.id);
  if (!orphan) return notOrphaned(line.id);
  if (turnNow(orphan).who !== by) {
    return refuse('not-asked', 'It is not your turn any more: somebody else is asked by now.');
  }
  return withOrphan(departure, passed(orphan, line, 'not-mine', asking));
}

/** Name Somebody Else: they are asked next, and have to take it themselves. */
export function named(
  departure: Departure,
  { id, to, asking }: { readonly id: string; readonly to: PersonKey; readonly asking: Asking },
): Answered {
  const orphan = openOrphans(departure).find((one) => one.id === id);
  if (!orphan) return notOrphaned(id);
  const turn: Turn = { as: 'named', who: to, at: asking.now };
  return withOrphan(departure, {
    id,
    turns: [...closed(orphan.turns, 'named'), turn],
    until: asking.until,
  });
}

/** Take It: the workflow has an owner again. */
export function taken(
  departure: Departure,
  { id, by, now }: { readonly id: string; readonly by: PersonKey; readonly now: Instant },
): Answered {
  const orphan = openOrphans(departure).find((one) => one.id === id);
  if (!orphan) return notOrphaned(id);
  return withOrphan(departure, { ...over(orphan), ended: { as: 'taken', by, at: now } });
}

/** For a workflow that has an owner, or none of this name. */
export function notOrphaned(id: string): Refusal<'not-orphaned'> {
  return refuse('not-orphaned', `${id} has an owner by now. Nothing is left to do.`);
}

function withOrphan(departure: Departure, orphan: Orphan): Answered {
  const orphans = departure.orphans.map((one) => {
    return one.id === orphan.id && !one.ended ? orphan : one;
  });
  return { kind: 'answered', departure: looked({ ...departure, orphans }), orphan };
}

function passed(
  orphan: Orphan,
  line: Line,
  why: NonNullable<Turn['over']>,
  asking: Asking,
): Orphan {
  return asked({ id: orphan.id, turns: closed(orphan.turns, why) }, line, asking);
}

function closed(turns: readonly Turn[], why: NonNullable<Turn['over']>): Turn[] {
  return turns.map((one) => (one.over ? one : { ...one, over: why }));
}

/** The first in line who was not asked yet and is there; after them the platform, for good. */
function asked(orphan: Pick<Orphan, 'id' | 'turns'>, line: Line, asking: Asking): Orphan {
  const { id, turns } = orphan;
  const inLine: Turn[] = [
    ...(line.backup ? [{ as: 'backup' as const, who: line.backup, at: asking.now }] : []),
    ...line.leads.map((who) => ({ as: 'lead' as const, who, at: asking.now })),
  ];
  const before = new Set(turns.map((one) => one.who));
  const next = inLine.find(({ who }) => who && !before.has(who) && !asking.gone.has(who));
  if (next) return { id, turns: [...turns, next], until: asking.until };
  return { id, turns: [...turns, { as: 'platform', at: asking.now }] };
}

function over({ id, turns }: Orphan): Orphan {
  return { id, turns };
}

/** Due when the first of them has had their time; at once while some are being taken. */
export function looked(departure: Departure): Departure {
  const { look: _, ...rest } = departure;
  const [first] = openOrphans(departure)
    .flatMap(({ until, taking }) => (taking ? departure.at : (until ?? [])))
    .sort();
  return first === undefined ? rest : { ...rest, look: first };
}

/** Who was told of what differs between the two, by the moment at which they were asked. */
export function toldAnew(
  before: Departure | undefined,
  after: Departure,
): readonly Pick<Turn, 'who' | 'at'>[] {
  const old = new Map(before?.orphans.map((one, n) => [n, JSON.stringify(one)]));
  const changed = after.orphans.filter((one, n) => old.get(n) !== JSON.stringify(one));
  const all = changed.flatMap(({ turns }) => turns.map(({ who, at }) => ({ who, at })));
  return [...new Map(all.map((one) => [`${one.who}|${one.at}`, one])).values()];
}

/** What one message is about: those of which this person, or the platform, was asked at that moment. */
export function askedAt(
  departure: Departure,
  { who, at }: Pick<Turn, 'who' | 'at'>,
): readonly Orphan[] {
  return departure.orphans.filter(({ turns }) =>
    turns.some((turn) => turn.at === at && turn.who === who),
  );
}
