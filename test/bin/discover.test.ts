import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { listDiscovered } from '../../lib/acts/discovered.ts';
import { createApi } from '../../lib/api/app.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { importRows, row, rows } from '../acts/estate-kit.ts';
import { registered, stage } from '../acts/stage.ts';
import { loginOf } from '../api/world.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { terminal } from './terminal.ts';

const engine = engineOfFile();
let deps: TestDeps;
let env: Record<string, string>;
beforeEach(async () => {
  deps = await stage(engine());
  env = { YARDMASTER_TOKEN: await loginOf(deps, PEOPLE.admin) };
});

/** A machine with a folder of agents, two lists and a marketplace on it. */
function machine() {
  const desk = terminal(createApi(deps).fetch);
  const folder = (...parts: string[]) =>
    mkdirSync(join(desk.folder, ...parts), { recursive: true });
  folder('agents', 'reply-bot');
  folder('agents', 'deep', 'sorter');
  folder('market', '.claude-plugin');
  const servers = { mcpServers: { crm: { url: 'https://crm.example.com/mcp' } } };
  desk.write('agents/reply-bot/.mcp.json', JSON.stringify(servers));
  desk.write('agents/deep/sorter/.mcp.json', JSON.stringify(servers));
  desk.write(
    'roles.json',
    JSON.stringify({ Roles: [{ RoleName: 'reply-bot' }, { RoleName: 'x1' }] }),
  );
  desk.write('apps.csv', 'app_id,app_name,description\nA1,Sorter App,Sorts parcels\n');
  const plugin = { name: 'note-taker', source: './note-taker', description: 'Takes notes.' };
  const market = { name: 'handmade', owner: { name: 'team' }, plugins: [plugin] };
  desk.write('market/.claude-plugin/marketplace.json', JSON.stringify(market));
  return desk;
}

const ALL = [
  '--mcp',
  'agents',
  '--iam',
  'roles.json',
  '--slack-apps',
  'apps.csv',
  '--marketplace',
  'market',
];

describe('discover', () => {
  test('compares each source it is given, and reports what is not registered', async () => {
    await registered(deps);
    const ran = await machine().type(['discover', ...ALL, '--json'], env);
    expect(ran.code).toBe(0);
    const found: { kind: string; name: string; unregistered: { name: string }[] }[] = JSON.parse(
      ran.out,
    );
    expect(
      found.map((one) => [one.kind, one.name, one.unregistered.map((item) => item.name)]),
    ).toEqual([
      ['mcp', 'agents', ['sorter']],
      ['iam', 'roles-json', ['x1']],
      ['slack-apps', 'apps-csv', ['Sorter App']],
      ['marketplace', 'market', ['note-taker']],
    ]);
  });

  test('tells what vanished since the last time, under the same name', async () => {
    const desk = machine();
    await desk.type(['discover', '--iam', 'roles.json', '--name', 'production'], env);
    desk.write('roles.txt', 'x1\n');
    const ran = await desk.type(['discover', '--iam', 'roles.txt', '--name', 'production'], env);
    expect(ran.out).toContain(
      'production (list of IAM roles): 1 seen, 1 not registered, 1 vanished.',
    );
    expect(ran.out).toContain('vanished      reply-bot');
  });

  test('takes what it found as discovered workflows, on request, and once', async () => {
    const desk = machine();
    const take = ['discover', '--mcp', 'agents', '--take', '--json'];
    expect(JSON.parse((await desk.type(take, env)).out)).toMatchObject([{ taken: { added: 2 } }]);
    const entries = await listDiscovered(deps);
    expect(entries.map((entry) => [entry.id, entry.state, entry.systems])).toEqual([
      ['reply-bot', 'not-mine', ['crm']],
      ['sorter', 'not-mine', ['crm']],
    ]);
    expect(JSON.parse((await desk.type(take, env)).out)).toMatchObject([
      { unregistered: [], taken: { added: 0 } },
    ]);
    expect(await listDiscovered(deps)).toHaveLength(2);
  });

  test.each([
    ['nothing to compare', [], 'Say what to compare'],
    ['one name for two sources', [...ALL, '--name', 'x'], '--name is for one source'],
    ['taking a marketplace', ['--marketplace', 'market', '--take'], 'yardmaster import'],
    ['a folder that is not there', ['--mcp', 'nowhere'], 'is no folder'],
    ['a list that is not there', ['--iam', 'nowhere.json'], 'no file'],
    ['JSON without a list', ['--iam', 'agents/reply-bot/.mcp.json'], 'holds no list'],
    ['no marketplace', ['--marketplace', 'agents'], 'marketplace.json'],
  ])('%s is a mistake of the command line', async (_, args, says) => {
    const ran = await machine().type(['discover', ...args], env);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(says);
  });

  test('more than a thousand entries are compared in parts', async () => {
    const desk = machine();
    desk.write('many.txt', Array.from({ length: 1001 }, (_, n) => `role-${n}`).join('\n'));
    expect((await desk.type(['discover', '--iam', 'many.txt'], env)).err).toContain('1000');
    desk.write('many.txt', Array.from({ length: 1000 }, (_, n) => `role-${n}`).join('\n'));
    const ran = await desk.type(['discover', '--iam', 'many.txt'], env);
    expect(ran.out).toContain('1000 seen, 1000 not registered');
  });
});

test('what cannot be taken is told, and is no success', async () => {
  const desk = machine();
  desk.write('odd.txt', 'fine\n=cmd\n');
  const ran = await desk.type(['discover', '--iam', 'odd.txt', '--take'], env);
  expect(ran.out).toContain('not taken     entry');
  expect(ran.out).toContain('taken: 1 added, 0 unchanged.');
  expect(ran.code).toBe(1);
});

describe('what cannot be read any more', () => {
  test('is skipped, and has not vanished', async () => {
    const desk = machine();
    await desk.type(['discover', '--mcp', 'agents'], env);
    desk.write('agents/reply-bot/.mcp.json', '{');
    const ran = await desk.type(['discover', '--mcp', 'agents'], env);
    expect(ran.out).toContain('1 seen, 1 not registered, 0 vanished.');
    expect(ran.out).toContain('skipped       reply-bot/.mcp.json');
  });

  test('is so with a plugin of a marketplace', async () => {
    const desk = machine();
    await desk.type(['discover', '--marketplace', 'market'], env);
    const plugin = { name: 'note-taker', source: 7 };
    const market = { name: 'handmade', owner: { name: 'team' }, plugins: [plugin] };
    desk.write('market/.claude-plugin/marketplace.json', JSON.stringify(market));
    const ran = await desk.type(['discover', '--marketplace', 'market'], env);
    expect(ran.out).toContain('0 seen, 0 not registered, 0 vanished.');
    expect(ran.out).toContain('skipped       note-taker');
  });
});

describe('oversight', () => {
  beforeEach(async () => {
    env = { YARDMASTER_TOKEN: await loginOf(deps, PEOPLE.auditor) };
    await registered(deps);
  });
  const LONG = { timeout: 60_000 };
  const fill = async () => {
    for (let at = 0; at < 300; at += 50) await importRows(deps, rows(300).slice(at, at + 50));
  };

  test('as CSV has a line for everything, each source and the totals', LONG, async () => {
    await fill();
    const ran = await machine().type(['oversight'], env);
    expect(ran.code).toBe(0);
    const lines = ran.out.trim().split('\n');
    const of = (kind: string) => lines.filter((line) => line.startsWith(`${kind},`));
    expect([of('workflow').length, of('discovered').length]).toEqual([1, 300]);
    expect(of('source')).toHaveLength(4);
    expect(of('source').join()).toContain('never compared');
    expect(of('total').join()).toContain('total,discovered/unclaimed');
    expect(of('workflow')[0]).toContain('connector/crm-readonly@1.4.0 (crm.tickets.read)');
    expect(ran.err).toContain('Not complete: No marketplace was ever compared.');
  });

  test('as JSON reconciles, and complete is false', LONG, async () => {
    await fill();
    const ran = await machine().type(['oversight', '--format', 'json'], env);
    const seen = JSON.parse(ran.out);
    expect(seen.rows).toHaveLength(seen.total);
    expect(seen).toMatchObject({ total: 301, complete: false });
    expect(seen.why_incomplete.length).toBeGreaterThan(1);
  });

  test('is safe to open in a spreadsheet', async () => {
    const source = { kind: 'import' as const, name: '=cmd', group: 'f'.repeat(16) };
    await importRows(deps, [row({ name: 'odd', purpose: '=cmd', row: 2 })], { source });
    const { out } = await machine().type(['oversight'], env);
    expect(out).toContain("'=cmd");
    expect(out).not.toMatch(/(^|,)=cmd/m);
  });

  test('is not for members of teams', async () => {
    const token = await loginOf(deps, PEOPLE.owner);
    const ran = await machine().type(['oversight', '--token', token]);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('auditors and platform admins');
  });

  test('knows csv and json', async () => {
    expect((await machine().type(['oversight', '--format', 'xml'], env)).code).toBe(2);
  });
});
