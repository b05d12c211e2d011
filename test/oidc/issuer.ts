import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { served } from '../kit/served.ts';

type Path = 'configuration' | 'keys';

export interface Issuer {
  readonly issuer: string;
  /** What was asked, in order. */
  readonly asked: Path[];
  readonly sign: (claims: JWTPayload, header?: { alg?: string; kid?: string }) => Promise<string>;
  /** Answers with this from now on; `'silence'` never answers, `'moved'` sends elsewhere once. */
  readonly answer: (path: Path, body: unknown) => void;
}

/** An OIDC issuer on this machine that signs with ES256, RS256 or EdDSA; it ends with the test. */
export async function startIssuer(algorithm = 'ES256'): Promise<Issuer> {
  const pair = await generateKeyPair(algorithm, { extractable: true });
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'key-1', alg: algorithm };
  const asked: Path[] = [];
  const answers = new Map<Path, unknown>([['keys', { keys: [jwk] }]]);
  let issuer = '';
  const server = createServer((request, response) => {
    const path = request.url === '/keys' ? 'keys' : 'configuration';
    asked.push(path);
    const body = answers.get(path);
    if (body === 'silence') return;
    if (body === 'moved') {
      answers.set(path, { issuer, jwks_uri: `${issuer}/keys` });
      response.writeHead(302, { location: '/elsewhere' }).end();
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
  issuer = await served(server);
  answers.set('configuration', { issuer, jwks_uri: `${issuer}/keys` });
  return {
    issuer,
    asked,
    answer: (path, body) => void answers.set(path, body),
    sign: (claims, header) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: algorithm, kid: 'key-1', ...header })
        .sign(pair.privateKey),
  };
}
