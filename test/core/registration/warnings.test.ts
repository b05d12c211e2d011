import { describe, expect, test } from 'vitest';
import { warnings } from '../../../lib/core/registration/warnings.ts';
import { COLLEAGUE, MANIFEST, OWNER, TEAM, WORKFLOW } from '../perfect.ts';
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

test('by CI nobody is left out of who could decide', () => {
  const team = { ...TEAM, members: [OWNER, COLLEAGUE] };
  const seen = { manifest: MANIFEST, team, person: undefined };
  expect(warnings({ ...WORKFLOW, owner: 'T1/U9' }, seen)).toEqual([]);
});
