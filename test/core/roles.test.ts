import { describe, expect, test } from 'vitest';
import { ACTS, type Act, MAY, mayNot, ROLES, type Role, rolesOf } from '../../lib/core/roles.ts';
import {
  ADMIN,
  AUDITOR,
  COLLEAGUE,
  LEAD,
  ORGANISATION,
  OUTSIDER,
  OWNER,
  TEAM,
  THIRD,
} from './perfect.ts';

const NOBODY = 'T1/U99';
const STANDING = { organisation: ORGANISATION, team: TEAM, owner: OWNER, backup: THIRD };

/** A person who holds this role and none above `colleague` besides. */
const ALONE: Record<Role, { person: string; standing: typeof STANDING }> = {
  outsider: { person: OUTSIDER, standing: STANDING },
  colleague: { person: NOBODY, standing: STANDING },
  member: { person: COLLEAGUE, standing: STANDING },
  lead: { person: NOBODY, standing: { ...STANDING, team: { ...TEAM, lead: NOBODY } } },
  owner: { person: NOBODY, standing: { ...STANDING, owner: NOBODY } },
  backup: { person: NOBODY, standing: { ...STANDING, backup: NOBODY } },
  auditor: { person: AUDITOR, standing: STANDING },
  admin: { person: ADMIN, standing: STANDING },
};

/** Columns as in ROLES: outsider colleague member lead owner backup auditor admin. */
const TABLE: Record<Act, string> = {
  find: '. x x x x x x x',
  request: '. . x x x x . .',
  register: '. . x x x x . .',
  'offer-key': '. . . x x x . .',
  'set-webhook': '. . . x x x . .',
  'answer-request': '. . . . . . . x',
  'answer-extension': '. . x x . . . .',
  'see-payload': '. . x x x x x .',
  'move-approval': '. . . x x x . x',
  delegate: '. x x x x x x x',
  'remind-deciders': '. . . x x x . x',
  'read-log': '. . x x x x x x',
  'read-all-logs': '. . . . . . x .',
  import: '. . . . . . . x',
  'retire-model': '. . . . . . . x',
  'publish-release': '. . x x . . . .',
  'publish-shared': '. . . . . . . x',
  'announce-change': '. . x x . . . .',
  'announce-shared': '. . x x . . . x',
  deprecate: '. . . x . . . x',
  'deprecate-shared': '. . . . . . . x',
  'edit-workflow': '. . x x x x . .',
  'move-home': '. . . x x x . .',
  'review-revision': '. . . x x x . .',
  'ask-access': '. . x x x x . .',
  'grant-access': '. . . . . . . x',
  'set-credentials': '. . . . . . . x',
  'see-credentials': '. . . . . . x x',
  'pause-workflow': '. . . x x x . x',
  'resume-workflow': '. . . x x x . x',
  'retire-workflow': '. . . x x x . x',
  'send-notice': '. . . . . . . x',
  'answer-notice': '. . . x x x . .',
  'answer-nudge': '. . . x x x . x',
  'revoke-key': '. . . x x x . x',
  'claim-workflow': '. . . x x . . x',
  'create-team': '. . . . . . . x',
  'edit-team': '. . . x . . . x',
  'merge-teams': '. . . . . . . x',
  'issue-ci-key': '. . . x . . . x',
  'see-settings': '. . . . . . x x',
  'change-settings': '. . . . . . . x',
  'propose-change': '. . . . . . . x',
  countersign: '. . . . . . . x',
  'import-estate': '. . . . . . . x',
  'read-oversight': '. . . . . . x x',
  'erase-person': '. . . . . . . x',
  uninstall: '. . . . . . . x',
  'judge-duplicates': '. . . . . . . x',
  promote: '. . x x . . . .',
  'review-promotion': '. . . . . . . x',
  demote: '. . . . . . . x',
  'transfer-component': '. . . x . . . x',
  'take-component': '. . . x . . . .',
  'rename-component': '. . . x . . . x',
  'break-glass': '. . . . . . . x',
  'take-workflow': '. . . x . x . .',
  'name-owner': '. . . x . x . x',
  'run-job': '. . . . . . . x',
};

const CELLS = ACTS.flatMap((act) =>
  ROLES.map((role, column) => [role, act, TABLE[act].split(' ')[column] === 'x'] as const),
);

test.each(CELLS)('%s, %s: %s', (role, act, allowed) => {
  const { person, standing } = ALONE[role];
  expect(mayNot(act, person, standing) === undefined).toBe(allowed);
});

test('the table has a cell for every act and role', () => {
  expect(Object.keys(MAY).sort()).toEqual([...ACTS].sort());
  for (const act of ACTS) expect(TABLE[act].split(' ')).toHaveLength(ROLES.length);
});

describe('roles', () => {
  test("a team's backup stands in for its lead", () => {
    const standing = { ...STANDING, team: { ...TEAM, backup: NOBODY } };
    expect(rolesOf(NOBODY, standing)).toEqual(['colleague', 'lead']);
  });

  test('add up', () => {
    const standing = { ...STANDING, backup: OWNER };
    expect(rolesOf(OWNER, standing)).toEqual(['colleague', 'member', 'owner', 'backup']);
    expect(rolesOf(LEAD, STANDING)).toEqual(['colleague', 'member', 'lead']);
  });

  test('of somebody of another organisation come to nothing, whatever the lists say', () => {
    const team = { ...TEAM, members: [OUTSIDER], lead: OUTSIDER };
    const organisation = { ...ORGANISATION, admins: [OUTSIDER], auditors: [OUTSIDER] };
    expect(rolesOf(OUTSIDER, { organisation, team, owner: OUTSIDER })).toEqual(['outsider']);
  });

  test('without a team or workflow are what the organisation gives', () => {
    expect(rolesOf(ADMIN, { organisation: ORGANISATION })).toEqual(['colleague', 'admin']);
  });
});

describe('while the organisation is stopped', () => {
  const stopped = { at: '2026-11-23T10:00:00.000Z', why: 'app-uninstalled' as const };
  const GOES_ON = [
    ...['find', 'see-payload', 'read-log', 'read-all-logs', 'see-settings', 'read-oversight'],
    ...['revoke-key', 'pause-workflow', 'erase-person', 'uninstall'],
  ];

  test.each(ACTS)('%s', (act) => {
    const role = ROLES.find((one) => MAY[act].includes(one)) ?? 'admin';
    const { person, standing } = ALONE[role];
    const organisation = { ...standing.organisation, stopped };
    const refusal = mayNot(act, person, { ...standing, organisation });
    expect(refusal === undefined).toBe(GOES_ON.includes(act));
    if (refusal) expect(refusal.say).toContain('removed from Slack');
  });

  test('an outsider is told no more than before', () => {
    const organisation = { ...ORGANISATION, stopped };
    expect(mayNot('find', OUTSIDER, { organisation })?.say).toContain('Only people');
  });
});

test('a refusal says who could', () => {
  expect(mayNot('register', ADMIN, STANDING)).toEqual({
    kind: 'refused',
    why: 'not-allowed',
    say: 'Only members of the owning team can do this. The team is Support.',
    facts: { act: 'register' },
  });
});
