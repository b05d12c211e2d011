import { beforeEach, describe, expect, test } from 'vitest';
import { hashOf } from '../../lib/acts/secrets.ts';
import { proposeChange } from '../../lib/acts/settings-change.ts';
import {
  beginStepUp,
  loadReason,
  loadStepUp,
  openLink,
  showStepUp,
} from '../../lib/acts/step-up.ts';
import { partKey, secretKey } from '../../lib/store/keys.ts';
import { readItem } from '../../lib/store/read.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE } from '../kit/people.ts';
import { asked, breaks, exported, kindsOf, registered, stage } from './stage.ts';
import { type StepUpGround, stepUpGround, tokenFor } from './step-up-kit.ts';

const engine = engineOfFile();
let ground: StepUpGround;
beforeEach(async () => {
  ground = await stepUpGround(engine());
});

async function stepUpOf(token: string): Promise<string> {
  const opened = await openLink(ground.deps, token);
  return opened.kind === 'shown' ? opened.stepUp.id : '';
}

describe('asking for a fresh login', () => {
  test('makes a link whose hash alone is kept, and says so in the log without words', async () => {
    const { deps, approval } = ground;
    const token = await tokenFor(deps, COLLEAGUE, approval, 'because I know the customer');
    const id = await stepUpOf(token);
    const { store } = deps;
    expect(await readItem(store, store.registry, secretKey(hashOf(deps, token)))).toMatchObject({
      data: { type: 'step-up-link', stepUp: id },
      ttl: expect.any(Number),
    });
    expect(await kindsOf(deps, `step-up/${id}`)).toEqual(['step-up.asked']);
    const log = (await exported(deps)).join('\n');
    expect(log).toContain(approval.digest);
    expect(log).not.toContain(token);
    expect(log).not.toContain('because I know');
    expect(await breaks(deps)).toEqual([]);
  });

  test('keeps the reason beside it, for an hour', async () => {
    const { deps, approval } = ground;
    const id = await stepUpOf(await tokenFor(deps, COLLEAGUE, approval, 'it is urgent'));
    expect(await loadReason(deps, id)).toBe('it is urgent');
    const { store } = deps;
    const kept = await readItem(store, store.registry, partKey(`step-up/${id}`, 'REASON'));
    expect(kept?.ttl).toBe(Date.parse(deps.now()) / 1000 + 3600);
    expect(await loadReason(deps, 'stp_unknown')).toBe('');
  });

  test('needs an approval, and a provider', async () => {
    const { deps, approval } = ground;
    const wanted = { kind: 'break-glass' as const, approval: 'apr_x', digest: 'd', reason: '' };
    expect(await beginStepUp(deps, COLLEAGUE, wanted)).toMatchObject({ why: 'no-approval' });
    const bare = await stage(engine());
    const other = await asked(bare, await registered(bare));
    const there = { ...wanted, approval: other.id };
    expect(await beginStepUp(bare, COLLEAGUE, there)).toMatchObject({
      why: 'no-identity-provider',
      say: expect.stringContaining('/yard settings'),
    });
    expect(approval.id).not.toBe('');
  });
});

describe('a link', () => {
  test('shows what the card shows, for ten minutes', async () => {
    const { deps, approval } = ground;
    const token = await tokenFor(deps, COLLEAGUE, approval);
    expect(await openLink(deps, token)).toMatchObject({
      kind: 'shown',
      approval: { id: approval.id },
      card: { line: expect.stringContaining('customer@example.com') },
      stepUp: { person: COLLEAGUE, purpose: { choice: 'approve', digest: approval.digest } },
    });
    deps.pass(9.9);
    expect(await openLink(deps, token)).toMatchObject({ kind: 'shown' });
    deps.pass(0.1);
    expect(await openLink(deps, token)).toMatchObject({ why: 'link-expired' });
  });

  test.each(['', 'ymu_nobody', 'x'.repeat(5000)])(
    'that nobody made leads nowhere',
    async (token) => {
      expect(await openLink(ground.deps, token)).toMatchObject({ why: 'link-expired' });
      expect(await showStepUp(ground.deps, 'stp_nobody')).toMatchObject({ why: 'link-expired' });
      expect(await loadStepUp(ground.deps, 'stp_nobody')).toBeUndefined();
    },
  );
});

test('gates that ask for a login hold the provider where it is', async () => {
  const remove = { about: 'identity-provider' as const, provider: null };
  expect(await proposeChange(ground.deps, ADMIN, remove)).toMatchObject({
    why: 'provider-in-use',
    say: expect.stringContaining('1 approval rule asks for a fresh login'),
  });
});
