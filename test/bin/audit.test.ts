import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCheckpoints } from '../../lib/acts/checkpoint.ts';
import { publicKeys } from '../../lib/acts/public-keys.ts';
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

test('bytes that are no UTF-8 are found where they stand', async () => {
  const { desk, path } = await exported();
  const bytes = readFileSync(path);
  const second = bytes.indexOf('\n') + 1;
  bytes[bytes.indexOf('"at', second) + 3] = 0xff;
  desk.write('copy.ndjson', bytes);
  const ran = await desk.type(['audit', 'verify', 'copy.ndjson']);
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('copy.ndjson:2: this is no line of an audit export');
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

describe('with checkpoints', () => {
  async function anchored() {
    await makeCheckpoints(world.deps);
    const keys = await publicKeys(world.deps);
    const key = String(keys.find(({ purpose }) => purpose === 'checkpoints')?.fingerprint);
    return { ...(await exported()), key };
  }

  test('the key proves all but the tail', async () => {
    const { desk, key } = await anchored();
    const ran = await desk.type(['audit', 'verify', 'log.ndjson', '--key', key]);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/Proved: up to checkpoint \d+ of \S+ nothing was changed/);
    expect(ran.out).toMatch(/the tail after checkpoint \d+ is anchored by nothing: 1 event/);
    expect(ran.out).toMatch(/--expect: \d+:[0-9a-f]{64}/);
  });

  test('what is kept from one day is checked on another', async () => {
    const { desk, text } = await anchored();
    const said = (await desk.type(['audit', 'verify', 'log.ndjson'])).out;
    expect(said).toContain('Not proved: that this is the whole history');
    const kept = /--expect: (\S+)/.exec(said)?.[1] ?? '';
    const again = await desk.type(['audit', 'verify', 'log.ndjson', '--expect', kept, '--json']);
    expect(JSON.parse(again.out)).toMatchObject({
      holds: true,
      proved: { number: Number(kept.split(':')[0]) },
    });
    const events = text.split('\n').filter((line) => !line.startsWith('{"checkpoint":'));
    desk.write('bare.ndjson', events.join('\n'));
    const bare = await desk.type(['audit', 'verify', 'bare.ndjson', '--expect', kept]);
    expect(bare.code).toBe(1);
    expect(bare.out).toMatch(/bare\.ndjson: checkpoint number \d+ is missing, and you kept it/);
  });

  test('one event is proved without the others', async () => {
    const { desk, key } = await anchored();
    const subject = `workflow/${WORKFLOW}`;
    const made = await desk.type(['audit', 'prove', 'log.ndjson', subject, '1']);
    expect(made).toMatchObject({ code: 0, err: '' });
    const offline = terminal();
    offline.write('proof.json', made.out);
    const ran = await offline.type(['audit', 'check-proof', 'proof.json', '--key', key]);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain(`Proved: ${subject} number 1 is in the log`);
    const bare = await offline.type(['audit', 'check-proof', 'proof.json']);
    expect(bare.out).toContain('Not proved: whose log it is');
    offline.write('other.json', made.out.replace('workflow.registered', 'workflow.paused'));
    const other = await offline.type(['audit', 'check-proof', 'other.json', '--json']);
    expect(other.code).toBe(1);
    expect(JSON.parse(other.out)).toMatchObject({ holds: false, why: 'other-chain' });
  });

  test('there is no proof of an event that is not there', async () => {
    const { desk } = await anchored();
    const ran = await desk.type(['audit', 'prove', 'log.ndjson', 'workflow/none', '1']);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('There is no number 1 of workflow/none');
  });

  test('an export that was changed proves nothing', async () => {
    const { desk, text } = await anchored();
    desk.write('copy.ndjson', text.replace('workflow.registered', 'workflow.registerex'));
    const ran = await desk.type(['audit', 'prove', 'copy.ndjson', `workflow/${WORKFLOW}`, '1']);
    expect(ran).toMatchObject({ code: 1, out: '' });
  });
});

test.each([
  [['verify', 'x', '--expect', '12'], 'is no checkpoint'],
  [['verify', 'x', '--key', 'abc'], 'is no fingerprint'],
  [['prove', 'x', 'workflow/a', '0'], 'is no number of an event'],
  [['check-proof', 'x'], 'is no proof'],
])('audit %j is refused with a sentence', async (args, sentence) => {
  const desk = terminal();
  desk.write('x', '{}');
  const ran = await desk.type(['audit', ...args]);
  expect(ran.code).toBe(2);
  expect(ran.err).toContain(sentence);
});

test('a missing file is exit code 2', async () => {
  expect((await terminal().type(['audit', 'verify', 'none.ndjson'])).code).toBe(2);
});
