import * as z from 'zod';
import type { FreshLogin } from '../acts/deps.ts';
import { refuse } from '../core/result.ts';
import { askConfiguration, overHttps } from './asking.ts';

const LIMIT_MS = 1500;

/** What a provider needs for a login by code; it says more. */
const configurationSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  code_challenge_methods_supported: z.array(z.string()).optional(),
});

interface CheckOptions {
  /** How long the provider may take, in milliseconds: Slack waits three seconds for a form. */
  readonly limitMs?: number;
  /** Whether a provider on this machine may do without https. */
  readonly loopback?: boolean;
}

/** Whether there is an identity provider at this address that people can log in at. */
export function providerCheck({
  limitMs = LIMIT_MS,
  loopback = false,
}: CheckOptions = {}): FreshLogin['check'] {
  return async (issuer) => {
    if (!isAllowed(issuer, loopback))
      return bad('The address of the identity provider has to begin with https://.');
    const said = await askConfiguration(issuer, { limitMs, loopback }).catch(() => undefined);
    const read = configurationSchema.safeParse(said);
    const host = new URL(issuer).host;
    if (!read.success)
      return bad(
        `${host} did not answer as an OpenID provider. Its address followed by /.well-known/openid-configuration has to show its configuration, without a redirect.`,
      );
    const { issuer: own, code_challenge_methods_supported: pkce } = read.data;
    if (!URL.canParse(own) || new URL(own).href !== new URL(issuer).href)
      return bad(`This provider calls itself ${own.slice(0, 200)}: write it exactly like that.`);
    const ends = [read.data.authorization_endpoint, read.data.token_endpoint, read.data.jwks_uri];
    if (!ends.every((one) => isAllowed(one, loopback)))
      return bad(`${host} sends people to addresses that do not begin with https://.`);
    if (pkce && !pkce.includes('S256'))
      return bad(`${host} does not know PKCE with S256, which a login needs. Switch it on there.`);
    return { kind: 'found' };
  };
}

function isAllowed(address: string, loopback: boolean): boolean {
  try {
    overHttps(address, { loopback });
    return true;
  } catch {
    return false;
  }
}

function bad(say: string) {
  return refuse('bad-provider', say, { field: 'issuer' });
}
