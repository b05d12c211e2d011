/** Trouble on the way to the issuer, as against a token that is not good. */
export class Unreachable extends Error {}

/** Whether an address is of this very machine. */
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/;

/** "https only except loopback". Throws `Unreachable` for anything else. */
export function overHttps(address: string, { loopback = true } = {}): URL {
  if (!URL.canParse(address)) throw new Unreachable();
  const url = new URL(address);
  const here = loopback && LOOPBACK.test(url.hostname);
  if (url.protocol === 'https:' || (here && url.protocol === 'http:')) return url;
  throw new Unreachable();
}

interface AskOptions {
  readonly limitMs: number;
  /** Whether an address of this machine may do without https. */
  readonly loopback?: boolean;
}

/** What an issuer says of itself, as JSON that may be anything. Follows nobody elsewhere. */
export async function askConfiguration(
  issuer: string,
  { limitMs, loopback = true }: AskOptions,
): Promise<unknown> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const signal = AbortSignal.timeout(limitMs);
    const response = await fetch(overHttps(address, { loopback }), { signal, redirect: 'error' });
    if (!response.ok) throw new Unreachable();
    return await response.json();
  } catch {
    throw new Unreachable();
  }
}
