import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { loadApproval, loadPayload } from '../../lib/acts/approvals.ts';
import { askApproval, type Call, readClaim } from '../../lib/acts/ask.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { partKey } from '../../lib/store/keys.ts';
import { readItem } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import {
  asked,
  breaks,
  CALL,
  claimed,
  kindsOf,
  MANIFEST,
  registered,
  stage,
  unsent,
} from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
});

const ask = (change: Partial<Call> = {}) => askApproval(deps, workflow, { ...CALL, ...change });

test('an approval waits for the team, with its card on the way to the channel', async () => {
  const approval = await asked(deps, workflow);
  expect(approval).toMatchObject({
    workflow: 'reply-bot',
    stages: [{ via: 'team' }],
    channel: 'C0SUPPORT',
    onBehalfOf: OWNER,
    expiresAt: '2026-11-24T09:00:00.000Z',
    decisions: [],
  });
  const loaded = await loadApproval(deps, approval.id);
  expect(loaded?.asked).toEqual({
    stages: [[COLLEAGUE]],
    excluded: [{ person: OWNER, why: 'claimed' }],
  });
  expect(await unsent(deps)).toMatchObject([
    { what: 'approval-card', subject: `approval/${approval.id}`, place: 'C0SUPPORT' },
  ]);
  expect(await kindsOf(deps, `approval/${approval.id}`)).toEqual(['approval.asked']);
  expect(await breaks(deps)).toEqual([]);
});

test('the payload is kept sealed, apart from the small head, and bound to its approval', async () => {
  const { id } = await asked(deps, workflow);
  const stored = await readItem(
    deps.store,
    deps.store.registry,
    partKey(`approval/${id}`, 'PAYLOAD'),
  );
  expect(JSON.stringify(stored)).not.toContain('fixed');
  const head = await readItem(deps.store, deps.store.registry, {
    pk: `approval/${id}`,
    sk: 'HEAD',
  });
  expect(JSON.stringify(head)).not.toContain('fixed');
  expect(JSON.stringify(head).length).toBeLessThan(2048);
  expect(await loadPayload(deps, id)).toMatchObject({
    arguments: '{"body":"It is fixed.","to":"customer@example.com"}',
    reason: 'The customer asked.',
  });
  const { sealed } = z.object({ sealed: z.string() }).parse(stored?.data);
  await expect(deps.seal.open(sealed, 'approval/another')).rejects.toThrow();
});

describe('the same idempotency key', () => {
  test('with the same fields in any order is the same approval, also after it ended', async () => {
    const first = await asked(deps, workflow);
    const turned = { body: 'It is fixed.', to: 'customer@example.com' };
    expect(await ask({ arguments: turned })).toMatchObject({
      fresh: false,
      approval: { id: first.id },
    });
    deps.pass(48 * 60);
    expect(await ask()).toMatchObject({ fresh: false, approval: { id: first.id } });
    expect(await unsent(deps)).toHaveLength(1);
  });

  test.each([
    ['action', { action: 'send_external_emails' }],
    ['target', { target: 'other@example.com' }],
    ['arguments', { arguments: { to: 'customer@example.com', body: 'It is fixed!' } }],
    ['reason', { reason: 'another' }],
    ['claim', { onBehalfOf: undefined }],
  ])('with another %s is refused, for ever', async (_, change) => {
    await asked(deps, workflow);
    deps.pass(48 * 60);
    expect(await ask(change)).toMatchObject({ why: 'key-reused' });
  });

  test('of another workflow is another approval', async () => {
    const other = await registered(deps, { ...MANIFEST, workflow: 'other-bot' });
    const first = await asked(deps, workflow);
    expect((await asked(deps, other)).id).not.toBe(first.id);
  });
});

test('one changed number is another digest, another order of keys is not', async () => {
  const digest = async (value: unknown, idempotencyKey: string) =>
    (await asked(deps, workflow, { arguments: value, idempotencyKey })).digest;
  const one = await digest({ amount: 5, to: 'x' }, 'a');
  expect(await digest({ to: 'x', amount: 5 }, 'b')).toBe(one);
  expect(await digest({ to: 'x', amount: 6 }, 'c')).not.toBe(one);
});

describe('refuses', () => {
  const deep = JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`);
  test.each([
    ['an action that nobody listed', { action: 'send_mail' }, 'unknown-action'],
    ['a payload over the limit', { arguments: 'x'.repeat(40_000) }, 'payload-too-large'],
    ['a payload 1,000 levels deep', { arguments: deep }, 'payload-too-deep'],
    ['a payload with __proto__', { arguments: JSON.parse('{"__proto__":1}') }, 'payload-unsafe'],
    ['a payload with a lone surrogate', { arguments: '\ud800' }, 'payload-unsafe'],
  ])('%s', async (_, change, why) => {
    expect(await ask(change)).toMatchObject({ kind: 'refused', why });
    expect(await unsent(deps)).toEqual([]);
  });

  test('a workflow that is not active', async () => {
    const paused = { ...workflow, status: 'paused' as const };
    expect(await askApproval(deps, paused, CALL)).toMatchObject({ why: 'workflow-not-active' });
  });

  test('a quorum that nobody could reach', async () => {
    const gates = { send_external_email: { quorum: 2 } };
    const strict = await registered(deps, { ...MANIFEST, workflow: 'strict-bot', gates });
    expect(await askApproval(deps, strict, CALL)).toMatchObject({ why: 'nobody-can-decide' });
  });
});

test('the key holder may not decide either; then the platform is asked, in its channel', async () => {
  await claimed(deps);
  const state = (await loadWorkflow(deps, 'reply-bot'))?.state ?? workflow;
  const outcome = await askApproval(deps, state, { ...CALL, onBehalfOf: COLLEAGUE });
  expect(outcome).toMatchObject({
    approval: { stages: [{ via: 'platform' }], channel: 'C0PLATFORM' },
  });
});

test.each([
  [undefined, undefined],
  ['U0OWNER', 'T0YARD/U0OWNER'],
  ['E1/W1', 'E1/W1'],
])('a claim written %j is %j', (text, person) => expect(readClaim(text, 'T0YARD')).toBe(person));
