import { beforeEach, describe, expect, test } from 'vitest';
import { openDetails } from '../../lib/acts/approvals.ts';
import { askApproval } from '../../lib/acts/ask.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { acceptRevision } from '../../lib/acts/proposed.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, SALES_LEAD } from '../kit/people.ts';
import {
  ACTION,
  changeRecord,
  FINANCE,
  naming,
  platformDecides,
  registeredWith,
} from './approvers-kit.ts';
import { proposed, who } from './proposing.ts';
import { rule, withMode } from './rule.ts';
import { asked, breaks, CALL, kindsOf, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const approve = ({ id, digest }: Approval, by: string) =>
  decideApproval(deps, by, id, { choice: 'approve', digest, reason: '' });
const consume = ({ id }: Approval) => {
  const { action, target, arguments: args } = CALL;
  const run = { executionId: 'run-1', action, target, arguments: args };
  return consumeApproval(deps, MANIFEST.workflow, id, run);
};

const baselineSaysNothing = async () => rule(deps, await withMode(deps, 'gated-actions', 'off'));

describe('asking and deciding', () => {
  beforeEach(baselineSaysNothing);

  test('they decide, and no member of the team besides', async () => {
    const { workflow } = await registeredWith(deps, { team: 'team-sales' });
    const approval = await asked(deps, workflow);
    expect(approval).toMatchObject({
      stages: [{ of: 'manifest', via: 'approvers', quorum: 1 }],
      policy: expect.stringMatching(/^manifest-approvers\/2\.[0-9a-f]{12}$/),
    });
    expect(await approve(approval, COLLEAGUE)).toMatchObject({
      why: 'not-asked',
      say: expect.stringContaining('the approvers whom the manifest of reply-bot names'),
    });
    expect(await openDetails(deps, SALES_LEAD, approval.id)).toMatchObject({ kind: 'details' });
    expect(await approve(approval, SALES_LEAD)).toMatchObject({ kind: 'decided' });
    expect(await consume(approval)).toMatchObject({ kind: 'receipt' });
    expect(await breaks(deps)).toEqual([]);
  });

  test('who came in after it was asked was not asked; who left since may not decide', async () => {
    deps.slack.groups.set(FINANCE, [SALES_LEAD, COLLEAGUE]);
    const { workflow } = await registeredWith(deps, { group: FINANCE });
    const approval = await asked(deps, workflow);
    deps.slack.groups.set(FINANCE, [SALES_LEAD, ADMIN]);
    expect(await approve(approval, ADMIN)).toMatchObject({ why: 'not-asked' });
    expect(await approve(approval, COLLEAGUE)).toMatchObject({ why: 'left' });
    expect(await approve(approval, SALES_LEAD)).toMatchObject({ kind: 'decided' });
  });

  test('who left the team that is named may not decide, nor read what is asked', async () => {
    const { workflow } = await registeredWith(deps, { team: 'team-sales' });
    const approval = await asked(deps, workflow);
    await changeRecord(deps, 'team-sales', { members: [ADMIN] });
    expect(await approve(approval, SALES_LEAD)).toMatchObject({ why: 'left' });
    expect(await openDetails(deps, SALES_LEAD, approval.id)).toMatchObject({ why: 'not-allowed' });
  });

  test.each(['lookup-failed', 'not-granted'] as const)(
    'what Slack cannot say is refused, at asking and at deciding: %s',
    async (why) => {
      deps.slack.groups.set(FINANCE, [SALES_LEAD]);
      const { workflow } = await registeredWith(deps, { group: FINANCE });
      const approval = await asked(deps, workflow);
      deps.slack.answers = why;
      const again = await askApproval(deps, workflow, { ...CALL, idempotencyKey: 'ticket-2' });
      expect(again).toMatchObject({ kind: 'refused', why });
      expect(await approve(approval, SALES_LEAD)).toMatchObject({ kind: 'refused', why });
      expect(await openDetails(deps, SALES_LEAD, approval.id)).toMatchObject({ why });
      expect(await kindsOf(deps, `approval/${approval.id}`)).toEqual(['approval.asked']);
    },
  );

  test('a group that emptied since: the backup is asked, then the platform', async () => {
    deps.slack.groups.set(FINANCE, [SALES_LEAD]);
    const { workflow } = await registeredWith(deps, { group: FINANCE });
    deps.slack.groups.set(FINANCE, []);
    expect(await asked(deps, workflow)).toMatchObject({ stages: [{ via: 'platform' }] });
    const backed = { ...workflow, backup: COLLEAGUE };
    const other = await asked(deps, backed, { idempotencyKey: 'ticket-2' });
    expect(other).toMatchObject({ stages: [{ via: 'backup' }] });
  });

  test('too few for the quorum: nobody can decide, and what to do', async () => {
    const { workflow } = await registeredWith(deps, { people: [SALES_LEAD] }, 2);
    expect(await askApproval(deps, workflow, CALL)).toMatchObject({
      why: 'nobody-can-decide',
      say: expect.stringContaining(`Name more approvers of ${ACTION} in its manifest`),
    });
  });
});

describe('where the baseline lets the platform decide they are asked after it', () => {
  beforeEach(() => platformDecides(deps));

  test('both have to approve, in this order, each in its own channel', async () => {
    const { workflow } = await registeredWith(deps, { people: [COLLEAGUE] });
    const approval = await asked(deps, workflow, { onBehalfOf: undefined });
    expect(approval).toMatchObject({
      stages: [
        { of: 'baseline', via: 'platform', quorum: 1 },
        { of: 'manifest', via: 'approvers', quorum: 1 },
      ],
      channel: 'C0PLATFORM',
    });
    expect(await approve(approval, COLLEAGUE)).toMatchObject({ why: 'not-your-turn' });
    expect(await approve(approval, ADMIN)).toMatchObject({
      kind: 'decided',
      approval: { decisions: [{ stage: 0 }], copies: ['C0SUPPORT'] },
    });
    expect(await consume(approval)).toMatchObject({ why: 'still-waiting' });
    expect(await approve(approval, ADMIN)).toMatchObject({ why: 'decided-already' });
    expect(await approve(approval, COLLEAGUE)).toMatchObject({
      approval: { end: { ending: 'approved' } },
    });
    expect(await consume(approval)).toMatchObject({ kind: 'receipt' });
    expect(await breaks(deps)).toEqual([]);
  });

  test('who left the approvers since may not decide, though still an admin', async () => {
    deps.slack.groups.set(FINANCE, [ADMIN, COLLEAGUE]);
    const { workflow } = await registeredWith(deps, { group: FINANCE });
    const approval = await asked(deps, workflow);
    expect(await approve(approval, ADMIN)).toMatchObject({ kind: 'decided' });
    deps.slack.groups.set(FINANCE, [ADMIN]);
    expect(await approve(approval, COLLEAGUE)).toMatchObject({ why: 'left' });
  });

  test('one person for both is too few: nobody decides twice', async () => {
    const { workflow } = await registeredWith(deps, { people: [ADMIN] });
    expect(await askApproval(deps, workflow, CALL)).toMatchObject({ why: 'nobody-can-decide' });
  });
});

describe('what was approved under other rules is never consumed', () => {
  beforeEach(baselineSaysNothing);

  test.each([
    ['approvers are named since', undefined, { team: 'team-support' }],
    ['other approvers are named since', { team: 'team-sales' }, { people: [SALES_LEAD] }],
    ['no approvers are named any more', { team: 'team-sales' }, undefined],
  ])('%s', async (_, was, now) => {
    const first = was ? naming(was) : MANIFEST;
    const approval = await asked(deps, await registered(deps, first));
    const by = was ? SALES_LEAD : COLLEAGUE;
    expect(await approve(approval, by)).toMatchObject({ kind: 'decided' });
    const { id } = await proposed(deps, now ? naming(now) : MANIFEST);
    expect(await acceptRevision(deps, who.owner, id)).toMatchObject({ kind: 'answered' });
    expect(await consume(approval)).toMatchObject({ why: 'changed-since' });
  });
});
