import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startWorkspace } from '../../../lib/local/workspace/server.ts';
import { call, options, workspace } from './kit.ts';

const home = { type: 'home', blocks: [{ type: 'divider', block_id: 'd' }] };

test('messages, homes and the bot’s conversations survive a restart, ephemerals do not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  const statePath = join(folder, 'deep', 'workspace.json');
  const now = () => 1_763_600_000_000;
  const before = await startWorkspace({ ...options, statePath, now });
  const { ts } = await call(before, 'chat.postMessage', { channel: 'C1', text: 'kept' });
  await call(before, 'chat.postEphemeral', { channel: 'C1', user: 'U1', text: 'gone' });
  const dm = await call(before, 'chat.postMessage', { channel: 'U1', text: 'yours' });
  await call(before, 'views.publish', { user_id: 'U1', view: home });
  await before.close();

  const after = await workspace({ statePath, now });
  const me = after.driver.as('U1');
  expect(me.messages('C1')).toMatchObject([{ text: 'kept', ts }]);
  expect(me.dms()).toMatchObject([{ text: 'yours' }]);
  expect(me.home()?.hash).toBe(before.driver.as('U1').home()?.hash);
  const later = await call(after, 'chat.postMessage', { channel: dm.channel, text: 'more' });
  expect(Number(later.ts)).toBeGreaterThan(Number(dm.ts));
  expect(readdirSync(join(folder, 'deep'))).toEqual(['workspace.json']);
});

test('a state of another version is not overwritten but refused', async () => {
  const statePath = join(mkdtempSync(join(tmpdir(), 'workspace-')), 'workspace.json');
  writeFileSync(statePath, '{"version":2}');
  await expect(startWorkspace({ ...options, statePath })).rejects.toThrow('another version');
  expect(readFileSync(statePath, 'utf8')).toBe('{"version":2}');
});

test('a taken port is an error', async () => {
  const here = await workspace();
  const port = Number(new URL(here.url).port);
  await expect(startWorkspace({ ...options, port })).rejects.toMatchObject({
    message: `Port ${port} is taken by another program. Set YARDMASTER_PAGE_PORT to a free one.`,
  });
});

test('the page asks as a person and sees what that person may see', async () => {
  const here = await workspace();
  await call(here, 'chat.postEphemeral', { channel: 'C1', user: 'U1', text: 'Only you' });
  const ask = async (as: string) => (await fetch(`${here.url}/_local/snapshot?as=${as}`)).text();
  expect(await ask('U1')).toContain('Only you');
  expect(await ask('U2')).not.toContain('Only you');
  expect(await ask('U9')).toContain('nobody here has this id');
});

test.each(['/server.ts', '/..%2fserver.ts', '/page/../../server.ts', '/none.js'])(
  'the page serves its own files only: %s',
  async (path) => {
    const here = await workspace();
    expect((await fetch(here.url + path)).status).toBe(404);
  },
);
