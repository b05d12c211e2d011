import { describe, expect, test } from 'vitest';
import { type Asking, ask, askable, waitsIn } from '../../lib/core/access.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { ADMIN, EXPIRY, LATER, NOW, WORKFLOW } from './perfect.ts';

const crm = (scope: string) => ({ connector: 'crm', scope });
const workflow: Workflow = {
  ...WORKFLOW,
  needs: [{ connector: 'crm', scopes: ['held', 'ending', 'missing'] }],
  grants: [
    { ...crm('held'), at: NOW, by: ADMIN },
    { ...crm('ending'), at: NOW, by: ADMIN, until: EXPIRY },
    { ...crm('ended'), at: NOW, by: ADMIN, until: NOW },
  ],
  asked: [{ ...crm('waiting'), request: 'acc_1' }],
};
const OFFERED = [
  {
    connector: 'crm',
    scopes: ['ended', 'ending', 'free', 'held', 'missing', 'never', 'waiting'],
  },
];
const asking: Asking = {
  workflow,
  wants: [crm('missing')],
  reason: 'Customers ask for it.',
  until: undefined,
  offered: OFFERED,
  preGranted: ['free'],
  never: ['never'],
  now: LATER,
};
const asked = (...scopes: string[]) => ask({ ...asking, wants: scopes.map(crm) });

describe('asking for a scope', () => {
  const ROWS: [string, string[], object][] = [
    ['that nobody gave asks the platform', ['missing'], { given: [], wants: [crm('missing')] }],
    ['that everybody has needs nobody', ['free'], { given: [crm('free')], wants: [] }],
    [
      'of each kind gives the one and asks for the other',
      ['free', 'missing'],
      { given: [crm('free')], wants: [crm('missing')] },
    ],
    ['that ends asks for it anew', ['ending'], { wants: [crm('ending')] }],
    ['that has ended asks for it anew', ['ended'], { wants: [crm('ended')] }],
    ['twice asks once', ['missing', 'missing'], { wants: [crm('missing')] }],
    ['beside one that is held asks for the rest', ['held', 'missing'], { wants: [crm('missing')] }],
    [
      'beside one that waits asks for the rest',
      ['waiting', 'missing'],
      { wants: [crm('missing')] },
    ],
    ['that nobody is ever given names the rule', ['never'], { why: 'never-given' }],
    ['that nobody is ever given, among others', ['missing', 'never'], { why: 'never-given' }],
    ['that is held', ['held'], { why: 'held-already' }],
    ['that waits', ['waiting'], { why: 'asked-already', facts: { request: 'acc_1' } }],
    ['that the connector does not have', ['crm.wipe'], { why: 'unknown-scope' }],
    ['that every object has', ['constructor'], { why: 'unknown-scope' }],
    ['none at all', [], { why: 'no-scopes' }],
  ];
  test.each(ROWS)('%s', (_, scopes, outcome) => {
    expect(asked(...scopes)).toMatchObject(outcome);
  });

  test('of a connector that is not pinned names those that are', () => {
    expect(ask({ ...asking, wants: [{ connector: 'mail', scope: 'read' }] })).toMatchObject({
      why: 'not-pinned',
      say: expect.stringContaining('Its connectors: crm.'),
    });
    expect(ask({ ...asking, offered: [] })).toMatchObject({ say: expect.stringContaining('none') });
  });

  test('says which rule never gives it', () => {
    expect(asked('never')).toMatchObject({ say: expect.stringContaining('"scopes-never"') });
  });

  test('needs a reason, unless nobody has to look at it', () => {
    expect(ask({ ...asking, reason: '  ' })).toMatchObject({ why: 'reason-required' });
    expect(ask({ ...asking, reason: '', wants: [crm('free')] })).toMatchObject({ kind: 'asked' });
  });

  test.each([
    [NOW, 'bad-date'],
    [LATER, 'bad-date'],
    [EXPIRY, undefined],
    [undefined, undefined],
  ])('until %s', (until, why) => {
    expect(ask({ ...asking, until })).toMatchObject(why ? { why } : { kind: 'asked' });
  });
});

test('may be asked for: all but what is held for good, waits, or is given to nobody', () => {
  expect(askable(workflow, OFFERED, ['never'], LATER)).toEqual([
    { connector: 'crm', scopes: ['ended', 'ending', 'free', 'missing'] },
  ]);
  expect(askable(workflow, [{ connector: 'crm', scopes: ['held'] }], [], LATER)).toEqual([]);
});

test('a scope waits in its request', () => {
  expect(waitsIn(workflow, crm('waiting'))).toBe('acc_1');
  expect(waitsIn(WORKFLOW, crm('waiting'))).toBeUndefined();
});
