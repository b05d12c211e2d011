import { describe, expect, test } from 'vitest';
import { warnings } from '../../../lib/core/registration/warnings.ts';
import { refuse } from '../../../lib/core/result.ts';
import { COLLEAGUE, MANIFEST, OWNER, TEAM, THIRD, WORKFLOW } from '../perfect.ts';
import { said, with_ } from './first.ts';

describe('warnings', () => {
  test('none for the manifest of the plan', () => expect(said({})).toEqual([]));

  test('only one person could decide', () => {
    expect(said({ team: { ...TEAM, members: [OWNER, COLLEAGUE] } })).toEqual([
      'Only one person in team-support could decide on its approvals besides you.',
    ]);
  });

  test('nobody could decide', () => {
    expect(said({ team: { ...TEAM, members: [OWNER] } })[0]).toMatch(
      /^Nobody in team-support could decide/,
    );
  });

  test('a gate that no component meets', () => {
    const manifest = with_({ review_required_actions: ['send_external_email', 'refnud'] });
    expect(said({ manifest })).toEqual([
      'No pinned component lists refnud. It is gated all the same; check the spelling.',
    ]);
  });

  test('an action without a gate', () => {
    const { review_required_actions: _, ...manifest } = MANIFEST;
    expect(said({ manifest })).toEqual(['Without a gate: send_external_email.']);
  });
});

describe('of an action with approvers', () => {
  const approvers = { people: [COLLEAGUE] };
  const manifest = with_({ gates: { send_external_email: { approvers } } });
  const seen = { manifest, team: { ...TEAM, members: [OWNER, COLLEAGUE] }, person: OWNER };
  const warned = (people: readonly string[], unsure?: ReturnType<typeof refuse<'lookup-failed'>>) =>
    warnings(WORKFLOW, {
      ...seen,
      approvers: new Map([['send_external_email', { people, gaps: [], unsure }]]),
    });

  test.each([
    [[COLLEAGUE], 'Only one person of its approvers could decide'],
    [[COLLEAGUE, OWNER], 'Only one person of its approvers could decide'],
    [[OWNER], 'Nobody of its approvers could decide'],
  ])('only so many could decide: %j', (people, say) => {
    const [said, ...more] = warned(people);
    expect(said).toBe(`${say} on send_external_email besides you.`);
    expect(more).toEqual([]);
  });

  test('none where two could, and none that rests on what Slack did not say', () => {
    expect(warned([COLLEAGUE, THIRD])).toEqual([]);
    expect(warned([], refuse('lookup-failed', 'Try again.'))).toEqual([]);
  });
});

test('by CI nobody is left out of who could decide', () => {
  const team = { ...TEAM, members: [OWNER, COLLEAGUE] };
  const seen = { manifest: MANIFEST, team, person: undefined };
  expect(warnings({ ...WORKFLOW, owner: 'T1/U9' }, seen)).toEqual([]);
});
