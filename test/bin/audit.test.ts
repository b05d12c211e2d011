import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let env: Record<string, string>;
beforeAll(async () => {
  world = await openWorld();
  env = { YARDMASTER_TOKEN: await loginOf(world.deps, PEOPLE.auditor) };
});
afterAll(() => world.stop());

async function exported() {
  const desk = terminal(world.api.fetch);
  const ran = await desk.type(['audit', 'export', 'log.ndjson'], env);
  expect(ran).toMatchObject({ code: 0, err: '' });
  const path = join(desk.folder, 'log.ndjson');
  return { desk, path, text: readFileSync(path, 'utf8') };
}

test('an export verifies offline, and says what is not proved', async () => {
  const { desk, path, text } = await exported();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const offline = terminal();
  const ran = await offline.type(['audit', 'verify', path]);
  expect(ran.code).toBe(0);
  expect(ran.out).toContain(`The log holds: ${text.trim().split('\n').length} events`);
  expect(ran.out).toContain('Not proved');
  expect((await desk.type(['audit', 'verify', path, '--json'])).out).toContain('"holds": true');
});

test('one changed byte is found, with file, line, subject and number', async () => {
  const { desk, text } = await exported();
  const lines = text.trimEnd().split('\n');
  const at = lines.findIndex((line) => line.includes('workflow.key-claimed'));
  const { seq } = JSON.parse(lines[at] ?? '');
  desk.write('copy.ndjson', text.replace('key-claimed', 'key-clained'));
  const ran = await desk.type(['audit', 'verify', 'copy.ndjson']);
  expect(ran.code).toBe(1);
  expect(ran.out).toContain(
    `copy.ndjson:${at + 1}: workflow/${WORKFLOW} number ${seq} was changed`,
  );
});

test('a line taken out is found', async () => {
  const { desk, text } = await exported();
  const lines = text.trimEnd().split('\n');
  const at = lines.findIndex((line) => line.includes('workflow.key-code-given'));
  desk.write('copy.ndjson', lines.toSpliced(at, 1).join('\n'));
  const ran = await desk.type(['audit', 'verify', 'copy.ndjson']);
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('follows a gap');
});

test('an empty file proves nothing', async () => {
  const desk = terminal();
  desk.write('empty.ndjson', '');
  const ran = await desk.type(['audit', 'verify', 'empty.ndjson']);
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('nothing is proved');
});

test('without a file a fresh export is checked', async () => {
  const ran = await terminal(world.api.fetch).type(['audit', 'verify'], env);
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('The log holds');
});

test('to standard output goes the export alone', async () => {
  const ran = await terminal(world.api.fetch).type(['audit', 'export'], env);
  const lines = ran.out.trimEnd().split('\n');
  expect(lines.every((line) => typeof JSON.parse(line).hash === 'string')).toBe(true);
});

test('an export that breaks off leaves no file', async () => {
  async function* half() {
    yield new TextEncoder().encode('{"line":1}\n');
    throw new Error('gone');
  }
  const desk = terminal(() => new Response(ReadableStream.from(half())));
  const ran = await desk.type(['audit', 'export', 'log.ndjson'], env);
  expect(ran.code).toBe(1);
  expect(existsSync(join(desk.folder, 'log.ndjson'))).toBe(false);
  expect(existsSync(join(desk.folder, 'log.ndjson.part'))).toBe(false);
});

test('who is no auditor exports nothing', async () => {
  const token = await loginOf(world.deps, PEOPLE.owner);
  const desk = terminal(world.api.fetch);
  const ran = await desk.type(['audit', 'export', 'log.ndjson', '--token', token]);
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('auditors');
  expect(existsSync(join(desk.folder, 'log.ndjson'))).toBe(false);
});

test('a missing file is exit code 2', async () => {
  expect((await terminal().type(['audit', 'verify', 'none.ndjson'])).code).toBe(2);
});
