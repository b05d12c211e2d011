import { describe, expect, test } from 'vitest';
import type { AccessRequest } from '../../lib/core/access.ts';
import {
  ERASED,
  erasedAccess,
  erasedApproval,
  erasedExtension,
  erasedProposal,
  erasedRequest,
  erasedSettingsChange,
  holdingsOf,
  mayErase,
  STAYS,
} from '../../lib/core/erasure.ts';
import type { Proposed } from '../../lib/core/proposed.ts';
import type { SettingsChange } from '../../lib/core/settings-change.ts';
import {
  ADMIN,
  APPROVAL,
  AUDITOR,
  COLLEAGUE,
  EXTENSION,
  LATER,
  LEAD,
  ORGANISATION,
  OWNER,
  REQUEST,
  TEAM,
  THIRD,
  WORKFLOW,
} from './perfect.ts';

const said = {
  by: COLLEAGUE,
  name: 'The colleague',
  choice: 'approve' as const,
  at: LATER,
  stage: 0,
};
const other = { ...said, by: THIRD, name: 'The third' };
const end = { ending: 'denied' as const, at: LATER, by: COLLEAGUE, name: 'The colleague' };

describe('an approval', () => {
  test('loses the name of one who decided, and keeps the others', () => {
    const decided = { ...APPROVAL, decisions: [said, other] };
    expect(erasedApproval(decided, COLLEAGUE)).toEqual({
      state: { ...decided, decisions: [{ ...said, name: ERASED }, other] },
      parts: ['REASON#0'],
    });
  });

  test('that the person denied loses name and reason', () => {
    const denied = { ...APPROVAL, decisions: [{ ...said, choice: 'deny' as const }], end };
    expect(erasedApproval(denied, COLLEAGUE)).toMatchObject({
      state: { decisions: [{ by: COLLEAGUE, name: ERASED }], end: { by: COLLEAGUE, name: ERASED } },
      parts: ['REASON'],
    });
  });

  test("that somebody else denied keeps that one's reason, and loses why the person approved", () => {
    const denied = { ...APPROVAL, decisions: [said], end: { ...end, by: THIRD, name: 'T' } };
    expect(erasedApproval(denied, COLLEAGUE)).toMatchObject({
      state: { end: { name: 'T' } },
      parts: ['REASON#0'],
    });
  });
});

const answer = { by: ADMIN, name: 'The admin', at: LATER, reason: 'too wide' };

describe('a request', () => {
  test('loses what the requester wrote, and keeps the answer', () => {
    const rejected = { ...REQUEST, state: 'rejected' as const, answer };
    expect(erasedRequest(rejected, REQUEST.by)).toEqual({
      state: { ...rejected, need: ERASED, because: ERASED },
      parts: [],
    });
  });

  test('that was answered with what exists keeps the name of it', () => {
    const reused = { ...REQUEST, state: 'reused' as const, because: 'plugin/x' };
    expect(erasedRequest(reused, REQUEST.by)?.state.because).toBe('plugin/x');
  });

  test('loses name and reason of who answered, and the salt of its digest', () => {
    const rejected = { ...REQUEST, state: 'rejected' as const, answer };
    expect(erasedRequest(rejected, ADMIN)).toEqual({
      state: { ...rejected, answer: { ...answer, name: ERASED, reason: ERASED } },
      parts: ['SALT'],
    });
  });
});

describe('what an owner was asked', () => {
  const said = { ...answer, state: 'release-planned' as const };
  const asked = { ...EXTENSION, answers: [said, { ...said, by: THIRD }, said] };

  test('loses what the team wrote, and keeps the answers', () => {
    expect(erasedExtension(asked, EXTENSION.by)).toEqual({
      state: { ...asked, need: ERASED, missing: ERASED },
      parts: [],
    });
  });

  test('loses name and reason of one owner, and the salts of the digests', () => {
    const gone = { ...said, name: ERASED, reason: ERASED };
    expect(erasedExtension(asked, ADMIN)).toEqual({
      state: { ...asked, answers: [gone, { ...said, by: THIRD }, gone] },
      parts: ['SALT#1', 'SALT#3'],
    });
  });
});

const CHANGE: SettingsChange = {
  id: 'chg_1',
  wanted: { about: 'retention', days: 90 },
  state: 'refused',
  by: OWNER,
  at: LATER,
  answer,
};

const PROPOSED: Proposed = {
  id: 'rev_1',
  workflow: 'x',
  team: TEAM.id,
  against: 1,
  home: 'slack',
  by: OWNER,
  at: LATER,
  reasons: [],
  scopes: [],
  state: 'refused',
  answers: [{ review: 'team', by: LEAD, name: 'The lead', at: LATER }],
  end: { by: ADMIN, name: 'The admin', at: LATER },
};

test('a settings change loses name, reason and salt of who answered', () => {
  expect(erasedSettingsChange(CHANGE, ADMIN)).toEqual({
    state: { ...CHANGE, answer: { ...answer, name: ERASED, reason: ERASED } },
    parts: ['SALT'],
  });
});

test('a proposed revision loses the names of reviewers, and the reason of who refused it', () => {
  expect(erasedProposal(PROPOSED, LEAD)).toMatchObject({
    state: { answers: [{ by: LEAD, name: ERASED }], end: { name: 'The admin' } },
    parts: [],
  });
  expect(erasedProposal(PROPOSED, ADMIN)).toMatchObject({
    state: { answers: [{ name: 'The lead' }], end: { by: ADMIN, name: ERASED } },
    parts: ['REASON'],
  });
});

describe('erasing twice changes nothing, and what is about others is left alone', () => {
  const approval = { ...APPROVAL, decisions: [said], end };
  const request = { ...REQUEST, state: 'rejected' as const, answer };
  const extension = { ...EXTENSION, answers: [{ ...answer, state: 'declined' as const }] };
  test.each([
    ['extension', erasedExtension(extension, ADMIN)?.state, erasedExtension, ADMIN],
    ['extension of one’s own', erasedExtension(EXTENSION, OWNER)?.state, erasedExtension, OWNER],
    ['approval', erasedApproval(approval, COLLEAGUE)?.state, erasedApproval, COLLEAGUE],
    ['request', erasedRequest(request, ADMIN)?.state, erasedRequest, ADMIN],
    ['request of one’s own', erasedRequest(REQUEST, OWNER)?.state, erasedRequest, OWNER],
    ['settings change', erasedSettingsChange(CHANGE, ADMIN)?.state, erasedSettingsChange, ADMIN],
    ['proposed revision', erasedProposal(PROPOSED, LEAD)?.state, erasedProposal, LEAD],
  ])('%s', (_name, state, erase: (it: never, who: string) => unknown, person) => {
    expect(state).toBeDefined();
    expect(Reflect.apply(erase, undefined, [state, person])).toBeUndefined();
    expect(Reflect.apply(erase, undefined, [state, 'T1/UNOBODY'])).toBeUndefined();
  });
});

describe('whoever holds something hands it over first', () => {
  const held = { organisation: ORGANISATION, teams: [TEAM], workflows: [WORKFLOW] };
  test.each([
    [ADMIN, ['platform admin']],
    [AUDITOR, ['auditor']],
    [OWNER, [`owner of ${WORKFLOW.id}`, 'member of team-support']],
    [LEAD, ['lead of team-support', 'member of team-support']],
    ['T1/UNOBODY', []],
  ])('%s: %j', (person, holdings) => expect(holdingsOf(person, held)).toEqual(holdings));

  test('a retired workflow holds nobody back', () => {
    const retired = {
      ...held,
      teams: [],
      workflows: [{ ...WORKFLOW, status: 'retired' as const }],
    };
    expect(mayErase(OWNER, retired)).toBeUndefined();
  });

  test('backups count as well', () => {
    const backup = 'T1/UBACKUP';
    const teams = [{ ...TEAM, backup }];
    const workflows = [{ ...WORKFLOW, backup }];
    expect(holdingsOf(backup, { ...held, teams, workflows })).toHaveLength(2);
  });

  test('is told what, and how much more there is', () => {
    const workflows = Array.from({ length: 15 }, (_, n) => ({ ...WORKFLOW, id: `flow-${n}` }));
    const refusal = mayErase(OWNER, { ...held, teams: [], workflows });
    expect(refusal).toMatchObject({ why: 'still-holds', facts: { holdings: 15 } });
    expect(refusal?.say).toContain('owner of flow-0;');
    expect(refusal?.say).toContain('and 3 more');
  });
});

test('what stays is told', () => {
  expect(STAYS.join(' ')).toMatch(/Slack id stays/);
});

describe('an access request', () => {
  const refused: AccessRequest = {
    ...{ id: 'acc_1', workflow: 'w', team: 't', wants: [{ connector: 'crm', scope: 'x' }] },
    ...{ reason: 'Customers ask.', filed: false, by: OWNER, at: LATER, state: 'refused' },
    end: { by: ADMIN, name: 'Admin', at: LATER },
  };

  test('loses what it was for with whoever asked', () => {
    expect(erasedAccess(refused, OWNER)).toEqual({
      state: { ...refused, reason: ERASED },
      parts: [],
    });
  });

  test('loses name and reason of whoever answered', () => {
    expect(erasedAccess(refused, ADMIN)).toEqual({
      state: { ...refused, end: { ...refused.end, name: ERASED } },
      parts: ['REASON'],
    });
  });

  test('keeps what is nobody’s words, and is erased once', () => {
    expect(erasedAccess({ ...refused, filed: true }, OWNER)).toBeUndefined();
    expect(erasedAccess({ ...refused, reason: ERASED }, OWNER)).toBeUndefined();
    expect(erasedAccess(refused, COLLEAGUE)).toBeUndefined();
  });
});
