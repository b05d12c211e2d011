import { describe, expect, test } from 'vitest';
import type { RuledAction } from '../../lib/core/baseline-rules.ts';
import { type Asking, gateFor, leadsOf, whoDecides } from '../../lib/core/gate.ts';
import { type Policy, policyOf } from '../../lib/core/policy.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import {
  ADMIN,
  COLLEAGUE,
  LATER,
  LEAD,
  MANIFEST,
  NOW,
  ORGANISATION,
  OWNER,
  TEAM,
  THIRD,
  WORKFLOW,
} from './perfect.ts';

const ACTION = 'send_external_email';
const ruled = (by: RuledAction['by']): RuledAction => ({ action: ACTION, by });
const under = (by?: RuledAction['by']): Policy => policyOf({}, by && ruled(by));
const ASKING: Asking = {
  workflow: WORKFLOW,
  team: TEAM,
  organisation: ORGANISATION,
  onBehalfOf: undefined,
  now: NOW,
  policy: under(),
};
/** The one stage of a policy that has one. */
function asking(change: Partial<Asking> = {}) {
  const { stages, excluded } = whoDecides({ ...ASKING, ...change });
  expect(stages).toHaveLength(1);
  return { ...stages[0], excluded };
}
const key = { id: 'key_1', hash: 'h', holder: COLLEAGUE, issuedAt: NOW };

describe('the gate of an action', () => {
  test('is one person within a day where the manifest says nothing', () => {
    const stage = { of: 'manifest', who: 'team', quorum: 1, stepUp: false, reason: false };
    expect(gateFor(WORKFLOW, ACTION, NOW)).toMatchObject({
      kind: 'gate',
      policy: { stages: [stage], expiresInMinutes: 1440 },
    });
  });

  test('is what the manifest says', () => {
    const gates = { [ACTION]: { quorum: 3, expires_in_minutes: 30 } };
    const workflow = { ...WORKFLOW, manifest: { ...MANIFEST, gates } };
    expect(gateFor(workflow, ACTION, NOW)).toMatchObject({
      policy: { stages: [{ quorum: 3 }], expiresInMinutes: 30 },
    });
  });

  test.each(['discovered', 'registered', 'paused', 'retired'] as const)(
    'is closed while the workflow is %s',
    (status) => {
      expect(gateFor({ ...WORKFLOW, status }, ACTION, NOW)).toMatchObject({
        why: 'workflow-not-active',
        facts: { status },
      });
    },
  );

  test('an action that is listed but not gated needs no approval', () => {
    const workflow = { ...WORKFLOW, actions: [ACTION, 'read_tickets'] };
    expect(gateFor(workflow, 'read_tickets', NOW)).toMatchObject({ why: 'not-gated' });
  });

  test('an action that nobody listed is refused, so that calling it otherwise does not go around the gate', () => {
    expect(gateFor(WORKFLOW, 'send-external-email', NOW)).toMatchObject({
      why: 'unknown-action',
      say: expect.stringContaining('Gated actions: send_external_email.'),
    });
  });

  test('a workflow without gates says so', () => {
    const { review_required_actions: _, ...manifest } = MANIFEST;
    const workflow: Workflow = { ...WORKFLOW, manifest };
    expect(gateFor(workflow, 'x', NOW)).toMatchObject({
      say: expect.stringContaining('actions: none'),
    });
  });
});

describe('the gate that the baseline puts before an action', () => {
  const { review_required_actions: _, ...open } = MANIFEST;
  const workflow: Workflow = { ...WORKFLOW, manifest: open };

  test.each(['team', 'lead', 'platform'] as const)(
    'is there whatever the manifest says, and names who decides: %s',
    (by) => {
      expect(gateFor(workflow, ACTION, NOW, ruled(by))).toMatchObject({
        kind: 'gate',
        policy: { stages: [{ of: 'baseline', who: by }] },
      });
    },
  );

  test('keeps what the manifest asks for besides', () => {
    const gates = { [ACTION]: { quorum: 3, expires_in_minutes: 30 } };
    const strict = { ...WORKFLOW, manifest: { ...MANIFEST, gates } };
    expect(gateFor(strict, ACTION, NOW, ruled('lead'))).toMatchObject({
      policy: { stages: [{ of: 'baseline', who: 'lead', quorum: 3 }], expiresInMinutes: 30 },
    });
  });

  test('opens nothing: what no component can do stays unknown', () => {
    expect(gateFor(workflow, 'issue_refund', NOW, ruled('team'))).toMatchObject({
      why: 'unknown-action',
    });
  });
});

describe('who decides because the baseline says so', () => {
  const team = { ...TEAM, lead: LEAD, backup: THIRD };
  test('the lead and whoever stands in for the lead', () => {
    expect(leadsOf(team)).toEqual([LEAD, THIRD]);
    expect(asking({ team, policy: under('lead') })).toMatchObject({
      via: 'lead',
      people: [LEAD, THIRD],
    });
  });

  test.each([
    ['the lead edited it last', { workflow: { ...WORKFLOW, lastEditor: LEAD } }],
    ['the agent acts for the lead', { onBehalfOf: LEAD }],
    ['the agent acts for the lead, written otherwise', { onBehalfOf: 'T9/U4' }],
  ])('the platform where %s, never the rest of the team', (_, change) => {
    const outside = { ...TEAM, members: [OWNER, COLLEAGUE, THIRD] };
    expect(asking({ team: outside, policy: under('lead'), ...change })).toMatchObject({
      via: 'platform',
      people: [ADMIN],
    });
  });

  test('the platform, though the team could', () => {
    expect(asking({ policy: under('platform') })).toMatchObject({
      via: 'platform',
      people: [ADMIN],
    });
  });

  test('nobody, where the only admin is excluded', () => {
    const workflow = { ...WORKFLOW, lastEditor: ADMIN };
    expect(asking({ workflow, policy: under('platform') })).toMatchObject({ via: 'nobody' });
  });
});

describe('who decides', () => {
  test('any member of the owning team but the last editor', () => {
    expect(asking()).toEqual({
      via: 'team',
      people: [COLLEAGUE, THIRD, LEAD],
      excluded: [{ person: OWNER, why: 'last-editor' }],
    });
  });

  test('the claimed person, the key holder and the last editor are excluded', () => {
    const workflow = { ...WORKFLOW, keys: [key], lastEditor: THIRD };
    expect(asking({ workflow, onBehalfOf: OWNER })).toEqual({
      via: 'team',
      people: [LEAD],
      excluded: [
        { person: OWNER, why: 'claimed' },
        { person: COLLEAGUE, why: 'key-holder' },
        { person: THIRD, why: 'last-editor' },
      ],
    });
  });

  test('the first reason that applies is the one that is told', () => {
    const workflow = { ...WORKFLOW, keys: [{ ...key, holder: OWNER }] };
    const { excluded } = asking({ workflow, onBehalfOf: OWNER });
    expect(excluded).toEqual([{ person: OWNER, why: 'claimed' }]);
  });

  test('a claim only removes deciders: claiming a decider adds nobody', () => {
    const before = asking().people;
    for (const onBehalfOf of [COLLEAGUE, OWNER, ADMIN, 'T9/U9']) {
      expect(before).toEqual(expect.arrayContaining([...(asking({ onBehalfOf }).people ?? [])]));
    }
  });

  test.each(['T9/U1', 'E7/U1'])(
    'the claimed person is excluded however written: %s',
    (onBehalfOf) => {
      const { people, excluded } = asking({
        workflow: { ...WORKFLOW, lastEditor: THIRD },
        onBehalfOf,
      });
      expect(people).not.toContain(OWNER);
      expect(excluded[0]).toEqual({ person: OWNER, why: 'claimed' });
    },
  );

  const lonely = { ...TEAM, members: [OWNER] };
  test('nobody left in the team: the backup', () => {
    const workflow = { ...WORKFLOW, backup: THIRD };
    expect(asking({ workflow, team: lonely })).toMatchObject({
      via: 'backup',
      people: [THIRD],
    });
  });

  test('no backup either: the platform', () => {
    expect(asking({ team: lonely })).toMatchObject({
      via: 'platform',
      people: [ADMIN],
    });
  });

  test('an excluded backup does not count', () => {
    const workflow = { ...WORKFLOW, backup: OWNER };
    expect(asking({ workflow, team: lonely })).toMatchObject({ via: 'platform' });
  });

  test('everybody excluded: nobody', () => {
    const organisation = { ...ORGANISATION, admins: [OWNER] };
    expect(asking({ organisation, team: lonely })).toMatchObject({
      via: 'nobody',
      people: [],
    });
  });
});

test('access that has ended asks for nothing, also before the schedule has seen it', () => {
  const needs = [{ connector: 'crm-readonly', scopes: ['crm.read'] }];
  const grants = [
    { connector: 'crm-readonly', scope: 'crm.read', at: NOW, by: OWNER, until: LATER },
  ];
  const workflow = { ...WORKFLOW, needs, grants };
  expect(gateFor(workflow, ACTION, NOW)).toMatchObject({ kind: 'gate' });
  expect(gateFor(workflow, ACTION, LATER)).toMatchObject({ why: 'grant-expired' });
});

test('the policy takes people out: the owner where it says so, and whom it names', () => {
  const workflow = { ...WORKFLOW, lastEditor: ADMIN };
  const policy = { ...under(), excludeOwner: true, exclude: [COLLEAGUE, OWNER] };
  expect(asking({ workflow, policy })).toMatchObject({
    people: [THIRD, LEAD],
    excluded: [
      { person: ADMIN, why: 'last-editor' },
      { person: OWNER, why: 'owner' },
      { person: COLLEAGUE, why: 'named-out' },
    ],
  });
  expect(asking({ workflow }).people).toContain(OWNER);
});
