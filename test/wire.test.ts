import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { commonDeps, createLog, createStore, sha256 } from '../lib/wire.ts';
import { testClient } from './kit/engine.ts';

const SECRET = 'xoxb-never-to-be-seen';

const hiding: [string, Record<string, unknown>][] = [
  ['a token', { token: SECRET }],
  ['a token one level down', { slack: { token: SECRET } }],
  ['a token two levels down', { slack: { bot: { token: SECRET } } }],
  ['a token in a list', { calls: [{ token: SECRET }] }],
  ['a secret', { secret: SECRET }],
  ['a key', { workflow: { key: SECRET } }],
  ['an authorization header', { request: { headers: { authorization: SECRET } } }],
  ['a body', { body: SECRET }],
  ['a payload', { payload: { to: SECRET } }],
  ['arguments', { call: { arguments: { to: SECRET } } }],
];

test.each(hiding)('a line never shows %s', (_, fields) => {
  const { log, lines } = logged('info');
  log.info(fields, 'something happened');
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).toMatchObject({ msg: 'something happened' });
  expect(JSON.stringify(lines())).not.toContain(SECRET);
});

test('a line has its time, its message and the fields that are no secret', () => {
  const { log, lines } = logged('info');
  log.warn({ request: 'r-1', ms: 12 }, 'slow');
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(lines()).toEqual([{ level: 40, time, request: 'r-1', ms: 12, msg: 'slow' }]);
});

test('lines below the level are left out', () => {
  const { log, lines } = logged('error');
  log.info({}, 'quiet');
  log.warn({}, 'quiet');
  log.error({}, 'loud');
  expect(lines()).toMatchObject([{ msg: 'loud' }]);
});

const common = commonDeps(
  createStore(testClient('http://127.0.0.1:1'), { registry: 'registry', audit: 'audit' }),
);

test('ids, secrets and codes are never the same twice and long enough not to be guessed', () => {
  const many = Array.from({ length: 200 });
  for (const make of [() => common.newId('apr'), common.newSecret, common.newCode]) {
    expect(new Set(many.map(make)).size).toBe(200);
  }
  expect(common.newId('apr')).toMatch(/^apr_[0-9a-f]{24}$/);
  expect(Buffer.from(common.newSecret(), 'base64url')).toHaveLength(32);
  expect(common.newCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
});

test('the clock says the present moment as an instant', () => {
  const before = new Date().toISOString();
  const now = common.now();
  expect(now >= before && now <= new Date().toISOString()).toBe(true);
});

test('hashes the parts as one text', () => {
  const hex = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(Buffer.from(sha256('a', new TextEncoder().encode('bc'))).toString('hex')).toBe(hex);
});

function logged(level: string) {
  let text = '';
  const to = new Writable({
    write: (chunk, _encoding, done) => {
      text += chunk;
      done();
    },
  });
  const lines = () =>
    text
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
  return { log: createLog(level, to), lines };
}
