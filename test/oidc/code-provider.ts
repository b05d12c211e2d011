import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { served } from '../kit/served.ts';

type Path = '/.well-known/openid-configuration' | '/token' | '/keys' | '/userinfo';

export interface CodeProvider {
  readonly issuer: string;
  /** The claims of the next token, on top of perfect ones; undefined takes one out. */
  readonly claim: (change: Readonly<Record<string, unknown>>) => void;
  /** Signs with a key that the provider does not publish. */
  readonly forge: () => void;
  /** Answers so from now on: another body, a status, `'silence'` or `'moved'`. */
  readonly answer: (path: Path, said: unknown) => void;
  readonly asked: Path[];
}

/** A provider that says whatever a test wants it to say, to be held against a real one. */
export async function codeProvider(perfect: JWTPayload): Promise<CodeProvider> {
  const [own, strange] = [await generateKeyPair('ES256'), await generateKeyPair('ES256')];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'key-1', alg: 'ES256', use: 'sig' };
  const state = { claims: { ...perfect }, key: own.privateKey };
  const asked: Path[] = [];
  const said = new Map<Path, unknown>([['/keys', { keys: [jwk] }]]);
  const server = createServer(async (request, response) => {
    const path = pathOf(request.url);
    asked.push(path);
    const body = said.get(path);
    if (body === 'silence') return;
    if (body === 'moved') return void response.writeHead(307, { location: '/elsewhere' }).end();
    if (typeof body === 'number') return void response.writeHead(body).end();
    const token = async () => ({
      access_token: 'access',
      token_type: 'Bearer',
      id_token: await new SignJWT(state.claims)
        .setProtectedHeader({ alg: 'ES256', kid: 'key-1' })
        .sign(state.key),
    });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body ?? (path === '/token' ? await token() : {})));
  });
  const issuer = await served(server);
  said.set('/.well-known/openid-configuration', {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    userinfo_endpoint: `${issuer}/userinfo`,
    code_challenge_methods_supported: ['S256'],
    id_token_signing_alg_values_supported: ['ES256'],
  });
  Object.assign(state.claims, { iss: issuer });
  return {
    issuer,
    asked,
    claim: (change) => void Object.assign(state.claims, change),
    forge: () => void Object.assign(state, { key: strange.privateKey }),
    answer: (path, body) => void said.set(path, body),
  };
}

function pathOf(url: string | undefined): Path {
  const known = ['/token', '/keys', '/userinfo'] as const;
  return known.find((one) => url?.startsWith(one)) ?? '/.well-known/openid-configuration';
}
