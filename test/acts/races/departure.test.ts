import { describe, expect, test } from 'vitest';
import { nameOwner, refuseOrphan, takeWorkflow } from '../../../lib/acts/departure.ts';
import { carryDeparture } from '../../../lib/acts/departure-carry.ts';
import { loadDeparture } from '../../../lib/acts/departure-store.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { turnNow } from '../../../lib/core/departure.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../../kit/people.ts';
import { AT, left, orphaned } from '../departure-kit.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { breaks, unsent } from '../stage.ts';

const at = track();
const subject = `departure/${COLLEAGUE}`;
const orphan = async () => (await loadDeparture(at.deps, COLLEAGUE))?.state.orphans[0];

describe.each(FAULTS)('a workflow without an owner, with the fault: %s', (fault) => {
  test('swept twice at once: who is next is asked once', async () => {
    await left(at.deps);
    await race(
      { proxy: at.proxy, subject, fault },
      () => carryDeparture(at.left, COLLEAGUE),
      () => carryDeparture(at.right, COLLEAGUE),
    );
    const asks = (await unsent(at.deps)).filter((one) => one.what === 'departure-ask');
    expect(asks).toHaveLength(1);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('taken against Not Mine: it is the taker’s, or the taker is told', async () => {
    await orphaned(at.deps);
    const outcomes = await race(
      { proxy: at.proxy, subject, fault },
      () => takeWorkflow(at.left, OWNER, AT),
      () => refuseOrphan(at.right, OWNER, AT),
    );
    // A lead may take it also after they passed.
    expect(outcomes[0].kind).toBe('answered');
    expect((await loadWorkflow(at.deps, 'reply-bot'))?.state.owner).toBe(OWNER);
    expect((await orphan())?.ended).toMatchObject({ as: 'taken', by: OWNER });
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('taken against somebody else being named: one end', async () => {
    await orphaned(at.deps);
    const outcomes = await race(
      { proxy: at.proxy, subject, fault },
      () => takeWorkflow(at.left, OWNER, AT),
      () => nameOwner(at.right, ADMIN, AT, OWNER),
    );
    expect(kindsOfOutcomes(...outcomes)).toContain('answered');
    const found = await orphan();
    expect(found?.ended?.as).toBe('taken');
    expect(found && turnNow(found).who).toBe(OWNER);
    expect(await breaks(at.deps)).toEqual([]);
  });
});
