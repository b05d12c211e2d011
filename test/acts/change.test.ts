import { beforeEach, describe, expect, test } from 'vitest';
import { finishChange, previewChange, proposeChange } from '../../lib/acts/change.ts';
import { carryChange } from '../../lib/acts/change-carry.ts';
import { loadChange } from '../../lib/acts/change-store.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, OUTSIDER, OWNER } from '../kit/people.ts';
import { announced, pinnedBy, SAID, strangers } from './changing.ts';
import { breaks, kindsOf, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

describe('before anything is sent', () => {
  test('shows who is affected, directly and over releases, each once', async () => {
    const preview = await previewChange(deps, ADMIN, SAID);
    expect(preview).toMatchObject({
      kind: 'preview',
      owners: 1,
      ownerless: [],
      checked: true,
      cut: false,
      rows: [{ workflow: 'reply-bot', component: SAID.component, via: [], version: '1.4.0' }],
    });
    expect(await unsent(deps)).toEqual([]);
    const skill = { ...SAID, component: 'skill/tone-brand-voice', detail: '3.0.0', range: '1.x' };
    expect(await previewChange(deps, ADMIN, skill)).toMatchObject({ owners: 0, rows: [] });
  });

  test('names those of which nobody is left to tell', async () => {
    deps.change(OWNER, { deactivated: true });
    const nobody = { owners: 0, ownerless: ['reply-bot'], checked: true };
    expect(await previewChange(deps, ADMIN, SAID)).toMatchObject(nobody);
  });

  test('of very many owners Slack is asked when it is sent', async () => {
    await pinnedBy(deps, strangers(25));
    expect(await previewChange(deps, ADMIN, SAID)).toMatchObject({ owners: 26, checked: false });
  });

  test.each([
    ['somebody of another team', OWNER, {}, 'not-allowed'],
    ['an auditor', AUDITOR, {}, 'not-allowed'],
    ['somebody of another organisation', OUTSIDER, {}, 'not-allowed'],
    ['anybody, of nothing', ADMIN, { component: 'plugin/none' }, 'no-component'],
    ['anybody, in no range', ADMIN, { range: 'latest' }, 'bad-range'],
    ['anybody, for yesterday', ADMIN, { planned: '2026-11-22' }, 'bad-change'],
    ['anybody, of what is published', ADMIN, { detail: '1.4.0' }, 'bad-change'],
  ])('is refused to %s', async (_, by, change, why) => {
    expect(await previewChange(deps, by, { ...SAID, ...change })).toMatchObject({ why });
    expect(await proposeChange(deps, by, 'chg_1', { ...SAID, ...change })).toMatchObject({ why });
    expect(await loadChange(deps, 'chg_1')).toBeUndefined();
  });
});

describe('announcing', () => {
  test('leaves the change, its event and a card for its proposer', async () => {
    const change = await announced(deps);
    expect(change).toMatchObject({ state: 'open', telling: true, workflows: 1, by: ADMIN });
    expect(await unsent(deps)).toMatchObject([
      { what: 'change-card', subject: 'change-proposal/chg_1', place: 'U0ADMIN' },
    ]);
    expect(await kindsOf(deps, 'change-proposal/chg_1')).toEqual(['change.proposed']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('the same form twice announces once; the same thing again is refused', async () => {
    const first = await announced(deps);
    expect(await announced(deps)).toEqual(first);
    const again = await proposeChange(deps, ADMIN, 'chg_2', SAID);
    expect(again).toMatchObject({ why: 'proposed-already', facts: { change: 'chg_1' } });
    const other = { ...SAID, detail: '3.0.0' };
    expect(await proposeChange(deps, ADMIN, 'chg_3', other)).toMatchObject({ kind: 'change' });
  });

  test('the same thing over and over ends for the day, however often it is taken back', async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      await announced(deps, SAID, `chg_${n}`);
      await finishChange(deps, ADMIN, `chg_${n}`, 'withdrawn');
    }
    expect(await proposeChange(deps, ADMIN, 'chg_6', SAID)).toMatchObject({
      why: 'announced-enough',
    });
    expect(await previewChange(deps, ADMIN, SAID)).toMatchObject({ why: 'announced-enough' });
    deps.pass(24 * 60);
    expect(await proposeChange(deps, ADMIN, 'chg_6', SAID)).toMatchObject({ kind: 'change' });
  });

  test('to nobody is refused', async () => {
    const outcome = await proposeChange(deps, ADMIN, 'chg_1', { ...SAID, range: '<1.0.0' });
    expect(outcome).toMatchObject({ why: 'nobody-affected' });
  });
});

describe('ending', () => {
  test.each(['withdrawn', 'done'] as const)('as %s counts once, and frees the name', async (as) => {
    await announced(deps);
    await carryChange(deps, 'chg_1');
    const ended = { kind: 'change', change: { state: as, telling: true } };
    expect(await finishChange(deps, ADMIN, 'chg_1', as)).toMatchObject(ended);
    expect(await finishChange(deps, ADMIN, 'chg_1', as)).toMatchObject(ended);
    const kinds = await kindsOf(deps, 'change-proposal/chg_1');
    expect(kinds.filter((kind) => kind === `change.${as}`)).toHaveLength(1);
    expect(await proposeChange(deps, ADMIN, 'chg_2', SAID)).toMatchObject({ kind: 'change' });
  });

  test('is refused to others, and of nothing', async () => {
    await announced(deps);
    expect(await finishChange(deps, OWNER, 'chg_1', 'done')).toMatchObject({ why: 'not-allowed' });
    expect(await finishChange(deps, ADMIN, 'chg_9', 'done')).toMatchObject({ why: 'no-change' });
    await finishChange(deps, ADMIN, 'chg_1', 'done');
    const other = await finishChange(deps, ADMIN, 'chg_1', 'withdrawn');
    expect(other).toMatchObject({ why: 'change-ended' });
  });
});
