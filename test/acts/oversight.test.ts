import { beforeEach, describe, expect, test } from 'vitest';
import { answerClaim } from '../../lib/acts/claims.ts';
import { discover } from '../../lib/acts/discover.ts';
import { fileSystems } from '../../lib/acts/file-systems.ts';
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
    await fileSystems(deps);
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

describe('what it counts', () => {
  test('is the same twice: read as rows, and by the database', async () => {
    await registered(deps);
    await importRows(deps, rows(3));
    expect(await seen({ most: 2 })).toMatchObject({ total: 4, counted: 4 });
  });

  test('by system: what workflows touch, declared or through a release', async () => {
    await registered(deps);
    await registered(deps, { ...MANIFEST, workflow: 'other-bot', systems: ['Billing', 'C R M'] });
    const { systems } = await seen();
    expect(systems.map(({ system, workflows }) => `${system} ${workflows}`)).toEqual([
      'C R M 2',
      'Billing 1',
    ]);
  });

  test('says that systems may be missing until all workflows are filed', async () => {
    const said = async () => (await seen()).whyIncomplete.join();
    expect(await said()).toContain('still being filed');
    await fileSystems(deps);
    expect(await said()).not.toContain('still being filed');
  });

  test('shows by its counts that a page behind the reader grew', async () => {
    await registered(deps, { ...MANIFEST, workflow: 'b-bot' });
    const first = await seen({ most: 1 });
    await registered(deps, { ...MANIFEST, workflow: 'c-bot' });
    await registered(deps, { ...MANIFEST, workflow: 'a-bot' });
    const last = await seen({ after: first.rows.at(-1) ? 'workflow/b-bot' : '' });
    expect(first.rows.length + last.rows.length).toBe(2);
    expect(last).toMatchObject({ total: 3, counted: 3, next: undefined });
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
