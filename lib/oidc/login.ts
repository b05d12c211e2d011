import * as oidc from 'openid-client';
import * as z from 'zod';
import type { FreshLogin, LoggedInAt, ProviderClient } from '../acts/deps.ts';
import { providerHost } from '../core/identity-provider.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { PROOF_MINUTES } from '../core/step-up.ts';
import { instant } from '../core/time.ts';
import { overHttps } from './asking.ts';
import { providerCheck } from './discovery.ts';

const LIMIT_SECONDS = 2.5;
/** What a provider says of itself changes seldom. */
const KEPT_MS = 60 * 60_000;
const SKEW_SECONDS = 60;
const MAX_AGE_SECONDS = PROOF_MINUTES * 60;

interface LoginOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** How long one answer of the provider may take, in seconds. */
  readonly limitSeconds?: number;
  /** Whether a provider on this machine may do without https. */
  readonly loopback?: boolean;
}

interface Known {
  readonly configuration: oidc.Configuration;
  readonly until: number;
}

/**
 * Fresh logins at the organisation's provider: authorization code with PKCE, nonce and state, a
 * signature that is checked, and an `auth_time`. No redirect of the provider's own answers is
 * followed, none may take longer than 2.5 seconds.
 */
export function oidcLogin({
  now = Date.now,
  limitSeconds = LIMIT_SECONDS,
  loopback = false,
}: LoginOptions = {}): FreshLogin {
  const known = new Map<string, Known>();
  const at = async (provider: ProviderClient): Promise<oidc.Configuration> => {
    const name = JSON.stringify(provider);
    const kept = known.get(name);
    if (kept && kept.until > now()) return kept.configuration;
    const configuration = await discover(provider, { limitSeconds, loopback });
    known.clear();
    known.set(name, { configuration, until: now() + KEPT_MS });
    return configuration;
  };
  return {
    check: providerCheck({ loopback }),
    begin: (provider, ask) =>
      safely(provider, async () => {
        const configuration = await at(provider);
        const url = oidc.buildAuthorizationUrl(configuration, {
          redirect_uri: ask.redirectUri,
          scope: 'openid email',
          state: ask.state,
          nonce: ask.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(ask.verifier),
          code_challenge_method: 'S256',
          max_age: String(MAX_AGE_SECONDS),
          prompt: 'login',
        });
        return { kind: 'begun', url: overHttps(url.href, { loopback }).href } as const;
      }),
    finish: (provider, said) =>
      safely(provider, async () => {
        const configuration = await at(provider);
        const tokens = await oidc.authorizationCodeGrant(configuration, new URL(said.url), {
          pkceCodeVerifier: said.verifier,
          expectedNonce: said.nonce,
          expectedState: said.state,
          maxAge: MAX_AGE_SECONDS,
          idTokenExpected: true,
        });
        return whoLoggedIn(configuration, tokens, provider);
      }),
  };
}

async function discover(
  { issuer, clientId, clientSecret }: ProviderClient,
  { limitSeconds, loopback }: { limitSeconds: number; loopback: boolean },
): Promise<oidc.Configuration> {
  const guarded: oidc.CustomFetch = (url, options) => {
    overHttps(url, { loopback });
    return fetch(url, { ...options, redirect: 'error' });
  };
  const metadata = {
    [oidc.clockTolerance]: SKEW_SECONDS,
    ...(clientSecret ? { client_secret: clientSecret } : {}),
  };
  return oidc.discovery(new URL(issuer), clientId, metadata, undefined, {
    [oidc.customFetch]: guarded,
    timeout: limitSeconds,
    // A token that was not signed by the provider's own keys is worth nothing, whoever sent it.
    execute: [...(loopback ? [oidc.allowInsecureRequests] : []), oidc.enableNonRepudiationChecks],
  });
}

const claimsSchema = z.looseObject({
  sub: z.string().min(1).max(1000),
  auth_time: z.number(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
});

/** Who it was and when, from the checked token; the address from the provider's answer if need be. */
async function whoLoggedIn(
  configuration: oidc.Configuration,
  tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>,
  { issuer, emailClaim = 'email' }: ProviderClient,
): Promise<LoggedInAt | Refusal<'login-refused'>> {
  const read = claimsSchema.safeParse(tokens.claims());
  if (!read.success)
    return refuse('login-refused', 'The provider did not say who logged in, and when.');
  const { sub, auth_time } = read.data;
  const asks = read.data[emailClaim] === undefined && hasUserInfo(configuration);
  const more = asks ? await oidc.fetchUserInfo(configuration, tokens.access_token, sub) : {};
  const said: Readonly<Record<string, unknown>> = { ...more, ...read.data };
  const email = z.email().safeParse(said[emailClaim]).data;
  // Some providers write it as a text.
  const unverified = said.email_verified === false || said.email_verified === 'false';
  return {
    kind: 'logged-in',
    issuer,
    subject: sub,
    at: instant(auth_time * 1000),
    ...(email ? { email } : {}),
    unverified,
  };
}

function hasUserInfo(configuration: oidc.Configuration): boolean {
  return configuration.serverMetadata().userinfo_endpoint !== undefined;
}

/** What the provider answered that is not good, as against no answer at all. */
const NOT_GOOD = /^OAUTH_(?:JWT_|JSON_ATTRIBUTE|INVALID_RESPONSE|KEY_SELECTION|UNSUPPORTED)/;

async function safely<T>(
  provider: ProviderClient,
  run: () => Promise<T>,
): Promise<T | Refusal<'login-refused' | 'provider-unreachable'>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof oidc.AuthorizationResponseError) return turnedDown(error.error);
    if (error instanceof oidc.ResponseBodyError) return notGood(error.error);
    const code = error instanceof oidc.ClientError ? (error.code ?? '') : '';
    if (NOT_GOOD.test(code)) return notGood(code);
    return refuse(
      'provider-unreachable',
      `${providerHost(provider)} did not answer as it should, so nobody can log in at the moment. Try again in a minute.`,
      { because: code || 'no answer' },
    );
  }
}

/** The provider, or the person there, said no. */
function turnedDown(because: string): Refusal<'login-refused'> {
  return refuse(
    'login-refused',
    'The login was not finished at your identity provider. Try again.',
    {
      because: because.slice(0, 60),
    },
  );
}

function notGood(because: string): Refusal<'login-refused'> {
  return refuse(
    'login-refused',
    'Your identity provider answered with a login that is not good here. Try again; if it happens again, tell your platform team.',
    { because: because.slice(0, 60) },
  );
}
