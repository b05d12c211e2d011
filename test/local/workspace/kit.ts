import type { Server } from 'node:http';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import type { Workspace, WorkspaceOptions } from '../../../lib/local/workspace/server.ts';
import { startWorkspace } from '../../../lib/local/workspace/server.ts';
import { served } from '../../kit/served.ts';

export const SECRET = 'a signing secret of the tests';

/** A whole workspace: two people of ours, one of another organisation, one who left. */
export const options: WorkspaceOptions = {
  port: 0,
  team: { id: 'T1', name: 'Harbour' },
  bot: {
    userId: 'UBOT',
    botId: 'BBOT',
    appId: 'A1',
    name: 'Yardmaster',
    token: 'xoxb-1',
    appToken: 'xapp-1',
  },
  people: [
    { id: 'U1', teamId: 'T1', handle: 'owner', name: 'Owner', tz: 'Europe/Berlin', title: 'Owner' },
    { id: 'U2', teamId: 'T1', handle: 'colleague', name: 'Colleague', tz: 'America/New_York' },
    { id: 'U3', teamId: 'T2', handle: 'outsider', name: 'Outsider', tz: 'Asia/Tokyo' },
    { id: 'U4', teamId: 'T1', handle: 'left', name: 'Former Lead', tz: 'UTC', deleted: true },
  ],
  channels: [
    { id: 'C1', name: 'support', members: ['U1', 'U2', 'UBOT'] },
    { id: 'C2', name: 'shared', members: ['U1', 'U3', 'UBOT'], isExtShared: true },
    { id: 'C3', name: 'without-bot', members: ['U1'] },
  ],
  commands: [{ command: '/yard', description: 'Find and register AI workflows' }],
  shortcuts: [{ name: 'Request an AI Workflow', callbackId: 'request' }],
  signingSecret: SECRET,
};

/** A workspace that closes with the test. */
export async function workspace(spoiled: Partial<WorkspaceOptions> = {}): Promise<Workspace> {
  const started = await startWorkspace({ ...options, ...spoiled });
  onTestFinished(() => started.close());
  return started;
}

/** Lets this server have the workspace's requests, at a free port, until the test is over. */
export async function serveRequests(of: Workspace, server: Server): Promise<void> {
  of.setRequestUrl(`${await served(server)}/`);
}

type Answer = Record<string, unknown>;

/** Calls the Web API as the bot and gives the body. */
export async function call(
  { apiUrl }: { apiUrl: string },
  method: string,
  args: object = {},
  token = options.bot.token,
): Promise<Answer> {
  const answer = await raw({ apiUrl }, method, args, token);
  return z.record(z.string(), z.unknown()).parse(await answer.json());
}

export function raw(
  { apiUrl }: { apiUrl: string },
  method: string,
  args: object = {},
  token = options.bot.token,
): Promise<Response> {
  return fetch(apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(args),
  });
}

/** A field deep inside an answer, `undefined` where there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null
        ? Object.entries(found).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  );
}
