import { beforeEach, describe, expect, test } from 'vitest';
import { answerClaim } from '../../lib/acts/claims.ts';
import { discover } from '../../lib/acts/discover.ts';
import { oversight } from '../../lib/acts/oversight.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { OversightRow } from '../../lib/core/oversight.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, OUTSIDER, OWNER } from '../kit/people.ts';
import { importRows, row, rows } from './estate-kit.ts';
import { claimed, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

async function seen(page: { after?: string | undefined; most?: number } = {}) {
  const outcome = await oversight(deps, AUDITOR, page);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome;
}

describe('the oversight', () => {
  test('lists workflows with what they can touch, and who holds their keys', async () => {
    await registered(deps);
    await claimed(deps);
    const { rows: listed, totals } = await seen();
    expect(listed).toMatchObject([
      {
        kind: 'workflow',
        id: 'reply-bot',
        owner: OWNER,
        team: 'team-support',
        status: 'active',
        systems: ['crm'],
        connectors: [
          { id: 'connector/crm-readonly', version: '1.4.0', scopes: ['crm.tickets.read'] },
        ],
        gated_actions: ['send_external_email'],
        key_holders: 1,
      },
    ]);
    expect(totals).toEqual({ 'workflow/active': 1 });
  });

  test('lists what was discovered, also what is gone; what was registered since is the workflow', async () => {
    await importRows(deps, [
      row({ name: 'Reply bot' }),
      row({ name: 'Old agent', row: 3 }),
      row({ name: 'New agent', row: 4 }),
    ]);
    await registerManifest(deps, OWNER, MANIFEST, 'repo');
    await answerClaim(deps, ADMIN, 'old-agent', { says: 'gone' });
    const { rows: listed, total, totals } = await seen();
    expect(listed.map(({ kind, id, status }) => `${kind} ${id} ${status}`)).toEqual([
      'workflow reply-bot active',
      'discovered new-agent not-mine',
      'discovered old-agent gone',
    ]);
    expect(total).toBe(3);
    expect(totals).toEqual({
      'workflow/active': 1,
      'discovered/not-mine': 1,
      'discovered/gone': 1,
    });
  });

  test('never claims to be complete, and names what was never compared', async () => {
    const before = await seen();
    expect(before.sources.every((one) => !one.compared)).toBe(true);
    expect(before.whyIncomplete).toHaveLength(5);
    await discover(deps, ADMIN, { kind: 'iam', name: 'all', items: [] });
    const after = await seen();
    expect(after.sources.find((one) => one.kind === 'iam')).toMatchObject({
      compared: true,
      compared_at: deps.now(),
    });
    expect(after.whyIncomplete).toHaveLength(4);
  });
});

describe('three hundred entries', () => {
  test('come in pages that reconcile with the registry', async () => {
    await registered(deps);
    await importRows(deps, rows(300));
    const all: OversightRow[] = [];
    let pages = 0;
    for (let after: string | undefined; ; ) {
      const page = await seen({ after, most: 64 });
      all.push(...page.rows);
      pages += 1;
      expect(page.total).toBe(301);
      expect(page.totals).toEqual({ 'workflow/active': 1, 'discovered/unclaimed': 300 });
      if (page.next === undefined) break;
      after = page.next;
    }
    expect(pages).toBe(5);
    expect(new Set(all.map((one) => one.id)).size).toBe(301);
    expect((await seen()).rows).toHaveLength(200);
  });
});

test.each([
  ['a member of a team', OWNER],
  ['somebody of another organisation', OUTSIDER],
])('is not for %s', async (_, by) => {
  expect(await oversight(deps, by, {})).toMatchObject({ kind: 'refused', why: 'not-allowed' });
});

test('is for platform admins too', async () => {
  expect(await oversight(deps, ADMIN, {})).toMatchObject({ kind: 'oversight', total: 0 });
});
