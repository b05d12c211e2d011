import type { KnownBlock } from '@slack/types';
import {
  LogLevel,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import * as z from 'zod';
import type { Where } from '../store/posted.ts';

export interface Content {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** What a message of ours is known by in a conversation's history. */
export interface CardId {
  readonly subject: string;
  readonly place: string;
}

/**
 * Why a call did not do what it was to do. `refused`: Slack said no and did nothing. `limited`: not
 * now, try after so many seconds (may be a fraction). `unsure`: it may have been done all the same.
 */
export type Failure =
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'limited'; readonly seconds: number }
  | { readonly kind: 'unsure'; readonly error: string };

export type Done = { readonly kind: 'done'; readonly at: Where };
type Found = { readonly kind: 'found'; readonly at: Where | undefined };

/** What the deliverer needs of Slack. `place` is a channel (C…) or a person (U…). */
export interface SlackPort {
  post(card: CardId, content: Content): Promise<Done | Failure>;
  update(at: Where, content: Content): Promise<Done | Failure>;
  /** Takes a message of ours away that stands there twice. */
  remove(at: Where): Promise<Done | Failure>;
  /** The newest message of ours with this id that was posted after `since` (seconds since 1970). */
  find(card: CardId, since: number): Promise<Found | Failure>;
}

/** Metadata is readable by every app with access to the history: ids only. */
const CARD_EVENT = 'yardmaster_card';
const TIMEOUT_MS = 10_000;
const PAGE = 200;
const MOST_PAGES = 10;

const ERROR_CODE = /^[a-z0-9_]{2,80}$/;

/** Errors that Slack gives when it stopped half-way: "some aspect of the operation" may have succeeded. */
const HALF_WAY = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
]);

/**
 * The port over Slack's Web API. The client never repeats a call by itself: a repeated post is a
 * second message. Options take `slackApiUrl`; never `headers` (the client writes its token into them).
 */
export function slackPort(
  token: string,
  options: Pick<WebClientOptions, 'slackApiUrl' | 'fetch' | 'timeout' | 'logger'> = {},
): SlackPort {
  const client = new WebClient(token, {
    timeout: TIMEOUT_MS,
    logLevel: LogLevel.ERROR,
    ...options,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  return {
    post: ({ subject, place }, content) =>
      answered(async () => {
        const metadata = { event_type: CARD_EVENT, event_payload: { subject, place } };
        const call = { channel: place, ...mutable(content), metadata, unfurl_links: false };
        return where(await client.chat.postMessage({ ...call, unfurl_media: false }));
      }),
    update: (at, content) =>
      answered(async () => where(await client.chat.update({ ...at, ...mutable(content) }))),
    remove: (at) => answered(async () => where(await client.chat.delete({ ...at }))),
    find: (card, since) => answered(() => search(client, card, since)),
  };
}

function mutable({ text, blocks }: Content) {
  return { text, blocks: [...blocks] };
}

const placedSchema = z.object({ channel: z.string(), ts: z.string() });

function where(answer: unknown): Done {
  const { channel, ts } = placedSchema.parse(answer);
  return { kind: 'done', at: { channel, ts } };
}

async function answered<T>(call: () => Promise<T>): Promise<T | Failure> {
  try {
    return await call();
  } catch (error) {
    return failure(error);
  }
}

/** What an error of the client says about the call. Anything but a clear no may have landed. */
export function failure(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'limited', seconds: Math.max(error.retryAfter, 1) };
  }
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    // The client takes a body that is no JSON, a proxy's page say, for the name of an error.
    if (!ERROR_CODE.test(code)) return { kind: 'unsure', error: 'no answer of Slack' };
    return { kind: HALF_WAY.has(code) ? 'unsure' : 'refused', error: code };
  }
  return { kind: 'unsure', error: error instanceof Error ? error.name : 'unknown' };
}

const messageSchema = z.looseObject({
  ts: z.string(),
  metadata: z
    .looseObject({
      event_type: z.literal(CARD_EVENT),
      event_payload: z.looseObject({ subject: z.string(), place: z.string() }),
    })
    .optional()
    .catch(undefined),
});
const pageSchema = z.looseObject({
  messages: z.array(messageSchema),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});

/** Too much to look through is like a history that may not be read: it only grows, so waiting does not help. */
async function search(client: WebClient, card: CardId, since: number): Promise<Found | Failure> {
  const channel = await conversationOf(client, card.place);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await client.conversations.history({
      channel,
      oldest: String(since),
      include_all_metadata: true,
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    });
    const { messages, response_metadata } = pageSchema.parse(answer);
    const ours = messages.find((one) => isCard(one.metadata?.event_payload, card));
    if (ours) return { kind: 'found', at: { channel, ts: ours.ts } };
    cursor = response_metadata?.next_cursor;
    if (!cursor) return { kind: 'found', at: undefined };
  }
  return { kind: 'refused', error: 'too_much_said' };
}

function isCard(payload: CardId | undefined, card: CardId): boolean {
  return payload?.subject === card.subject && payload.place === card.place;
}

/** A person's messages are in their D… conversation, which history wants by its own id. */
async function conversationOf(client: WebClient, place: string): Promise<string> {
  if (!/^[UW]/.test(place)) return place;
  const { channel } = await client.conversations.open({ users: place });
  return z.object({ id: z.string() }).parse(channel).id;
}
