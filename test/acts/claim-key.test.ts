import { beforeEach, describe, expect, test } from 'vitest';
import { claimCiKey, claimKey } from '../../lib/acts/claim-key.ts';
import { loadIdentity } from '../../lib/acts/identities.ts';
import { offerKeyTo } from '../../lib/acts/key-codes.ts';
import { hashOf } from '../../lib/acts/secrets.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { secretKey } from '../../lib/store/keys.ts';
import { readItem } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { CI, ciCode, ciKey, claimedNow, keyCode } from './keys-kit.ts';
import { breaks, changeTeam, claimed, exported, kindsOf, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

const keysNow = async () => (await loadWorkflow(deps, 'reply-bot'))?.state.keys ?? [];
const stored = (secret: string) =>
  readItem(deps.store, deps.store.registry, secretKey(hashOf(deps, secret)));

describe('a key code', () => {
  test('becomes the key once, stored only as a hash', async () => {
    const code = await keyCode(deps);
    const outcome = await claimKey(deps, OWNER, code);
    if (outcome.kind !== 'key') throw new Error(outcome.say);
    expect(outcome).toMatchObject({ of: 'reply-bot', key: expect.stringMatching(/^ymw_/) });
    expect(await keysNow()).toMatchObject([{ hash: hashOf(deps, outcome.key), holder: OWNER }]);
    expect(await claimKey(deps, OWNER, code)).toMatchObject({ why: 'bad-code' });
    expect((await exported(deps)).join()).not.toContain(outcome.key);
    expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual([
      'workflow.registered',
      'workflow.key-code-given',
      'workflow.key-claimed',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('is taken however it was typed', async () => {
    const typed = ` ${(await keyCode(deps)).toLowerCase().replaceAll('-', '')} `;
    expect(await claimKey(deps, OWNER, typed)).toMatchObject({ kind: 'key' });
  });

  test('is worth nothing to anybody but the person who took it, and stays good for that person', async () => {
    const code = await keyCode(deps);
    for (const thief of [COLLEAGUE, ADMIN]) {
      expect(await claimKey(deps, thief, code)).toMatchObject({ why: 'not-your-code' });
    }
    expect(await keysNow()).toEqual([]);
    expect(await claimKey(deps, OWNER, code)).toMatchObject({ kind: 'key' });
  });

  test('runs out after fifteen minutes', async () => {
    const code = await keyCode(deps);
    deps.pass(15);
    expect(await claimKey(deps, OWNER, code)).toMatchObject({
      why: 'bad-code',
      say: expect.stringContaining('/yard keys'),
    });
  });

  test('is worth nothing to a colleague who left the team since', async () => {
    await offerKeyTo(deps, OWNER, 'reply-bot', COLLEAGUE);
    const code = await keyCode(deps, undefined, COLLEAGUE);
    await changeTeam(deps, [OWNER]);
    expect(await claimKey(deps, COLLEAGUE, code)).toMatchObject({ why: 'bad-code' });
  });

  test('is no code for CI, nor the other way round', async () => {
    expect(await claimCiKey(deps, OWNER, await keyCode(deps))).toMatchObject({ why: 'bad-code' });
    expect(await claimKey(deps, OWNER, await ciCode(deps))).toMatchObject({ why: 'bad-code' });
  });
});

describe('claiming when there is a key', () => {
  test('leaves the older one for 24 hours unless another time was chosen with the code', async () => {
    const old = await claimed(deps);
    await claimed(deps);
    const [first, second] = await keysNow();
    expect(first).toMatchObject({ endsAt: '2026-11-24T09:00:00.000Z' });
    expect(second).not.toHaveProperty('endsAt');
    expect(await stored(old)).toBeDefined();
  });

  test('takes the older one away at once where that was chosen', async () => {
    const old = await claimed(deps);
    const fresh = await claimedNow(deps, 'at-once');
    expect((await keysNow()).map((key) => key.hash)).toEqual([hashOf(deps, fresh)]);
    expect(await stored(old)).toBeUndefined();
  });

  test('counts the overlap from the claim, not from the code', async () => {
    await claimed(deps);
    const code = await keyCode(deps, '1-hour');
    deps.pass(10);
    await claimKey(deps, OWNER, code);
    expect((await keysNow())[0]).toMatchObject({ endsAt: '2026-11-23T10:10:00.000Z' });
  });

  test('is refused with five keys in force, and leaves code and keys as they were', async () => {
    for (let n = 0; n < 5; n += 1) await claimedNow(deps, '7-days');
    const before = await keysNow();
    const code = await keyCode(deps, '1-hour');
    expect(await claimKey(deps, OWNER, code)).toMatchObject({ why: 'too-many-keys' });
    expect(await keysNow()).toEqual(before);
    expect(await stored(code)).toBeDefined();
    await claimedNow(deps, 'at-once');
    expect(await keysNow()).toHaveLength(1);
  });
});

describe('a CI code', () => {
  test('becomes a key of the identity, and a second one rotates', async () => {
    const first = await ciKey(deps);
    expect(first).toMatch(/^ymc_/);
    const second = await ciKey(deps, '1-hour');
    expect((await loadIdentity(deps, CI))?.state.keys).toMatchObject([
      { hash: hashOf(deps, first), endsAt: '2026-11-23T10:00:00.000Z' },
      { hash: hashOf(deps, second), holder: OWNER },
    ]);
    expect(await kindsOf(deps, `identity/${CI}`)).toEqual([
      'identity.created',
      'identity.key-code-given',
      'identity.key-claimed',
      'identity.key-code-given',
      'identity.key-claimed',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });
  test('is worth nothing to another lead or admin', async () => {
    const code = await ciCode(deps);
    expect(await claimCiKey(deps, ADMIN, code)).toMatchObject({ why: 'not-your-code' });
    expect((await loadIdentity(deps, CI))?.state.keys).toBeUndefined();
  });
});

test.each(['', '0000-0000-0000', 'x'.repeat(10_000)])('%j is no code', async (typed) => {
  expect(await claimKey(deps, OWNER, typed)).toMatchObject({ why: 'bad-code' });
  expect(await claimCiKey(deps, OWNER, typed)).toMatchObject({ why: 'bad-code' });
});
