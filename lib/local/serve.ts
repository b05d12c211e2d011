import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { SlackDoor } from '../slack/door.ts';

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** One HTTP server on 127.0.0.1: the API, and Slack's requests at `/slack` where Slack sends requests. */
export async function serve(
  api: { readonly fetch: (request: Request) => Response | Promise<Response> },
  door: SlackDoor | undefined,
  port: number,
): Promise<Served> {
  const app = new Hono();
  if (door) {
    app.post('/slack', async (context) => {
      const answer = await door({
        method: 'POST',
        headers: Object.fromEntries(context.req.raw.headers),
        body: await context.req.text(),
        isBase64Encoded: false,
      });
      return new Response(answer.body, { status: answer.status, headers: answer.headers });
    });
  }
  app.all('*', (context) => api.fetch(context.req.raw));
  const server = createAdaptorServer({ fetch: app.fetch });
  await listen(server, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens at no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** Rejects with a sentence when the port is taken. */
function listen(server: ReturnType<typeof createAdaptorServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken by another program. Set YARDMASTER_PORT to a free one.`;
      reject(error.code === 'EADDRINUSE' ? new Error(taken) : error);
    });
    server.listen(port, '127.0.0.1', () => resolve());
  });
}
