import { beforeEach, describe, expect, test } from 'vitest';
import { finishChange } from '../../lib/acts/change.ts';
import { carryChange } from '../../lib/acts/change-carry.ts';
import { changeAsks, loadChange } from '../../lib/acts/change-store.ts';
import { eraseIn } from '../../lib/acts/erase-places.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { announced, pinnedBy, strangers } from './changing.ts';
import { crashingAfter } from './crashing.ts';
import { breaks, kindsOf, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const messages = async () => (await unsent(deps)).filter((row) => row.what === 'change-ask');
const change = async () => (await loadChange(deps, 'chg_1'))?.state;
const drawn = async () => (await changeAsks.all(deps, 'chg_1')).map((ask) => ask.state.drawn);

describe('telling the owners', () => {
  test('one message each, all of theirs in it; a second sweep tells nobody', async () => {
    await registered(deps);
    await pinnedBy(deps, [OWNER, OWNER, 'T0YARD/U0N1']);
    await announced(deps);
    expect(await sweepDue(deps)).toMatchObject({ noticed: 1 });
    const asks = (await changeAsks.all(deps, 'chg_1')).map((ask) => ask.state);
    expect(asks.map((ask) => [ask.holder, ask.affected.length])).toEqual([
      ['T0YARD/U0N1', 1],
      [OWNER, 3],
    ]);
    expect((await messages()).map((row) => row.place).sort()).toEqual(['U0N1', 'U0OWNER']);
    expect(await change()).toMatchObject({ telling: false, ownerless: [] });
    expect(await sweepDue(deps)).toMatchObject({ noticed: 0 });
    expect(await carryChange(deps, 'chg_1')).toBe(false);
    expect(await messages()).toHaveLength(2);
    expect(await breaks(deps)).toEqual([]);
  });

  test('whoever left Slack is not told: the lead is in their place', async () => {
    await pinnedBy(deps, ['T0YARD/U0COLLEAGUE']);
    deps.change('T0YARD/U0COLLEAGUE', { deactivated: true });
    await announced(deps);
    await carryChange(deps, 'chg_1');
    const told = (await changeAsks.all(deps, 'chg_1')).map((ask) => ask.state.holder);
    expect(told).toEqual([OWNER]);
  });

  test('where nobody is left it stays on the card, never silently', async () => {
    await registered(deps);
    deps.change(OWNER, { deactivated: true });
    await announced(deps);
    await carryChange(deps, 'chg_1');
    expect(await messages()).toEqual([]);
    expect(await change()).toMatchObject({ telling: false, ownerless: ['reply-bot'] });
  });

  test('of 45 goes batch by batch, and after a crash between two of them nobody is told twice', async () => {
    await pinnedBy(deps, strangers(45));
    await announced(deps);
    await expect(carryChange(crashingAfter(deps, 2), 'chg_1')).rejects.toThrow('crashed');
    expect(await messages()).toHaveLength(32);
    expect(await change()).toMatchObject({ telling: true });
    await sweepDue(deps);
    const places = (await messages()).map((row) => row.place);
    expect(places).toHaveLength(45);
    expect(new Set(places).size).toBe(45);
    expect(await kindsOf(deps, 'change-proposal/chg_1')).toEqual([
      'change.proposed',
      'change.told',
      'change.told',
      'change.told',
    ]);
  });
});

describe('after its end', () => {
  test('every message is drawn anew, once', async () => {
    await pinnedBy(deps, strangers(25));
    await announced(deps);
    await carryChange(deps, 'chg_1');
    await finishChange(deps, ADMIN, 'chg_1', 'withdrawn');
    expect(await drawn()).toEqual(new Array(25).fill('open'));
    await sweepDue(deps);
    expect(await drawn()).toEqual(new Array(25).fill('withdrawn'));
    expect(await messages()).toHaveLength(50);
    expect(await change()).toMatchObject({ telling: false });
    expect(await sweepDue(deps)).toMatchObject({ noticed: 0 });
    expect(await breaks(deps)).toEqual([]);
  });

  test('the same once the words of its proposer were erased', async () => {
    await pinnedBy(deps, strangers(3));
    await announced(deps);
    await carryChange(deps, 'chg_1');
    const by = { kind: 'person' as const, id: ADMIN };
    await eraseIn(deps, 'change-proposal/chg_1', { person: ADMIN, by, dryRun: false });
    await sweepDue(deps);
    expect(await drawn()).toEqual(new Array(3).fill('open, erased'));
    expect(await messages()).toHaveLength(6);
    expect(await change()).toMatchObject({ telling: false });
  });

  test('nobody is told who had not been told before', async () => {
    await pinnedBy(deps, strangers(45));
    await announced(deps);
    await expect(carryChange(crashingAfter(deps, 1), 'chg_1')).rejects.toThrow('crashed');
    await finishChange(deps, ADMIN, 'chg_1', 'withdrawn');
    await sweepDue(deps);
    expect(await drawn()).toEqual(new Array(16).fill('withdrawn'));
  });
});
