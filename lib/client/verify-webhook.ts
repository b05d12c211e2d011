import { type WebhookEvent, webhookEventSchema } from '../contract/webhooks.ts';

/** What a receiver got: the body exactly as it came, before any parsing. */
export interface ReceivedWebhook {
  readonly body: string;
  readonly headers: {
    readonly 'webhook-id'?: string | undefined;
    readonly 'webhook-timestamp'?: string | undefined;
    readonly 'webhook-signature'?: string | undefined;
  };
}

export type VerifiedWebhook =
  /** Do it once for each `id`: a message may come again. */
  | { readonly kind: 'verified'; readonly id: string; readonly event: WebhookEvent }
  | {
      readonly kind: 'refused';
      /** `too-old`: its time is more than five minutes from ours, so it may be a repeat of somebody else's. */
      readonly why: 'not-signed' | 'too-old' | 'wrong-signature' | 'not-as-described';
    };

const TOLERANCE_SECONDS = 5 * 60;

/**
 * Whether a message to a webhook is Yardmaster's, in Standard Webhooks' way. `secret` is the
 * `whsec_…` that was shown; `now` is milliseconds since 1970.
 */
export async function verifyWebhook(
  secret: string,
  { body, headers }: ReceivedWebhook,
  now: number = Date.now(),
): Promise<VerifiedWebhook> {
  const {
    'webhook-id': id,
    'webhook-timestamp': sentAt,
    'webhook-signature': signatures,
  } = headers;
  if (!id || !signatures || !sentAt || !/^\d{1,12}$/.test(sentAt)) return refused('not-signed');
  if (Math.abs(now / 1000 - Number(sentAt)) > TOLERANCE_SECONDS) return refused('too-old');
  const key = await hmacKey(secret);
  const said = new TextEncoder().encode(`${id}.${sentAt}.${body}`);
  const checks = signatures.split(' ').map((one) => matches(key, one, said));
  if (!(await Promise.all(checks)).includes(true)) return refused('wrong-signature');
  const event = webhookEventSchema.safeParse(parse(body));
  return event.success ? { kind: 'verified', id, event: event.data } : refused('not-as-described');
}

function refused(why: Extract<VerifiedWebhook, { kind: 'refused' }>['why']): VerifiedWebhook {
  return { kind: 'refused', why };
}

function hmacKey(secret: string) {
  const raw = bytes(secret.replace(/^whsec_/, '')) ?? new Uint8Array(0);
  if (raw.length === 0) throw new TypeError('a webhook secret is whsec_ and base64');
  const how = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', raw, how, false, ['verify']);
}

/** Other versions of signatures may stand beside ours; they say nothing to us. */
async function matches(
  key: Awaited<ReturnType<typeof hmacKey>>,
  one: string,
  said: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const signature = one.startsWith('v1,') ? bytes(one.slice('v1,'.length)) : undefined;
  return signature ? crypto.subtle.verify('HMAC', key, signature, said) : false;
}

function bytes(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
