import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { Workspace } from '../../../lib/local/workspace/server.ts';
import { at, serveRequests } from './kit.ts';

export type Heard = { headers: IncomingHttpHeaders; body: string; payload: unknown };
type Reply = { status?: number; body?: unknown; headers?: Record<string, string> };

function payloadOf(body: string): unknown {
  if (body.startsWith('{')) return JSON.parse(body);
  const form = new URLSearchParams(body);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : JSON.parse(payload);
}

/** An app that keeps what it hears and answers what the test says; `'never'` leaves it waiting. */
export async function listener(
  of: Workspace,
  answer: (
    payload: unknown,
    count: number,
  ) => Promise<Reply | 'never'> | Reply | 'never' = () => ({}),
): Promise<Heard[]> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts).toString('utf8');
    const payload = payloadOf(body);
    heard.push({ headers: request.headers, body, payload });
    const reply = await answer(payload, heard.length);
    if (reply === 'never') return;
    response.writeHead(reply.status ?? 200, reply.headers);
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    response.end(reply.body === undefined ? '' : text);
  });
  await serveRequests(of, server);
  return heard;
}

/** A field of the n-th thing the app heard, counted from the last when negative. */
export function field(
  heard: readonly Heard[],
  index: number,
  ...path: (string | number)[]
): unknown {
  return at(heard.at(index)?.payload, ...path);
}
