import { describe, expect, test } from 'vitest';
import { backupRequired, ownerRequired } from '../../../lib/core/findings/people.ts';
import type { Subject } from '../../../lib/core/findings.ts';
import { ADMIN, COLLEAGUE, LEAD, OWNER, TEAM } from '../perfect.ts';
import { RULES, SUBJECT } from './perfect.ts';

const withLeads = { ...TEAM, members: [OWNER], lead: LEAD, backup: COLLEAGUE };
const said = (breaches: readonly { say: string }[]) => breaches.map((one) => one.say);

describe('the owner', () => {
  test.each([
    ['nobody', { owner: undefined }, 'Nobody owns it.'],
    ['somebody outside the team', { owner: ADMIN }, 'Its owner is not in team-support.'],
    [
      'somebody deactivated',
      { inactive: new Set([OWNER]) },
      'Its owner is no active person of this organisation.',
    ],
  ])('%s is a breach', (_, change, say) => {
    const [breach, ...rest] = ownerRequired(RULES, { ...SUBJECT, ...change });
    expect(breach).toEqual({
      field: 'owner_person',
      say,
      fix: 'Name somebody of team-support in "owner_person".',
    });
    expect(rest).toEqual([]);
  });

  test.each([
    ['a member', { owner: OWNER }],
    ['the lead, listed or not', { owner: LEAD, team: withLeads }],
    ['the lead’s backup', { owner: COLLEAGUE, team: withLeads }],
    ['a member while somebody else is deactivated', { inactive: new Set([ADMIN]) }],
  ] satisfies [string, Partial<Subject>][])('%s is fine', (_, change) => {
    expect(ownerRequired(RULES, { ...SUBJECT, ...change })).toEqual([]);
  });
});

describe('the backup', () => {
  test.each([
    ['nobody', { backup: undefined }, 'It has no backup.'],
    ['the owner again', { backup: OWNER }, 'Owner and backup are the same person.'],
    ['somebody outside the team', { backup: ADMIN }, 'Its backup is not in team-support.'],
    [
      'somebody deactivated',
      { inactive: new Set([COLLEAGUE]) },
      'Its backup is no active person of this organisation.',
    ],
  ])('%s is a breach', (_, change, say) => {
    expect(said(backupRequired(RULES, { ...SUBJECT, ...change }))).toEqual([say]);
  });

  test('a second member is fine', () => {
    expect(backupRequired(RULES, SUBJECT)).toEqual([]);
  });

  test('nobody owns it and nobody backs it up: that is no agreement of two', () => {
    const nobody = { ...SUBJECT, owner: undefined, backup: undefined };
    expect(said(backupRequired(RULES, nobody))).toEqual(['It has no backup.']);
  });
});
