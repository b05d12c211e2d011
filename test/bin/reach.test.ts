import { beforeAll, describe, expect, test } from 'vitest';
import { fileSystems } from '../../lib/acts/file-systems.ts';
import { createApi } from '../../lib/api/app.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { MANIFEST, registered, stage } from '../acts/stage.ts';
import { bots } from '../acts/systems-kit.ts';
import { loginOf } from '../api/world.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { terminal } from './terminal.ts';

const engine = engineOfFile();
let deps: TestDeps;
let env: Record<string, string>;
beforeAll(async () => {
  deps = await stage(engine());
  await registered(deps, { ...MANIFEST, backup: COLLEAGUE });
  await bots(deps, 1);
  env = { YARDMASTER_TOKEN: await loginOf(deps, PEOPLE.salesLead) };
});

function type(...args: string[]) {
  const api = createApi(deps);
  return terminal((request) => api.request(request)).type(args, env);
}

describe('reach', () => {
  test('says that it may be short until all workflows are filed', async () => {
    expect((await type('reach', 'crm')).err).toContain('still being filed');
    await fileSystems(deps);
    expect((await type('reach', 'crm')).err).toBe('');
  });

  test('a system as text, JSON and CSV; and every system', async () => {
    const text = await type('reach', 'C R M');
    expect(text.out).toContain('2 workflows can touch crm:');
    expect(text.out).toContain('through connector/crm-readonly@1.4.0');
    expect(text.out).toContain('scopes: crm.tickets.read');
    const csv = (await type('reach', 'crm', '--csv')).out.trim().split('\n');
    expect(csv[0]).toContain('workflow,team,owner,backup,status,via,scopes');
    expect(csv).toHaveLength(3);
    expect(JSON.parse((await type('reach', 'crm', '--json')).out).items).toHaveLength(2);
    expect((await type('reach')).out).toContain('crm  2 workflows');
    expect((await type('reach', '--csv')).out).toContain('crm,2');
    expect((await type('reach', 'mail')).out).toContain('No workflow can touch mail.');
    expect((await type('reach', ' ')).code).toBe(1);
  });
});

test('show --scopes puts them side by side', async () => {
  const ran = await type('show', 'connector/crm-readonly', '--scopes');
  expect(ran.out).toContain(
    '2 workflows of connector/crm-readonly; with more than the standard: 0.',
  );
  expect(ran.out).toContain('Standard is what the baseline gives to everybody: crm.tickets.read.');
  const csv = (await type('show', 'connector/crm-readonly', '--scopes', '--csv')).out;
  expect(csv).toContain('workflow,team,owner,status,version,scopes,wider,waiting_scopes');
  expect((await type('show', 'plugin/reply-drafter', '--scopes')).code).toBe(2);
  expect((await type('show', 'connector/none', '--scopes')).code).toBe(1);
});

test('list, by all that is said', async () => {
  const ran = await type('list', '--team', 'team-support', '--status', 'active');
  expect(ran.out).toContain('2 workflows:');
  expect((await type('list', '--status', 'paused')).out).toContain('There is none.');
  expect((await type('list', '--csv')).out).toContain('workflow,status,team,owner,backup');
  expect((await type('list', '--flag', 'drifting')).out).toContain('There is none.');
  const flag = await type('list', '--flag', 'unreviewed');
  expect([flag.code, flag.err.includes('not known yet')]).toEqual([1, true]);
});
