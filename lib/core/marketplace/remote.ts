import { readUrl } from './endpoint.ts';

export interface RemoteReading {
  readonly endpoint?: string;
  readonly host?: string;
  readonly note?: string;
  readonly why?: string;
}

/** A remote's address without what may be a secret; `{tenant}` is written `${tenant}`. */
export function readRemote(url: string): RemoteReading {
  if (url.trim() === '') return { why: 'One of its addresses is empty.' };
  const address = readUrl(url.replace(/(?<!\$)\{(\w+)\}/g, '$${$1}'));
  if (!address) return { why: 'One of its addresses is no web address.' };
  const { endpoint, host, hidden } = address;
  return {
    endpoint,
    ...(host === undefined || isLocal(host) ? {} : { host }),
    ...(hidden
      ? { note: 'Part of one of its addresses was left out, because it may hold a secret.' }
      : {}),
  };
}

/** On the machine that asks: no system of anybody's. */
function isLocal(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\]|host\.docker\.internal)$/.test(host);
}
