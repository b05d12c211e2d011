import { expect, test } from 'vitest';
import { providerCheck } from '../../lib/oidc/discovery.ts';
import { testProvider } from '../kit/identity-provider.ts';
import { codeProvider } from './code-provider.ts';

const check = providerCheck({ loopback: true, limitMs: 500 });
const WELL_KNOWN = '/.well-known/openid-configuration';

test('a real provider is found', async () => {
  const { issuer } = await testProvider({ redirectUri: 'http://127.0.0.1:9/step-up/callback' });
  expect(await check(issuer)).toEqual({ kind: 'found' });
});

test.each([
  ['nobody', 'http://127.0.0.1:1', 'did not answer as an OpenID provider'],
  ['no https', 'http://login.example.com', 'has to begin with https://'],
  ['a file', 'file:///etc/passwd', 'has to begin with https://'],
])('%s is refused with what to do', async (_, issuer, say) => {
  expect(await check(issuer)).toMatchObject({
    why: 'bad-provider',
    say: expect.stringContaining(say),
    facts: { field: 'issuer' },
  });
});

test('a provider on this machine is for this machine alone', async () => {
  const { issuer, asked } = await codeProvider({});
  expect(await providerCheck()(issuer)).toMatchObject({ why: 'bad-provider' });
  expect(asked).toEqual([]);
});

test.each([
  ['sends elsewhere', 'moved', 'without a redirect'],
  ['is broken', 500, 'did not answer as an OpenID provider'],
  ['is silent', 'silence', 'did not answer as an OpenID provider'],
  ['says something else', { hello: 'world' }, 'did not answer as an OpenID provider'],
] as const)('one that %s is refused', async (_, said, say) => {
  const { issuer, answer } = await codeProvider({});
  answer(WELL_KNOWN, said);
  const outcome = await check(issuer);
  expect(outcome).toMatchObject({ why: 'bad-provider', say: expect.stringContaining(say) });
});

test.each([
  ['calls itself something else', { issuer: 'https://other.example' }, 'write it exactly'],
  ['keeps tokens where no https is', { token_endpoint: 'http://x.example/t' }, 'https://'],
  ['knows no PKCE', { code_challenge_methods_supported: ['plain'] }, 'PKCE'],
])('one that %s is refused', async (_, change, say) => {
  const { issuer, answer } = await codeProvider({});
  const ends = { authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` };
  answer(WELL_KNOWN, { issuer, ...ends, jwks_uri: `${issuer}/keys`, ...change });
  const outcome = await check(issuer);
  expect(outcome).toMatchObject({ why: 'bad-provider', say: expect.stringContaining(say) });
});
