import { afterAll, beforeAll, expect, test } from 'vitest';
import { pauseWorkflow } from '../../lib/acts/pause.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let admin: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
});
afterAll(() => world.stop());

const example = (name: string) => `${process.cwd()}/examples/credentials/${name}.json`;
const asAdmin = (...args: string[]) =>
  terminal(world.api.fetch).type(['credentials', ...args], { YARDMASTER_TOKEN: admin });
const lease = (...args: string[]) =>
  terminal(world.api.fetch).type(['lease', 'crm-readonly', ...args], {
    YARDMASTER_KEY: world.key,
  });

test('the platform says what they are made of, from the files that are there to copy', async () => {
  const none = await asAdmin('show', 'crm-readonly');
  expect(none).toMatchObject({ code: 1, err: expect.stringContaining('credentials set') });
  for (const name of ['secret', 'token', 'aws-role']) {
    expect(await asAdmin('set', 'crm-readonly', example(name))).toMatchObject({ code: 0 });
  }
  const shown = await asAdmin('show', 'crm-readonly');
  expect(shown.out).toMatch(/^crm-readonly {2}aws-role, version 3, set \S+ by \S+\n/);
  expect(shown.out).toContain('scopes: crm.tickets.read');
});

test('the keys of a role are what a shell takes, or what credential_process reads', async () => {
  const typed = await lease('--scope', 'crm.tickets.read');
  expect(typed.out).toMatch(
    /^AWS_ACCESS_KEY_ID=ASIA\d+\nAWS_SECRET_ACCESS_KEY=\S+\nAWS_SESSION_TOKEN=\S+\n$/,
  );
  expect(typed.err).toContain('crm-readonly for crm.tickets.read, until');
  const process = await lease('--aws');
  expect(JSON.parse(process.out)).toEqual({
    Version: 1,
    AccessKeyId: expect.stringMatching(/^ASIA/),
    SecretAccessKey: expect.any(String),
    SessionToken: expect.any(String),
    Expiration: '2026-11-23T09:15:00.000Z',
  });
  expect(process.err).toBe('');
});

test('a token stands alone on standard output; --aws takes no other kind', async () => {
  await asAdmin('set', 'crm-readonly', example('token'));
  expect((await lease()).out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  const one = JSON.parse((await lease('--json', '--request-id', 'job-1')).out);
  const again = JSON.parse((await lease('--json', '--request-id', 'job-1')).out);
  expect(again).toMatchObject({ id: one.id, again: true });
  const wrong = await lease('--aws');
  expect(wrong).toMatchObject({ code: 1, out: '', err: expect.stringContaining('kind token') });
});

test('a secret is said to go on working, and is noted when it was rotated', async () => {
  await asAdmin('set', 'crm-readonly', example('secret'));
  expect((await lease()).err).toContain('no such secret');
  const file = terminal(world.api.fetch).write('c.json', '{"kind":"secret","secret":"local:crm"}');
  await asAdmin('set', 'crm-readonly', file);
  const typed = await lease();
  expect(typed).toMatchObject({ out: 'hunter2\n', err: expect.stringContaining('rotated') });
  expect((await asAdmin('rotated', 'crm-readonly')).out).toContain('kept as local:crm\n  rotated');
});

test('a secret is sealed from a file, and never said', async () => {
  const here = terminal();
  here.write('secret.txt', 'hunter2\n');
  const kept = await here.type(['credentials', 'keep', 'crm', '--from', 'secret.txt'], {
    YARDMASTER_DATA: '.',
  });
  expect(kept).toEqual({ code: 0, out: '', err: 'Sealed as local:crm. Remove secret.txt.\n' });
  const bad = await here.type(['credentials', 'keep', '../crm', '--from', 'secret.txt']);
  expect(bad).toMatchObject({ code: 2, err: expect.stringContaining('lower-case') });
  here.write('empty.txt', '\n');
  const empty = await here.type(['credentials', 'keep', 'crm', '--from', 'empty.txt']);
  expect(empty).toMatchObject({ code: 2, err: 'empty.txt is empty.\n' });
});

test('from a paused workflow to a refused lease: who lets it run again is said', async () => {
  await asAdmin('set', 'crm-readonly', example('token'));
  await pauseWorkflow(world.deps, keyOf(PEOPLE.owner), WORKFLOW, 'It writes to everybody.');
  const refused = await lease();
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain(`${WORKFLOW} is paused since`);
  expect(refused.err).toContain(`resume ${WORKFLOW}`);
});
