import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { changeOrganisation, stopOrganisation } from '../../lib/acts/stop.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, MANIFEST_TEXT, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

const BASE = 'http://127.0.0.1:4601';
let world: World;
let people: Record<string, string>;
beforeEach(async () => {
  world = await openWorld();
  onTestFinished(() => world.stop());
  const { owner, admin, auditor } = PEOPLE;
  people = {
    owner: await loginOf(world.deps, owner),
    admin: await loginOf(world.deps, admin),
    auditor: await loginOf(world.deps, auditor),
  };
  // Logins end together with what began in the same moment.
  world.deps.pass(1);
});

/** A keyboard on the machine where the sample organisation runs. */
function keyboard() {
  const desk = terminal(world.api.fetch);
  mkdirSync(join(desk.folder, '.yardmaster'));
  desk.write('.yardmaster/cli.json', JSON.stringify({ baseUrl: BASE, people }));
  return desk;
}

/** The admin audits as well, as in a small company. */
async function oneForBoth(): Promise<void> {
  await changeOrganisation(world.deps, () => ({
    change: { auditors: [keyOf(PEOPLE.admin)] },
    event: { kind: 'test', at: world.deps.now(), actor: { kind: 'system', id: 'tests' }, data: {} },
  }));
}

describe('uninstall', () => {
  const NAME = 'Sample organisation';

  test('exports, revokes, and says what stays until when', async () => {
    await oneForBoth();
    const { type, folder } = keyboard();
    const done = await type(['uninstall', '--yes', NAME, '--into', 'out']);
    expect(done.err).not.toContain('not');
    expect(done.code).toBe(0);
    expect(done.out).toContain('Sample organisation is uninstalled since');
    expect(done.out).toContain('1 keys were revoked, and every login has ended.');
    expect(done.out).toContain('for 400 days');
    expect(readFileSync(join(folder, 'out/audit.jsonl'), 'utf8')).toContain('organisation.stopped');
    expect(readFileSync(join(folder, 'out/oversight.json'), 'utf8')).toContain('support-reply');
    const verified = await type(['audit', 'verify', 'out/audit.jsonl']);
    expect(verified.out).toContain('The log holds');
    expect((await type(['stats', '--as', 'owner'])).code).toBe(1);
  });

  test('asks for the name, and a wrong one changes nothing', async () => {
    await oneForBoth();
    const { type } = keyboard();
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return 'something else';
    };
    const refused = await type(['uninstall'], {}, { ask });
    expect(asked.join('')).toContain('Sample organisation');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('Nothing changed') });
    expect((await type(['uninstall'])).err).toContain('--yes');
    expect((await type(['stats', '--as', 'owner'])).code).toBe(0);
  });

  test('nobody loses the log: who may not export it is told who may', async () => {
    const { type, folder } = keyboard();
    const refused = await type(['uninstall', '--yes', NAME]);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('audit export') });
    expect((await type(['stats', '--as', 'owner'])).code).toBe(0);
    const done = await type(['uninstall', '--yes', NAME, '--without-log']);
    expect(done.code).toBe(0);
    expect(existsSync(join(folder, 'yardmaster-export/oversight.json'))).toBe(true);
    expect(existsSync(join(folder, 'yardmaster-export/audit.jsonl'))).toBe(false);
  });

  test('an owner is refused', async () => {
    const refused = await keyboard().type(['uninstall', '--as', 'owner', '--yes', NAME]);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('platform admins') });
  });
});

describe('erase person', () => {
  test('says how much went and what stays', async () => {
    const { type } = keyboard();
    const dry = await type(['erase', 'person', 'U0GONE', '--dry-run']);
    expect(dry.out).toContain('Would erase 0 things with words or a name of T0YARD/U0GONE');
    const done = await type(['erase', 'person', 'U0GONE']);
    expect(done.out).toContain('Erased 0 things');
    expect(done.out).toContain('The Slack id stays');
    const json = await type(['erase', 'person', 'U0GONE', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ done: true });
  });

  test('lists what has to be handed over first', async () => {
    const refused = await keyboard().type(['erase', 'person', 'U0OWNER']);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('Hand over first: owner of support-reply-drafter');
  });
});

test('stats as text and as JSON', async () => {
  const { type } = keyboard();
  const text = await type(['stats']);
  expect(text.out).toContain('team-support, since 2026-09');
  expect(text.out).toContain('From asking to registered: not enough yet');
  const json = await type(['stats', '--json']);
  expect(JSON.parse(json.out)).toMatchObject({ scope: ['team-support'] });
});

test('while it is stopped, a command says since when and what to do', async () => {
  await stopOrganisation(world.deps, 'tokens-revoked', { kind: 'system', id: 'slack' });
  const { type, write } = keyboard();
  const refused = await type(['register', write('manifest.json', MANIFEST_TEXT)]);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('Yardmaster is stopped here since 23 Nov 2026');
  expect(refused.err).toContain('Install the app again');
});
