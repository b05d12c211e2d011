import { type FetchFunction, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';

export interface WebOptions {
  /** Another server that speaks Slack's Web API; ends in `/api/`. */
  readonly apiUrl?: string | undefined;
  readonly fetch?: FetchFunction | undefined;
}

/** Longest call, in milliseconds: a listener has three seconds in all. */
const TIMEOUT_MS = 2500;

/**
 * Options of every Web API client. Never `headers`: the client writes its token into the object it
 * is given, and a shared one carries that token to the next workspace. A new object per call, since
 * Bolt writes into it too. Nothing is repeated and 429 is thrown at once: a trigger is used up by its
 * first call, posting twice is seen by people, and waiting belongs to the outbox.
 */
export function clientOptions({ apiUrl, fetch }: WebOptions): WebClientOptions {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    fetch: limited(fetch ?? globalThis.fetch),
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  };
}

/** A client of one token. What goes wrong is thrown to the caller, who knows what it means. */
export function webClient(token: string, options: WebOptions): WebClient {
  return new WebClient(token, { ...clientOptions(options), logLevel: LogLevel.ERROR });
}

/** Answers to a response_url go through the same fetch and have no time limit of their own. */
function limited(fetch: FetchFunction): FetchFunction {
  return (url, init) =>
    fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(TIMEOUT_MS) });
}

export interface BotIdentity {
  readonly botId: string;
  readonly botUserId: string;
  /** The organisation all person keys of this workspace begin with: enterprise id, else team id. */
  readonly home: string;
}

/** Who this token is: one `auth.test` at start, so that no request needs one. Throws when Slack says no. */
export async function whoAmI(client: WebClient): Promise<BotIdentity> {
  const answer = await client.auth.test();
  const { bot_id: botId, user_id: botUserId, team_id: teamId } = answer;
  const home = answer.enterprise_id ?? teamId;
  if (!botId || !botUserId || !home) throw new Error('this Slack token is no bot token');
  return { botId, botUserId, home };
}
