import { beforeEach, describe, expect, test } from 'vitest';
import { type Run, reportRun, successShown } from '../../lib/acts/outcomes.ts';
import { stopOrganisation } from '../../lib/acts/stop.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
const SKILL = { id: 'skill/tone-brand-voice', kind: 'skill' as const };
const RUN: Run = {
  report: 'run-1',
  component: SKILL.id,
  version: '2.0.1',
  outcome: 'success',
};
let deps: TestDeps;
let workflow: Workflow;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
});
const reported = (run: Partial<Run> = {}) => reportRun(deps, workflow, { ...RUN, ...run });

describe('a report', () => {
  test('counts once, however often it is sent', async () => {
    expect(await reported()).toEqual({ kind: 'reported', again: false });
    expect(await reported()).toEqual({ kind: 'reported', again: true });
    expect(await successShown(deps, SKILL)).toEqual({ kind: 'not-enough', runs: 1 });
  });

  test.each([
    ['what is not pinned', { component: 'skill/none' }, 'not-locked', 'does not pin skill/none'],
    ['another version', { version: '2.0.0' }, 'not-locked', 'is locked to'],
    ['tomorrow', { at: '2026-11-24T09:00:00.000Z' }, 'bad-moment', 'within 30 days'],
    ['long ago', { at: '2026-10-24T09:00:00.000Z' }, 'bad-moment', 'within 30 days'],
  ])('of %s is refused', async (_, run, why, say) => {
    expect(await reported(run)).toMatchObject({ why, say: expect.stringContaining(say) });
  });

  test('is refused while the organisation is stopped', async () => {
    await stopOrganisation(deps, 'app-uninstalled', { kind: 'system', id: 'slack' });
    expect(await reported()).toMatchObject({ why: 'organisation-stopped' });
  });
});

describe('success', () => {
  test('is told from 20 runs on, over 30 days', async () => {
    for (let n = 0; n < 20; n += 1) {
      const outcome = n < 15 ? ('success' as const) : ('failure' as const);
      await reported({ report: `run-${n}`, outcome });
    }
    expect(await successShown(deps, SKILL)).toEqual({ kind: 'rate', runs: 20, percent: 75 });
    deps.pass(31 * 24 * 60);
    expect(await successShown(deps, SKILL)).toEqual({ kind: 'not-enough', runs: 0 });
  });

  test('is of blocks and skills', async () => {
    expect(await successShown(deps, { id: 'plugin/x', kind: 'plugin' })).toBeUndefined();
    expect(await successShown(deps, { id: 'block/x', kind: 'block' })).toMatchObject({ runs: 0 });
  });
});
