import { createHmac, timingSafeEqual } from 'node:crypto';
import { LIMITS } from './limits.ts';

/**
 * True for a request that Slack signed within five minutes of `now` (whole seconds), before or
 * after: Bolt's receivers accept any future time and any version word, Slack's rule does not.
 */
export function isSigned(
  request: { signature: string; timestamp: string; body: Uint8Array },
  secret: string,
  now: number,
): boolean {
  const { signature, timestamp, body } = request;
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  if (Math.abs(now - Number(timestamp)) > LIMITS.signatureAgeSeconds) return false;
  const right = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(right, Buffer.from(signature.slice('v0='.length), 'hex'));
}
