import { beforeEach, describe, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { loadReasons } from '../../lib/acts/decision-words.ts';
import { loadStepUp } from '../../lib/acts/step-up.ts';
import { confirmStepUp, useProof } from '../../lib/acts/step-up-confirm.ts';
import type { WebSession } from '../../lib/acts/web-login.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { breaks, kindsOf } from './stage.ts';
import { loggedInBy, type StepUpGround, stepUpGround, tokenFor } from './step-up-kit.ts';

const engine = engineOfFile();
let ground: StepUpGround;
beforeEach(async () => {
  ground = await stepUpGround(engine());
});

async function session(reason = ''): Promise<WebSession & { readonly stepUp: string }> {
  const { deps, approval } = ground;
  const back = await loggedInBy(deps, await tokenFor(deps, COLLEAGUE, approval, reason));
  if (back.kind !== 'session' || back.stepUp === undefined) throw new Error(JSON.stringify(back));
  return { ...back, stepUp: back.stepUp };
}

test('without a fresh login the gate stays shut', async () => {
  const { deps, approval } = ground;
  const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
  expect(await decideApproval(deps, COLLEAGUE, approval.id, said)).toMatchObject({
    why: 'step-up-needed',
  });
});

describe('confirming', () => {
  test('says what was asked for, with its reason and the time of the login', async () => {
    const { deps, approval } = ground;
    const logged = await session('I asked the customer');
    const confirmed = await confirmStepUp(deps, logged);
    expect(confirmed).toMatchObject({
      kind: 'decided',
      approval: {
        end: { ending: 'approved' },
        decisions: [{ by: COLLEAGUE, loggedInAt: logged.at }],
      },
    });
    const after = (await loadApproval(deps, approval.id))?.head.state;
    const reasons = after && (await loadReasons(deps, after));
    expect(JSON.stringify([...(reasons?.values() ?? [])])).toContain('I asked the customer');
    const kinds = await kindsOf(deps, `step-up/${logged.stepUp}`);
    expect(kinds).toEqual(['step-up.asked', 'step-up.proved', 'step-up.used']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('twice decides once, and says the same', async () => {
    const { deps } = ground;
    const logged = await session();
    await confirmStepUp(deps, logged);
    expect(await confirmStepUp(deps, logged)).toMatchObject({
      kind: 'decided',
      approval: { decisions: [{ by: COLLEAGUE }] },
    });
  });

  test('more than five minutes after the login is too late', async () => {
    const { deps, approval } = ground;
    const logged = await session();
    deps.pass(5.01);
    expect(await confirmStepUp(deps, logged)).toMatchObject({ why: 'stale-login' });
    expect((await loadApproval(deps, approval.id))?.head.state.decisions).toEqual([]);
  });

  test.each([
    ['of somebody else', { person: OWNER }],
    ['for nothing', { stepUp: undefined }],
    ['for what nobody asked', { stepUp: 'stp_nobody' }],
  ])('a session %s confirms nothing', async (_, change) => {
    const { deps } = ground;
    const logged = await session();
    expect(await confirmStepUp(deps, { ...logged, ...change })).toMatchObject({
      why: 'not-proved',
    });
    expect((await loadStepUp(deps, logged.stepUp))?.state.usedAt).toBeUndefined();
  });

  test('uses the proof up, also where the decision is refused', async () => {
    const { deps } = ground;
    const logged = await session();
    deps.change(COLLEAGUE, { guest: true });
    expect(await confirmStepUp(deps, logged)).toMatchObject({ why: 'guest' });
    deps.change(COLLEAGUE, { guest: false });
    expect(await confirmStepUp(deps, logged)).toMatchObject({ why: 'link-used' });
  });
});

test('a proof is for its own purpose', async () => {
  const { deps, approval } = ground;
  const { stepUp } = await session();
  const purpose = {
    kind: 'decide',
    approval: approval.id,
    digest: 'another',
    choice: 'approve',
  } as const;
  const wanted = { person: COLLEAGUE, purpose };
  expect(await useProof(deps, stepUp, wanted)).toMatchObject({ why: 'other-purpose' });
  expect(await useProof(deps, 'stp_nobody', wanted)).toMatchObject({ why: 'not-proved' });
});
