import { describe, expect, test } from 'vitest';
import {
  editorOf,
  identityIdSchema,
  identitySchema,
  namesEverything,
  namesNobody,
  sameIssuer,
  subjectMatches,
  teamsOfToken,
} from '../../lib/core/ci.ts';
import type { Team } from '../../lib/core/people.ts';
import { NOW, OWNER } from './perfect.ts';

const GITHUB = 'https://token.actions.example';
const MAIN = 'repo:acme/support:ref:refs/heads/main';

describe('a subject pattern', () => {
  test.each([
    [MAIN, MAIN, true],
    [MAIN, `${MAIN}x`, false],
    [MAIN, `x${MAIN}`, false],
    ['repo:acme/support:*', MAIN, true],
    ['repo:acme/support:*', 'repo:acme/support:', true],
    ['repo:acme/support:*', 'repo:acme/support-evil:ref:refs/heads/main', false],
    ['repo:acme/*:ref:refs/heads/main', MAIN, true],
    ['repo:acme/*:ref:refs/heads/main', 'repo:acme/a/b:ref:refs/heads/main', true],
    ['repo:acme/*:ref:refs/heads/main', 'repo:acme/support:ref:refs/heads/mainx', false],
    ['*:ref:refs/heads/main', MAIN, true],
    ['repo:*:ref:*/main', MAIN, true],
    ['repo:*main*main', MAIN, false],
    ['ab*ba', 'aba', false],
    ['ab*ba', 'abba', true],
    ['a*b*b', 'ab', false],
    // Nothing but the star means more than itself.
    ['repo:acme/support.', 'repo:acme/supportX', false],
    ['repo:acme/(support|sales):*', MAIN, false],
    ['repo:acme/s.pport:*', MAIN, false],
    ['repo:acme/?upport:*', MAIN, false],
    ['REPO:acme/support:*', MAIN, false],
    // A pattern of only stars would speak for everybody.
    ['*', MAIN, false],
    ['**', MAIN, false],
    ['', '', false],
  ])('%j on %j: %s', (pattern, subject, matches) => {
    expect(subjectMatches(pattern, subject)).toBe(matches);
  });
  test.each([
    ['', true],
    ['*', true],
    ['***', true],
    ['a*', false],
    ['* ', false],
  ])('%j names everything: %s', (pattern, everything) => {
    expect(namesEverything(pattern)).toBe(everything);
  });
});

test.each([
  [GITHUB, GITHUB, true],
  [GITHUB, `${GITHUB}/`, true],
  [GITHUB, `${GITHUB}//`, false],
  [GITHUB, 'https://token.actions.example.evil', false],
  [GITHUB, `${GITHUB}/tenant`, false],
])('the issuers %s and %s are the same: %s', (one, other, same) => {
  expect(sameIssuer(one, other)).toBe(same);
});

const TEAM: Team = {
  id: 'team-support',
  name: 'Support',
  lead: OWNER,
  members: [OWNER],
  channel: 'C1',
  ci: [{ issuer: GITHUB, subject: 'repo:acme/support:*' }],
};
const TOKEN = { issuer: GITHUB, subject: MAIN };

test('a token is of every team that lists its issuer and its subject together', () => {
  const sales = { ...TEAM, id: 'team-sales' };
  const elsewhere = [{ issuer: 'https://other.example', subject: 'repo:acme/support:*' }];
  const { ci: _, ...none } = TEAM;
  const teams = [TEAM, sales, { ...TEAM, id: 'other', ci: elsewhere }, { ...none, id: 'none' }];
  expect(teamsOfToken(TOKEN, teams)).toEqual(['team-support', 'team-sales']);
  expect(teamsOfToken({ ...TOKEN, subject: 'repo:acme/sales:x' }, teams)).toEqual([]);
  expect(teamsOfToken(TOKEN, [{ ...TEAM, mergedInto: 'team-sales' }])).toEqual([]);
});

test('a job registers for the team that the manifest names, if it is one of its own', () => {
  const job = { kind: 'ci' as const, identity: 'ci-main', teams: ['team-a', 'team-b'] };
  expect(editorOf(job, 'team-b')).toEqual({ kind: 'ci', id: 'ci-main', team: 'team-b' });
  expect(editorOf(job, 'team-c')).toMatchObject({ team: 'team-a and team-b' });
});

test.each(['ci-support-main', 'a', '0', 'x'.repeat(60)])('%s is a name', (id) => {
  expect(identityIdSchema.safeParse(id).success).toBe(true);
});

test.each(['', '-a', 'a-', 'CI', 'a b', 'oidc:host:1', 'a/b', 'x'.repeat(61), 'ä'])(
  '%j is no name, so that none passes for an OIDC job',
  (id) => {
    const identity = { id, team: 'team-support', createdAt: NOW };
    expect(identitySchema.safeParse(identity).success).toBe(false);
  },
);

test.each([
  ['repo:*', true],
  ['repo:*:ref:refs/heads/main', true],
  ['*:ref:refs/heads/main', true],
  ['project_path:*', true],
  ['repo:acme/*', false],
  ['repo:acme*', false],
  ['deploy-*', false],
  [MAIN, false],
])('%j says nobody to belong to: %s', (pattern, nobody) => {
  expect(namesNobody(pattern)).toBe(nobody);
});
