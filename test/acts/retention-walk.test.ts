import { beforeEach, expect, test } from 'vitest';
import { makeCheckpoints } from '../../lib/acts/checkpoint.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { sweepRetention } from '../../lib/acts/retention.ts';
import { ageOne, walkLog } from '../../lib/acts/retention-walk.ts';
import { answerChange } from '../../lib/acts/settings-change.ts';
import { approvalSchema } from '../../lib/core/approval.ts';
import { ERASED } from '../../lib/core/erasure.ts';
import { agedApprovalOf } from '../../lib/core/retention-words.ts';
import { settingsChangeSchema } from '../../lib/core/settings-change.ts';
import { approvalIndex } from '../../lib/store/indexes.ts';
import { readLines } from '../../lib/store/log.ts';
import { readHead } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { proposed, secondAdmin } from './settings-kit.ts';
import { asked, breaks, registered, stage } from './stage.ts';

const engine = engineOfFile();
const DAY = 24 * 60;
let deps: TestDeps;
let id: string;
let subject: `settings-change/${string}`;

/** An approval that was denied and a change of settings that was refused, both under a checkpoint. */
beforeEach(async () => {
  deps = await stage(engine());
  const approval = await asked(deps, await registered(deps));
  ({ id } = approval);
  const said = { choice: 'deny' as const, digest: approval.digest, reason: 'Wrong customer' };
  await decideApproval(deps, COLLEAGUE, id, said);
  await secondAdmin(deps, ADMIN, OWNER);
  const change = await proposed(deps, ADMIN, { about: 'retention', days: 90 });
  subject = `settings-change/${change.id}`;
  const refusal = { answer: 'refuse', reason: 'Too short', name: 'Ada' } as const;
  expect(await answerChange(deps, OWNER, change.id, refusal)).toMatchObject({ kind: 'answered' });
  await makeCheckpoints(deps);
});

const changeNow = async () =>
  (await readHead(deps.store, subject, settingsChangeSchema))?.state.answer;
const runOf = (dryRun: boolean) => ({ since: deps.now(), days: 400, dryRun });
const FROM_START = { after: 0, passed: new Set<string>() };

test('what no list has is found by the checkpoints, and an approval is counted once', async () => {
  deps.pass(401 * DAY);
  expect(await sweepRetention(deps, { dryRun: true })).toMatchObject({ approvals: 1, others: 2 });
  expect(await changeNow()).toMatchObject({ name: 'Ada', reason: 'Too short' });
  expect(await sweepRetention(deps)).toMatchObject({ approvals: 1, others: 2, more: false });
  expect(await changeNow()).toMatchObject({ by: OWNER, name: ERASED, reason: ERASED });
  const [last] = await readLines(deps.store, subject, 1);
  expect(last?.event).toContain('"kind":"retention.erased"');
  expect(await breaks(deps)).toEqual([]);
});

test('nothing is taken before its time', async () => {
  deps.pass(399 * DAY);
  expect(await sweepRetention(deps)).toMatchObject({ others: 0 });
  expect(await changeNow()).toMatchObject({ name: 'Ada' });
});

test('a later run goes on after the checkpoint at which the last one ended', async () => {
  deps.pass(401 * DAY);
  await sweepRetention(deps);
  await makeCheckpoints(deps);
  deps.pass(DAY);
  expect(await sweepRetention(deps)).toMatchObject({ others: 0 });
  expect(await walkLog(deps, runOf(true), { ...FROM_START, after: 1 })).toMatchObject({ aged: 0 });
});

test('an approval whose payload was never filed is found as well', async () => {
  deps.pass(1);
  const walked = await walkLog(deps, runOf(true), FROM_START);
  expect(walked).toMatchObject({ aged: 3, upTo: 1, more: false });
  const place = { schema: approvalSchema, age: agedApprovalOf, index: approvalIndex };
  expect(await ageOne(deps, place, { subject: `approval/${id}`, run: runOf(false) })).toBe(true);
  expect(await walkLog(deps, runOf(true), FROM_START)).toMatchObject({ aged: 2 });
});
