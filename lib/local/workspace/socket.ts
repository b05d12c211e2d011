import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { isObject } from './messages.ts';
import type { Json } from './options.ts';

export type Sockets = {
  /** A ticket for one connection, given out by apps.connections.open. */
  ticket(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connected(): boolean;
  /** Sends an envelope and resolves with the payload of its acknowledgement. */
  send(envelope: Json): Promise<Json>;
  /** Tells every client to come back on a new connection, as Slack does now and then. */
  refresh(): void;
  /** Says goodbye to every client, and hangs up on those that do not answer. */
  close(): void;
};

const PING_MS = 5000;
const GOODBYE_MS = 300;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The server's end of Socket Mode. */
export function createSockets(appId: string): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, (payload: Json) => void>();
  const open: WebSocket[] = [];

  const receive = (text: string): void => {
    const message = parsed(text);
    if (!isObject(message)) return;
    const id = String(message.envelope_id);
    waiting.get(id)?.(isObject(message.payload) ? message.payload : {});
    waiting.delete(id);
  };

  const welcome = (socket: WebSocket): void => {
    open.push(socket);
    const ping = setInterval(() => socket.ping(), PING_MS);
    socket.on('message', (data) => receive(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(ping);
      open.splice(open.indexOf(socket), 1);
    });
    const connection_info = { app_id: appId };
    socket.send(JSON.stringify({ type: 'hello', num_connections: open.length, connection_info }));
  };

  return {
    ticket: () => {
      const ticket = randomUUID();
      tickets.add(ticket);
      return ticket;
    },
    upgrade: (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', 'http://local').searchParams.get('ticket') ?? '';
      if (tickets.delete(ticket)) server.handleUpgrade(request, socket, head, welcome);
      else socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    },
    connected: () => open.length > 0,
    send: (envelope) => {
      const envelope_id = randomUUID();
      return new Promise((resolve) => {
        waiting.set(envelope_id, resolve);
        open[0]?.send(JSON.stringify({ ...envelope, envelope_id }));
      });
    },
    refresh: () => {
      for (const socket of open)
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    close: () => {
      for (const socket of [...open]) {
        socket.close(1001);
        setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
      }
      server.close();
    },
  };
}
