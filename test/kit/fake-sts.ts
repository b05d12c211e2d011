import { once } from 'node:events';
import { createServer } from 'node:http';

export type FakeSts = {
  /** What sends an unchanged SDK client here. */
  readonly env: Readonly<Record<string, string>>;
  /** What was asked for, field by field as it was sent. */
  readonly calls: () => readonly Readonly<Record<string, string>>[];
  readonly stop: () => Promise<void>;
};

/** STS as far as leases ask for it, over HTTP on this machine: it gives keys for every role. */
export async function startFakeSts(): Promise<FakeSts> {
  const calls: Record<string, string>[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    calls.push(Object.fromEntries(new URLSearchParams(text)));
    response.writeHead(200, { 'content-type': 'text/xml' }).end(ANSWER);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    env: { AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${address.port}` },
    calls: () => calls,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const ANSWER = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <Credentials>
      <AccessKeyId>ASIAOFTHETESTS</AccessKeyId>
      <SecretAccessKey>secret-of-the-tests</SecretAccessKey>
      <SessionToken>session-of-the-tests</SessionToken>
      <Expiration>2026-11-23T09:15:00Z</Expiration>
    </Credentials>
    <PackedPolicySize>6</PackedPolicySize>
  </AssumeRoleResult>
</AssumeRoleResponse>`;
