import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { type Head, toAttributes } from './item.ts';
import { postedKey } from './keys.ts';
import { readPart } from './read.ts';
import type { Store } from './store.ts';
import { afterTrouble } from './trouble.ts';

/** Where a message stands in Slack: the conversation's own id (D… for a person) and its time stamp. */
const whereSchema = z.strictObject({ channel: z.string(), ts: z.string() });
export type Where = z.infer<typeof whereSchema>;

/** What stands in one place for one thing, and who is at work on it. */
const postedSchema = z.object({
  subject: z.string(),
  place: z.string(),
  /** Absent until a post's answer was seen. */
  at: whereSchema.optional(),
  /** Number of the audit line whose state the message shows; 0 while that is not known. */
  version: z.int(),
  /** Since when a post may have landed whose answer nobody has seen. */
  unsureSince: z.string().optional(),
  /** A lease: until then nobody else touches the message. */
  heldUntil: z.string(),
  writeId: z.string(),
});
export type Posted = z.infer<typeof postedSchema>;

/** A held record: `posted` is what is stored now, `before` what stood there when it was claimed. */
export interface Claim {
  readonly kind: 'claimed';
  readonly posted: Posted;
  readonly before: Posted | undefined;
  /** Counts the record's writes; the next one expects it unchanged. */
  readonly count: number;
}

export interface Claiming {
  readonly subject: string;
  readonly place: string;
  /** What is to be shown: a message that shows this or a newer state needs no claim. */
  readonly version: number;
  readonly now: string;
  readonly until: string;
  readonly writeId: string;
}

const MOST_TRIES = 6;

export function readPosted(
  store: Store,
  subject: string,
  place: string,
): Promise<Head<Posted> | undefined> {
  return readPart(store, postedKey(subject, place), postedSchema);
}

/**
 * Claims the message for one deliverer: "two deliverers of one row never post twice". Before a first
 * post it notes that one may land from now on.
 */
export async function claimPosted(
  store: Store,
  claiming: Claiming,
): Promise<
  Claim | { readonly kind: 'current' } | { readonly kind: 'held'; readonly until: string }
> {
  const { subject, place, version, now, until, writeId } = claiming;
  const head = await readPosted(store, subject, place);
  const before = head?.state;
  if (before?.at && before.version >= version) return { kind: 'current' };
  if (before && before.heldUntil > now) return { kind: 'held', until: before.heldUntil };
  const known = before ?? { subject, place, version: 0 };
  const mayLand = before?.at ? {} : { unsureSince: before?.unsureSince ?? now };
  const posted = { ...known, ...mayLand, heldUntil: until, writeId };
  const count = await put(store, posted, head?.chain.seq);
  return count === undefined ? { kind: 'held', until } : { kind: 'claimed', posted, before, count };
}

/** Writes what became of a claimed message. False when the lease ran out and somebody else has it. */
export async function savePosted(
  store: Store,
  claim: Claim,
  next: Omit<Posted, 'subject' | 'place'>,
): Promise<boolean> {
  const { subject, place } = claim.posted;
  return (await put(store, { ...next, subject, place }, claim.count)) !== undefined;
}

/** Notes that nobody knows which state the message shows: the next delivery draws it anew. */
export async function doubtPosted(
  store: Store,
  place: { subject: string; place: string },
  writeId: string,
): Promise<void> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const head = await readPosted(store, place.subject, place.place);
    if (!head) return;
    const doubted = { ...head.state, version: 0, writeId };
    if ((await put(store, doubted, head.chain.seq)) !== undefined) return;
  }
}

/** The record's new count, or undefined when somebody else has written since it was read. */
async function put(
  store: Store,
  posted: Posted,
  count: number | undefined,
): Promise<number | undefined> {
  const next = (count ?? 0) + 1;
  const command = putCommand(store, posted, count);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await store.client.send(command);
      return next;
    } catch (error) {
      const lost = error instanceof ConditionalCheckFailedException;
      const now = await readPosted(store, posted.subject, posted.place);
      if (now?.state.writeId === posted.writeId && now.chain.seq === next) return next;
      if (lost) return undefined;
      await afterTrouble(store, error, attempt, MOST_TRIES);
    }
  }
}

function putCommand(store: Store, posted: Posted, count: number | undefined): PutItemCommand {
  const key = postedKey(posted.subject, posted.place);
  const item = { ...key, kind: 'posted', v: (count ?? 0) + 1, data: posted };
  const expected =
    count === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'v = :v', ExpressionAttributeValues: marshall({ ':v': count }) };
  return new PutItemCommand({ TableName: store.registry, Item: toAttributes(item), ...expected });
}
