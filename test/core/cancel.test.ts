import { describe, expect, test } from 'vitest';
import { type Approval, CANCELLED_WHY } from '../../lib/core/approval.ts';
import { cancel, cancelledSentence, type Held, hold, outdated } from '../../lib/core/cancel.ts';
import { APPROVAL, APPROVED, LATER, NOW, WORKFLOW } from './perfect.ts';

const HELD: Held = { workflow: WORKFLOW, policy: APPROVAL.policy };
const ended = (ending: 'denied' | 'expired' | 'cancelled'): Approval => ({
  ...APPROVAL,
  end: { ending, at: NOW },
});

test.each<[string, Partial<Held>, ReturnType<typeof outdated>]>([
  ['nothing changed', {}, undefined],
  ['the workflow is gone', { workflow: undefined }, 'workflow-gone'],
  ['it is retired', { workflow: { ...WORKFLOW, status: 'retired' } }, 'workflow-gone'],
  ['it is paused', { workflow: { ...WORKFLOW, status: 'paused' } }, undefined],
  ['its gates changed', { workflow: { ...WORKFLOW, gateRevision: 2 } }, 'workflow-changed'],
  [
    'something else of it changed',
    { workflow: { ...WORKFLOW, revision: 9 } as Held['workflow'] },
    undefined,
  ],
  ['the rules changed', { policy: 'manifest-team/2.other' }, 'rules-changed'],
])('what waits where %s: %j', (_, change, why) => {
  expect(outdated(APPROVAL, { ...HELD, ...change })).toBe(why);
});

describe('cancelling', () => {
  test('ends what waits, with the reason, and names nobody', () => {
    expect(cancel(APPROVAL, 'rules-changed', LATER)?.end).toEqual({
      ending: 'cancelled',
      at: LATER,
      why: 'rules-changed',
    });
  });
  test.each([APPROVED, ended('denied'), ended('expired'), ended('cancelled')])(
    'leaves an ending as it is: $end.ending',
    (approval) => expect(cancel(approval, 'rules-changed', LATER)).toBeUndefined(),
  );
  test.each(CANCELLED_WHY)('says why in a sentence: %s', (why) => {
    const said = cancelledSentence({ end: { ending: 'cancelled', at: LATER, why } });
    expect(said).toMatch(/^The .*\.$/);
  });
  test('has no sentence for another ending', () => {
    expect(cancelledSentence(APPROVED)).toBeUndefined();
    expect(cancelledSentence(APPROVAL)).toBeUndefined();
  });
});

describe('"pause holds what is pending"', () => {
  const paused: Held = { ...HELD, workflow: { ...WORKFLOW, status: 'paused' } };
  const held = { ...APPROVAL, heldSince: NOW };
  test.each<[string, Approval, Held, Approval | undefined]>([
    ['what waits is held', APPROVAL, paused, { ...APPROVAL, heldSince: LATER }],
    ['what is held stays so, since then', held, paused, undefined],
    ['what is held is let go', held, HELD, APPROVAL],
    ['what waits waits on', APPROVAL, HELD, undefined],
    ['what has ended is left alone', APPROVED, paused, undefined],
  ])('%s', (_, approval, against, expected) => {
    expect(hold(approval, against, LATER)).toEqual(expected);
  });
  test.each(['registered', 'discovered', 'retired'] as const)('also while it is %s', (status) => {
    const against = { ...HELD, workflow: { ...WORKFLOW, status } };
    expect(hold(APPROVAL, against, LATER)?.heldSince).toBe(LATER);
  });
});
