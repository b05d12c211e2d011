import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { processEnvironment } from '../../lib/environment.ts';
import { type Machine, startMachine } from '../../lib/local/machine.ts';
import { CHANNELS, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { start } from '../../lib/local/start.ts';

function environment() {
  const data = mkdtempSync(join(tmpdir(), 'yardmaster-first-hour-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const { PATH } = processEnvironment();
  const ports = { YARDMASTER_PORT: '0', YARDMASTER_PAGE_PORT: '0', LOG_LEVEL: 'silent' };
  return { PATH, YARDMASTER_DATA: data, YARDMASTER_SAMPLE: 'none', ...ports };
}

async function started(env: ReturnType<typeof environment>): Promise<Machine> {
  const machine = await startMachine(env);
  if (machine.kind === 'refused') throw new Error(machine.message);
  onTestFinished(machine.close);
  return machine;
}

const form = (code: string, second: string) => ({
  values: {
    setup_code: { value: code },
    setup_second: { value: second },
    setup_platform: { value: CHANNELS.platform.id },
    setup_catalog: { value: CHANNELS.catalog.id },
  },
});

test('the first hour, without the sample: code, admin, second admin, channels, test messages', async () => {
  const env = environment();
  const machine = await started(env);
  const { code = '' } = machine.setUpCode ?? {};
  const as = (id: string) => {
    if (!machine.workspace) throw new Error('no local workspace');
    return machine.workspace.driver.as(id);
  };
  const admin = as(PEOPLE.admin.id);
  const second = as(PEOPLE.owner.id);
  await admin.command(CHANNELS.platform.id, '/yard setup');
  const wrong = await admin.submitView(form('AAAA-AAAA-AAAA', PEOPLE.owner.id));
  expect(JSON.stringify(wrong)).toContain('unknown, used or older than 60 minutes');
  expect(await admin.submitView(form(code, PEOPLE.owner.id))).toMatchObject({ ok: true });
  expect(JSON.stringify(admin.view())).toContain('Yardmaster is set up.');
  expect(JSON.stringify(admin.view())).not.toContain(':warning:');
  for (const channel of [CHANNELS.platform.id, CHANNELS.catalog.id]) {
    expect(JSON.stringify(admin.messages(channel))).toContain('test message');
  }
  // The second admin confirms from the message that was sent to him.
  await expect
    .poll(() => JSON.stringify(second.dms()))
    .toContain('Make <@U0OWNER> a platform admin');
  await second.openHome();
  expect(JSON.stringify(second.home())).toContain('Countersign');
  await machine.close();

  const again = await started(env);
  expect(again.setUpCode).toBeUndefined();
});

test('start prints the code, and how to use it', async () => {
  const lines: string[] = [];
  const terminal = {
    out: (line: string) => lines.push(line),
    error: (line: string) => lines.push(line),
    asked: Promise.resolve(),
  };
  expect(await start(environment(), terminal)).toBe(0);
  const said = lines.join('\n');
  expect(said).toMatch(
    /Type \/yard setup on the page.*\n\n {2}[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\n/,
  );
  expect(said).toContain('It works once, for 60 minutes');
});
