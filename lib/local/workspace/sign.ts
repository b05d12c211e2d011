import { createHmac } from 'node:crypto';

/**
 * Headers of a signed request: "v0:{timestamp}:{raw body}", HMAC-SHA256 with the signing secret, in hex.
 * `seconds` is the time of sending.
 */
export function signedHeaders(
  secret: string,
  seconds: number,
  body: string,
): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return {
    'x-slack-signature': `v0=${digest}`,
    'x-slack-request-timestamp': String(seconds),
  };
}
