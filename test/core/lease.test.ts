import { describe, expect, test } from 'vitest';
import type { Release } from '../../lib/core/component.ts';
import type { Declared } from '../../lib/core/credentials.ts';
import type { Grant } from '../../lib/core/grant.ts';
import {
  type Lease,
  type LeaseAsked,
  leaseClaims,
  MOST_SCOPES,
  mayLease,
  openedScopes,
} from '../../lib/core/lease.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { LATER, NOW, OWNER, release, SURFACE, WORKFLOW } from './perfect.ts';

const SCOPES = ['crm.read', 'crm.send', 'crm.write'];
const MAIL: Release = release('connector/crm', '1.4.0', {
  surface: { ...SURFACE, scopes: SCOPES, actions: ['send', 'edit'] },
  terms: { scope_actions: { 'crm.send': ['send'], 'crm.write': ['edit'] } },
});
const PLUGIN: Release = release('plugin/reply-drafter', '3.2.4');
const grant = (scope: string): Grant => ({ connector: 'crm', scope, at: NOW, by: OWNER });
const READY: Workflow = {
  ...WORKFLOW,
  grants: SCOPES.map(grant),
  needs: [{ connector: 'crm', scopes: SCOPES }],
};
const TOKEN: Declared = { kind: 'token' };
/** A perfect question, to be spoiled one field at a time. */
const ASKED: LeaseAsked = {
  workflow: READY,
  connector: 'crm',
  scopes: undefined,
  releases: [PLUGIN, MAIL],
  gated: new Set(['send']),
  declared: TOKEN,
  now: NOW,
};
const spoilt = (workflow: Partial<Workflow>) => ({ workflow: { ...READY, ...workflow } });

test('gives all that was granted and no gate is before', () => {
  expect(mayLease(ASKED)).toEqual({
    kind: 'may',
    scopes: ['crm.read', 'crm.write'],
    declared: TOKEN,
  });
});

test('gives what is named, once each', () => {
  const scopes = ['crm.write', 'crm.read', 'crm.write'];
  expect(mayLease({ ...ASKED, scopes })).toMatchObject({ scopes: ['crm.read', 'crm.write'] });
});

test('a connector without scopes is leased as it is', () => {
  const bare = release('connector/crm', '1.4.0', { surface: SURFACE });
  const asked = { ...ASKED, releases: [bare], ...spoilt({ grants: [], needs: [] }) };
  expect(mayLease(asked)).toMatchObject({ kind: 'may', scopes: [] });
});

const PAUSED = { at: NOW, by: OWNER, admin: false, reason: 'It writes to everybody.' };
const MANY = Array.from({ length: MOST_SCOPES + 1 }, (_, n) => `crm.s${n}`);

/** "Each refusal has a stable type and the way out": why, what is spoilt, a part of the sentence. */
const REFUSED: readonly (readonly [string, Partial<LeaseAsked>, string])[] = [
  ['workflow-discovered', spoilt({ status: 'discovered' }), 'yardmaster register'],
  ['workflow-paused', spoilt({ status: 'paused', paused: PAUSED }), 'resume support-reply-drafter'],
  ['workflow-paused', spoilt({ status: 'paused', paused: { ...PAUSED, admin: true } }), 'admin'],
  ['workflow-retired', spoilt({ status: 'retired' }), 'register it anew'],
  ['review-overdue', { reviewOverdueSince: NOW }, 'Its owner answers it'],
  [
    'past-sunset',
    { releases: [{ ...PLUGIN, lifecycle: 'disabled' }, MAIL] },
    'plugin/reply-drafter',
  ],
  ['past-sunset', { releases: [{ ...MAIL, lifecycle: 'disabled' }] }, 'connector/crm'],
  ['not-pinned', { connector: 'mail' }, '"uses"'],
  ['not-pinned', { releases: [PLUGIN] }, '"uses"'],
  [
    'grant-expired',
    spoilt({ grants: SCOPES.map((scope) => ({ ...grant(scope), until: NOW })) }),
    'Ask for it anew',
  ],
  ['access-not-granted', spoilt({ grants: [] }), 'yardmaster access ask'],
  ['access-not-granted', spoilt({ grants: [], needs: [] }), 'no scope of crm'],
  ['access-not-granted', spoilt({ grants: [grant('crm.read')] }), 'crm:crm.send'],
  [
    'scope-not-granted',
    { ...spoilt({ grants: [grant('crm.read')], needs: [] }), scopes: ['crm.write'] },
    'yardmaster access ask',
  ],
  ['unknown-scope', { scopes: ['crm.purge'] }, 'crm.read, crm.send, crm.write'],
  ['gated', { scopes: ['crm.send'] }, 'with an approval'],
  ['gated', { scopes: ['crm.read', 'crm.send'] }, 'crm.send may only'],
  [
    'gated',
    { gated: new Set(['send', 'edit']), ...spoilt({ grants: [grant('crm.send')], needs: [] }) },
    'consume',
  ],
  ['no-credentials', { declared: undefined }, 'yardmaster credentials set crm'],
  [
    'too-many-scopes',
    {
      ...spoilt({ grants: MANY.map(grant), needs: [] }),
      releases: [release('connector/crm', '1.4.0', { surface: { ...SURFACE, scopes: MANY } })],
    },
    '50',
  ],
];

test.each(REFUSED)('%s', (why, change, way) => {
  const refused = mayLease({ ...ASKED, ...change });
  expect(refused).toMatchObject({ kind: 'refused', why, say: expect.stringContaining(way) });
});

describe('a secret cannot be cut to scopes', () => {
  const declared: Declared = { kind: 'secret', secret: 'local:crm' };

  test('so it is gated as soon as one of the scopes that it opens is', () => {
    expect(mayLease({ ...ASKED, declared, scopes: ['crm.read'] })).toMatchObject({ why: 'gated' });
    expect(mayLease({ ...ASKED, declared, gated: new Set() })).toMatchObject({ scopes: SCOPES });
  });

  test('so all that it opens has to be granted', () => {
    const only = spoilt({ grants: [grant('crm.read')], needs: [] });
    const asked = { ...ASKED, ...only, declared, gated: new Set<string>() };
    expect(mayLease(asked)).toMatchObject({ why: 'scope-not-granted' });
    const narrow: Declared = { ...declared, opens: ['crm.read'] };
    expect(mayLease({ ...asked, declared: narrow })).toMatchObject({ scopes: ['crm.read'] });
  });
});

describe('an approval', () => {
  test('opens the scopes of its own action, and of no other gated one', () => {
    const gated = new Set(['send', 'edit']);
    const asked = { ...ASKED, gated, approved: 'send' };
    expect(mayLease({ ...asked, scopes: ['crm.send'] })).toMatchObject({ scopes: ['crm.send'] });
    expect(mayLease({ ...asked, scopes: ['crm.write'] })).toMatchObject({ why: 'gated' });
  });

  test('does not help a workflow that is paused', () => {
    const asked = { ...ASKED, approved: 'send', scopes: ['crm.send'] };
    const paused = spoilt({ status: 'paused', paused: PAUSED });
    expect(mayLease({ ...asked, ...paused })).toMatchObject({ why: 'workflow-paused' });
  });

  test('names what its action opens of each connector, as far as it was granted', () => {
    expect(openedScopes(ASKED, 'send')).toEqual([{ connector: 'crm', scopes: ['crm.send'] }]);
    expect(openedScopes(ASKED, 'unknown')).toEqual([]);
    const without = { ...ASKED, ...spoilt({ grants: [grant('crm.read')] }) };
    expect(openedScopes(without, 'send')).toEqual([]);
  });
});

test('the claims say for whom, for what, and until when', () => {
  const lease: Lease = {
    ...{ id: 'les_1', workflow: 'w', team: 't', revision: 2, connector: 'crm' },
    ...{ scopes: ['crm.read'], kind: 'token', at: NOW, until: LATER, state: 'out' },
  };
  const claims = {
    ...{ iss: 'https://yard.example.com', aud: 'connector/crm', sub: 'w', jti: 'les_1' },
    ...{ iat: 1_795_424_400, exp: 1_795_428_000, scopes: ['crm.read'], team: 't', revision: 2 },
  };
  expect(leaseClaims(lease, 'https://yard.example.com', NOW)).toEqual(claims);
  const approval = { id: 'apr_1', digest: 'd' };
  expect(leaseClaims({ ...lease, approval }, 'https://yard.example.com', NOW)).toEqual({
    ...claims,
    approval: 'apr_1',
    digest: 'd',
  });
});
