import { beforeEach, describe, expect, test } from 'vitest';
import { authenticate } from '../../lib/acts/authenticate.ts';
import { loadIdentity } from '../../lib/acts/identities.ts';
import { revokeCiKey, revokeKey, shownKeys, takeCiCode } from '../../lib/acts/keys.ts';
import { hashOf } from '../../lib/acts/secrets.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { organisationSchema } from '../../lib/core/people.ts';
import { commit } from '../../lib/store/commit.ts';
import { secretKey } from '../../lib/store/keys.ts';
import { readHead, readItem } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { CI, ciKey, claimedNow } from './keys-kit.ts';
import { breaks, claimed, exported, kindsOf, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

const known = async (key: string) => (await authenticate(deps, key)).kind === 'caller';
const keyIds = async () =>
  ((await loadWorkflow(deps, 'reply-bot'))?.state.keys ?? []).map((key) => key.id);

describe('revoking a workflow key', () => {
  test('is effective for the very next request, and the log says who', async () => {
    const [old, fresh] = [await claimed(deps), await claimedNow(deps, '24-hours')];
    const [id = ''] = await keyIds();
    expect(await revokeKey(deps, ADMIN, 'reply-bot', id)).toEqual({ kind: 'revoked' });
    expect([await known(old), await known(fresh)]).toEqual([false, true]);
    const kept = await readItem(deps.store, deps.store.registry, secretKey(hashOf(deps, old)));
    expect(kept).toMatchObject({ data: { type: 'revoked-key', keyId: id } });
    expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('workflow.key-revoked');
    const line = (await exported(deps)).find((one) => one.includes('workflow.key-revoked'));
    expect(line).toContain('U0ADMIN');
    // "An event that says what the key did": when it was used last.
    expect(JSON.parse(JSON.parse(line ?? '').event).data).toEqual({ key: id, lastUsed: 'never' });
    expect(await breaks(deps)).toEqual([]);
  });

  test.each([
    ['a member of the team', COLLEAGUE],
    ['the lead of another team', SALES_LEAD],
    ['an auditor', AUDITOR],
    ['somebody of another organisation', OUTSIDER],
  ])('is not for %s', async (_, person) => {
    const key = await claimed(deps);
    const [id = ''] = await keyIds();
    expect(await revokeKey(deps, person, 'reply-bot', id)).toMatchObject({ why: 'not-allowed' });
    expect(await known(key)).toBe(true);
  });

  test('of what is not there says so', async () => {
    await claimed(deps);
    const [id = ''] = await keyIds();
    expect(await revokeKey(deps, OWNER, 'none', id)).toMatchObject({ why: 'no-workflow' });
    expect(await revokeKey(deps, OWNER, 'reply-bot', 'key_x')).toMatchObject({ why: 'no-key' });
    await revokeKey(deps, OWNER, 'reply-bot', id);
    expect(await revokeKey(deps, OWNER, 'reply-bot', id)).toMatchObject({ why: 'no-key' });
  });
});

describe('CI', () => {
  test('keys are revoked by the team’s lead or an admin', async () => {
    const key = await ciKey(deps);
    const id = (await loadIdentity(deps, CI))?.state.keys?.[0]?.id ?? '';
    for (const person of [COLLEAGUE, SALES_LEAD, AUDITOR, OUTSIDER]) {
      expect(await revokeCiKey(deps, person, CI, id)).toMatchObject({ why: 'not-allowed' });
      expect(await takeCiCode(deps, person, CI)).toMatchObject({ why: 'not-allowed' });
    }
    expect(await known(key)).toBe(true);
    expect(await revokeCiKey(deps, ADMIN, CI, id)).toEqual({ kind: 'revoked' });
    expect(await known(key)).toBe(false);
    expect(await revokeCiKey(deps, ADMIN, CI, id)).toMatchObject({ why: 'no-key' });
    expect((await kindsOf(deps, `identity/${CI}`)).at(-1)).toBe('identity.key-revoked');
  });
  test('that is not there has no code and no key', async () => {
    expect(await takeCiCode(deps, OWNER, 'none')).toMatchObject({ why: 'no-identity' });
    expect(await revokeCiKey(deps, OWNER, 'none', 'key_x')).toMatchObject({ why: 'no-identity' });
  });
});

test('keys are shown the newest first, with holder, end and last use', async () => {
  const old = await claimed(deps);
  deps.pass(30);
  await claimedNow(deps, '1-hour');
  await authenticate(deps, old);
  const head = await loadWorkflow(deps, 'reply-bot');
  if (!head) throw new Error('no workflow');
  const shown = () => shownKeys(deps, 'workflow', head.state);
  expect(await shown()).toMatchObject([
    { holder: OWNER, issuedAt: '2026-11-23T09:30:00.000Z', endsAt: undefined, lastUsed: undefined },
    { endsAt: '2026-11-23T10:30:00.000Z', lastUsed: '2026-11-23T09:30:00.000Z' },
  ]);
  expect(JSON.stringify(await shown())).not.toContain(head.state.keys?.[0]?.hash);
  deps.pass(60);
  expect(await shown()).toHaveLength(1);
});

test('a key is revoked also while everything else is stopped', async () => {
  const [key, ci] = [await claimed(deps), await ciKey(deps)];
  const [id = ''] = await keyIds();
  const ciId = (await loadIdentity(deps, CI))?.state.keys?.[0]?.id ?? '';
  const subject = 'organisation/home' as const;
  const head = await readHead(deps.store, subject, organisationSchema);
  const at = deps.now();
  const state = { ...head?.state, stopped: { at, why: 'tokens-revoked' } };
  const event = { kind: 'stopped', at, actor: { kind: 'system' as const, id: 'tests' }, data: {} };
  const change = { subject, from: head?.chain, state, event };
  await commit(deps.store, { changes: [change], writeId: deps.newId('w') });
  expect(await takeCiCode(deps, OWNER, CI)).toMatchObject({ why: 'not-allowed' });
  expect(await revokeKey(deps, ADMIN, 'reply-bot', id)).toEqual({ kind: 'revoked' });
  expect(await revokeCiKey(deps, ADMIN, CI, ciId)).toEqual({ kind: 'revoked' });
  expect([await known(key), await known(ci)]).toEqual([false, false]);
});
