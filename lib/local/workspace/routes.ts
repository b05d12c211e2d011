import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { callMethod, readArgs } from './api/call.ts';
import type { Driver } from './driver.ts';
import { isObject } from './messages.ts';
import type { Json } from './options.ts';
import { actFromPage, snapshot } from './page-door.ts';
import { answerReply } from './reply.ts';
import type { World } from './world.ts';
import { person } from './world.ts';

/** What the routes need. */
export type Doors = { world: World; driver: Driver; live: Set<ServerResponse> };
type Asked = { request: IncomingMessage; response: ServerResponse; path: string; body: string };

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};
const PAGE = new URL('./page/', import.meta.url);
const MAX_BODY = 4_000_000;

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > MAX_BODY) throw new Error('body too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function parsed(body: string): Json {
  try {
    const found: unknown = JSON.parse(body);
    return isObject(found) ? found : {};
  } catch {
    return {};
  }
}

async function api({ world }: Doors, { request, response, path, body }: Asked): Promise<void> {
  const args = readArgs(request, body);
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? (typeof args.token === 'string' ? args.token : undefined);
  const answer = await callMethod(world, path.slice('/api/'.length), { args, token });
  if (answer === 'hang up') {
    request.socket.destroy();
    return;
  }
  if (answer.retryAfter) response.setHeader('retry-after', String(answer.retryAfter));
  send(response, answer.status, answer.body);
}

/** Told on every change; the page then asks for its snapshot again. */
function live({ live: open }: Doors, { request, response }: Asked): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.write('data: hello\n\n');
  open.add(response);
  request.on('close', () => open.delete(response));
}

async function file({ response, path }: Asked): Promise<void> {
  const name = path === '/' ? 'index.html' : path.slice(1);
  if (!/^[a-z-]+\.(html|js|css)$/.test(name)) return send(response, 404, { error: 'not found' });
  try {
    const content = await readFile(new URL(name, PAGE));
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(content);
  } catch {
    send(response, 404, { error: 'not found' });
  }
}

/** What only this machine's page and scripts may ask. */
async function local(doors: Doors, asked: Asked): Promise<void> {
  const { world, driver } = doors;
  const { response, path, body, request } = asked;
  const query = new URL(request.url ?? '/', 'http://local').searchParams;
  const userId = query.get('as') ?? '';
  if (path.startsWith('/_local/reply/')) {
    const { status, body: said } = answerReply(
      world,
      path.slice('/_local/reply/'.length),
      parsed(body),
    );
    return send(response, status, said);
  }
  if (path === '/_local/faults') {
    if (request.method === 'POST') world.faults.set(parsed(body));
    return send(response, 200, world.faults.plan());
  }
  if (path === '/_local/live') return live(doors, asked);
  if (path === '/_local/people') return send(response, 200, world.options.people);
  if (!person(world, userId)) return send(response, 404, { error: 'nobody here has this id' });
  if (path === '/_local/snapshot') return send(response, 200, snapshot(world, driver, userId));
  if (path === '/_local/act' && request.method === 'POST')
    return send(response, 200, await actFromPage(driver, userId, parsed(body)));
  return send(response, 404, { error: 'not found' });
}

/** A page elsewhere must not act here through somebody's browser. */
function isForeign(request: IncomingMessage): boolean {
  const host = request.headers.host ?? '';
  const { origin } = request.headers;
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) return true;
  return origin !== undefined && origin !== `http://${host}`;
}

/**
 * The same for what asks without an Origin, a picture in a foreign page for instance; the page itself
 * may be opened from anywhere.
 */
function isAskedElsewhere(request: IncomingMessage, path: string): boolean {
  const site = request.headers['sec-fetch-site'];
  const opens = !path.startsWith('/api/') && !path.startsWith('/_local/');
  return !opens && site !== undefined && site !== 'same-origin' && site !== 'none';
}

export async function route(
  doors: Doors,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://local').pathname;
  if (isForeign(request) || isAskedElsewhere(request, path))
    return send(response, 403, { error: 'only from this machine' });
  const asked = { request, response, path, body: await readBody(request) };
  if (path.startsWith('/api/')) return api(doors, asked);
  return path.startsWith('/_local/') ? local(doors, asked) : file(asked);
}
