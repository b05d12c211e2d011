import { beforeEach, describe, expect, test } from 'vitest';
import { appendEvent } from '../../lib/acts/agent-events.ts';
import { answerRequest, readRequest } from '../../lib/acts/answer-request.ts';
import { loadApproval, loadPayload, openDetails } from '../../lib/acts/approvals.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { loadDenial } from '../../lib/acts/decision-words.ts';
import { readLog } from '../../lib/acts/read-log.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import { sweepRetention } from '../../lib/acts/retention.ts';
import { changeOrganisation } from '../../lib/acts/stop.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { ERASED } from '../../lib/core/erasure.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile, testClient } from '../kit/engine.ts';
import { startFaultProxy } from '../kit/fault-proxy.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER } from '../kit/people.ts';
import { asked, breaks, kindsOf, NEED, registered, stage } from './stage.ts';

const engine = engineOfFile();
const DAY = 24 * 60;
const NOTHING = {
  ...{ approvals: 0, requests: 0, extensions: 0, access: 0 },
  ...{ others: 0, texts: 0, more: false },
};
const ALL = { ...NOTHING, approvals: 1, requests: 1, texts: 1 };
let deps: TestDeps;
let id: string;
let workflow: Workflow;

/** A denied approval, an answered request, and words of an agent. */
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
  const approval = await asked(deps, workflow);
  ({ id } = approval);
  const said = { choice: 'deny' as const, digest: approval.digest, reason: 'Wrong customer' };
  await decideApproval(deps, COLLEAGUE, id, said);
  await fileRequest(deps, NEED, 'nothing fits');
  const answer = { state: 'rejected' as const, reason: 'Too early', name: 'Ada' };
  await answerRequest(deps, ADMIN, NEED.id, answer);
  const claim = { key: 'run-1', kind: 'mail.sent', facts: {}, text: 'All is well' };
  await appendEvent(deps, 'reply-bot', claim);
});

async function textsShown(): Promise<number> {
  const page = await readLog(deps, OWNER, 'agent/reply-bot', { most: 20 });
  return page.kind === 'refused' ? -1 : page.texts.size;
}

test('takes nothing before its time, and writes nothing down', async () => {
  deps.pass(399 * DAY);
  expect(await sweepRetention(deps)).toEqual(NOTHING);
  expect(await kindsOf(deps, 'retention/home')).toEqual([]);
  expect(await loadPayload(deps, id)).toBeDefined();
});

test('takes words and names when their time is over; ids and digests stay, and the log holds', async () => {
  const before = (await loadApproval(deps, id))?.head.state;
  deps.pass(401 * DAY);
  expect(await sweepRetention(deps)).toEqual(ALL);
  expect(await loadPayload(deps, id)).toBeUndefined();
  const after = (await loadApproval(deps, id))?.head.state;
  expect(after).toMatchObject({ digest: before?.digest, target: ERASED });
  expect(after && (await loadDenial(deps, after))).toBeUndefined();
  expect(await readRequest(deps, NEED.id)).toMatchObject({ need: ERASED, by: NEED.by });
  expect(await textsShown()).toBe(0);
  expect((await kindsOf(deps, `approval/${id}`)).at(-1)).toBe('retention.erased');
  expect(await kindsOf(deps, 'retention/home')).toEqual(['retention.ran']);
  expect(await breaks(deps)).toEqual([]);
});

test('an erased approval is still shown, without its payload', async () => {
  deps.pass(401 * DAY);
  await sweepRetention(deps);
  const details = await openDetails(deps, AUDITOR, id);
  expect(details).toMatchObject({ kind: 'details', payload: undefined });
});

test('runs once a day, and takes nothing twice', async () => {
  deps.pass(401 * DAY);
  await sweepRetention(deps);
  expect(await sweepRetention(deps)).toEqual(NOTHING);
  deps.pass(DAY);
  expect(await sweepRetention(deps)).toEqual(NOTHING);
  expect(await kindsOf(deps, 'retention/home')).toHaveLength(2);
});

test('a dry run counts, at any time, and changes nothing', async () => {
  deps.pass(401 * DAY);
  expect(await sweepRetention(deps, { dryRun: true })).toEqual(ALL);
  expect(await sweepRetention(deps, { dryRun: true })).toEqual(ALL);
  expect(await loadPayload(deps, id)).toBeDefined();
  expect(await kindsOf(deps, 'retention/home')).toEqual([]);
  expect(await textsShown()).toBe(1);
});

describe('what was chosen', () => {
  test('counts instead of 400 days', async () => {
    const actor = { kind: 'system' as const, id: 'tests' };
    const event = { kind: 'organisation.changed', at: deps.now(), actor, data: {} };
    await changeOrganisation(deps, () => ({ change: { retentionDays: 30 }, event }));
    deps.pass(31 * DAY);
    expect(await sweepRetention(deps)).toEqual(ALL);
  });
});

test('what waits is left alone until it has ended', async () => {
  const waiting = await asked(deps, workflow, { idempotencyKey: 'ticket-2' });
  deps.pass(401 * DAY);
  expect(await sweepRetention(deps)).toEqual(ALL);
  expect(await loadPayload(deps, waiting.id)).toBeDefined();
  await sweepDue(deps);
  deps.pass(DAY);
  expect(await sweepRetention(deps)).toMatchObject({ approvals: 1 });
  expect(await loadPayload(deps, waiting.id)).toBeUndefined();
});

test.each(['commit-then-timeout', 'throttle-in-transaction'] as const)(
  'goes through %s',
  async (fault) => {
    const proxy = await startFaultProxy(engine().endpoint);
    const client = testClient(proxy.endpoint);
    deps.pass(401 * DAY);
    proxy.inject({ operation: 'TransactWriteItems', fault, times: 2 });
    expect(await sweepRetention(deps.through(client))).toEqual(ALL);
    expect(await kindsOf(deps, 'retention/home')).toEqual(['retention.ran']);
    expect(await breaks(deps)).toEqual([]);
    client.destroy();
    await proxy.stop();
  },
);
