import { describe, expect, test } from 'vitest';
import { gateFor, leadsOf, policyOf, whoDecides } from '../../lib/core/gate.ts';
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
const ASKING = {
  workflow: WORKFLOW,
  team: TEAM,
  organisation: ORGANISATION,
  onBehalfOf: undefined,
  now: NOW,
};
const key = { id: 'key_1', hash: 'h', holder: COLLEAGUE, issuedAt: NOW };

describe('the gate of an action', () => {
  test('is one person within a day where the manifest says nothing', () => {
    expect(gateFor(WORKFLOW, ACTION, NOW)).toEqual({
      kind: 'gate',
      policy: 'owning-team/1',
      by: 'team',
      quorum: 1,
      expiresInMinutes: 1440,
    });
  });

  test('is what the manifest says', () => {
    const gates = { [ACTION]: { quorum: 3, expires_in_minutes: 30 } };
    const workflow = { ...WORKFLOW, manifest: { ...MANIFEST, gates } };
    expect(gateFor(workflow, ACTION, NOW)).toMatchObject({ quorum: 3, expiresInMinutes: 30 });
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
      expect(gateFor(workflow, ACTION, NOW, by)).toMatchObject({
        kind: 'gate',
        policy: `baseline-${by}/1`,
        by,
      });
    },
  );

  test('keeps what the manifest asks for besides', () => {
    const gates = { [ACTION]: { quorum: 3, expires_in_minutes: 30 } };
    const strict = { ...WORKFLOW, manifest: { ...MANIFEST, gates } };
    expect(gateFor(strict, ACTION, NOW, 'lead')).toMatchObject({ quorum: 3, expiresInMinutes: 30 });
  });

  test('opens nothing: what no component can do stays unknown', () => {
    expect(gateFor(workflow, 'issue_refund', NOW, 'team')).toMatchObject({ why: 'unknown-action' });
  });

  test('changes its name with who decides, so that older approvals are not consumed', () => {
    const names = [policyOf(undefined), policyOf('team'), policyOf('lead'), policyOf('platform')];
    expect(new Set(names).size).toBe(4);
  });
});

describe('who decides because the baseline says so', () => {
  const team = { ...TEAM, lead: LEAD, backup: THIRD };
  test('the lead and whoever stands in for the lead', () => {
    expect(leadsOf(team)).toEqual([LEAD, THIRD]);
    expect(whoDecides({ ...ASKING, team, by: 'lead' })).toMatchObject({
      via: 'lead',
      asked: [LEAD, THIRD],
    });
  });

  test.each([
    ['the lead edited it last', { workflow: { ...WORKFLOW, lastEditor: LEAD } }],
    ['the agent acts for the lead', { onBehalfOf: LEAD }],
    ['the agent acts for the lead, written otherwise', { onBehalfOf: 'T9/U4' }],
  ])('the platform where %s, never the rest of the team', (_, change) => {
    const outside = { ...TEAM, members: [OWNER, COLLEAGUE, THIRD] };
    expect(whoDecides({ ...ASKING, team: outside, by: 'lead', ...change })).toMatchObject({
      via: 'platform',
      asked: [ADMIN],
    });
  });

  test('the platform, though the team could', () => {
    expect(whoDecides({ ...ASKING, by: 'platform' })).toMatchObject({
      via: 'platform',
      asked: [ADMIN],
    });
  });

  test('nobody, where the only admin is excluded', () => {
    const workflow = { ...WORKFLOW, lastEditor: ADMIN };
    expect(whoDecides({ ...ASKING, workflow, by: 'platform' })).toMatchObject({ via: 'nobody' });
  });
});

describe('who decides', () => {
  test('any member of the owning team but the last editor', () => {
    expect(whoDecides(ASKING)).toEqual({
      via: 'team',
      asked: [COLLEAGUE, THIRD, LEAD],
      excluded: [{ person: OWNER, why: 'last-editor' }],
    });
  });

  test('the claimed person, the key holder and the last editor are excluded', () => {
    const workflow = { ...WORKFLOW, keys: [key], lastEditor: THIRD };
    expect(whoDecides({ ...ASKING, workflow, onBehalfOf: OWNER })).toEqual({
      via: 'team',
      asked: [LEAD],
      excluded: [
        { person: OWNER, why: 'claimed' },
        { person: COLLEAGUE, why: 'key-holder' },
        { person: THIRD, why: 'last-editor' },
      ],
    });
  });

  test('the first reason that applies is the one that is told', () => {
    const workflow = { ...WORKFLOW, keys: [{ ...key, holder: OWNER }] };
    const { excluded } = whoDecides({ ...ASKING, workflow, onBehalfOf: OWNER });
    expect(excluded).toEqual([{ person: OWNER, why: 'claimed' }]);
  });

  test('a claim only removes deciders: claiming a decider adds nobody', () => {
    const before = whoDecides(ASKING).asked;
    for (const onBehalfOf of [COLLEAGUE, OWNER, ADMIN, 'T9/U9']) {
      expect(before).toEqual(
        expect.arrayContaining([...whoDecides({ ...ASKING, onBehalfOf }).asked]),
      );
    }
  });

  test.each(['T9/U1', 'E7/U1'])(
    'the claimed person is excluded however written: %s',
    (onBehalfOf) => {
      const { asked, excluded } = whoDecides({
        ...ASKING,
        workflow: { ...WORKFLOW, lastEditor: THIRD },
        onBehalfOf,
      });
      expect(asked).not.toContain(OWNER);
      expect(excluded[0]).toEqual({ person: OWNER, why: 'claimed' });
    },
  );

  const lonely = { ...TEAM, members: [OWNER] };
  test('nobody left in the team: the backup', () => {
    const workflow = { ...WORKFLOW, backup: THIRD };
    expect(whoDecides({ ...ASKING, workflow, team: lonely })).toMatchObject({
      via: 'backup',
      asked: [THIRD],
    });
  });

  test('no backup either: the platform', () => {
    expect(whoDecides({ ...ASKING, team: lonely })).toMatchObject({
      via: 'platform',
      asked: [ADMIN],
    });
  });

  test('an excluded backup does not count', () => {
    const workflow = { ...WORKFLOW, backup: OWNER };
    expect(whoDecides({ ...ASKING, workflow, team: lonely })).toMatchObject({ via: 'platform' });
  });

  test('everybody excluded: nobody', () => {
    const organisation = { ...ORGANISATION, admins: [OWNER] };
    expect(whoDecides({ ...ASKING, organisation, team: lonely })).toMatchObject({
      via: 'nobody',
      asked: [],
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
