import { beforeAll, expect, test } from 'vitest';
import { readOwnApproval, waitForEnding } from '../../lib/acts/approvals.ts';
import { askApproval, type Call } from '../../lib/acts/ask.ts';
import { authenticate } from '../../lib/acts/authenticate.ts';
import { claimKey } from '../../lib/acts/claim-key.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { exportLog } from '../../lib/acts/export-log.ts';
import { evidenceFor } from '../../lib/acts/find.ts';
import { home } from '../../lib/acts/home.ts';
import { takeKeyCode } from '../../lib/acts/key-codes.ts';
import { reuse } from '../../lib/acts/request.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { publish, REPLY_CATALOG } from '../kit/catalog.ts';
import { type TestDeps, testDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { TRUST } from '../kit/trust.ts';

const engine = engineOfFile();
let deps: TestDeps;

beforeAll(async () => {
  deps = await testDeps(engine());
  await publish(deps, REPLY_CATALOG);
});

const owner = keyOf(PEOPLE.owner);
const colleague = keyOf(PEOPLE.colleague);
const need = 'draft replies to support tickets';
const call: Call = {
  action: 'send_external_email',
  target: 'customer@example.com',
  arguments: { to: 'customer@example.com', body: 'It is fixed.' },
  reason: 'The customer asked.',
  onBehalfOf: owner,
  idempotencyKey: 'ticket-1',
};

test('find, reuse, register, ask, decide, consume and verify fit together', async () => {
  const { components } = await evidenceFor(deps, need, 'sales-mails');
  expect(components.map((one) => one.id)).toContain('plugin/reply-drafter');

  const wish = {
    id: 'req_1',
    by: owner,
    need,
    workflow: 'reply-bot',
    team: 'team-support',
    evidence: [],
  };
  const reused = await reuse(deps, wish, 'plugin/reply-drafter');
  expect(reused).toMatchObject({ kind: 'registered', workflow: { status: 'active' } });

  const given = await takeKeyCode(deps, owner, 'reply-bot');
  if (given.kind !== 'code') throw new Error(given.say);
  const claimed = await claimKey(deps, owner, given.code.toLowerCase().replaceAll('-', ' '));
  if (claimed.kind !== 'key') throw new Error(claimed.say);
  const caller = await authenticate(deps, claimed.key);
  if (caller.kind !== 'caller' || caller.caller.kind !== 'workflow') throw new Error('no workflow');

  const asked = await askApproval(deps, caller.caller.workflow, call);
  if (asked.kind !== 'asked') throw new Error(asked.say);
  const { id, digest } = asked.approval;
  expect(await home(deps, colleague)).toMatchObject({ waiting: [{ id }] });

  const approve = { choice: 'approve' as const, digest, reason: '' };
  expect(await decideApproval(deps, owner, id, approve)).toMatchObject({ why: 'excluded' });
  expect(await decideApproval(deps, keyOf(PEOPLE.outsider), id, approve)).toMatchObject({
    why: 'not-asked',
  });
  expect(await decideApproval(deps, colleague, id, approve)).toMatchObject({ kind: 'decided' });
  expect(await waitForEnding(deps, 'reply-bot', id, 1)).toMatchObject({
    end: { ending: 'approved' },
  });
  expect(await home(deps, colleague)).toMatchObject({ waiting: [] });

  const { action, target } = call;
  const run = { executionId: 'run-1', action, target, arguments: call.arguments };
  const other = { ...run, arguments: { to: 'customer@example.com', body: 'It is broken.' } };
  expect(await consumeApproval(deps, 'reply-bot', id, other)).toMatchObject({
    why: 'other-payload',
  });
  const first = await consumeApproval(deps, 'reply-bot', id, run);
  expect(first).toMatchObject({ kind: 'receipt', again: false });
  expect(await consumeApproval(deps, 'reply-bot', id, run)).toMatchObject({ again: true });
  const second = await consumeApproval(deps, 'reply-bot', id, { ...run, executionId: 'run-2' });
  expect(second).toMatchObject({ why: 'used' });
  expect(await readOwnApproval(deps, 'another', id)).toBeUndefined();

  const exported = await exportLog(deps, keyOf(PEOPLE.auditor));
  if (exported.kind !== 'export') throw new Error(exported.say);
  const lines: string[] = [];
  for await (const line of exported.lines) lines.push(line);
  const verified = verifyExport(lines, TRUST);
  expect(verified.breaks).toEqual([]);
  expect(verified.events).toBe(lines.length);
  const changed = lines.map((line) => line.replace('approval.consumed', 'approval.consumeD'));
  expect(verifyExport(changed, TRUST).breaks).toHaveLength(1);
});
