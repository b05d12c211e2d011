import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { stopOrganisation } from '../../lib/acts/stop.ts';
import { createClient } from '../../lib/client/client.ts';
import { processEnvironment } from '../../lib/environment.ts';
import { asideDeps } from '../../lib/local/aside.ts';
import { openGround } from '../../lib/local/ground.ts';
import { startMachine } from '../../lib/local/machine.ts';
import { start as startHere } from '../../lib/local/start.ts';
import { SCHEMA } from '../../lib/store/item.ts';

const NAME = 'Sample organisation';

function folder(): string {
  const home = mkdtempSync(join(tmpdir(), 'yardmaster-reopen-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const data = join(home, 'data');
  mkdirSync(data);
  const template = JSON.stringify(inject('tablesTemplate'));
  writeFileSync(join(data, `tables-${SCHEMA}.json`), template);
  return data;
}

function environment(data: string) {
  const { PATH } = processEnvironment();
  const ports = { YARDMASTER_PORT: '0', YARDMASTER_PAGE_PORT: '0' };
  return { PATH, YARDMASTER_DATA: data, ...ports, LOG_LEVEL: 'silent' };
}

async function start(data: string, how: { setUpAgain?: boolean } = {}) {
  const machine = await startMachine(environment(data), how);
  if (machine.kind === 'refused') throw new Error(machine.message);
  onTestFinished(machine.close);
  const admin = createClient({ baseUrl: machine.apiUrl, token: machine.logins.admin ?? '' });
  const stoppedAt = async () => {
    const outcome = await admin.uninstall({ dry_run: true });
    if (outcome.kind !== 'ok') throw new Error(outcome.detail);
    return outcome.value.stopped_at;
  };
  return { machine, admin, stoppedAt };
}

/** What "yardmaster start" prints; it ends at once. */
async function saidAtStart(data: string) {
  const lines: string[] = [];
  const say = (line: string) => lines.push(line);
  expect(
    await startHere(environment(data), { out: say, error: say, asked: Promise.resolve() }),
  ).toBe(0);
  return lines;
}

test('what Slack had stopped goes on with a start that reaches Slack', async () => {
  const data = folder();
  await (await start(data)).machine.close();
  const ground = await openGround(data, {});
  if (ground.kind === 'refused') throw new Error(ground.message);
  const slack = { kind: 'system', id: 'slack' } as const;
  expect(await stopOrganisation(asideDeps(ground), 'app-uninstalled', slack)).toBe(true);
  await ground.close();
  expect(await (await start(data)).stoppedAt()).toBeUndefined();
});

test('what an admin uninstalled stays so, until it is set up again', async () => {
  const data = folder();
  const first = await start(data);
  expect(await first.admin.uninstall({ name: NAME })).toMatchObject({ kind: 'ok' });
  await first.machine.close();
  const second = await start(data);
  expect(await second.stoppedAt()).toMatch(/^20/);
  await second.machine.close();
  const said = (await saidAtStart(data)).join('\n');
  expect(said).toContain('Yardmaster is stopped here since');
  expect(said).toContain('yardmaster start --set-up-again');
  expect(said).not.toContain('things to try');
  expect(await (await start(data, { setUpAgain: true })).stoppedAt()).toBeUndefined();
});
