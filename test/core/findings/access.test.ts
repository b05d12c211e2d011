import { describe, expect, test } from 'vitest';
import { gatedActions, scopesNever } from '../../../lib/core/findings/access.ts';
import { RULES, SUBJECT, withManifest } from './perfect.ts';

describe('actions that must be gated', () => {
  test.each([
    ['by the team', 'send_external_email', 'the owning team'],
    ['by the lead', 'issue_refund', "the team's lead"],
    ['by the platform', 'delete_customer_data', 'a platform admin'],
  ])('%s: one that it can take and leaves open', (_, action, who) => {
    const open = { ...withManifest({ review_required_actions: [] }), actions: [action] };
    expect(gatedActions(RULES, open)).toEqual([
      {
        field: 'review_required_actions',
        say: `${action} needs an approval by ${who} each time, and the manifest does not say so.`,
        fix: `Add "${action}" to "review_required_actions".`,
      },
    ]);
  });

  test.each([
    ['it gates it already', SUBJECT],
    ['it cannot take it', { ...withManifest({ review_required_actions: [] }), actions: [] }],
    ['the baseline says nothing of it', { ...SUBJECT, actions: ['close_ticket'] }],
    ['it names no gates and takes nothing', { ...withManifest({}), actions: [] }],
  ])('nothing, because %s', (_, subject) => {
    expect(gatedActions(RULES, subject)).toEqual([]);
  });

  test('the whole rule is said', () => {
    const actions = [
      { action: 'refund', by: 'lead' as const, quorum: 2, exclude_owner: true as const },
    ];
    const rules = { ...RULES, 'gated-actions': { mode: 'enforce' as const, actions } };
    const open = { ...withManifest({}), actions: ['refund'] };
    expect(gatedActions(rules, open)[0]?.say).toBe(
      "refund needs an approval by the team's lead each time (2 approvals, not the owner), and the manifest does not say so.",
    );
  });

  test('a manifest without the list is one that gates nothing', () => {
    const { review_required_actions: _, ...manifest } = SUBJECT.manifest;
    expect(gatedActions(RULES, { ...SUBJECT, manifest })).toHaveLength(1);
  });
});

describe('scopes never given', () => {
  const asking = new Map([['crm-readonly', ['crm.read', 'crm.admin']]]);

  test('are named on the line of the connector that has them', () => {
    expect(scopesNever(RULES, { ...SUBJECT, scopes: asking })).toEqual([
      {
        field: 'uses[1]',
        say: 'connector/crm-readonly asks for crm.admin, which is given to nobody.',
        fix: 'List the scopes it needs under "scopes", "crm-readonly", without crm.admin.',
      },
    ]);
  });

  test('are named where the manifest lists them', () => {
    const scopes = { 'crm-readonly': ['crm.admin'] };
    const listed = { ...withManifest({ scopes }), scopes: asking };
    expect(scopesNever(RULES, listed)).toMatchObject([{ field: 'scopes.crm-readonly' }]);
  });

  test('nothing where nobody asks for them', () => {
    expect(scopesNever(RULES, SUBJECT)).toEqual([]);
  });
});
