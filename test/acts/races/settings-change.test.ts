import { beforeEach, describe, expect, test } from 'vitest';
import type { Deps } from '../../../lib/acts/deps.ts';
import { answerChange, loadChange, proposeChange } from '../../../lib/acts/settings-change.ts';
import { loadOrganisation } from '../../../lib/acts/standing.ts';
import type { SettingsChange, WantedChange } from '../../../lib/core/settings-change.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { placesOf, proposed, secondAdmin } from '../settings-kit.ts';
import { breaks, kindsOf } from '../stage.ts';

const at = track();
beforeEach(() => secondAdmin(at.deps, ADMIN, OWNER));

const wanted: WantedChange = { about: 'retention', days: 90 };
const answer = (
  through: Deps,
  by: string,
  change: SettingsChange,
  said: 'countersign' | 'refuse' | 'withdraw' = 'countersign',
) => answerChange(through, by, change.id, { answer: said, reason: 'because', name: by });

const kinds = (change: SettingsChange) => kindsOf(at.deps, `settings-change/${change.id}`);

describe.each(FAULTS)('the two-person rule, with the fault: %s', (fault) => {
  test('two admins countersign at once: one does, and it happens once', async () => {
    await addThird();
    const change = await proposed(at.deps, ADMIN, wanted);
    const before = await kindsOf(at.deps, 'organisation/home');
    const subject = `settings-change/${change.id}`;
    const outcomes = await race(
      { proxy: at.proxy, subject, fault },
      () => answer(at.left, OWNER, change),
      () => answer(at.right, SALES_LEAD, change),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['answered', 'refused']);
    expect(outcomes.find((one) => one.kind === 'refused')).toMatchObject({
      why: 'answered-already',
    });
    expect(await kindsOf(at.deps, 'organisation/home')).toHaveLength(before.length + 1);
    expect(await kinds(change)).toHaveLength(2);
    expect(await placesOf(at.deps, change)).toHaveLength(4);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('two admins let each other go at once: one stays', async () => {
    const first = await proposed(at.deps, ADMIN, { about: 'remove-admin', person: OWNER });
    const second = await proposed(at.deps, OWNER, { about: 'remove-admin', person: ADMIN });
    const outcomes = await race(
      { proxy: at.proxy, subject: 'organisation/home', fault },
      () => answer(at.left, OWNER, first),
      () => answer(at.right, ADMIN, second),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['answered', 'refused']);
    const { admins } = await loadOrganisation(at.deps);
    expect(admins).toHaveLength(1);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('countersign against withdraw: one ending, and nothing in between', async () => {
    const change = await proposed(at.deps, ADMIN, wanted);
    const subject = `settings-change/${change.id}`;
    const [signed, withdrawn] = await race(
      { proxy: at.proxy, subject, fault },
      () => answer(at.left, OWNER, change),
      () => answer(at.right, ADMIN, change, 'withdraw'),
    );
    expect(kindsOfOutcomes(signed, withdrawn)).toEqual(['answered', 'refused']);
    const won = signed.kind === 'answered';
    expect((await loadChange(at.deps, change.id))?.state.state).toBe(
      won ? 'in-force' : 'withdrawn',
    );
    expect((await loadOrganisation(at.deps)).retentionDays).toBe(won ? 90 : undefined);
    expect(await kinds(change)).toHaveLength(2);
  });

  test('a double click proposes once', async () => {
    // The id is made of the wish, so both clicks go for the same item.
    const wish: WantedChange = { about: 'retention', days: 120 };
    const [one, two] = await race(
      { proxy: at.proxy, subject: 'C0PLATFORM', fault },
      () => proposeChange(at.left, ADMIN, wish),
      () => proposeChange(at.right, ADMIN, wish),
    );
    if (one.kind !== 'proposed' || two.kind !== 'proposed') throw new Error('two answers');
    expect(one.change).toEqual(two.change);
    expect(await kinds(one.change)).toEqual(['settings-change.proposed']);
    expect(await placesOf(at.deps, one.change)).toHaveLength(2);
  });
});

async function addThird(): Promise<void> {
  const third = await proposed(at.deps, ADMIN, { about: 'add-admin', person: SALES_LEAD });
  expect(await answer(at.deps, OWNER, third)).toMatchObject({ kind: 'answered' });
}

test('two changes of the same list at once both happen', async () => {
  const first = await proposed(at.deps, ADMIN, { about: 'add-admin', person: COLLEAGUE });
  const second = await proposed(at.deps, ADMIN, { about: 'add-admin', person: SALES_LEAD });
  const outcomes = await race(
    { proxy: at.proxy, subject: 'organisation/home', fault: undefined },
    () => answer(at.left, OWNER, first),
    () => answer(at.right, OWNER, second),
  );
  expect(kindsOfOutcomes(...outcomes)).toEqual(['answered', 'answered']);
  const { admins } = await loadOrganisation(at.deps);
  expect([...admins].sort()).toEqual([ADMIN, COLLEAGUE, OWNER, SALES_LEAD].sort());
});
