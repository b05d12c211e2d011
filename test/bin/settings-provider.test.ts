import { beforeEach, describe, expect, test } from 'vitest';
import { loadProvider } from '../../lib/acts/identity-provider.ts';
import { createApi } from '../../lib/api/app.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { MANIFEST, registered, stage } from '../acts/stage.ts';
import { loginOf } from '../api/world.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { terminal } from './terminal.ts';

const ISSUER = 'https://login.example.com';
const COMMAND = ['settings', 'identity-provider'];
const SET = [...COMMAND, ISSUER, '--client-id', 'yard-1'];
const engine = engineOfFile();
let deps: TestDeps;
let token: string;
beforeEach(async () => {
  const bare = await stage(engine());
  deps = { ...bare, login: { ...bare.login, check: async () => ({ kind: 'found' }) } };
  token = await loginOf(deps, PEOPLE.admin);
});

const keyboard = () => terminal(createApi(deps).fetch);

test('is set for a public client, and shown', async () => {
  const { type } = keyboard();
  const set = await type([...SET, '--token', token]);
  expect(set).toMatchObject({ code: 0, out: expect.stringContaining('In force as chg_') });
  const shown = await type(['settings', '--token', token]);
  expect(shown.out).toContain(`Fresh logins      ${ISSUER} (client yard-1)`);
  expect(shown.out).toContain(`identity-provider ${ISSUER}`);
});

describe('its secret', () => {
  test.each([
    ['from a file', ['--client-secret-file', 'secret.txt'], {}],
    ['from the environment', [], { YARDMASTER_CLIENT_SECRET: 'open sesame' }],
  ])('comes %s, is kept sealed and shown nowhere', async (_, more, env) => {
    const { type, write } = keyboard();
    write('secret.txt', 'open sesame\n');
    const set = await type([...SET, ...more, '--token', token, '--json'], env);
    expect(set.code).toBe(0);
    expect(await loadProvider(deps)).toMatchObject({ provider: { clientSecret: 'open sesame' } });
    const shown = await type(['settings', '--json', '--token', token]);
    expect(shown.out).toContain('"has_secret": true');
    for (const { out, err } of [set, shown]) expect(out + err).not.toMatch(/sesame|sealed/i);
  });

  test('that is empty is refused', async () => {
    const { type, write } = keyboard();
    write('secret.txt', '\n');
    const set = await type([...SET, '--client-secret-file', 'secret.txt', '--token', token]);
    expect(set).toMatchObject({ code: 2, err: expect.stringContaining('holds no secret') });
  });
});

test('without issuer or client it says how it is written', async () => {
  const { type } = keyboard();
  const set = await type([...COMMAND, ISSUER, '--token', token]);
  expect(set).toMatchObject({ code: 2, err: expect.stringContaining('--client-id ID') });
});

test('where no provider is, it is refused with what to do', async () => {
  const real = await stage(engine());
  const { type } = terminal(createApi(real).fetch);
  const admin = await loginOf(real, PEOPLE.admin);
  const nowhere = ['http://127.0.0.1:1', '--client-id', 'yard-1', '--token', admin];
  const set = await type([...COMMAND, ...nowhere]);
  expect(set).toMatchObject({ code: 1, err: expect.stringContaining('openid-configuration') });
});

test('is for platform admins', async () => {
  const { type } = keyboard();
  const colleague = await loginOf(deps, PEOPLE.colleague);
  expect(await type([...SET, '--token', colleague])).toMatchObject({ code: 1 });
});

test('is taken away, unless approval rules ask for fresh logins', async () => {
  const { type } = keyboard();
  await type([...SET, '--token', token]);
  const gates = { send_external_email: { step_up: true as const } };
  await registered(deps, { ...MANIFEST, gates });
  const kept = await type([...COMMAND, '--remove', '--token', token]);
  expect(kept.err).toContain('1 approval rule asks for a fresh login');
});
