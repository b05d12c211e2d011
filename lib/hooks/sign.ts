import { createHmac } from 'node:crypto';

export interface Signed {
  /** Stays the same however often it is sent. */
  readonly id: string;
  /** Seconds since 1970 of this try. */
  readonly timestamp: number;
  readonly body: string;
  /** `whsec_…`; one signature for each, so that a receiver may hold the old or the new one. */
  readonly secrets: readonly string[];
}

/** The three headers of Standard Webhooks: HMAC-SHA256 over id, time and body. */
export function signedHeaders({ id, timestamp, body, secrets }: Signed): Record<string, string> {
  const said = `${id}.${timestamp}.${body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(said).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
