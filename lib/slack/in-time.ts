import { setTimeout as wait } from 'node:timers/promises';

/**
 * What Slack answers within so many milliseconds; `undefined` when it has not answered by then.
 * The call itself goes on: whoever asks for a change has to reckon with it having been made.
 */
export async function inTime<T>(asked: Promise<T>, milliseconds: number): Promise<T | undefined> {
  const done = new AbortController();
  const late = wait(milliseconds, undefined, { signal: done.signal }).catch(() => undefined);
  try {
    return await Promise.race([asked, late]);
  } finally {
    done.abort();
  }
}
