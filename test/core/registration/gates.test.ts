import { describe, expect, test } from 'vitest';
import type { Decides } from '../../../lib/core/baseline-rules.ts';
import type { GateRule } from '../../../lib/core/manifest.ts';
import {
  approversWithin,
  gateProblems,
  type Naming,
} from '../../../lib/core/registration/gates.ts';
import { refuse } from '../../../lib/core/result.ts';
import { ADMIN, COLLEAGUE, LEAD, TEAM, THIRD, WORKFLOW } from '../perfect.ts';
import { with_ } from './first.ts';

const ACTION = 'send_external_email';
const named = (rule: GateRule) => with_({ gates: { [ACTION]: rule } });
const found = (people: readonly string[], rest: { gaps?: string[] } = {}): Naming => ({
  byAction: new Map([[ACTION, { people, gaps: [], ...rest }]]),
  admins: [ADMIN],
});
const SEEN = {
  manifest: named({ approvers: { people: [COLLEAGUE] } }),
  before: undefined,
  team: { ...TEAM, lead: LEAD, backup: THIRD },
  naming: found([COLLEAGUE]),
  ruled: (): Decides | undefined => undefined,
};

test('approvers who are there are none', () => {
  expect(gateProblems(SEEN)).toEqual([]);
  expect(gateProblems({ ...SEEN, naming: undefined })).toEqual([]);
});

test('a fresh login is refused on its line with the reason, and not ignored', () => {
  const [problem, ...more] = gateProblems({ ...SEEN, manifest: named({ step_up: true }) });
  expect(problem).toMatchObject({
    field: `gates.${ACTION}.step_up`,
    say: expect.stringContaining("needs an identity provider in the organisation's settings"),
  });
  expect(more).toEqual([]);
});

test('a part that nobody is in is one on its line, also next to people', () => {
  const naming = found([COLLEAGUE], { gaps: ['There is no team "team-x".'] });
  expect(gateProblems({ ...SEEN, naming })).toEqual([
    { field: `gates.${ACTION}.approvers`, say: 'There is no team "team-x".' },
  ]);
});

describe('where Slack does not answer', () => {
  const unsure = refuse('lookup-failed', 'Slack did not answer in time. Try again.');
  const naming = {
    byAction: new Map([[ACTION, { people: [], gaps: [], unsure }]]),
    admins: [],
  };
  test.each([
    ['a first revision waits', undefined],
    ['other approvers wait', { ...WORKFLOW, manifest: named({ approvers: { group: 'S1' } }) }],
    ['a gate that had none waits', WORKFLOW],
  ])('%s', (_, before) => {
    expect(gateProblems({ ...SEEN, naming, before })).toMatchObject([{ say: unsure.say }]);
  });

  test('a revision that leaves the approvers alone does not', () => {
    const before = { ...WORKFLOW, manifest: SEEN.manifest };
    expect(gateProblems({ ...SEEN, naming, before })).toEqual([]);
  });
});

describe('where the baseline has a say, approvers only narrow it', () => {
  test.each([
    ['team', [ADMIN], 0],
    ['lead', [LEAD], 0],
    ['lead', [COLLEAGUE, THIRD], 0],
    ['lead', [COLLEAGUE, ADMIN], 1],
    ['platform', [ADMIN], 0],
    ['platform', [LEAD, COLLEAGUE], 1],
  ] as const)('%s against %j: %i problems', (by, people, problems) => {
    expect(gateProblems({ ...SEEN, naming: found(people), ruled: () => by })).toHaveLength(
      problems,
    );
  });

  test.each([
    ['team', [COLLEAGUE, LEAD, ADMIN]],
    ['lead', [LEAD]],
    ['platform', [ADMIN]],
  ] as const)('of those who are named it leaves with %s: %j', (by, people) => {
    const naming = found([COLLEAGUE, LEAD, ADMIN]);
    expect(approversWithin({ ...SEEN, naming, ruled: () => by }).get(ACTION)).toEqual({
      people,
      gaps: [],
    });
  });

  test('the problem says who decides there, and both ways out', () => {
    const [problem] = gateProblems({ ...SEEN, ruled: () => 'lead' });
    expect(problem?.say).toBe(
      `The baseline lets the lead of team-support and the lead's backup decide on ${ACTION}, and nobody of them is among these approvers. Name one of them, or leave "approvers" out.`,
    );
    const [other] = gateProblems({ ...SEEN, ruled: () => 'platform' });
    expect(other?.say).toContain('The baseline lets platform admins decide');
  });
});
