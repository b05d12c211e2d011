import { beforeEach, describe, expect, test } from 'vitest';
import { finishChange, proposeChange } from '../../../lib/acts/change.ts';
import { answerPlannedChange } from '../../../lib/acts/change-answer.ts';
import { carryChange } from '../../../lib/acts/change-carry.ts';
import { changeAsks, loadChange } from '../../../lib/acts/change-store.ts';
import { ADMIN, OWNER } from '../../kit/people.ts';
import { announced, pinnedBy, SAID, strangers } from '../changing.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { breaks, kindsOf, unsent } from '../stage.ts';

const at = track();
beforeEach(() => pinnedBy(at.deps, [OWNER, ...strangers(2)]));

const where = (fault: (typeof FAULTS)[number], subject = 'change-proposal/chg_1') => ({
  proxy: at.proxy,
  subject,
  fault,
});
const messages = async () =>
  (await unsent(at.deps)).filter((row) => row.what === 'change-ask').map((row) => row.place);

describe.each(FAULTS)('a planned change, with the fault: %s', (fault) => {
  test('announced by two at once, in two forms: one of them is told of the other', async () => {
    const outcomes = await race(
      where(fault, `open-change/${SAID.component}`),
      () => proposeChange(at.left, ADMIN, 'chg_1', SAID),
      () => proposeChange(at.right, ADMIN, 'chg_2', SAID),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['change', 'refused']);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('the same form sent twice at once is one announcement', async () => {
    const outcomes = await race(
      where(fault),
      () => announced(at.left),
      () => announced(at.right),
    );
    expect(outcomes.map((one) => one.id)).toEqual(['chg_1', 'chg_1']);
    expect(await kindsOf(at.deps, 'change-proposal/chg_1')).toEqual(['change.proposed']);
  });

  test('told by two sweeps at once: each owner once', async () => {
    await announced(at.deps);
    await race(
      where(fault),
      () => carryChange(at.left, 'chg_1'),
      () => carryChange(at.right, 'chg_1'),
    );
    expect((await messages()).sort()).toEqual(['U0N0', 'U0N1', 'U0OWNER']);
    expect((await loadChange(at.deps, 'chg_1'))?.state.telling).toBe(false);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('withdrawn while owners are told: all of them read the end, or none was told', async () => {
    await announced(at.deps);
    await race(
      where(fault),
      () => carryChange(at.left, 'chg_1'),
      () => finishChange(at.right, ADMIN, 'chg_1', 'withdrawn'),
    );
    await carryChange(at.deps, 'chg_1');
    const drawn = (await changeAsks.all(at.deps, 'chg_1')).map((ask) => ask.state.drawn);
    expect([0, 3]).toContain(drawn.length);
    expect(new Set(drawn).size).toBeLessThanOrEqual(1);
    expect(drawn).not.toContain('open');
    expect(await breaks(at.deps)).toEqual([]);
  });
});

describe.each(FAULTS)('what is said of a planned change, with the fault: %s', (fault) => {
  test('withdrawn and marked as done at once: one of them', async () => {
    await announced(at.deps);
    const outcomes = await race(
      where(fault),
      () => finishChange(at.left, ADMIN, 'chg_1', 'withdrawn'),
      () => finishChange(at.right, ADMIN, 'chg_1', 'done'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['change', 'refused']);
    expect(await kindsOf(at.deps, 'change-proposal/chg_1')).toHaveLength(2);
  });

  test('answered twice at once: the last word stands, each with its event', async () => {
    await announced(at.deps);
    await carryChange(at.deps, 'chg_1');
    const answer = { change: 'chg_1', reason: 'Our night run.' };
    await race(
      where(fault, `change-ask/chg_1/${OWNER}`),
      () => answerPlannedChange(at.left, OWNER, { ...answer, says: 'seen' }),
      () => answerPlannedChange(at.right, OWNER, { ...answer, says: 'breaks' }),
    );
    expect(await kindsOf(at.deps, `change-ask/chg_1/${OWNER}`)).toEqual([
      'change.owner-told',
      'change.answered',
      'change.answered',
    ]);
    expect(await breaks(at.deps)).toEqual([]);
  });
});
