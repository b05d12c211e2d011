import { beforeEach, describe, expect, test } from 'vitest';
import { readOwnApproval } from '../../../lib/acts/approvals.ts';
import { reviewBreakGlass } from '../../../lib/acts/break-glass-review.ts';
import { loadBreakGlass } from '../../../lib/acts/break-glass-store.ts';
import { decideApproval } from '../../../lib/acts/decide.ts';
import { type Approval, stateOf } from '../../../lib/core/approval.ts';
import { AUDITOR, COLLEAGUE } from '../../kit/people.ts';
import { broken } from '../break-glass-kit.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { asked, breaks, kindsOf, registered, unsent } from '../stage.ts';

const at = track();
let approval: Approval;
beforeEach(async () => {
  approval = await asked(at.deps, await registered(at.deps));
});
const cards = async () =>
  (await unsent(at.deps)).filter((row) => row.what === 'break-glass-card').length;

describe.each(FAULTS)('broken glass, with the fault: %s', (fault) => {
  test('against a denial: one ending, and what is told is what happened', async () => {
    const { id, digest } = approval;
    const said = { choice: 'deny' as const, digest, reason: 'the wrong customer' };
    const [glass, no] = await race(
      { proxy: at.proxy, subject: `approval/${id}`, fault },
      () => broken(at.left, approval),
      () => decideApproval(at.right, COLLEAGUE, id, said),
    );
    const broke = glass.kind === 'broken';
    expect([broke, no.kind === 'decided'].sort()).toEqual([false, true]);
    const now = await readOwnApproval(at.deps, 'reply-bot', id);
    expect(now && stateOf(now)).toBe(broke ? 'approved' : 'denied');
    expect((await loadBreakGlass(at.deps, id)) !== undefined).toBe(broke);
    expect(await cards()).toBe(broke ? 4 : 0);
    expect(await kindsOf(at.deps, `approval/${id}`)).toHaveLength(2);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('twice at once: once', async () => {
    const outcomes = await race(
      { proxy: at.proxy, subject: `approval/${approval.id}`, fault },
      () => broken(at.left, approval),
      () => broken(at.right, approval),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['broken', 'refused']);
    expect(await cards()).toBe(4);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('reviewed twice at once: one review', async () => {
    await broken(at.deps, approval);
    const says = (verdict: 'justified' | 'not-justified') => ({ verdict, text: 'I looked at it.' });
    const outcomes = await race(
      { proxy: at.proxy, subject: `break-glass/${approval.id}`, fault },
      () => reviewBreakGlass(at.left, AUDITOR, approval.id, says('justified')),
      () => reviewBreakGlass(at.right, AUDITOR, approval.id, says('not-justified')),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['refused', 'reviewed']);
    expect(await kindsOf(at.deps, `break-glass/${approval.id}`)).toHaveLength(2);
  });
});
