import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { expireApproval, sweepDue } from '../../lib/acts/sweep.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { DUE_SHARDS, duePartition } from '../../lib/store/due.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { asked, breaks, kindsOf, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
});

test('ends what is over, once, and leaves the rest', async () => {
  const first = await asked(deps, workflow, { idempotencyKey: 'a' });
  deps.pass(60);
  await asked(deps, workflow, { idempotencyKey: 'b' });
  deps.pass(23 * 60);
  // Those who may decide the other one, and those above them, are told in turn.
  expect(await sweepDue(deps)).toMatchObject({ expired: 1, reminded: 1 });
  expect(await sweepDue(deps)).toMatchObject({ expired: 0, reminded: 1 });
  expect(await sweepDue(deps)).toMatchObject({ expired: 0, reminded: 0 });
  expect((await loadApproval(deps, first.id))?.head.state.end).toEqual({
    ending: 'expired',
    at: deps.now(),
  });
  expect(await kindsOf(deps, `approval/${first.id}`)).toEqual([
    'approval.asked',
    'approval.expired',
  ]);
  expect((await unsent(deps)).filter((row) => row.subject === `approval/${first.id}`)).toHaveLength(
    2,
  );
  expect(await breaks(deps)).toEqual([]);
});

test('finds what is due in every shard', async () => {
  for (let n = 0; n < 20; n += 1) await asked(deps, workflow, { idempotencyKey: `${n}` });
  deps.pass(24 * 60);
  expect(await sweepDue(deps)).toMatchObject({ expired: 20, reminded: 0, noticed: 0 });
});

test('what was approved is due once more: nobody used it', async () => {
  const { id, digest } = await asked(deps, workflow);
  await decideApproval(deps, COLLEAGUE, id, { choice: 'approve', digest, reason: '' });
  deps.pass(24 * 60);
  expect(await sweepDue(deps)).toMatchObject({ expired: 0, reminded: 0, noticed: 1 });
  expect(await sweepDue(deps)).toMatchObject({ expired: 0, reminded: 0, noticed: 0 });
  expect((await loadApproval(deps, id))?.head.state.end?.ending).toBe('approved');
});

test('what nobody here knows to be due is left alone', async () => {
  const item = { pk: 'else/1', sk: 'HEAD', duePk: duePartition(0), dueSk: `${deps.now()}#1` };
  const put = new PutItemCommand({ TableName: deps.store.registry, Item: marshall(item) });
  await engine().client.send(put);
  expect(await sweepDue(deps)).toMatchObject({ expired: 0, reminded: 0, noticed: 0 });
});

test('an approval whose time has not come, or that is not there, does not expire', async () => {
  const { id } = await asked(deps, workflow);
  expect(await expireApproval(deps, id)).toBe(false);
  expect(await expireApproval(deps, 'apr_none')).toBe(false);
});

test('one that cannot be ended is logged, and does not keep the others waiting', async () => {
  const good = await asked(deps, workflow);
  const at = deps.now();
  for (let shard = 0; shard < DUE_SHARDS; shard += 1) {
    const newer = {
      pk: `approval/apr_${shard}`,
      sk: 'HEAD',
      kind: 'approval',
      schema: 99,
      data: {},
    };
    const Item = marshall({ ...newer, duePk: duePartition(shard), dueSk: `${at}#${shard}` });
    await engine().client.send(new PutItemCommand({ TableName: deps.store.registry, Item }));
  }
  deps.pass(24 * 60);
  const said: unknown[] = [];
  const log = { ...deps.log, error: (fields: unknown) => void said.push(fields) };
  expect(await sweepDue({ ...deps, log })).toMatchObject({ expired: 1, reminded: 0, noticed: 0 });
  expect(said).toHaveLength(DUE_SHARDS);
  expect((await loadApproval(deps, good.id))?.head.state.end?.ending).toBe('expired');
});
