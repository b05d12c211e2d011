/** A development stand-in for Slack on one machine: Web API, signed dispatch, Socket Mode and a page. */
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { LIMITS } from '../../slack/limits.ts';
import type { Driver } from './driver.ts';
import { createDriver } from './driver.ts';
import type { Faults } from './faults.ts';
import { createFaults } from './faults.ts';
import type { WorkspaceOptions } from './options.ts';
import { route } from './routes.ts';
import { createSockets } from './socket.ts';
import { loadState, saveState } from './state.ts';
import { session } from './views.ts';
import type { World } from './world.ts';

export type { Acting } from './driver.ts';
export type { WorkspaceOptions } from './options.ts';
export type { Message } from './state.ts';

export type Workspace = {
  /** Where the page is. */
  url: string;
  /** Base of the Web API, ends in /api/. */
  apiUrl: string;
  setRequestUrl(url: string): void;
  /** Tells Socket Mode clients to reconnect, as Slack does now and then. */
  refreshSockets(): void;
  faults: Faults;
  driver: Driver;
  close(): Promise<void>;
};

const EVENT_RETRY_MS = [0, 60_000, 300_000];

function createWorld(options: WorkspaceOptions, closing: AbortSignal, changed: () => void): World {
  const world: World = {
    options,
    state: loadState(options.statePath),
    faults: createFaults(),
    stacks: new Map(),
    homes: new Map(),
    triggers: new Map(),
    replies: new Map(),
    lastPost: new Map(),
    url: '',
    requestUrl: options.requestUrl,
    sockets: createSockets(options.bot.appId),
    closing,
    ackMs: options.ackMs ?? LIMITS.ackSeconds * 1000,
    eventRetryMs: options.eventRetryMs ?? EVENT_RETRY_MS,
    now: options.now ?? Date.now,
    changed,
  };
  for (const [userId, view] of Object.entries(world.state.homes)) {
    const restored = session(world, userId, view, view.id);
    world.homes.set(userId, { ...restored, view });
  }
  return world;
}

/** Runs once after the current burst of changes. */
function coalesced(run: () => void): { soon(): void; now(): void } {
  let due = false;
  const now = (): void => {
    due = false;
    run();
  };
  const soon = (): void => {
    if (due) return;
    due = true;
    setImmediate(() => due && now());
  };
  return { soon, now };
}

/** Starts the workspace on 127.0.0.1. Rejects when the port is taken or the state file is damaged. */
export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const closing = new AbortController();
  const live = new Set<ServerResponse>();
  const keep = coalesced(() => {
    if (options.statePath !== undefined) saveState(options.statePath, world.state);
    for (const page of live) page.write('data: changed\n\n');
  });
  const world = createWorld(options, closing.signal, keep.soon);
  const driver = createDriver(world);
  const server = createServer((request, response) => {
    route({ world, driver, live }, request, response).catch((error: unknown) => {
      if (response.headersSent) return;
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: false, error: 'internal_error', detail: String(error) }));
    });
  });
  server.on('upgrade', world.sockets.upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${options.port} is taken by another program. Set YARDMASTER_PAGE_PORT to a free one.`;
      reject(error.code === 'EADDRINUSE' ? new Error(taken) : error);
    });
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  world.url = `http://127.0.0.1:${port}`;
  return {
    url: world.url,
    apiUrl: `${world.url}/api/`,
    setRequestUrl: (url) => {
      world.requestUrl = url;
    },
    refreshSockets: world.sockets.refresh,
    faults: world.faults,
    driver,
    close: async () => {
      keep.now();
      closing.abort();
      world.sockets.close();
      for (const page of live) page.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
