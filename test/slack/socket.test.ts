import { expect, test } from 'vitest';
import { CHANNELS } from '../../lib/local/sample/organisation.ts';
import { startSocket } from '../../lib/slack/socket.ts';
import { testDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { BOT, stage } from './kit.ts';

const engine = engineOfFile();

test('connections are asked for at the named server, with the app token', async () => {
  const asked: { url: string; authorization: string | null }[] = [];
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    asked.push({
      url: String(url),
      authorization: new Headers(init?.headers).get('authorization'),
    });
    return Response.json({ ok: false, error: 'invalid_auth' });
  };
  const web = { apiUrl: 'http://127.0.0.1:9/api/', fetch };
  const starting = startSocket({
    deps: await testDeps(engine()),
    ...BOT,
    botUserId: BOT.userId,
    web,
  });
  await expect(starting).rejects.toThrow();
  expect(asked[0]).toEqual({
    url: 'http://127.0.0.1:9/api/apps.connections.open',
    authorization: `Bearer ${BOT.appToken}`,
  });
});

test('after Slack tells it to reconnect it comes back', async () => {
  const { workspace, owner } = await stage(engine(), 'Socket Mode');
  workspace.refreshSockets();
  const help = () => owner.command(CHANNELS.support.id, '/yard help');
  await expect.poll(async () => (await help()).ok, { timeout: 15_000, interval: 200 }).toBe(true);
}, 20_000);
