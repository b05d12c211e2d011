import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { oidcVerifier } from '../../lib/oidc/verify.ts';
import { startIssuer } from './issuer.ts';

const NOW_MS = Date.parse('2026-11-23T09:00:00.000Z');
const NOW = NOW_MS / 1000;
const AUDIENCE = 'yardmaster';
const SUBJECT = 'repo:acme/support:ref:refs/heads/main';

const verifier = oidcVerifier({ now: () => NOW_MS });

function claims(issuer: string) {
  return { iss: issuer, aud: AUDIENCE, sub: SUBJECT, iat: NOW, exp: NOW + 300 };
}

const listed = (issuer: string) => [{ issuer, audience: AUDIENCE }];

test.each(['ES256', 'RS256', 'EdDSA'])('takes a token signed with %s', async (algorithm) => {
  const { issuer, sign } = await startIssuer(algorithm);
  const token = await sign(claims(issuer));
  expect(await verifier.verify(token, listed(issuer))).toEqual({
    kind: 'verified',
    issuer,
    subject: SUBJECT,
  });
});

test.each(['ES384', 'RS512', 'PS256'])('takes none signed with %s', async (algorithm) => {
  const { issuer, sign } = await startIssuer(algorithm);
  const token = await sign(claims(issuer));
  expect(await verifier.verify(token, listed(issuer))).toMatchObject({ why: 'unauthenticated' });
});

test('a slash at the end of the issuer makes no difference', async () => {
  const { issuer, sign } = await startIssuer();
  const token = await sign(claims(issuer));
  const outcome = await verifier.verify(token, listed(`${issuer}/`));
  expect(outcome).toMatchObject({ kind: 'verified', issuer: `${issuer}/` });
});

test('the issuer’s keys are asked for once', async () => {
  const { issuer, sign, asked } = await startIssuer();
  for (let n = 0; n < 3; n += 1) await verifier.verify(await sign(claims(issuer)), listed(issuer));
  expect(asked).toEqual(['configuration', 'keys']);
});

test.each([
  ['another audience', { aud: 'somebody-else' }],
  ['no audience', { aud: undefined }],
  ['a time that is over', { exp: NOW - 61 }],
  ['no end', { exp: undefined }],
  ['a time that has not come', { nbf: NOW + 61 }],
  ['no subject', { sub: undefined }],
  ['an empty subject', { sub: '' }],
  ['a subject without end', { sub: 'x'.repeat(1001) }],
  ['a subject that is no text', JSON.parse('{"sub":5}')],
  ['an issuer that is no text', JSON.parse('{"iss":{}}')],
])('refuses a token with %s', async (_, change) => {
  const { issuer, sign } = await startIssuer();
  const token = await sign({ ...claims(issuer), ...change });
  expect(await verifier.verify(token, listed(issuer))).toMatchObject({ why: 'unauthenticated' });
});

test.each([
  ['ended', { exp: NOW - 59 }],
  ['not begun', { nbf: NOW + 59 }],
])('a clock that is a minute wrong does not matter: %s', async (_, change) => {
  const { issuer, sign } = await startIssuer();
  const token = await sign({ ...claims(issuer), ...change });
  expect(await verifier.verify(token, listed(issuer))).toMatchObject({ kind: 'verified' });
});

test('refuses a token that somebody else signed, and one of another of its own keys', async () => {
  const [here, elsewhere] = [await startIssuer(), await startIssuer()];
  const forged = await elsewhere.sign(claims(here.issuer));
  const unknown = await here.sign(claims(here.issuer), { kid: 'key-2' });
  for (const token of [forged, unknown]) {
    const outcome = await verifier.verify(token, listed(here.issuer));
    expect(outcome).toMatchObject({ why: 'unauthenticated' });
  }
});

test('refuses a token that is not signed, or with a secret that both know', async () => {
  const { issuer } = await startIssuer();
  const bare = new UnsecuredJWT(claims(issuer)).encode();
  const secret = new TextEncoder().encode('x'.repeat(32));
  const shared = new SignJWT(claims(issuer)).setProtectedHeader({ alg: 'HS256', kid: 'key-1' });
  for (const token of [bare, await shared.sign(secret)]) {
    const outcome = await verifier.verify(token, listed(issuer));
    expect(outcome).toMatchObject({ why: 'unauthenticated' });
  }
});

test('an issuer that is not listed is never asked', async () => {
  const { issuer, sign, asked } = await startIssuer();
  const token = await sign(claims(issuer));
  for (const issuers of [[], listed('https://other.example'), listed(`${issuer}.example`)]) {
    expect(await verifier.verify(token, issuers)).toMatchObject({ why: 'unauthenticated' });
  }
  expect(asked).toEqual([]);
});

test.each(['a.b.c', 'e30.e30.e30', '..'])('%s is no token', async (token) => {
  const { issuer } = await startIssuer();
  expect(await verifier.verify(token, listed(issuer))).toMatchObject({ why: 'unauthenticated' });
});

test.each([
  ['is not there', 'http://127.0.0.1:1'],
  ['is not on https', 'http://issuer.example'],
])('an issuer that %s is told apart from a bad token', async (_, issuer) => {
  const { sign } = await startIssuer();
  const token = await sign(claims(issuer));
  expect(await verifier.verify(token, listed(issuer))).toMatchObject({ why: 'issuer-unreachable' });
});

test.each([
  ['names another issuer', 'configuration', { issuer: 'https://evil.example' }],
  ['keeps its keys where there is no https', 'configuration', { jwks_uri: 'http://x.example/k' }],
  ['says nothing of keys', 'configuration', { jwks_uri: undefined }],
  ['sends elsewhere', 'configuration', 'moved'],
  ['has keys that are none', 'keys', { hello: 'world' }],
] as const)('an issuer that %s proves nothing', async (_, path, said) => {
  const { issuer, sign, answer } = await startIssuer();
  const perfect = path === 'keys' ? {} : { issuer, jwks_uri: `${issuer}/keys` };
  answer(path, typeof said === 'string' ? said : { ...perfect, ...said });
  const outcome = await verifier.verify(await sign(claims(issuer)), listed(issuer));
  expect(outcome).toMatchObject({ why: 'issuer-unreachable' });
});

test.each(['configuration', 'keys'] as const)(
  'an issuer whose %s does not come in time is given up',
  async (path) => {
    const { issuer, sign, answer } = await startIssuer();
    const token = await sign(claims(issuer));
    answer(path, 'silence');
    const hasty = oidcVerifier({ now: () => NOW_MS, limitMs: 50 });
    const outcome = await hasty.verify(token, listed(issuer));
    expect(outcome).toMatchObject({ why: 'issuer-unreachable' });
  },
);
