import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let owner: Record<string, string>;
let auditor: Record<string, string>;
beforeAll(async () => {
  world = await openWorld();
  owner = { YARDMASTER_TOKEN: await loginOf(world.deps, PEOPLE.owner) };
  auditor = { YARDMASTER_TOKEN: await loginOf(world.deps, PEOPLE.auditor) };
});
afterAll(() => world.stop());
const desk = () => terminal(world.api.fetch);

test('an agent appends once, and its team reads it with its words', async () => {
  const at = desk();
  const facts = ['--fact', 'ticket=4711', 'vip=true', 'ref=A-1'];
  const line = ['log', 'append', 'mail.sent', '--id', 'run-1', ...facts, '--text', 'All is well'];
  const key = { YARDMASTER_KEY: world.key };
  expect((await at.type(line, key)).out).toMatch(/^Appended: agent\/.*\/\d number 1\.\n$/);
  expect((await at.type(line, key)).out).toMatch(/^It stands there already/);
  const read = await at.type(['log', `agent/${WORKFLOW}`], owner);
  expect(read.out).toContain('agent.mail.sent');
  for (const fact of ['ticket=4711', 'vip=true', 'ref=A-1']) expect(read.out).toContain(fact);
  expect(read.out).toContain('"All is well"');
});

test.each(['ticket', '=1', 'ticket='])('"%s" is no fact', async (fact) => {
  const line = ['log', 'append', 'mail.sent', '--id', 'run-2', '--fact', fact];
  const ran = await desk().type(line, { YARDMASTER_KEY: world.key });
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('ticket=4711') });
});

test('a log is read by what was chosen, and goes on where it ended', async () => {
  const at = desk();
  const chosen = ['log', `story/${WORKFLOW}`, '--kind', 'workflow', '--most', '2'];
  const first = await at.type(chosen, owner);
  expect(first.out.trim().split('\n')).toHaveLength(3);
  const after = /--after '([^']+)'/.exec(first.out)?.[1] ?? '';
  const second = await at.type([...chosen, '--after', after], owner);
  expect(second.out).toContain('workflow.registered');
  expect(second.out).not.toContain('--after');
  const none = await at.type(['log', WORKFLOW, '--to', '2026-11-01'], owner);
  expect(none.out).toBe('Nothing before that.\n');
});

describe('an export', () => {
  async function sheet(who: Record<string, string>, ...options: string[]) {
    const at = desk();
    const ran = await at.type(['audit', 'export', 'log.csv', '--format', 'csv', ...options], who);
    return { ran, text: ran.code === 0 ? readFileSync(join(at.folder, 'log.csv'), 'utf8') : '' };
  }

  test('as a sheet has a row for each entry', async () => {
    const { ran, text } = await sheet(auditor);
    const [header, ...rows] = text.trimEnd().split('\n');
    expect(header).toBe('at,subject,number,kind,actor_kind,actor,data,hash');
    expect(ran.out).toBe(`log.csv holds ${rows.length} events, for reading.\n`);
    expect(text).toContain(`workflow/${WORKFLOW}`);
  });

  test('of one thing is for its team', async () => {
    const { ran, text } = await sheet(owner, '--subject', `workflow/${WORKFLOW}`, '--json');
    expect(JSON.parse(ran.out)).toEqual({ file: 'log.csv', events: 3, checkpoints: 0 });
    expect(text.trimEnd().split('\n')).toHaveLength(4);
    expect((await sheet(owner)).ran.code).toBe(1);
  });

  test('of a part says that it is one, also on the screen', async () => {
    const { ran } = await sheet(auditor, '--kind', 'workflow.registered');
    expect(ran.out).toContain('a part of the log, for reading');
    const shown = ['audit', 'export', '--kind', 'workflow.registered', '--format', 'csv'];
    expect((await desk().type(shown, auditor)).out.trimEnd().split('\n')).toHaveLength(2);
  });
});
