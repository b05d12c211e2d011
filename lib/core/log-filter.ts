/** What an entry of the log is chosen by; what is left out holds for all. */
export interface LogFilter {
  /** `approval.asked`, or all that begin so: `approval`. */
  readonly kind?: string | undefined;
  /** A person's key or Slack id, a workflow's name. */
  readonly actor?: string | undefined;
  /** Moments: not before the one, before the other. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Event {
  readonly kind: string;
  readonly at: string;
  readonly actor: { readonly id: string };
}

export function isChosen({ kind, at, actor }: Event, filter: LogFilter): boolean {
  return (
    (filter.kind === undefined || kind === filter.kind || kind.startsWith(`${filter.kind}.`)) &&
    (filter.actor === undefined ||
      actor.id === filter.actor ||
      actor.id.endsWith(`/${filter.actor}`)) &&
    (filter.from === undefined || at >= filter.from) &&
    (filter.to === undefined || at < filter.to)
  );
}

/** Whether anything is left out. */
export function isFiltering({ kind, actor, from, to }: LogFilter): boolean {
  return [kind, actor, from, to].some((one) => one !== undefined);
}

/** Where one entry stands among those of several chains. */
export interface Place {
  readonly at: string;
  readonly subject: string;
  readonly seq: number;
}

/** Newest first: below zero where `one` comes before `other`. The same moment goes by chain and number. */
export function newestFirst(one: Place, other: Place): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  if (one.subject !== other.subject) return one.subject < other.subject ? -1 : 1;
  return other.seq - one.seq;
}

/** A place as a page's `next` carries it. */
export function writePlace({ at, subject, seq }: Place): string {
  return `${at}~${seq}~${subject}`;
}

/** Undefined for what `writePlace` has not written. */
export function readPlace(text: string): Place | undefined {
  const [, at, seq, subject] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~(\d{1,15})~(.{1,300})$/.exec(text) ?? [];
  if (at === undefined || seq === undefined || subject === undefined) return undefined;
  return { at, seq: Number(seq), subject };
}
