import { beforeEach, describe, expect, test } from 'vitest';
import { fatigueOf, personOfFatigue, tellFatigue } from '../../lib/acts/fatigue.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { readDecisions } from '../../lib/store/decisions.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { approved } from './aftermath-kit.ts';
import { asked, exported, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
});

/** So many are asked for and approved within so many seconds each. */
async function decided(count: number, seconds: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const approval = await asked(deps, workflow, { idempotencyKey: `call-${n}` });
    deps.pass(seconds / 60);
    await approved(deps, approval);
  }
}
const notes = async () => (await unsent(deps)).filter((row) => row.what === 'fatigue-note');
/** From 23 November to the morning of 1 December. */
const untilDecember = () => deps.pass(8 * 24 * 60);

describe('twenty approvals, each within seconds', () => {
  beforeEach(() => decided(20, 3));

  test('bring one private note when the month is over, and no line in any log', async () => {
    await sweepDue(deps);
    expect(await notes()).toEqual([]);
    untilDecember();
    expect(await fatigueOf(deps, COLLEAGUE)).toEqual({
      decisions: 20,
      approved: 100,
      medianSeconds: 3,
    });
    await Promise.all([sweepDue(deps), sweepDue(deps)]);
    await sweepDue(deps);
    expect(await notes()).toMatchObject([
      { place: 'U0COLLEAGUE', subject: `fatigue/${COLLEAGUE}/2026-12`, lane: 'bulk' },
    ]);
    expect((await exported(deps)).join()).not.toContain('fatigue');
  });

  test('and none once they are long ago: nothing is looked at twice', async () => {
    deps.pass(40 * 24 * 60);
    expect(await tellFatigue(deps, COLLEAGUE)).toBe(false);
    expect(await tellFatigue(deps, COLLEAGUE)).toBe(false);
    expect(await notes()).toEqual([]);
  });
});

test('somebody who takes a minute, or decides less, is told nothing', async () => {
  await decided(20, 60);
  untilDecember();
  await sweepDue(deps);
  expect(await readDecisions(deps.store, COLLEAGUE)).toHaveLength(20);
  expect(await notes()).toEqual([]);
});

test('a note names its person', () => {
  expect(personOfFatigue(`fatigue/${COLLEAGUE}/2026-12`)).toBe(COLLEAGUE);
  expect(() => personOfFatigue('approval/apr_1')).toThrow();
});
