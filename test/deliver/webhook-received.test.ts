import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { decideApproval } from '../../lib/acts/decide.ts';
import type { WebhookSender } from '../../lib/acts/deps.ts';
import { type VerifiedWebhook, verifyWebhook } from '../../lib/client/verify-webhook.ts';
import { drainWebhooks } from '../../lib/deliver/webhook-lane.ts';
import { webhookSender } from '../../lib/hooks/sender.ts';
import { asked, registered, stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { hooked } from './webhook-kit.ts';

const engine = engineOfFile();
const headersSchema = z.looseObject({
  'webhook-id': z.string(),
  'webhook-timestamp': z.string(),
  'webhook-signature': z.string(),
});

let deps: TestDeps;
let server: Server;
let secret: string;
let sender: WebhookSender;
/** What the receiver made of each message. */
const heard: VerifiedWebhook[] = [];
/** How it answers, in turn; then 204. `silent` lets the sender wait. */
const answers: (number | 'silent' | 'broken')[] = [];

beforeEach(async () => {
  deps = await stage(engine());
  heard.length = 0;
  server = createServer(async (request, response) => {
    const headers = headersSchema.parse(request.headers);
    const body = await text(request);
    heard.push(await verifyWebhook(secret, { body, headers }, Date.parse(deps.now())));
    const answer = answers.shift() ?? 204;
    if (answer === 'broken') request.socket.destroy();
    else if (answer !== 'silent') response.writeHead(answer, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.int() }).parse(server.address());
  const local = webhookSender({ loopback: true, timeoutMs: 100 });
  const url = `http://127.0.0.1:${port}/hook`;
  sender = { send: (message) => local.send({ ...message, url }) };
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('through every trouble a receiver hears of the ending, each time as the same message', async () => {
  const workflow = await registered(deps);
  secret = await hooked(deps);
  const { id, digest } = await asked(deps, workflow);
  await decideApproval(deps, COLLEAGUE, id, { choice: 'deny', digest, reason: 'Wrong customer.' });
  answers.push('silent', 'broken', 500, 302);
  for (let round = 0; round < 5; round += 1) {
    await drainWebhooks(deps, sender, { most: 10 });
    deps.pass(60);
  }
  const message = {
    kind: 'verified',
    id: `msg_${id}`,
    event: { type: 'approval.denied', data: { id, digest, reason: 'Wrong customer.' } },
  };
  expect(heard).toMatchObject([message, message, message, message, message]);
  await drainWebhooks(deps, sender, { most: 10 });
  expect(heard).toHaveLength(5);
});
