import * as z from 'zod';
import type { Campaign } from './campaign.ts';
import type { Must } from './campaign-targets.ts';
import { count } from './count.ts';
import { daysUntil, successorWords } from './lifecycle.ts';
import { personKeySchema } from './people.ts';
import { dateIn, dayName } from './time.ts';

/** "Ten lines and 'n more'". */
export const MOST_LINES = 10;
/** So many candidates one person's head holds: it has to stay an item. */
const MOST_KEPT = 500;

const lineKey = z.strictObject({ campaign: z.string(), workflow: z.string() });
export type LineKey = z.infer<typeof lineKey>;

/**
 * What one person, or one channel, is to be told of. `holder` is written as a person's key is, with a
 * channel's id in place of the person's.
 */
export const digestSchema = z.object({
  holder: personKeySchema,
  /** What may be told of: looked at anew before each message and again when that is drawn. */
  lines: z.array(lineKey).max(MOST_KEPT),
  /** When it is looked at next; absent when there is nothing to tell of. */
  look: z.string().optional(),
  /** The last message: its day in the reader's time zone, and what stood in it. */
  sent: z
    .strictObject({
      at: z.string(),
      day: z.iso.date(),
      lines: z
        .array(lineKey.extend({ component: z.string(), version: z.string() }))
        .max(MOST_LINES),
      more: z.int(),
    })
    .optional(),
});
export type Digest = z.infer<typeof digestSchema>;

export const isLine = (one: LineKey) => (other: LineKey) =>
  one.campaign === other.campaign && one.workflow === other.workflow;

/** The candidates with those of one campaign as they are now; the same digest when nothing differs. */
export function withCandidates(
  digest: Digest,
  campaign: string,
  workflows: readonly string[],
): Digest {
  const mine = digest.lines.filter((one) => one.campaign === campaign);
  const same = mine.length === workflows.length;
  if (same && workflows.every((id) => mine.some((one) => one.workflow === id))) return digest;
  const others = digest.lines.filter((one) => one.campaign !== campaign);
  const lines = [...others, ...workflows.map((workflow) => ({ campaign, workflow }))];
  return { ...digest, lines: lines.slice(0, MOST_KEPT) };
}

/** One workflow that is locked to what ends, as somebody is told of it. */
export interface DigestLine extends LineKey {
  readonly component: string;
  readonly version: string;
  readonly ends: Pick<Campaign, 'successor' | 'stops' | 'stopsOn' | 'helper'>;
  /** Since when it is asked of somebody. */
  readonly since: string;
  readonly must: Must;
  /** Whether what replaces it may do the same; absent where the two cannot be held against each other. */
  readonly samePermissions?: boolean | undefined;
}

/** The version that one button takes; undefined where somebody has to write something else. */
export function takes({ component, must, ends }: DigestLine): string | undefined {
  if (must.kind === 'upgrade') return must.version;
  const next = successorWords(ends.successor, component);
  return must.kind === 'edit' && must.component === component ? next : undefined;
}

/** "Fixable first, then overdue, then oldest", then what stops first, then by name. */
export function inOrder<T extends DigestLine>(lines: readonly T[], now: string): T[] {
  const rank = (one: T) => [
    takes(one) === undefined ? '1' : '0',
    now >= one.ends.stops ? '0' : '1',
    one.since,
    one.ends.stops,
    one.workflow,
    one.campaign,
  ];
  const key = new Map(lines.map((one) => [one, rank(one).join(' ')]));
  return [...lines].sort((a, b) => ((key.get(a) ?? '') < (key.get(b) ?? '') ? -1 : 1));
}

/**
 * What is said of a line after the workflow's name: "uses crm-readonly 1.4.0, which stops on 30 June (41
 * days). 2.0.1 replaces it; same permissions. If you do nothing, it gets no credentials from 30 June."
 */
export function lineWords(line: DigestLine, now: string, timeZone: string): string {
  const { component, version, ends } = line;
  const day = dayName(ends.stopsOn, dateIn(now, timeZone));
  const uses = `uses ${component.replace(/^[^/]*\//, '')} ${version}`;
  const over = now >= ends.stops;
  const stops = over
    ? `which stopped on ${day}`
    : `which stops on ${day} (${count(daysUntil(ends.stops, now), 'day')})`;
  const idle = over
    ? 'It gets no credentials any more.'
    : `If you do nothing, it gets no credentials from ${day}.`;
  return `${uses}, ${stops}. ${replacedWords(line)} ${idle}`;
}

function replacedWords(line: DigestLine): string {
  const { component, ends, samePermissions } = line;
  const by = `${takes(line) ?? successorWords(ends.successor, component)} replaces it`;
  if (samePermissions === undefined) return `${by}.`;
  return samePermissions ? `${by}; same permissions.` : `${by}; its permissions differ.`;
}

/** "Nothing left to do: on 2.0.1 since 3 May", where the world moved on. */
export function movedWords(
  { to, since }: { readonly to: string | undefined; readonly since: string },
  now: string,
  timeZone: string,
): string {
  const day = dayName(dateIn(since, timeZone), dateIn(now, timeZone));
  return to === undefined
    ? `Nothing left to do: it does without since ${day}.`
    : `Nothing left to do: on ${to} since ${day}.`;
}
