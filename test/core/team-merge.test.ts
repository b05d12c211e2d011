import { expect, test } from 'vitest';
import type { Rules } from '../../lib/core/baseline.ts';
import { defaultBaseline } from '../../lib/core/baseline-default.ts';
import type { PersonKey, Team } from '../../lib/core/people.ts';
import { mergeTeams, renamedTeam, resolveAliases } from '../../lib/core/team-merge.ts';
import { ADMIN, COLLEAGUE, NOW, TEAM } from './perfect.ts';

const OTHER: Team = {
  id: 'team-claims',
  name: 'Claims',
  lead: ADMIN,
  members: [ADMIN, COLLEAGUE],
  channel: 'C5',
};
const pattern = (subject: string) => ({ issuer: 'https://ci.example.com', subject });
const { rules: RULES } = defaultBaseline([], NOW);

test('people come together; lead and channel stay those of the team that remains', () => {
  expect(mergeTeams(TEAM, OTHER, RULES)).toEqual({
    kind: 'merged',
    from: {
      id: 'team-support',
      name: 'Support',
      lead: TEAM.lead,
      members: [],
      channel: 'C1',
      mergedInto: 'team-claims',
      carrying: true,
    },
    into: { ...OTHER, members: [ADMIN, COLLEAGUE, 'T1/U1', 'T1/U3', 'T1/U4'] },
  });
});

test('CI patterns come together, each once', () => {
  const from = { ...TEAM, ci: [pattern('repo:a'), pattern('repo:b')] };
  const into = { ...OTHER, ci: [pattern('repo:b'), pattern('repo:c')] };
  expect(mergeTeams(from, into, undefined)).toMatchObject({
    into: { ci: [pattern('repo:b'), pattern('repo:c'), pattern('repo:a')] },
  });
});

test('a user group that would drop those who come is given up', () => {
  expect(mergeTeams(TEAM, { ...OTHER, group: 'S1' }, RULES)).toMatchObject({
    into: expect.not.objectContaining({ group: 'S1' }),
  });
  const within = { ...TEAM, members: [COLLEAGUE] };
  expect(mergeTeams(within, { ...OTHER, group: 'S1' }, RULES)).toMatchObject({
    into: { group: 'S1' },
  });
});

const people = (from: number): PersonKey[] =>
  Array.from({ length: 300 }, (_, at): PersonKey => `T1/UM${from + at}`);
const patterns = (from: number) => Array.from({ length: 11 }, (_, at) => pattern(`${from + at}`));

function ruled(teams: Rules['range-width']['teams']): Rules {
  return { ...RULES, 'range-width': { ...RULES['range-width'], ...(teams ? { teams } : {}) } };
}
const LATER = { mode: 'off', from: '2027-01-01' } as const;

test.each<[string, Team, Team, Rules, string, RegExp]>([
  ['into itself', TEAM, TEAM, RULES, 'same-team', /into itself/],
  [
    'when it was merged before',
    { ...TEAM, mergedInto: 'x' },
    OTHER,
    RULES,
    'merged-away',
    /into x already/,
  ],
  [
    'into a merged team, so that no circle can be made',
    TEAM,
    { ...OTHER, mergedInto: TEAM.id },
    RULES,
    'merged-away',
    /into team-support already/,
  ],
  [
    'beyond 500 members',
    { ...TEAM, members: people(0) },
    { ...OTHER, members: people(300) },
    RULES,
    'too-many',
    /600 members/,
  ],
  [
    'beyond 20 patterns',
    { ...TEAM, ci: patterns(0) },
    { ...OTHER, ci: patterns(11) },
    RULES,
    'too-many',
    /22 CI patterns/,
  ],
  [
    'where the baseline treats it in a way of its own',
    TEAM,
    OTHER,
    ruled({ 'team-support': LATER }),
    'baseline-names-team',
    /"range-width".*team-claims the same/,
  ],
])('is refused %s', (_name, from, into, rules, why, say) => {
  expect(mergeTeams(from, into, rules)).toMatchObject({
    kind: 'refused',
    why,
    say: expect.stringMatching(say),
  });
});

test('a baseline that treats both alike is no obstacle', () => {
  const rules = ruled({ 'team-support': LATER, 'team-claims': LATER });
  expect(mergeTeams(TEAM, OTHER, rules)).toMatchObject({ kind: 'merged' });
});

test('a renamed team has all that the old one had', () => {
  const full = { ...TEAM, backup: COLLEAGUE, group: 'S1', onCall: 'S2', ci: [pattern('a')] };
  expect(renamedTeam(full, 'support')).toEqual({ ...full, id: 'support' });
});

const alias = (id: string, mergedInto: string): Team => ({ ...TEAM, id, mergedInto });

test('an id means the team at the end of the line', () => {
  const aliases = [alias('a', 'b'), alias('b', 'c'), alias('d', 'c')];
  expect([...resolveAliases(aliases)]).toEqual([
    ['a', 'c'],
    ['b', 'c'],
    ['d', 'c'],
  ]);
});

test('ids that lead in a circle mean nothing, and others still do', () => {
  const aliases = [alias('a', 'b'), alias('b', 'a'), alias('into-circle', 'a'), alias('d', 'c')];
  expect([...resolveAliases(aliases)]).toEqual([['d', 'c']]);
});

test.each([
  ['is refused where the other team is let off', { mode: 'off', from: '2026-01-01' }, 'refused'],
  ['is refused also before its day', { mode: 'off', from: '2099-01-01' }, 'refused'],
  ['goes where the other team is held to more', { mode: 'enforce', from: '2026-01-01' }, 'merged'],
] as const)('one admin alone takes no team out of a rule: a merge %s', (_name, own, kind) => {
  const { widest } = RULES['range-width'];
  const rule: Rules['range-width'] = { mode: 'observe', widest, teams: { 'team-claims': own } };
  expect(mergeTeams(TEAM, OTHER, { ...RULES, 'range-width': rule }).kind).toBe(kind);
});
