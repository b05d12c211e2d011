import { expect, test } from 'vitest';
import { askBodySchema, executionBodySchema } from '../../lib/contract/approvals.ts';
import { problemSchema, problemType, whyOf } from '../../lib/contract/problem.ts';
import { OPERATIONS } from '../../lib/contract/service.ts';

test('every operation has an id and an address of its own', () => {
  const ids = OPERATIONS.map((one) => one.id);
  expect(new Set(ids).size).toBe(ids.length);
  const addresses = OPERATIONS.map((one) => `${one.method} ${one.path}`);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test.each(OPERATIONS)('$id names every parameter of its path, and a GET has no body', (one) => {
  const named = [...one.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
  expect(Object.keys(one.params?.shape ?? {})).toEqual(named);
  if (one.method === 'get') expect(one.body).toBeUndefined();
});

const ASK = {
  action: 'send_external_email',
  target: 'customer@example.com',
  arguments: { to: 'customer@example.com' },
  reason: 'The customer asked.',
  idempotency_key: 'ticket-1',
};

test('what is missing is not the same as null', () => {
  const { arguments: _, ...without } = ASK;
  expect(askBodySchema.safeParse(without).success).toBe(false);
  expect(askBodySchema.safeParse({ ...ASK, arguments: null }).success).toBe(true);
  expect(executionBodySchema.safeParse({ ...without, execution_id: 'e' }).success).toBe(false);
});

test.each(['U0OWNER', 'T0YARD/U0OWNER'])('%s is a claim', (on_behalf_of) => {
  expect(askBodySchema.safeParse({ ...ASK, on_behalf_of }).success).toBe(true);
});

test.each(['u0owner', 'T0YARD/', '/U0OWNER', 'a/b/c', '@owner', ''])(
  '%j is no claim',
  (on_behalf_of) => {
    expect(askBodySchema.safeParse({ ...ASK, on_behalf_of }).success).toBe(false);
  },
);

test.each(['run-1', '01JD3QK7Z9', 'arn:aws:states:eu-central-1:1:execution:x:y/2_b.c'])(
  '%s is an execution id',
  (execution_id) => {
    const { reason: _, idempotency_key: __, ...run } = ASK;
    expect(executionBodySchema.safeParse({ ...run, execution_id }).success).toBe(true);
  },
);

test.each(['', 'for Ms Customer', 'customer@example.com', 'zwei\u200Bmal', '-1', 'x'.repeat(201)])(
  '%j is none: it enters the log, which takes no free text',
  (execution_id) => {
    const { reason: _, idempotency_key: __, ...run } = ASK;
    expect(executionBodySchema.safeParse({ ...run, execution_id }).success).toBe(false);
  },
);

test('a thousand levels pass the contract as they are', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`);
  expect(askBodySchema.parse({ ...ASK, arguments: deep }).arguments).toBe(deep);
});

test('the why of a problem is the end of its type', () => {
  const problem = { type: problemType('used'), title: 't', status: 409, detail: 'd' };
  expect(whyOf(problemSchema.parse(problem))).toBe('used');
});
