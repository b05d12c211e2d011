/**
 * The gate under load, on the local engine: a thousand clicks at once with quorum 1 and 3, what one
 * click costs in requests and processor time, also after the end, and approvals a second from
 * asking to receipt, beside bare transactions of as many items in the same run. `--json` prints one
 * object.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { askApproval, type Call } from '../lib/acts/ask.ts';
import { consumeApproval } from '../lib/acts/consume.ts';
import { decideApproval } from '../lib/acts/decide.ts';
import type { Deps } from '../lib/acts/deps.ts';
import { registerManifest } from '../lib/acts/register.ts';
import { loadWorkflow } from '../lib/acts/standing.ts';
import type { Approval } from '../lib/core/approval.ts';
import type { Manifest } from '../lib/core/manifest.ts';
import { teamSchema } from '../lib/core/people.ts';
import type { Workflow } from '../lib/core/workflow.ts';
import { processEnvironment } from '../lib/environment.ts';
import { startEngine } from '../lib/local/engine.ts';
import { createTables, synthesizeTables } from '../lib/local/tables.ts';
import { commit } from '../lib/store/commit.ts';
import { listedUnder } from '../lib/store/indexes.ts';
import { readHead } from '../lib/store/read.ts';
import { TEAM_LIST } from '../lib/store/teams.ts';
import { publish, REPLY_CATALOG } from '../test/kit/catalog.ts';
import { testDeps } from '../test/kit/deps.ts';
import { OWNER } from '../test/kit/people.ts';
import { type Count, costOf, counting, measured, ROUNDS } from './gates/cost.ts';

const CLICKS = 1_000;
const ACTION = 'send_external_email';
const people = Array.from({ length: 100 }, (_, n) => `T0YARD/UMEMBER${n}`);

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const MANIFEST: Manifest = {
  workflow: 'reply-bot',
  owner: 'team-support',
  uses: [
    { plugin: 'reply-drafter', version: '3.2.x' },
    { connector: 'crm-readonly', version: '1.4.0' },
  ],
  review_required_actions: [ACTION],
};

const fresh: Deps['people']['fresh'] = async (key) => {
  const no = { deactivated: false, bot: false, guest: false, outside: false };
  return { kind: 'person', person: { key, name: key, ...no } };
};

interface Stand {
  readonly deps: Deps;
  readonly count: Count;
}

async function fillTeam(deps: Deps): Promise<void> {
  const head = await readHead(deps.store, 'team/team-support', teamSchema);
  if (!head) throw new Error('no team');
  const change = {
    subject: 'team/team-support' as const,
    from: head.chain,
    state: { ...head.state, members: [OWNER, ...people] },
    index: listedUnder(TEAM_LIST, 'team-support'),
    event: {
      kind: 'team.changed',
      at: deps.now(),
      actor: { kind: 'system' as const, id: 'bench' },
      data: {},
    },
  };
  await commit(deps.store, { changes: [change], writeId: deps.newId('w') });
}

async function workflowWith(deps: Deps, quorum: number): Promise<Workflow> {
  const manifest = { ...MANIFEST, workflow: `bot-${quorum}`, gates: { [ACTION]: { quorum } } };
  const outcome = await registerManifest(deps, OWNER, manifest, 'repo');
  const workflow = (await loadWorkflow(deps, manifest.workflow))?.state;
  if (!workflow) throw new Error(JSON.stringify(outcome));
  return workflow;
}

const callOf = (key: string): Call => ({
  action: ACTION,
  target: 'customer@example.com',
  arguments: { to: 'customer@example.com', body: 'It is fixed.' },
  reason: 'The customer asked.',
  onBehalfOf: OWNER,
  idempotencyKey: key,
});

async function ask(deps: Deps, workflow: Workflow, key: string): Promise<Approval> {
  const outcome = await askApproval(deps, workflow, callOf(key));
  if (outcome.kind !== 'asked') throw new Error(outcome.say);
  return outcome.approval;
}

const click = (deps: Deps, { id, digest }: Approval, n: number) =>
  decideApproval(deps, people[n % people.length] ?? '', id, {
    choice: 'approve',
    digest,
    reason: '',
  });

/** "1,000 clicks on one approval: one ending; 999 told the winner." */
async function crowd({ deps, count }: Stand, quorum: number) {
  const approval = await ask(deps, await workflowWith(deps, quorum), `crowd-${quorum}`);
  const clicks = Array.from({ length: CLICKS }, (_, n) => n);
  const whole = () => Promise.all(clicks.map((n) => click(deps, approval, n)));
  const { value, ...cost } = await measured(count, whole);
  const decided = value.filter((one) => one.kind === 'decided');
  const endings = decided.filter((one) => one.kind === 'decided' && one.approval.end).length;
  const late = await measured(count, whole);
  return {
    clicks: CLICKS,
    ...{ quorum, decisions: decided.length, endings, told: CLICKS - decided.length, ...cost },
    after_the_end: { transactions: late.transactions, requests: late.requests, ms: late.ms },
  };
}

/** As many items in one transaction as a decision writes: head, log line, its mark, a card's row, figures. */
const ITEMS = 6;

async function bare({ deps, count }: Stand) {
  return costOf(count, (n) =>
    deps.store.client.send(
      new TransactWriteItemsCommand({
        TransactItems: Array.from({ length: ITEMS }, (_, item) => ({
          Put: {
            TableName: deps.store.registry,
            Item: marshall({ pk: `bare/${n}`, sk: `${item}`, data: 'x'.repeat(300) }),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        })),
      }),
    ),
  );
}

async function each(stand: Stand) {
  const { deps, count } = stand;
  const workflow = await workflowWith(deps, 1);
  const approvals: Approval[] = [];
  const asking = await costOf(count, async (n) => {
    approvals.push(await ask(deps, workflow, `each-${n}`));
  });
  const at = (n: number): Approval => {
    const approval = approvals[n];
    if (!approval) throw new Error('asked before');
    return approval;
  };
  const deciding = await costOf(count, (n) => click(deps, at(n), n));
  const consuming = await costOf(count, (n) =>
    consumeApproval(deps, workflow.id, at(n).id, { ...callOf(''), executionId: 'run-1' }),
  );
  const late = await costOf(count, (n) => click(deps, at(n), n + 1));
  return { ask: asking, decide: deciding, consume: consuming, late_click: late };
}

async function run() {
  const engine = await startEngine({ env: { PATH: processEnvironment().PATH } });
  if (engine.kind === 'refused') throw new Error(engine.message);
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    requestHandler: { httpAgent: { maxSockets: 200 }, socketAcquisitionWarningTimeout: 600_000 },
  });
  const tables = { registry: 'bench-registry', audit: 'bench-audit' };
  const folder = mkdtempSync(join(tmpdir(), 'yardmaster-bench-'));
  try {
    await createTables(client, await synthesizeTables(join(folder, 'cdk.out')), tables);
    const count = counting(client);
    const deps = { ...(await testDeps({ client, tables })), people: { fresh } };
    await publish(deps, REPLY_CATALOG);
    await fillTeam(deps);
    const stand = { deps, count };
    const crowds = [await crowd(stand, 1), await crowd(stand, 3)];
    const [{ endings, told: losersTold } = { endings: 0, told: 0 }] = crowds;
    const rest = { each: await each(stand), bare_transaction: await bare(stand) };
    return { endings, losersTold, crowds, ...rest };
  } finally {
    client.destroy();
    await engine.stop();
    rmSync(folder, { recursive: true });
  }
}

const report = await run();
if (values.json) {
  console.log(JSON.stringify(report));
} else {
  console.log('A thousand clicks at once on one approval');
  console.table(
    report.crowds.map(({ after_the_end: after, ...one }) => ({
      ...one,
      transactions_after_the_end: after.transactions,
    })),
  );
  console.log(`One act after another, ${ROUNDS} times`);
  console.table({ ...report.each, bare_transaction: report.bare_transaction });
}
