import { inject } from 'vitest';
import { askApproval, type Call } from '../../lib/acts/ask.ts';
import { claimKey } from '../../lib/acts/claim-key.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { exportLog } from '../../lib/acts/export-log.ts';
import { takeKeyCode } from '../../lib/acts/key-codes.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { Need } from '../../lib/acts/request.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import { type PersonKey, teamSchema } from '../../lib/core/people.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { createTables } from '../../lib/local/tables.ts';
import { commit } from '../../lib/store/commit.ts';
import { listedUnder } from '../../lib/store/indexes.ts';
import { LANES, type OutboxRow, readDueRows, readRow } from '../../lib/store/outbox.ts';
import { readHead } from '../../lib/store/read.ts';
import { TEAM_LIST } from '../../lib/store/teams.ts';
import { publish, REPLY_CATALOG } from '../kit/catalog.ts';
import { type TestDeps, testDeps } from '../kit/deps.ts';
import type { TestEngine } from '../kit/engine.ts';
import { AUDITOR, OWNER } from '../kit/people.ts';
import { TRUST } from '../kit/trust.ts';

export const MANIFEST: Manifest = {
  workflow: 'reply-bot',
  owner: 'team-support',
  uses: [
    { plugin: 'reply-drafter', version: '3.2.x' },
    { connector: 'crm-readonly', version: '1.4.0' },
    { skill: 'tone-brand-voice', version: '2.0.1' },
  ],
  review_required_actions: ['send_external_email'],
};

export const CALL: Call = {
  action: 'send_external_email',
  target: 'customer@example.com',
  arguments: { to: 'customer@example.com', body: 'It is fixed.' },
  reason: 'The customer asked.',
  onBehalfOf: OWNER,
  idempotencyKey: 'ticket-1',
};

/** What `fileRequest` is given when the catalog has nothing. */
export const NEED: Need = {
  id: 'req_1',
  by: OWNER,
  need: 'sort parcels',
  workflow: 'parcel-sorter',
  team: 'team-support',
  evidence: [],
};

let tables = 0;

/** The sample organisation with the catalog published, in tables of its own. */
export async function stage(engine: TestEngine): Promise<TestDeps> {
  tables += 1;
  const names = { registry: `registry-${tables}`, audit: `audit-${tables}` };
  await createTables(engine.client, inject('tablesTemplate'), names);
  const deps = await testDeps({ client: engine.client, tables: names });
  await publish(deps, REPLY_CATALOG);
  return deps;
}

/** Registers `reply-bot` for the owner, or another manifest. */
export async function registered(deps: Deps, manifest: Manifest = MANIFEST): Promise<Workflow> {
  const outcome = await registerManifest(deps, OWNER, manifest, 'repo');
  if (outcome.kind !== 'registered') throw new Error(JSON.stringify(outcome));
  return outcome.workflow;
}

/** The key of `reply-bot`, claimed by the owner. */
export async function claimed(deps: Deps): Promise<string> {
  const given = await takeKeyCode(deps, OWNER, 'reply-bot');
  if (given.kind !== 'code') throw new Error(given.say);
  const outcome = await claimKey(deps, OWNER, given.code);
  if (outcome.kind !== 'key') throw new Error(outcome.say);
  return outcome.key;
}

/** An approval that waits, asked by `reply-bot`. */
export async function asked(
  deps: Deps,
  workflow: Workflow,
  change: Partial<Call> = {},
): Promise<Approval> {
  const outcome = await askApproval(deps, workflow, { ...CALL, ...change });
  if (outcome.kind !== 'asked') throw new Error(outcome.say);
  return outcome.approval;
}

/** Rows of the outbox that still are to be sent, the oldest first. */
export async function unsent(deps: Deps): Promise<OutboxRow[]> {
  const lists = await Promise.all(LANES.map((lane) => readDueRows(deps.store, lane, '9999', 500)));
  const rows = await Promise.all(lists.flat().map((id) => readRow(deps.store, id)));
  return rows.flatMap((row) => (row ? [row] : []));
}

/** Puts these people into team-support, and nobody else. */
export async function changeTeam(deps: Deps, members: readonly PersonKey[]): Promise<void> {
  const head = await readHead(deps.store, 'team/team-support', teamSchema);
  if (!head) throw new Error('no team');
  const change = {
    subject: 'team/team-support' as const,
    from: head.chain,
    state: { ...head.state, members },
    index: listedUnder(TEAM_LIST, 'team-support'),
    event: {
      kind: 'team.changed',
      at: deps.now(),
      actor: { kind: 'system' as const, id: 'tests' },
      data: {},
    },
  };
  await commit(deps.store, { changes: [change], writeId: deps.newId('w') });
}

/** The auditor's export, as lines. */
export async function exported(deps: Deps): Promise<string[]> {
  const outcome = await exportLog(deps, AUDITOR);
  if (outcome.kind !== 'export') throw new Error(outcome.say);
  const lines: string[] = [];
  for await (const line of outcome.lines) lines.push(line);
  return lines;
}

/** What the verifier says against the export: nothing, when all is well. */
export async function breaks(deps: Deps) {
  return verifyExport(await exported(deps), TRUST).breaks;
}

/** The kinds of a subject's events, the first one first. */
export async function kindsOf(deps: Deps, subject: string): Promise<string[]> {
  const events = (await exported(deps)).map((line) => JSON.parse(JSON.parse(line).event));
  return events.filter((one) => one.subject === subject).map((one) => one.kind);
}
