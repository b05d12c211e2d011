import { beforeEach, describe, expect, test } from 'vitest';
import type { LoginSecrets } from '../../lib/acts/deps.ts';
import { oidcLogin } from '../../lib/oidc/login.ts';
import { type Account, CLIENT, testProvider } from '../kit/identity-provider.ts';
import { webBrowser } from '../kit/web-browser.ts';
import { type CodeProvider, codeProvider } from './code-provider.ts';

const CALLBACK = 'http://127.0.0.1:9/step-up/callback';
const SECRETS: LoginSecrets = {
  state: 'state-of-this-browser',
  nonce: 'nonce-of-this-browser',
  verifier: 'v'.repeat(64),
};
const SOMEBODY: Account = { sub: 'sub-1', email: 'a@example.com', email_verified: true };
const login = oidcLogin({ loopback: true });

describe('with a real provider', () => {
  test.each([
    ['a public client', undefined],
    ['a client with a secret', 'a secret of the tests: +/%'],
  ])('%s logs somebody in afresh', async (_, secret) => {
    const provider = await testProvider({ redirectUri: CALLBACK, ...(secret ? { secret } : {}) });
    provider.next(SOMEBODY);
    const client = { issuer: provider.issuer, clientId: CLIENT, clientSecret: secret };
    const begun = await login.begin(client, { ...SECRETS, redirectUri: CALLBACK });
    if (begun.kind !== 'begun') throw new Error(begun.say);
    const asked = new URL(begun.url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      prompt: 'login',
      max_age: '300',
      code_challenge_method: 'S256',
      scope: 'openid email',
    });
    const url = await back(begun.url);
    const before = Date.now();
    const finished = await login.finish(client, { ...SECRETS, url });
    expect(finished).toMatchObject({
      kind: 'logged-in',
      issuer: provider.issuer,
      subject: 'sub-1',
      email: 'a@example.com',
      unverified: false,
    });
    const at = finished.kind === 'logged-in' ? Date.parse(finished.at) : 0;
    expect(Math.abs(before - at)).toBeLessThan(5000);
    // The provider takes a code once.
    expect(await login.finish(client, { ...SECRETS, url })).toMatchObject({ why: 'login-refused' });
  });

  test.each([
    ['state', { state: 'of another browser' }],
    ['nonce', { nonce: 'of another browser' }],
    ['verifier', { verifier: 'w'.repeat(64) }],
  ])('another browser’s %s is refused', async (_, other) => {
    const provider = await testProvider({ redirectUri: CALLBACK });
    provider.next(SOMEBODY);
    const client = { issuer: provider.issuer, clientId: CLIENT };
    const begun = await login.begin(client, { ...SECRETS, redirectUri: CALLBACK });
    const url = await back(begun.kind === 'begun' ? begun.url : '');
    const finished = await login.finish(client, { ...SECRETS, ...other, url });
    expect(finished).toMatchObject({ why: 'login-refused' });
  });

  test('a login that somebody cancelled there is refused with what to do', async () => {
    const provider = await testProvider({ redirectUri: CALLBACK });
    const client = { issuer: provider.issuer, clientId: CLIENT };
    const begun = await login.begin(client, { ...SECRETS, redirectUri: CALLBACK });
    const url = await back(begun.kind === 'begun' ? begun.url : '');
    expect(url).toContain('error=access_denied');
    const finished = await login.finish(client, { ...SECRETS, url });
    expect(finished).toMatchObject({
      why: 'login-refused',
      say: 'The login was not finished at your identity provider. Try again.',
    });
  });
});

/** Where the provider sends the browser in the end: nobody listens there. */
async function back(url: string): Promise<string> {
  const seen: string[] = [];
  const browser = webBrowser({ stopAt: CALLBACK, seen });
  await browser.open(url);
  return seen[0] ?? '';
}

const NOW = Math.floor(Date.now() / 1000);
const PERFECT = {
  sub: 'sub-1',
  aud: CLIENT,
  nonce: SECRETS.nonce,
  iat: NOW,
  exp: NOW + 300,
  auth_time: NOW,
  email: 'a@example.com',
};
let provider: CodeProvider;
beforeEach(async () => {
  provider = await codeProvider({ ...PERFECT });
});
const finish = (how = login) => {
  const url = `${CALLBACK}?code=abc&state=${SECRETS.state}`;
  return how.finish({ issuer: provider.issuer, clientId: CLIENT }, { ...SECRETS, url });
};

describe('a provider’s answer', () => {
  test('the perfect answer is taken, with a claim of the organisation’s own', async () => {
    expect(await finish()).toMatchObject({ kind: 'logged-in', email: 'a@example.com' });
    provider.claim({ upn: 'b@example.com' });
    const url = `${CALLBACK}?code=abc&state=${SECRETS.state}`;
    const client = { issuer: provider.issuer, clientId: CLIENT, emailClaim: 'upn' };
    const finished = await login.finish(client, { ...SECRETS, url });
    expect(finished).toMatchObject({ email: 'b@example.com' });
  });

  test.each([
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for another client', { aud: 'somebody-else' }],
    ['with another nonce', { nonce: 'another' }],
    ['without a nonce', { nonce: undefined }],
    ['of nobody', { sub: undefined }],
    ['that is over', { exp: NOW - 120 }],
    ['without the time of the login', { auth_time: undefined }],
    ['of a login that is too old', { auth_time: NOW - 400 }],
  ])('a token %s is refused', async (_, change) => {
    provider.claim(change);
    expect(await finish()).toMatchObject({ kind: 'refused', why: 'login-refused' });
  });

  test('a token that somebody else signed is refused', async () => {
    provider.forge();
    expect(await finish()).toMatchObject({ kind: 'refused', why: 'login-refused' });
  });

  test.each([
    ['false', false],
    ['false, as a text', 'false'],
  ])('an address that is not verified is said to be so: %s', async (_, email_verified) => {
    provider.claim({ email_verified });
    expect(await finish()).toMatchObject({ kind: 'logged-in', unverified: true });
  });

  test('what it says of somebody else’s address is not taken', async () => {
    provider.claim({ email: undefined });
    provider.answer('/userinfo', { sub: 'sub-2', email: 'b@example.com' });
    expect(await finish()).toMatchObject({ kind: 'refused' });
  });
});

describe('a provider that errs on the way', () => {
  test.each([
    ['/.well-known/openid-configuration', 'moved'],
    ['/.well-known/openid-configuration', 500],
    ['/.well-known/openid-configuration', { issuer: 'https://evil.example' }],
    ['/token', 'moved'],
    ['/token', 503],
    ['/keys', 'moved'],
    ['/keys', 500],
  ] as const)('%s that answers %s proves nothing', async (path, said) => {
    provider.answer(path, said);
    expect(await finish()).toMatchObject({ kind: 'refused' });
  });

  test.each(['/.well-known/openid-configuration', '/token', '/keys'] as const)(
    '%s that does not come in time is given up',
    async (path) => {
      provider.answer(path, 'silence');
      const hasty = oidcLogin({ loopback: true, limitSeconds: 0.05 });
      expect(await finish(hasty)).toMatchObject({ why: 'provider-unreachable' });
    },
  );

  test('a code that it does not know is no trouble on the way', async () => {
    provider.answer('/token', 400);
    expect(await finish()).toMatchObject({ kind: 'refused' });
  });
});

test('elsewhere than on this machine only https will do', async () => {
  const { issuer } = await codeProvider({});
  const strict = oidcLogin();
  const client = { issuer, clientId: CLIENT };
  const begun = await strict.begin(client, { ...SECRETS, redirectUri: CALLBACK });
  expect(begun).toMatchObject({ why: 'provider-unreachable' });
  expect(await strict.check(issuer)).toMatchObject({ why: 'bad-provider' });
});
