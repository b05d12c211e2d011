import { describe, expect, test } from 'vitest';
import { ACCESS_STATES, type AccessRequest } from '../../lib/core/access.ts';
import {
  answerAccess,
  askedFor,
  grantsOf,
  mayAnswer,
  overtakenAccess,
  withdrawAccess,
} from '../../lib/core/access-answer.ts';
import {
  ADMIN,
  AUDITOR,
  COLLEAGUE,
  EXPIRY,
  LATER,
  LEAD,
  NOW,
  ORGANISATION,
  OUTSIDER,
  OWNER,
  TEAM,
  THIRD,
  WORKFLOW,
} from './perfect.ts';

const READ = { connector: 'crm', scope: 'read' };
const WRITE = { connector: 'crm', scope: 'write' };
const SECOND = 'T1/U9';
const REQUEST: AccessRequest = {
  ...{ id: 'acc_1', workflow: WORKFLOW.id, team: TEAM.id, wants: [READ, WRITE] },
  ...{ reason: 'Customers ask.', filed: false, by: COLLEAGUE, at: NOW, state: 'open' },
};
const standing = {
  organisation: { ...ORGANISATION, admins: [ADMIN, SECOND] },
  team: TEAM,
  owner: OWNER,
};
const given = {
  ...{ by: ADMIN, name: 'Admin', at: LATER, reason: '' },
  ...{ wants: [READ, WRITE], until: undefined },
};

describe('who answers for the platform', () => {
  const ROWS: [string, string, string | undefined][] = [
    ['a platform admin', ADMIN, undefined],
    ['another one', SECOND, undefined],
    ['a member', THIRD, 'not-allowed'],
    ['the lead', LEAD, 'not-allowed'],
    ['the owner', OWNER, 'not-allowed'],
    ['an auditor', AUDITOR, 'not-allowed'],
    ['somebody of another organisation', OUTSIDER, 'not-allowed'],
  ];
  test.each(ROWS)('%s', (_, by, why) => {
    expect(mayAnswer(REQUEST, by, standing)?.why).toBe(why);
  });

  test('never the one who asked, the holder of the key that asked, or the owner', () => {
    expect(mayAnswer({ ...REQUEST, by: ADMIN }, ADMIN, standing)).toMatchObject({
      why: 'own-request',
    });
    const ci = { ...REQUEST, by: 'ci/main', holders: [ADMIN] };
    expect(mayAnswer(ci, ADMIN, standing)).toMatchObject({ why: 'own-request' });
    expect(mayAnswer(REQUEST, ADMIN, { ...standing, owner: ADMIN })).toMatchObject({
      say: expect.stringContaining('You own this workflow'),
    });
  });

  test.each(ACCESS_STATES.filter((state) => state !== 'open'))('not one that is %s', (state) => {
    expect(mayAnswer({ ...REQUEST, state }, ADMIN, standing)).toMatchObject({
      why: 'answered-already',
    });
  });
});

describe('the answer', () => {
  test('grants all of it, with or without an end', () => {
    expect(answerAccess(REQUEST, given, standing)).toMatchObject({
      request: { state: 'granted', given: { wants: [READ, WRITE] }, end: { by: ADMIN, at: LATER } },
    });
    const outcome = answerAccess(REQUEST, { ...given, until: EXPIRY }, standing);
    if (outcome.kind !== 'answered') throw new Error(outcome.say);
    expect(grantsOf(outcome.request)).toEqual([
      { ...READ, at: LATER, by: ADMIN, until: EXPIRY, request: 'acc_1' },
      { ...WRITE, at: LATER, by: ADMIN, until: EXPIRY, request: 'acc_1' },
    ]);
  });

  test('narrows it, and says why', () => {
    const less = { ...given, wants: [READ] };
    expect(answerAccess(REQUEST, less, standing)).toMatchObject({ why: 'reason-required' });
    expect(
      answerAccess(REQUEST, { ...less, reason: 'Reading is enough.' }, standing),
    ).toMatchObject({ request: { state: 'narrowed', given: { wants: [READ] } } });
  });

  test('narrowed to nothing is refused: no grant, and a reason all the same', () => {
    const nothing = { ...given, wants: [] };
    expect(answerAccess(REQUEST, nothing, standing)).toMatchObject({ why: 'reason-required' });
    const outcome = answerAccess(REQUEST, { ...nothing, reason: 'No.' }, standing);
    if (outcome.kind !== 'answered') throw new Error(outcome.say);
    expect(outcome.request.state).toBe('refused');
    expect(grantsOf(outcome.request)).toEqual([]);
  });

  test('never gives what was not asked for', () => {
    const more = { ...given, wants: [READ, WRITE, { connector: 'crm', scope: 'wipe' }] };
    expect(answerAccess(REQUEST, more, standing)).toMatchObject({
      request: { state: 'granted', given: { wants: [READ, WRITE] } },
    });
  });

  test('cannot end before it begins', () => {
    expect(answerAccess(REQUEST, { ...given, until: LATER }, standing)).toMatchObject({
      why: 'bad-date',
    });
  });
});

describe('taking a request back', () => {
  const ROWS: [string, string, boolean][] = [
    ['whoever asked', COLLEAGUE, true],
    ['another member', THIRD, true],
    ['the owner', OWNER, true],
    ['a platform admin', ADMIN, false],
    ['an auditor', AUDITOR, false],
  ];
  test.each(ROWS)('%s', (_, by, may) => {
    const outcome = withdrawAccess(REQUEST, { by, name: 'x', at: LATER }, standing);
    expect(outcome.kind).toBe(may ? 'answered' : 'refused');
  });

  test('only while it waits', () => {
    const over = { ...REQUEST, state: 'granted' as const };
    const outcome = withdrawAccess(over, { by: COLLEAGUE, name: 'x', at: LATER }, standing);
    expect(outcome).toMatchObject({ why: 'answered-already' });
  });
});

test('a workflow points to what waits, and to nothing once it is over', () => {
  const waiting = askedFor(WORKFLOW, REQUEST);
  expect(waiting.asked).toEqual([
    { ...READ, request: 'acc_1' },
    { ...WRITE, request: 'acc_1' },
  ]);
  expect(askedFor(waiting, REQUEST)).toEqual(waiting);
  const over = overtakenAccess(REQUEST, 'replaced', { at: LATER, say: 'A newer one.' });
  expect(over).toMatchObject({ state: 'replaced', end: { at: LATER, say: 'A newer one.' } });
  expect(askedFor(waiting, over)).toEqual(WORKFLOW);
  expect(grantsOf(over)).toEqual([]);
});
