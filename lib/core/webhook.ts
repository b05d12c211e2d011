import * as z from 'zod';
import { ENDINGS } from './approval.ts';
import { type Instant, minutesAfter } from './time.ts';

/** Where a workflow's endings are told, as everybody may know it: address and secrets are sealed apart. */
export const webhookSchema = z.strictObject({ id: z.string(), host: z.string(), at: z.string() });
export type Webhook = z.infer<typeof webhookSchema>;

const webhookSecretSchema = z.strictObject({
  secret: z.string(),
  /** When it signs no more: set once a newer one took its place, so that both sign for a while. */
  endsAt: z.string().optional(),
});

/** What is sealed: the path of an address may be a secret too. */
export const webhookKeptSchema = z.strictObject({
  url: z.string(),
  salt: z.string(),
  secrets: z.array(webhookSecretSchema).min(1),
});
export type WebhookKept = z.infer<typeof webhookKeptSchema>;

/** One ending told to one workflow's webhook, or one test of it. Kept for 30 days. */
export const webhookDeliverySchema = z.strictObject({
  /** The approval's, or `whk_test_…`. */
  id: z.string(),
  test: z.literal(true).optional(),
  at: z.string(),
  /** From when on its day of tries counts: later than `at` once a person had it tried again. */
  since: z.string(),
  /** `dead`: given up. `failed`: a test, which is tried once. `dropped`: the webhook was removed first. */
  state: z.enum(['waiting', 'delivered', 'dead', 'failed', 'dropped']),
  attempts: z.int(),
  /** A lease: until then nobody else sends it. */
  heldUntil: z.string().optional(),
  lastAt: z.string().optional(),
  /** What the last try came to: an HTTP status, or a word of the sender's. */
  last: z.string().optional(),
  nextAt: z.string().optional(),
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

/** How the receiver does; absent, or of another webhook: nothing is wrong. */
export const webhookHealthSchema = z.strictObject({
  webhook: z.string(),
  failingSince: z.string().optional(),
  /** Its owner was told of this trouble. */
  told: z.literal(true).optional(),
  /** When the receiver answered 410: nothing is sent there any more. */
  goneAt: z.string().optional(),
});
export type WebhookHealth = z.infer<typeof webhookHealthSchema>;

/** What a message is about. `void`: asked before the registry was restored from a backup. */
export const WEBHOOK_STATES = [...ENDINGS, 'void'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** What the sender says of one try. `failed` names a word: `timeout`, `blocked-address`, `tls`, … */
export type WebhookOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter?: number }
  | { readonly kind: 'failed'; readonly why: string };

/** Within Standard Webhooks a secret is `whsec_` and base64; ours comes as base64url of 256 bits. */
export function webhookSecret(fresh: string): string {
  const base64 = fresh.replaceAll('-', '+').replaceAll('_', '/');
  return `whsec_${base64.padEnd(Math.ceil(base64.length / 4) * 4, '=')}`;
}

const OVERLAP_MINUTES = 24 * 60;

/** A fresh secret signs from now on; those before it sign along for a day, and no longer than they were to. */
export function rotateWebhook(kept: WebhookKept, secret: string, now: Instant): WebhookKept {
  const endsAt = minutesAfter(now, OVERLAP_MINUTES);
  const older = kept.secrets
    .filter((one) => one.endsAt === undefined || one.endsAt > now)
    .map((one) => ({ ...one, endsAt: one.endsAt ?? endsAt }));
  return { ...kept, secrets: [...older.slice(-MOST_OLDER), { secret }] };
}

/** Whoever rotates again and again ends the oldest before its day is over. */
const MOST_OLDER = 3;

/** The secrets that sign now, the newest first. */
export function signingSecrets({ secrets }: WebhookKept, now: Instant): string[] {
  return secrets
    .filter((one) => one.endsAt === undefined || one.endsAt > now)
    .map((one) => one.secret)
    .reverse();
}

const FIRST_SECONDS = 10;
const FACTOR = 3;
const MOST_SECONDS = 3 * 60 * 60;
const DAY_MINUTES = 24 * 60;

/**
 * When a delivery that failed `attempts` times is tried again: each time three times as late, by
 * chance a fifth sooner or later, never before the receiver's Retry-After (seconds) and at most three
 * hours apart. Undefined once a day of tries is over. `random`: 0 ≤ n < 1.
 */
export function nextWebhookTry(
  { attempts, since }: Pick<WebhookDelivery, 'attempts' | 'since'>,
  { now, random, retryAfter = 0 }: { now: Instant; random: number; retryAfter?: number },
): Instant | undefined {
  const backoff = Math.min(FIRST_SECONDS * FACTOR ** (attempts - 1), MOST_SECONDS);
  const wanted = Math.min(Math.max(backoff, retryAfter), MOST_SECONDS);
  const least = Math.max(wanted * (0.8 + 0.4 * random), Math.min(retryAfter, MOST_SECONDS));
  const at = minutesAfter(now, least / 60);
  return at > minutesAfter(since, DAY_MINUTES) ? undefined : at;
}

/** "2xx = done; 410 = stop"; everything else, redirects too, is a failure that is tried again. */
export function judgeAnswer(outcome: WebhookOutcome): 'done' | 'gone' | 'again' {
  if (outcome.kind === 'failed') return 'again';
  if (outcome.status >= 200 && outcome.status < 300) return 'done';
  return outcome.status === 410 ? 'gone' : 'again';
}

/** The outcome in one word: `200`, `timeout`. */
export function outcomeWord(outcome: WebhookOutcome): string {
  return outcome.kind === 'answered' ? String(outcome.status) : outcome.why;
}

const PATIENCE_MINUTES = 60;

/** Whether the owner is told now: once a trouble, after an hour of it or when something is given up. */
export function isToTell(health: WebhookHealth, { now, dead }: { now: Instant; dead: boolean }) {
  if (health.told || health.failingSince === undefined) return false;
  return dead || now >= minutesAfter(health.failingSince, PATIENCE_MINUTES);
}
