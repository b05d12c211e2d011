import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { deliverAll, drain } from '../../lib/deliver/drain.ts';
import { paced } from '../../lib/deliver/pace.ts';
import { toAttributes } from '../../lib/store/item.ts';
import { outboxItem, type Telling } from '../../lib/store/outbox.ts';
import { asked, registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
let deps: TestDeps;
let slack: FakeSlack;

beforeEach(async () => {
  deps = await stage(engine());
  slack = fakeSlack();
});

/** So many approvals, each with its card waiting to be posted. */
async function waiting(count: number): Promise<string[]> {
  const workflow = await registered(deps);
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    ids.push((await asked(deps, workflow, { idempotencyKey: `ticket-${n}` })).id);
    deps.pass(1 / 60_000);
  }
  return ids;
}

async function tell(id: string, telling: Partial<Telling>): Promise<void> {
  const full = { what: 'approval-card' as const, subject: 'approval/x', place: 'C1', ...telling };
  const Item = toAttributes(outboxItem(full, id, deps.now()));
  await engine().client.send(new PutItemCommand({ TableName: deps.store.registry, Item }));
}

const interactive = { lane: 'interactive' as const, most: 100 };
const bulk = { lane: 'bulk' as const, most: 100 };

describe('draining', () => {
  test('delivers what is due, oldest first', async () => {
    const ids = await waiting(3);
    expect(await drain(deps, slack, interactive)).toEqual({
      sent: 3,
      later: 0,
      gone: 0,
      failed: 0,
    });
    expect(slack.messages.map((one) => one.subject)).toEqual(ids.map((id) => `approval/${id}`));
    expect(await unsent(deps)).toEqual([]);
    expect(await drain(deps, slack, interactive)).toMatchObject({ sent: 0 });
  });

  test('takes at most so many', async () => {
    await waiting(3);
    expect(await drain(deps, slack, { ...interactive, most: 2 })).toMatchObject({ sent: 2 });
    expect(await unsent(deps)).toHaveLength(1);
  });

  test('leaves alone what was put back for later', async () => {
    await waiting(1);
    slack.script('post', { kind: 'limited', seconds: 30 });
    expect(await drain(deps, slack, interactive)).toMatchObject({ later: 1 });
    expect(await drain(deps, slack, interactive)).toMatchObject({ later: 0, sent: 0 });
    deps.pass(0.5);
    expect(await drain(deps, slack, interactive)).toMatchObject({ sent: 1 });
  });

  test('asked for overdue rows, leaves alone what is on its way', async () => {
    await waiting(1);
    expect(await drain(deps, slack, { ...interactive, overdueMinutes: 1 })).toMatchObject({
      sent: 0,
    });
    deps.pass(1.1);
    expect(await drain(deps, slack, { ...interactive, overdueMinutes: 1 })).toMatchObject({
      sent: 1,
    });
  });

  test('goes on after a row that breaks down, which does not come straight back', async () => {
    await tell('out_broken', { what: 'request-card', subject: 'approval/misfiled' });
    await waiting(2);
    expect(await drain(deps, slack, interactive)).toEqual({
      sent: 2,
      later: 0,
      gone: 0,
      failed: 1,
    });
    expect(await drain(deps, slack, interactive)).toMatchObject({ failed: 0 });
    expect(await unsent(deps)).toMatchObject([{ id: 'out_broken', attempts: 1 }]);
  });
});

test('a row that cannot even be read is logged, and does not hold up the others', async () => {
  const newer = { pk: 'outbox/out_newer', sk: 'ROW', kind: 'outbox', schema: 99, data: {} };
  const Item = marshall({ ...newer, duePk: 'outbox/interactive', dueSk: '2026-01-01#out_newer' });
  await engine().client.send(new PutItemCommand({ TableName: deps.store.registry, Item }));
  await waiting(2);
  const said: unknown[] = [];
  const log = { ...deps.log, error: (fields: unknown) => void said.push(fields) };
  expect(await drain({ ...deps, log }, slack, interactive)).toMatchObject({ sent: 2, failed: 1 });
  expect(said).toEqual([{ row: 'out_newer', error: expect.any(String) }]);
});

describe('two lanes', () => {
  test('bulk yields to interactive', async () => {
    await tell('out_bulk', { lane: 'bulk' });
    await waiting(1);
    expect(await drain(deps, slack, bulk)).toEqual({ sent: 0, later: 0, gone: 0, failed: 0 });
    await drain(deps, slack, interactive);
    expect(await drain(deps, slack, bulk)).toMatchObject({ gone: 1 });
  });

  test('interactive does not wait for bulk', async () => {
    await tell('out_bulk', { lane: 'bulk' });
    await waiting(1);
    expect(await drain(deps, slack, interactive)).toMatchObject({ sent: 1 });
  });
});

test('twenty cards for one channel get there one a second, and none is lost', async () => {
  await waiting(20);
  const port = paced(slack, deps.now);
  let seconds = 0;
  for (; seconds < 60 && (await unsent(deps)).length > 0; seconds += 1) {
    await drain(deps, port, interactive);
    expect(slack.messages.length).toBeLessThanOrEqual(seconds + 1);
    deps.pass(1 / 60);
  }
  expect(slack.messages).toHaveLength(20);
  expect(seconds).toBeLessThanOrEqual(22);
});

describe('a batch', () => {
  /** A store whose pauses move the clock instead of taking time. */
  const patient = () => ({
    ...deps,
    store: { ...deps.store, pause: async (ms: number) => deps.pass(ms / 60_000) },
  });

  test('waits for those whose turn comes within seconds', async () => {
    await waiting(5);
    const rows = (await unsent(deps)).map((one) => one.id);
    expect(await deliverAll(patient(), paced(slack, deps.now), rows)).toEqual([]);
    expect(slack.messages).toHaveLength(5);
  });

  test('does not wait for those that come later', async () => {
    await waiting(1);
    slack.script('post', { kind: 'limited', seconds: 60 });
    const rows = (await unsent(deps)).map((one) => one.id);
    expect(await deliverAll(patient(), slack, rows)).toEqual([]);
    expect(await unsent(deps)).toHaveLength(1);
    expect(slack.calls).toEqual(['post']);
  });

  test('names the rows that broke down, and delivers the others', async () => {
    await waiting(2);
    const rows = (await unsent(deps)).map((one) => one.id);
    slack.script('post', { kind: 'throw' });
    expect(await deliverAll(patient(), slack, rows)).toEqual(rows.slice(0, 1));
    expect(slack.messages).toHaveLength(1);
  });
});
