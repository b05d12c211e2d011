import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../lib/client/client.ts';
import { processEnvironment } from '../../lib/environment.ts';
import { newKeyring } from '../../lib/local/keyring.ts';
import { type Machine, startMachine } from '../../lib/local/machine.ts';
import { CHANNELS, ORGANISATION, PEOPLE, TEAMS } from '../../lib/local/sample/organisation.ts';
import { BOT, sampleWorkspace } from '../../lib/local/sample/workspace.ts';
import { MANIFEST } from '../core/perfect.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'yardmaster-machine-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function environment(data: string, more: Record<string, string> = {}) {
  const { PATH } = processEnvironment();
  const ports = { YARDMASTER_PORT: '0', YARDMASTER_PAGE_PORT: '0', LOG_LEVEL: 'silent' };
  return { PATH, YARDMASTER_DATA: data, ...ports, ...more };
}

async function started(env: ReturnType<typeof environment>): Promise<Machine> {
  const machine = await startMachine(env);
  if (machine.kind === 'refused') throw new Error(machine.message);
  onTestFinished(machine.close);
  return machine;
}

test("registers the plan's manifest as printed, and finds yesterday's data at the second start", async () => {
  const data = folder();
  const first = await started(environment(data));
  const owner = createClient({ baseUrl: first.apiUrl, token: first.logins.owner ?? '' });
  expect(await owner.register(MANIFEST)).toMatchObject({ kind: 'ok' });
  const home = first.workspace?.driver.as(PEOPLE.owner.id);
  await home?.command(CHANNELS.support.id, '/yard find tickets');
  await first.close();

  const second = await started(environment(data));
  const again = createClient({ baseUrl: second.apiUrl, token: second.logins.owner ?? '' });
  expect(await again.workflow('support-reply-drafter')).toMatchObject({
    kind: 'ok',
    value: { status: 'active', revision: 1 },
  });
});

test('refuses a second process on the same data folder, in one sentence', async () => {
  const data = folder();
  await started(environment(data));
  const second = await startMachine(environment(data));
  expect(second).toMatchObject({ kind: 'refused' });
  if (second.kind === 'refused') expect(second.message).toContain(data);
});

test('names every wrong setting in a sentence, and starts nothing', async () => {
  const more = { YARDMASTER_PORT: 'abc', SLACK_BOT_TOKEN: 'xoxb-1' };
  const refused = await startMachine(environment(folder(), more));
  expect(refused).toEqual({
    kind: 'refused',
    message: `These settings are missing or wrong:
  YARDMASTER_PORT is a port: a whole number from 0 to 65535
  SLACK_APP_TOKEN is missing: set both Slack tokens or none`,
  });
});

test('says so when no Slack answers, and keeps no folder locked', async () => {
  const data = folder();
  const refused = await startMachine(
    environment(data, {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
    }),
  );
  expect(refused).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('Slack did not say whose SLACK_BOT_TOKEN this is'),
  });
  await started(environment(data));
});

test.each(['YARDMASTER_PORT', 'YARDMASTER_PAGE_PORT'])(
  'says that the port of %s is taken, and leaves nothing running',
  async (name) => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      blocker.close();
    });
    const address = blocker.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const data = folder();
    const refused = await startMachine(environment(data, { [name]: port }));
    expect(refused).toMatchObject({ kind: 'refused' });
    const set = `Port ${port} is taken by another program. Set ${name} to a free one.`;
    expect(refused).toEqual({ kind: 'refused', message: set });
    await started(environment(data));
  },
);

/** Somebody else's Slack, and what to set to serve it. */
async function slackElsewhere() {
  const workspace = await sampleWorkspace({
    port: 0,
    command: '/agents',
    keyring: newKeyring(),
    statePath: join(folder(), 'workspace.json'),
  });
  onTestFinished(() => workspace.close());
  const file = join(folder(), 'organisation.json');
  const { home: _, ...organisation } = ORGANISATION;
  writeFileSync(file, JSON.stringify({ organisation, teams: TEAMS }));
  const tokens = {
    SLACK_BOT_TOKEN: BOT.token,
    SLACK_APP_TOKEN: BOT.appToken,
    SLACK_API_URL: workspace.apiUrl,
    YARDMASTER_COMMAND: '/agents',
  };
  return { workspace, tokens, described: { ...tokens, YARDMASTER_ORGANISATION: file } };
}

test('takes the organisation file also at a later start, as long as nobody was in charge', async () => {
  const { tokens, described } = await slackElsewhere();
  const data = folder();
  for (const { env, nobody } of [
    { env: tokens, nobody: true },
    { env: described, nobody: false },
    { env: tokens, nobody: false },
  ]) {
    const machine = await started(environment(data, env));
    expect(machine.setUpCode !== undefined).toBe(nobody);
    await machine.close();
  }
});

test('serves a real workspace over Socket Mode, every call at SLACK_API_URL', async () => {
  const { workspace, described } = await slackElsewhere();
  const machine = await started(environment(folder(), described));
  expect(machine.workspace).toBeUndefined();
  expect(machine.logins).toEqual({});
  const owner = workspace.driver.as(PEOPLE.owner.id);
  expect(await owner.command(CHANNELS.support.id, '/agents find tickets')).toMatchObject({
    ok: true,
  });
  await expect
    .poll(() => JSON.stringify(owner.messages(CHANNELS.support.id)))
    .toContain('Nothing found for “tickets”');
});
