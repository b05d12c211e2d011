/** What a browser without scripts does: follows redirects, keeps cookies, sends forms. */
export interface WebBrowser {
  /** Opens an address; follows redirects to wherever they lead. */
  readonly open: (url: string) => Promise<Seen>;
  /** Sends a form as the page had it. */
  readonly send: (url: string, fields?: Readonly<Record<string, string>>) => Promise<Seen>;
  readonly cookies: () => ReadonlyMap<string, string>;
}

export interface Seen {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Every address on the way here, the last one first. */
  readonly way: readonly string[];
}

const MOST_REDIRECTS = 12;

interface BrowserOptions {
  /** An address that nobody listens at: what leads there is only written down, in `seen`. */
  readonly stopAt?: string;
  readonly seen?: string[];
}

/** A browser of its own, with no cookies yet. */
export function webBrowser({ stopAt, seen = [] }: BrowserOptions = {}): WebBrowser {
  const jar = new Map<string, Map<string, string>>();
  const kept = (url: string) => {
    const { host } = new URL(url);
    const cookies = jar.get(host) ?? new Map<string, string>();
    jar.set(host, cookies);
    return cookies;
  };
  const go = async (first: string, init: RequestInit): Promise<Seen> => {
    const way: string[] = [];
    let [url, how] = [first, init];
    for (let n = 0; n < MOST_REDIRECTS; n += 1) {
      way.unshift(url);
      const cookie = [...kept(url)].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { ...how.headers, ...(cookie ? { cookie } : {}) };
      const response = await fetch(url, { ...how, headers, redirect: 'manual' });
      for (const line of response.headers.getSetCookie()) keep(kept(url), line);
      const location = response.headers.get('location');
      const text = await response.text();
      const { status } = response;
      if (status < 300 || status >= 400 || !location)
        return { url, status, headers: response.headers, text, way };
      url = new URL(location, url).href;
      how = {};
      if (stopAt && url.startsWith(stopAt)) {
        seen.push(url);
        return { url, status, headers: response.headers, text, way };
      }
    }
    throw new Error('redirected for ever');
  };
  return {
    open: (url) => go(url, {}),
    send: (url, fields = {}) =>
      go(url, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    cookies: () => new Map([...jar.values()].flatMap((one) => [...one])),
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  const gone = /expires=Thu, 01 Jan 1970|max-age=0/i.test(line);
  if (gone || value === '') cookies.delete(name);
  else cookies.set(name, value);
}

/** A field of a form on the page, as it was filled in. */
export function fieldOf({ text }: Seen, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
}

/** Where the page sends its reader at once. */
export function onwardOf({ text }: Seen): string {
  const url = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(text)?.[1] ?? '';
  return url.replaceAll('&amp;', '&');
}
