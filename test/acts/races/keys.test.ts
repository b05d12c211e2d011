import { describe, expect, test } from 'vitest';
import { authenticate } from '../../../lib/acts/authenticate.ts';
import { claimCiKey, claimKey } from '../../../lib/acts/claim-key.ts';
import { createIdentity, loadIdentity } from '../../../lib/acts/identities.ts';
import { revokeKey } from '../../../lib/acts/keys.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { ADMIN, OWNER } from '../../kit/people.ts';
import { CI, ciCode, keyCode } from '../keys-kit.ts';
import { FAULTS, holds, kindsOfOutcomes, race, track } from '../race.ts';
import { breaks, claimed, kindsOf, registered } from '../stage.ts';

const at = track();
const SUBJECT = 'workflow/reply-bot';

const keysNow = async () => (await loadWorkflow(at.deps, 'reply-bot'))?.state.keys ?? [];

describe.each(FAULTS)('keys, with the fault: %s', (fault) => {
  test('rotated while the older one is revoked: revoked it stays, and the newer one works', async () => {
    await registered(at.deps);
    const old = await claimed(at.deps);
    const id = (await keysNow())[0]?.id ?? '';
    const code = await keyCode(at.deps, '24-hours');
    const [fresh, revoked] = await race(
      { proxy: at.proxy, subject: SUBJECT, fault },
      () => claimKey(at.left, OWNER, code),
      () => revokeKey(at.right, ADMIN, 'reply-bot', id),
    );
    expect([fresh.kind, revoked.kind]).toEqual(['key', 'revoked']);
    expect(await authenticate(at.deps, old)).toMatchObject({ why: 'key-revoked' });
    const key = fresh.kind === 'key' ? fresh.key : '';
    expect(await authenticate(at.deps, key)).toMatchObject({ kind: 'caller' });
    expect(await keysNow()).toHaveLength(1);
    expect((await holds(at.deps, SUBJECT)).slice(-2).sort()).toEqual([
      'workflow.key-claimed',
      'workflow.key-revoked',
    ]);
  });

  test('revoked twice is revoked once', async () => {
    await registered(at.deps);
    await claimed(at.deps);
    const id = (await keysNow())[0]?.id ?? '';
    const outcomes = await race(
      { proxy: at.proxy, subject: SUBJECT, fault },
      () => revokeKey(at.left, OWNER, 'reply-bot', id),
      () => revokeKey(at.right, ADMIN, 'reply-bot', id),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['refused', 'revoked']);
    expect((await holds(at.deps, SUBJECT)).at(-1)).toBe('workflow.key-revoked');
  });

  test('one CI code claimed twice at once: one key', async () => {
    const code = await ciCode(at.deps);
    const outcomes = await race(
      { proxy: at.proxy, subject: `identity/${CI}`, fault },
      () => claimCiKey(at.left, OWNER, code),
      () => claimCiKey(at.right, OWNER, code),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['key', 'refused']);
    expect((await loadIdentity(at.deps, CI))?.state.keys).toHaveLength(1);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('one identity created twice at once: one identity', async () => {
    const wanted = { id: CI, team: 'team-support' };
    const outcomes = await race(
      { proxy: at.proxy, subject: `identity/${CI}`, fault },
      () => createIdentity(at.left, OWNER, wanted),
      () => createIdentity(at.right, ADMIN, wanted),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['created', 'created']);
    expect(await kindsOf(at.deps, `identity/${CI}`)).toEqual(['identity.created']);
  });
});
