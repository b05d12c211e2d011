import { beforeEach, expect, test } from 'vitest';
import { decideApproval } from '../../lib/acts/decide.ts';
import { loadDenial, loadReasons } from '../../lib/acts/decision-words.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { Choice } from '../../lib/core/decision.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, SALES_LEAD } from '../kit/people.ts';
import { asked, breaks, CALL, changeTeam, exported, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

async function said(person: string, approval: Approval, how: Partial<Choice>): Promise<Approval> {
  const choice = { choice: 'deny' as const, digest: approval.digest, reason: 'No.', ...how };
  const outcome = await decideApproval(deps, person, approval.id, choice);
  if (outcome.kind !== 'decided') throw new Error(outcome.say);
  return outcome.approval;
}

test('a denial keeps its reason and what is suggested beside the log, which has their salted digests', async () => {
  const approval = await asked(deps, await registered(deps));
  const ended = await said(COLLEAGUE, approval, { reason: ' Wrong. ', suggestion: ' Less. ' });
  expect(await loadDenial(deps, ended)).toEqual({ reason: 'Wrong.', suggestion: 'Less.' });
  const lines = (await exported(deps)).join('\n');
  expect(lines).not.toContain('Wrong.');
  expect(lines).not.toContain('Less.');
  expect(lines).toContain('suggestionDigest');
  expect(await breaks(deps)).toEqual([]);
});

test('a suggestion of blanks is none, and nothing is suggested with an approval', async () => {
  const workflow = await registered(deps);
  const denied = await said(COLLEAGUE, await asked(deps, workflow), { suggestion: '  ' });
  expect(await loadDenial(deps, denied)).toEqual({ reason: 'No.' });
  const other = await asked(deps, workflow, { idempotencyKey: 'ticket-2' });
  const how = { choice: 'approve' as const, reason: '', suggestion: 'More.' };
  const approved = await said(COLLEAGUE, other, how);
  expect(await loadDenial(deps, approved)).toBeUndefined();
  expect(await loadReasons(deps, approved)).toEqual(new Map());
});

test('each of two who approve keeps a reason of their own', async () => {
  await changeTeam(deps, ['T0YARD/U0OWNER', COLLEAGUE, SALES_LEAD]);
  const gates = { [CALL.action]: { quorum: 2, reason_required: true as const } };
  const approval = await asked(deps, await registered(deps, { ...MANIFEST, gates }));
  await said(COLLEAGUE, approval, { choice: 'approve', reason: 'First.' });
  const ended = await said(SALES_LEAD, approval, { choice: 'approve', reason: 'Second.' });
  expect([...(await loadReasons(deps, ended))]).toEqual([
    [0, 'First.'],
    [1, 'Second.'],
  ]);
});
