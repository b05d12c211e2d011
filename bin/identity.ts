import { PEOPLE } from '../lib/local/sample/organisation.ts';
import { type Io, UsageProblem } from './io.ts';
import { readLogin, readSample, type Sample } from './places.ts';

/** The options that every command which asks the server knows. */
export interface ServerOptions {
  readonly json?: boolean;
  readonly server?: string;
  readonly token?: string;
  readonly as?: string;
}

export type Handle = 'owner' | 'admin' | 'auditor';

export interface Identity {
  readonly token: string;
  /** Said on standard error, where the choice was not the caller's. */
  readonly note?: string;
}

const DEFAULT_SERVER = 'http://127.0.0.1:4601';

/** `--server`, YARDMASTER_URL, the sample organisation's, the last login's, else this machine's. */
export function serverFor(io: Io, options: ServerOptions): string {
  const named = options.server ?? io.env.YARDMASTER_URL;
  const server = named || (readSample(io)?.baseUrl ?? readLogin(io)?.server ?? DEFAULT_SERVER);
  if (!/^https?:\/\//.test(server) || !URL.canParse(server)) {
    throw new UsageProblem(`"${server}" is no server address. Write it like ${DEFAULT_SERVER}.`);
  }
  return server.replace(/\/+$/, '');
}

/**
 * Whose login a person's command uses. A stored token goes to the server that gave it and to no
 * other. `usual` is the sample person who does this sort of thing.
 */
export function personFor(io: Io, options: ServerOptions, usual: Handle): Identity {
  const given = options.token ?? io.env.YARDMASTER_TOKEN;
  if (given) return { token: given };
  const server = serverFor(io, options);
  const sample = readSample(io);
  const here = sample?.baseUrl.replace(/\/+$/, '') === server ? sample : undefined;
  if (options.as) return { token: sampleToken(here, options.as) };
  const login = readLogin(io);
  const now = new Date((io.now ?? Date.now)()).toISOString();
  if (login?.server === server && login.expires_at > now) return { token: login.token };
  const token = here?.people[usual];
  if (token)
    return {
      token,
      note: `Acting as ${nameOf(usual)} of the sample organisation; choose with --as.`,
    };
  throw new UsageProblem(
    `You are not logged in at ${server}. Run "yardmaster login"; you confirm it in Slack.`,
  );
}

function sampleToken(sample: Sample | undefined, handle: string): string {
  if (!sample) {
    throw new UsageProblem(
      '--as works with the sample organisation on this machine only. Start it with: npm start',
    );
  }
  const token = sample.people[handle];
  if (token) return token;
  const known = Object.keys(sample.people).join(', ');
  throw new UsageProblem(`Nobody of the sample organisation is "${handle}". There are: ${known}.`);
}

function nameOf(handle: string): string {
  return Object.values(PEOPLE).find((one) => one.handle === handle)?.name ?? handle;
}

/** The workflow's key: an agent has no login to fall back on. */
export function workflowKeyFor(io: Io, options: ServerOptions): Identity {
  const token = options.token ?? io.env.YARDMASTER_KEY;
  if (token) return { token };
  throw new UsageProblem(
    'Set YARDMASTER_KEY to the workflow\'s key, which "yardmaster key claim CODE" prints.',
  );
}
