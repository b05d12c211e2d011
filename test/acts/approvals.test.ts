import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  isDeciderNow,
  loadApproval,
  openDetails,
  readOwnApproval,
  waitForEnding,
  waitingApprovals,
} from '../../lib/acts/approvals.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { loadDenial } from '../../lib/acts/decision-words.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { partKey } from '../../lib/store/keys.ts';
import { ORGANISATION, TEAM } from '../core/perfect.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { asked, changeTeam, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  approval = await asked(deps, await registered(deps));
});

const deny = () =>
  decideApproval(deps, COLLEAGUE, approval.id, {
    choice: 'deny',
    digest: approval.digest,
    reason: 'No.',
  });

describe('details', () => {
  test.each([
    ['a decider', COLLEAGUE],
    ['the owner, who may not decide', OWNER],
    ['an auditor', AUDITOR],
  ])('open for %s', async (_, person) => {
    expect(await openDetails(deps, person, approval.id)).toMatchObject({
      kind: 'details',
      payload: { reason: 'The customer asked.' },
      asked: { stages: [[COLLEAGUE]] },
    });
  });

  test.each([
    ['a lead of another team', SALES_LEAD],
    ['a platform admin who was not asked', ADMIN],
    ['somebody of another organisation', OUTSIDER],
  ])('stay closed for %s', async (_, person) => {
    expect(await openDetails(deps, person, approval.id)).toMatchObject({ why: 'not-allowed' });
  });

  test('close for a decider who left the team since', async () => {
    await changeTeam(deps, [OWNER]);
    expect(await openDetails(deps, COLLEAGUE, approval.id)).toMatchObject({ why: 'not-allowed' });
  });

  test('open for a platform admin where the platform was asked', async () => {
    await changeTeam(deps, [OWNER]);
    const workflow = await loadWorkflow(deps, 'reply-bot');
    if (!workflow) throw new Error('no workflow');
    const { id } = await asked(deps, workflow.state, { idempotencyKey: 'ticket-2' });
    expect(await openDetails(deps, ADMIN, id)).toMatchObject({
      kind: 'details',
      approval: { stages: [{ via: 'platform' }] },
    });
  });

  test('say why it was denied', async () => {
    await deny();
    expect(await openDetails(deps, OWNER, approval.id)).toMatchObject({
      denial: { reason: 'No.' },
    });
  });

  test('of what is not there are none', async () => {
    expect(await openDetails(deps, OWNER, 'apr_none')).toMatchObject({ why: 'no-approval' });
  });

  test('whose payload was erased still open, without it', async () => {
    const Key = marshall(partKey(`approval/${approval.id}`, 'PAYLOAD'));
    await engine().client.send(new DeleteItemCommand({ TableName: deps.store.registry, Key }));
    expect(await openDetails(deps, OWNER, approval.id)).toMatchObject({
      kind: 'details',
      payload: undefined,
    });
  });
});

test('only the workflow that asked may read it', async () => {
  expect(await readOwnApproval(deps, 'reply-bot', approval.id)).toEqual(approval);
  expect(await readOwnApproval(deps, 'other-bot', approval.id)).toBeUndefined();
  expect(await loadApproval(deps, 'apr_none')).toBeUndefined();
});

test('a denial is told only of what was denied', async () => {
  expect(await loadDenial(deps, approval)).toBeUndefined();
  await deny();
  expect(await loadDenial(deps, approval)).toBeUndefined();
  const ended = await readOwnApproval(deps, 'reply-bot', approval.id);
  expect(ended && (await loadDenial(deps, ended))).toEqual({ reason: 'No.' });
});

describe('waiting for the ending', () => {
  test('returns at once when somebody decides', async () => {
    const waiting = waitForEnding(deps, 'reply-bot', approval.id, 60);
    await deny();
    expect(await waiting).toMatchObject({ end: { ending: 'denied' } });
  });

  test('returns what still waits when the time is over', async () => {
    expect(await waitForEnding(deps, 'reply-bot', approval.id, 0)).toEqual(approval);
    expect(await waitForEnding(deps, 'reply-bot', approval.id, 0.02)).toEqual(approval);
  });

  test('does not wait for what has run out, or is not there', async () => {
    deps.pass(24 * 60);
    expect(await waitForEnding(deps, 'reply-bot', approval.id, 60)).toEqual(approval);
    expect(await waitForEnding(deps, 'other-bot', approval.id, 60)).toBeUndefined();
  });
});

test('what waits in a team is listed until it ends', async () => {
  expect(
    (await waitingApprovals(deps, ['team-support', 'team-sales'])).map((one) => one.id),
  ).toEqual([approval.id]);
  await deny();
  expect(await waitingApprovals(deps, ['team-support'])).toEqual([]);
});

test.each([
  ['team', 'T1/U2', true],
  ['team', 'T1/U5', false],
  ['lead', 'T1/U4', true],
  ['lead', 'T1/U3', true],
  ['lead', 'T1/U2', false],
  ['backup', 'T1/U9', true],
  ['backup', 'T1/U2', false],
  ['platform', 'T1/U5', true],
  ['platform', 'T1/U2', false],
] as const)('asked via %s: is %s one who counts today? %s', (via, person, counts) => {
  const standing = {
    organisation: ORGANISATION,
    team: { ...TEAM, backup: 'T1/U3' },
    backup: 'T1/U9',
  };
  const stages = [{ of: 'baseline' as const, via, quorum: 1 }];
  expect(isDeciderNow({ ...approval, stages }, person, standing)).toBe(counts);
});

test.each([
  ['T1/U21', true],
  ['T1/U2', false],
])('via the approvers: is %s, of named U21 and U4, one? %s', (person, counts) => {
  const standing = { organisation: ORGANISATION, team: TEAM };
  const stages = [{ of: 'manifest' as const, via: 'approvers' as const, quorum: 1 }];
  const waiting = { ...approval, stages };
  expect(isDeciderNow(waiting, person, standing, ['T1/U21', 'T1/U4'])).toBe(counts);
  expect(isDeciderNow(waiting, person, standing)).toBe(false);
});

test('it is the stage whose turn it is that counts', () => {
  const standing = { organisation: ORGANISATION, team: TEAM };
  const stages = (['platform', 'team'] as const).map((via) => ({
    ...{ of: 'baseline' as const, quorum: 1 },
    via,
  }));
  const said = { by: 'T1/U5', name: '', choice: 'approve' as const, at: '', stage: 0 };
  const first = { ...approval, stages };
  expect(isDeciderNow(first, 'T1/U5', standing)).toBe(true);
  expect(isDeciderNow(first, 'T1/U2', standing)).toBe(false);
  const second = { ...first, decisions: [said] };
  expect(isDeciderNow(second, 'T1/U5', standing)).toBe(false);
  expect(isDeciderNow(second, 'T1/U2', standing)).toBe(true);
});
