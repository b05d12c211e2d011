import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import { providerMemory } from './provider-memory.ts';
import { served } from './served.ts';

/** Somebody at the provider; `sub` is what the provider calls them for ever. */
export interface Account {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
}

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  /** Who logs in next, and how many seconds ago that was; nobody cancels the login. */
  readonly next: (account: Account | undefined, secondsAgo?: number) => void;
  /** Answers everything with this status from now on; 0 is itself again. */
  readonly fail: (status: number) => void;
}

export const CLIENT = 'yardmaster-tests';

interface Options {
  /** Where browsers may be sent back to. */
  readonly redirectUri: string;
  readonly secret?: string;
  /** Shows a page with one button an account, instead of logging `next` in at once. */
  readonly page?: readonly Account[];
}

/** A real OpenID provider on this machine, until the test is over. */
export async function testProvider(options: Options): Promise<TestProvider> {
  const state: { account: Account | undefined; secondsAgo: number; fails: number } = {
    account: undefined,
    secondsAgo: 0,
    fails: 0,
  };
  const known = new Map<string, Account>();
  for (const account of options.page ?? []) known.set(account.sub, account);
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  const issuer = await served(
    createServer((request, response) => {
      if (state.fails === 0) return void handle(request, response);
      const location = state.fails < 400 ? { location: `${issuer}/elsewhere` } : {};
      response.writeHead(state.fails, location).end();
    }),
  );
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] };
  const own = { jwks, adapter: providerMemory() };
  const provider = new Provider(issuer, { ...configuration(options, known), ...own });
  const callback = provider.callback();
  handle = async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer);
    if (!pathname.startsWith('/interaction/')) return callback(request, response);
    const sub = searchParams.get('as');
    const chosen = sub ? known.get(sub) : state.account;
    if (options.page && !chosen) return loginPage(response, pathname, options.page);
    const ts = Math.floor(Date.now() / 1000) - state.secondsAgo;
    const login = chosen && { login: { accountId: chosen.sub, ts } };
    const no = { error: 'access_denied', error_description: 'nobody logged in' };
    await provider.interactionFinished(request, response, login ?? no, {
      mergeWithLastSubmission: false,
    });
  };
  return {
    issuer,
    clientId: CLIENT,
    next: (account, secondsAgo = 0) => {
      if (account) known.set(account.sub, account);
      Object.assign(state, { account, secondsAgo });
    },
    fail: (status) => {
      state.fails = status;
    },
  };
}

function configuration(
  { redirectUri, secret }: Options,
  known: ReadonlyMap<string, Account>,
): Configuration {
  const how = secret
    ? { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' as const }
    : { token_endpoint_auth_method: 'none' as const };
  return {
    clients: [
      {
        client_id: CLIENT,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        ...how,
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a key of the tests'] },
    ttl: { Session: 600, Interaction: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: async (_, sub) => {
      const account = known.get(sub);
      return account && { accountId: sub, claims: async () => ({ ...account }) };
    },
    // Nobody is asked what may be shared: it is one organisation.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId,
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  };
}

function loginPage(response: ServerResponse, path: string, accounts: readonly Account[]): void {
  const buttons = accounts.map(
    ({ sub, email }) =>
      `<form action="${path}"><input type="hidden" name="as" value="${sub}"><button>${email}</button></form>`,
  );
  const page = `<!doctype html><html lang="en"><title>Log in</title><h1>Log in</h1>${buttons.join('')}`;
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
}
