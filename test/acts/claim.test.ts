import { beforeEach, describe, expect, test } from 'vitest';
import { claimKey, login, takeLoginCode } from '../../lib/acts/claim.ts';
import { offerKeyTo, takeKeyCode } from '../../lib/acts/key-codes.ts';
import { hashOf } from '../../lib/acts/secrets.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { secretKey } from '../../lib/store/keys.ts';
import { readItem } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import {
  AUDITOR,
  breaks,
  COLLEAGUE,
  changeTeam,
  claimed,
  exported,
  kindsOf,
  OUTSIDER,
  OWNER,
  registered,
  stage,
} from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

async function keyCode(person = OWNER): Promise<string> {
  const given = await takeKeyCode(deps, person, 'reply-bot');
  if (given.kind !== 'code') throw new Error(given.say);
  return given.code;
}

async function loginCode(person = COLLEAGUE): Promise<string> {
  const given = await takeLoginCode(deps, person);
  if (given.kind !== 'code') throw new Error(given.say);
  return given.code;
}

describe('a key code', () => {
  test('becomes the key once, stored only as a hash', async () => {
    const code = await keyCode();
    const outcome = await claimKey(deps, code);
    if (outcome.kind !== 'key') throw new Error(outcome.say);
    expect(outcome.key).toMatch(/^ymw_/);
    const workflow = (await loadWorkflow(deps, 'reply-bot'))?.state;
    expect(workflow?.keys).toMatchObject([{ hash: hashOf(deps, outcome.key), holder: OWNER }]);
    expect(JSON.stringify(workflow)).not.toContain(outcome.key);
    expect(await claimKey(deps, code)).toMatchObject({ why: 'bad-code' });
    const log = (await exported(deps)).join('\n');
    expect(log).not.toContain(outcome.key);
    expect(log).not.toContain(code);
    expect(log).not.toContain(hashOf(deps, outcome.key));
    expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual([
      'workflow.registered',
      'workflow.key-code-given',
      'workflow.key-claimed',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('is taken however it was typed', async () => {
    const code = await keyCode();
    expect(await claimKey(deps, ` ${code.toLowerCase().replaceAll('-', '')} `)).toMatchObject({
      kind: 'key',
    });
  });

  test('runs out after fifteen minutes', async () => {
    const code = await keyCode();
    deps.pass(15);
    expect(await claimKey(deps, code)).toMatchObject({
      why: 'bad-code',
      say: expect.stringContaining('/yard login'),
    });
  });

  test('is worth nothing to a colleague who left the team since', async () => {
    await offerKeyTo(deps, OWNER, 'reply-bot', COLLEAGUE);
    const code = await keyCode(COLLEAGUE);
    await changeTeam(deps, [OWNER]);
    expect(await claimKey(deps, code)).toMatchObject({ why: 'bad-code' });
  });

  test('is no login', async () => {
    expect(await login(deps, await keyCode())).toMatchObject({ why: 'bad-code' });
  });

  test('of which there are two gives the later claim the key', async () => {
    const [first, second] = [await keyCode(), await keyCode()];
    await claimKey(deps, second);
    const outcome = await claimKey(deps, first);
    const key = (await loadWorkflow(deps, 'reply-bot'))?.state.keys?.[0];
    expect(key?.hash).toBe(outcome.kind === 'key' && hashOf(deps, outcome.key));
  });

  test('a new key takes the old one away', async () => {
    const old = await claimed(deps);
    await claimed(deps);
    expect(
      await readItem(deps.store, deps.store.registry, secretKey(hashOf(deps, old))),
    ).toBeUndefined();
  });
});

describe('a login code', () => {
  test('becomes a login once', async () => {
    const code = await loginCode();
    expect(await login(deps, code)).toMatchObject({
      kind: 'login',
      person: COLLEAGUE,
      token: expect.stringMatching(/^yml_/),
      expiresAt: '2026-11-23T21:00:00.000Z',
    });
    expect(await login(deps, code)).toMatchObject({ why: 'bad-code' });
    expect(await kindsOf(deps, `person/${COLLEAGUE}`)).toEqual([
      'person.login-code-given',
      'person.logged-in',
    ]);
  });

  test('is for everybody of the organisation and for nobody else', async () => {
    expect(await takeLoginCode(deps, AUDITOR)).toMatchObject({ kind: 'code', minutes: 15 });
    expect(await takeLoginCode(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
  });

  test('runs out, and is no key', async () => {
    const code = await loginCode();
    expect(await claimKey(deps, code)).toMatchObject({ why: 'bad-code' });
    deps.pass(15);
    expect(await login(deps, code)).toMatchObject({ why: 'bad-code' });
  });
});

test.each(['', '0000-0000-0000', 'x'.repeat(10_000)])('%j is no code', async (typed) => {
  expect(await claimKey(deps, typed)).toMatchObject({ why: 'bad-code' });
  expect(await login(deps, typed)).toMatchObject({ why: 'bad-code' });
});
