import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { answerRequest, readRequest } from '../../lib/acts/answer-request.ts';
import { fileRequest, queuedRequests } from '../../lib/acts/request.ts';
import { saltedDigest } from '../../lib/core/audit.ts';
import { partKey } from '../../lib/store/keys.ts';
import { readItem } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { breaks, exported, kindsOf, NEED, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await fileRequest(deps, NEED, 'nothing sorts parcels');
});

const APPROVE = { state: 'approved' as const, reason: '', name: 'Platform admin' };
const answer = (by = ADMIN, change = {}) =>
  answerRequest(deps, by, 'req_1', { ...APPROVE, ...change });

test.each(['approved', 'changes-asked', 'rejected'] as const)(
  'a platform admin answers "%s": once, told to the channel and to the requester',
  async (state) => {
    expect(await answer(ADMIN, { state, reason: 'because' })).toMatchObject({ request: { state } });
    expect(await readRequest(deps, 'req_1')).toMatchObject({
      state,
      answer: { by: ADMIN, reason: 'because' },
    });
    expect(await queuedRequests(deps)).toEqual([]);
    const told = (await unsent(deps)).slice(-2).map((row) => [row.what, row.place]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['request-card', 'C0PLATFORM'],
        ['request-answer', 'U0OWNER'],
      ]),
    );
    expect(await kindsOf(deps, 'request/req_1')).toEqual(['request.filed', 'request.answered']);
    expect(await breaks(deps)).toEqual([]);
  },
);

test('free text does not enter the log', async () => {
  await answer(ADMIN, { state: 'rejected', reason: 'far too expensive' });
  const log = (await exported(deps)).join('\n');
  expect(log).not.toContain('expensive');
  expect(log).not.toContain('nothing sorts parcels');
  expect(log).not.toContain('Platform admin');
});

test("the reason's digest in the log is salted with what can be erased", async () => {
  await answer(ADMIN, { state: 'rejected', reason: 'no' });
  const { registry } = deps.store;
  const kept = await readItem(deps.store, registry, partKey('request/req_1', 'SALT'));
  const { salt } = z.object({ data: z.object({ salt: z.string() }) }).parse(kept).data;
  expect((await exported(deps)).join()).toContain(saltedDigest('no', salt, deps.sha));
  expect(salt).not.toContain('req_1');
});

test.each([
  ['the requester', OWNER],
  ['a colleague', COLLEAGUE],
  ['an auditor', AUDITOR],
  ['somebody of another organisation', OUTSIDER],
])('%s may not', async (_, by) => {
  expect(await answer(by)).toMatchObject({ why: 'not-allowed' });
});

test('rejecting needs a reason', async () => {
  expect(await answer(ADMIN, { state: 'rejected' })).toMatchObject({ why: 'reason-required' });
});

test('a second answer changes nothing', async () => {
  await answer();
  expect(await answer(ADMIN, { state: 'rejected', reason: 'no' })).toMatchObject({
    why: 'answered-already',
  });
  expect(await readRequest(deps, 'req_1')).toMatchObject({ state: 'approved' });
});

test('there is no request by another name', async () => {
  expect(await answerRequest(deps, ADMIN, 'req_none', APPROVE)).toMatchObject({
    why: 'no-request',
  });
  expect(await readRequest(deps, 'req_none')).toBeUndefined();
});
