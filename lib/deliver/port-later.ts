import { paced } from './pace.ts';
import { type SlackPort, slackPort } from './slack.ts';

export interface PortOptions {
  readonly token: () => Promise<string>;
  /** Another server that speaks Slack's API. */
  readonly apiUrl: string | undefined;
  readonly now: () => string;
}

/**
 * A paced port that is made when it is first needed, once for the life of the process. A token that
 * could not be had is asked for again the next time.
 */
export function portLater({ token, apiUrl, now }: PortOptions): () => Promise<SlackPort> {
  let made: Promise<SlackPort> | undefined;
  const make = async () =>
    paced(slackPort(await token(), apiUrl ? { slackApiUrl: apiUrl } : {}), now);
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
