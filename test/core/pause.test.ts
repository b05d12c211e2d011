import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PauseOutcome, pause, resume } from '../../lib/core/pause.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { ADMIN, LATER, NOW, OWNER, WORKFLOW } from './perfect.ts';

const TEAM = { by: OWNER, at: NOW, asAdmin: false };
const PLATFORM = { by: ADMIN, at: LATER, asAdmin: true };
const WHY = 'It sends twice.';

function outcomeOf(outcome: PauseOutcome): Workflow {
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.workflow;
}

describe('a pause', () => {
  test('keeps who, when and why, and resuming takes it away', () => {
    const paused = outcomeOf(pause(WORKFLOW, { ...TEAM, reason: ` ${WHY} ` }));
    expect(paused).toMatchObject({
      status: 'paused',
      paused: { by: OWNER, at: NOW, admin: false, reason: WHY },
    });
    expect(outcomeOf(resume(paused, TEAM))).toEqual(WORKFLOW);
  });

  test('needs a reason', () => {
    expect(pause(WORKFLOW, { ...TEAM, reason: '  ' })).toMatchObject({ why: 'reason-required' });
  });

  test.each(['discovered', 'retired'] as const)('of what is %s is refused', (status) => {
    const outcome = pause({ ...WORKFLOW, status }, { ...TEAM, reason: WHY });
    expect(outcome).toMatchObject({ why: 'not-running' });
  });

  test('by the team again changes nothing', () => {
    const paused = outcomeOf(pause(WORKFLOW, { ...TEAM, reason: WHY }));
    expect(pause(paused, { ...TEAM, reason: 'other' })).toEqual({
      kind: 'unchanged',
      workflow: paused,
    });
  });

  test('by the platform takes the place of the team’s, and only the platform ends it', () => {
    const own = outcomeOf(pause(WORKFLOW, { ...TEAM, reason: WHY }));
    const taken = outcomeOf(pause(own, { ...PLATFORM, reason: 'An incident.' }));
    expect(taken.paused).toMatchObject({ admin: true, by: ADMIN });
    expect(pause(taken, { ...TEAM, reason: WHY }).kind).toBe('unchanged');
    expect(resume(taken, TEAM)).toMatchObject({ why: 'admin-pause' });
    expect(resume(taken, PLATFORM).kind).toBe('resumed');
  });
});

test('what waits for access is not active after a pause', () => {
  const waiting: Workflow = { ...WORKFLOW, status: 'registered', missingScopes: ['crm.write'] };
  const paused = outcomeOf(pause(waiting, { ...TEAM, reason: WHY }));
  expect(outcomeOf(resume(paused, TEAM)).status).toBe('registered');
});

test('what is not paused is not resumed', () => {
  expect(resume(WORKFLOW, TEAM)).toMatchObject({ why: 'not-paused' });
});

test('no order of pausing and resuming by the team ends a pause by the platform', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 8 }), (steps) => {
      let now = outcomeOf(pause(WORKFLOW, { ...PLATFORM, reason: WHY }));
      for (const stop of steps) {
        const outcome = stop ? pause(now, { ...TEAM, reason: WHY }) : resume(now, TEAM);
        if (outcome.kind !== 'refused') now = outcome.workflow;
      }
      expect(now).toMatchObject({ status: 'paused', paused: { admin: true } });
    }),
  );
});
