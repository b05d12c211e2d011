import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeKeyCode } from '../../lib/acts/key-codes.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { ASK, decide, loginOf, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const CALL = ['--action', ASK.action, '--target', ASK.target, '--arguments'];
const ARGUMENTS = JSON.stringify(ASK.arguments);
const WHY = ['--reason', ASK.reason, '--on-behalf-of', PEOPLE.owner.id];

function keyboard() {
  const desk = terminal(world.api.fetch);
  const agent = (args: readonly string[]) => desk.type(args, { YARDMASTER_KEY: world.key });
  const request = (key: string, ...more: string[]) =>
    agent(['approval', 'request', ...CALL, ARGUMENTS, ...WHY, '--key', key, ...more]);
  return { ...desk, agent, request };
}

test('an agent asks, waits and consumes by hand', async () => {
  const { agent, request } = keyboard();
  const asked = await request('by-hand', '--json');
  expect(asked.code).toBe(0);
  const { id, state, fingerprint } = JSON.parse(asked.out);
  expect(state).toBe('waiting');
  await decide(world.deps, id, 'approve');
  const waited = await agent(['approval', 'wait', id]);
  expect(waited.code).toBe(0);
  expect(waited.out).toContain(`${id}  approved by Support colleague`);
  expect(waited.out).toContain(fingerprint);
  const consume = ['approval', 'consume', id, ...CALL, ARGUMENTS, '--execution-id'];
  const first = await agent([...consume, 'run-1']);
  expect(first.code).toBe(0);
  expect(first.out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  expect((await agent([...consume, 'run-1'])).out).toBe(first.out);
  const second = await agent([...consume, 'run-2']);
  expect(second.code).toBe(1);
  expect(second.err).toContain('used already by another execution');
});

test('an agent says what became of it, once, and withdraws what it needs no more', async () => {
  const { agent, request } = keyboard();
  const { id } = JSON.parse((await request('outcome', '--json')).out);
  const outcome = (said: string) =>
    agent(['approval', 'outcome', id, said, '--execution-id', 'run-1']);
  expect((await outcome('done')).err).toContain('nothing ran');
  await decide(world.deps, id, 'approve');
  await agent(['approval', 'consume', id, ...CALL, ARGUMENTS, '--execution-id', 'run-1']);
  expect((await outcome('perhaps')).code).toBe(2);
  const told = await outcome('done');
  expect(told.code).toBe(0);
  expect(told.out).toContain(', outcome: done');
  expect((await outcome('failed')).code).toBe(1);
  const other = JSON.parse((await request('withdrawn', '--json')).out).id;
  const gone = await agent(['approval', 'cancel', other]);
  expect(gone.out).toContain('cancelled: The agent does not need it any more.');
  expect((await agent(['approval', 'cancel', id])).err).toContain('approved already');
});

test('a denial is exit code 1, with its reason', async () => {
  const { agent, request } = keyboard();
  const { id } = JSON.parse((await request('denied', '--json')).out);
  await decide(world.deps, id, 'deny', 'Wrong customer.');
  const waited = await agent(['approval', 'wait', id]);
  expect(waited.code).toBe(1);
  expect(waited.out).toContain('denied by Support colleague: Wrong customer.');
  expect((await agent(['approval', 'get', id])).code).toBe(0);
});

test('asking and waiting in one go ends when the time is over', async () => {
  const { request } = keyboard();
  const asked = await request('patience', '--wait', '--timeout', '0');
  expect(asked.code).toBe(1);
  expect(asked.out).toContain('waiting, until');
});

test('arguments come from a file as well, and the same key is the same request', async () => {
  const { agent, request, write } = keyboard();
  const first = await request('file');
  write('reply.json', ARGUMENTS);
  const again = await agent([
    'approval',
    'request',
    ...CALL,
    'reply.json',
    ...WHY,
    '--key',
    'file',
  ]);
  expect(again.out).toBe(first.out);
});

test.each([
  ['no key', ['approval', 'get', 'x'], {}, 'YARDMASTER_KEY'],
  ['a missing option', ['approval', 'request'], undefined, '--'],
  [
    'a missing file',
    ['approval', 'request', ...CALL, 'none.json', ...WHY, '--key', 'x'],
    undefined,
    'none.json',
  ],
  [
    'broken JSON',
    ['approval', 'request', ...CALL, '{"a":', ...WHY, '--key', 'x'],
    undefined,
    'arguments:1:6',
  ],
  ['words for a number', ['approval', 'wait', 'x', '--timeout', 'soon'], undefined, 'whole number'],
])('%s is exit code 2', async (_name, args, env, said) => {
  const { type } = terminal(world.api.fetch);
  const ran = await type(args, env ?? { YARDMASTER_KEY: world.key });
  expect(ran.code).toBe(2);
  expect(ran.err).toContain(said);
});

test("a wrong key is refused in the server's words", async () => {
  const { type } = terminal(world.api.fetch);
  const ran = await type(['approval', 'get', 'x', '--json'], { YARDMASTER_KEY: 'ymw_wrong' });
  expect(ran.code).toBe(1);
  expect(JSON.parse(ran.out)).toMatchObject({ kind: 'problem', why: 'unauthenticated' });
});

test('claiming prints the key alone on standard output, once', async () => {
  const { type } = terminal(world.api.fetch);
  const as = { YARDMASTER_TOKEN: await loginOf(world.deps, PEOPLE.owner) };
  const given = await takeKeyCode(world.deps, keyOf(PEOPLE.owner), WORKFLOW);
  if (given.kind !== 'code') throw new Error(given.say);
  const claimed = await type(['key', 'claim', given.code], as);
  expect(claimed.code).toBe(0);
  expect(claimed.out).toMatch(/^ymw_[\w-]+\n$/);
  expect(claimed.err).toContain(WORKFLOW);
  const again = await type(['key', 'claim', ...given.code.split('-')], as);
  expect(again.code).toBe(1);
  expect(again.out).toBe('');
});
