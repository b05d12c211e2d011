import { createRemoteJWKSet, decodeJwt, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import type { Oidc } from '../acts/deps.ts';
import { sameIssuer } from '../core/ci.ts';
import { refuse } from '../core/result.ts';
import { askConfiguration, overHttps, Unreachable } from './asking.ts';

const LIMIT_MS = 2500;
/** An issuer's keys change seldom, and a new key asks anew by itself. */
const KEPT_MS = 60 * 60_000;
const SKEW_SECONDS = 60;
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];
/** What a library calls a text may be anything in somebody else's JSON. */
const subjectSchema = z.string().min(1).max(1000);
const configurationSchema = z.object({ issuer: z.string(), jwks_uri: z.string() });

interface Known {
  readonly keys: JWTVerifyGetKey;
  readonly until: number;
}

interface OidcOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** How long one answer of an issuer may take, in milliseconds. */
  readonly limitMs?: number;
}

/**
 * Verifies tokens of the issuers it is given. Only those are asked, over https (a loopback address
 * may do without), 2.5 seconds at most for each answer; their keys are kept for an hour.
 */
export function oidcVerifier({ now = Date.now, limitMs = LIMIT_MS }: OidcOptions = {}): Oidc {
  const known = new Map<string, Known>();
  const keysOf = async (issuer: string): Promise<JWTVerifyGetKey> => {
    const kept = known.get(issuer);
    if (kept && kept.until > now()) return kept.keys;
    const keys = await discover(issuer, limitMs);
    known.set(issuer, { keys, until: now() + KEPT_MS });
    return keys;
  };
  return {
    verify: async (token, issuers) => {
      const listed = issuers.find(({ issuer }) => sameIssuer(issuer, claimedIssuer(token)));
      if (!listed) return notGood('of no issuer that the organisation lists');
      try {
        const { payload } = await jwtVerify(token, await keysOf(listed.issuer), {
          issuer: [listed.issuer, listed.issuer.replace(/\/$/, ''), `${listed.issuer}/`],
          audience: listed.audience,
          algorithms: ALGORITHMS,
          clockTolerance: SKEW_SECONDS,
          currentDate: new Date(now()),
          requiredClaims: ['exp', 'sub'],
        });
        const subject = subjectSchema.safeParse(payload.sub).data;
        if (!subject) return notGood('without a subject of use');
        return { kind: 'verified', issuer: listed.issuer, subject };
      } catch (error) {
        return isTrouble(error) ? unreachable(listed.issuer) : notGood('not good');
      }
    },
  };
}

/** What the token says of itself, to choose who is asked; nothing is believed yet. */
function claimedIssuer(token: string): string {
  try {
    return z.string().parse(decodeJwt(token).iss);
  } catch {
    return '';
  }
}

async function discover(issuer: string, limitMs: number): Promise<JWTVerifyGetKey> {
  const answer = await askConfiguration(issuer, { limitMs });
  const configuration = configurationSchema.safeParse(answer).data;
  if (!configuration || !sameIssuer(configuration.issuer, issuer)) throw new Unreachable();
  return createRemoteJWKSet(overHttps(configuration.jwks_uri), {
    timeoutDuration: limitMs,
    cacheMaxAge: KEPT_MS,
  });
}

/** What the issuer is at fault for: slow, gone, or not what it should be. */
function isTrouble(error: unknown): boolean {
  if (error instanceof Unreachable || error instanceof errors.JWKSTimeout) return true;
  if (error instanceof errors.JWKSInvalid) return true;
  // A request for the keys that failed is no error of jose's own, or one without a kind.
  return !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';
}

function notGood(what: string) {
  return refuse(
    'unauthenticated',
    `The token is ${what}: signature, audience and time have to be right too.`,
  );
}

function unreachable(issuer: string) {
  return refuse(
    'issuer-unreachable',
    `${new URL(issuer).host} did not answer in time, so the token could not be checked. Try again.`,
  );
}
