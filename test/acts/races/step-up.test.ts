import { describe, expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import type { Deps } from '../../../lib/acts/deps.ts';
import { personBehind } from '../../../lib/acts/identity-link.ts';
import { openLink } from '../../../lib/acts/step-up.ts';
import { confirmStepUp } from '../../../lib/acts/step-up-confirm.ts';
import { COLLEAGUE } from '../../kit/people.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { breaks, kindsOf } from '../stage.ts';
import { LOGIN, loggedInBy, stepUpOn, tokenFor } from '../step-up-kit.ts';

const at = track();

/** Both processes with the tests' provider, a link of the colleague's, and whom it is linked to. */
async function ready() {
  const ground = await stepUpOn(at.deps);
  const { login } = ground.deps;
  await personBehind(at.deps, { kind: 'logged-in', at: at.deps.now(), ...LOGIN });
  const token = await tokenFor(ground.deps, COLLEAGUE, ground.approval);
  const opened = await openLink(ground.deps, token);
  const id = opened.kind === 'shown' ? opened.stepUp.id : '';
  return { ...ground, token, id, left: { ...at.left, login }, right: { ...at.right, login } };
}

describe.each(FAULTS)('with the fault: %s', (fault) => {
  test('a link that two devices come back with at once is proved once', async () => {
    const { deps, token, id, left, right } = await ready();
    const outcomes = await race(
      { proxy: at.proxy, subject: `step-up/${id}`, fault },
      () => loggedInBy(left, token),
      () => loggedInBy(right, token),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['refused', 'session']);
    expect(outcomes.find((one) => one.kind === 'refused')).toMatchObject({ why: 'link-used' });
    expect(await kindsOf(deps, `step-up/${id}`)).toEqual(['step-up.asked', 'step-up.proved']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('a proof that is used twice at once decides once', async () => {
    const { deps, token, id, left, right, approval } = await ready();
    const back = await loggedInBy(deps, token);
    if (back.kind !== 'session') throw new Error(back.say);
    const confirm = (process: Deps) => confirmStepUp(process, back);
    await race(
      { proxy: at.proxy, subject: `step-up/${id}`, fault },
      () => confirm(left),
      () => confirm(right),
    );
    const after = (await loadApproval(deps, approval.id))?.head.state;
    expect(after?.decisions).toMatchObject([{ by: COLLEAGUE, choice: 'approve' }]);
    const kinds = await kindsOf(deps, `step-up/${id}`);
    expect(kinds).toEqual(['step-up.asked', 'step-up.proved', 'step-up.used']);
    expect(await kindsOf(deps, `approval/${approval.id}`)).toHaveLength(2);
    expect(await breaks(deps)).toEqual([]);
  });
});
