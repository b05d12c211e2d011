import { describe, expect, test } from 'vitest';
import { MOST_MOVED } from '../../lib/acts/approval-cards.ts';
import { mayMove, moveApproval } from '../../lib/acts/approval-move.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { loadTeam } from '../../lib/acts/standing.ts';
import { approvalSchema } from '../../lib/core/approval.ts';
import { claimPosted, savePosted } from '../../lib/store/posted.ts';
import { readHead } from '../../lib/store/read.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { changeRecord, platformDecides, registeredWith } from './approvers-kit.ts';
import { FAULTS, holds, track } from './race.ts';
import { asked, registered, unsent } from './stage.ts';

const at = track();

const here = async () => asked(at.deps, await registered(at.deps));
const now = async (id: string) =>
  (await readHead(at.deps.store, `approval/${id}`, approvalSchema))?.state;
const to = (channel: string, forTeam = false) => ({ channel, forTeam });

test('the owner moves one request; the team’s channel stays', async () => {
  const { id } = await here();
  expect(await moveApproval(at.deps, OWNER, id, to('C0NEW'))).toMatchObject({ kind: 'moved' });
  expect((await now(id))?.channel).toBe('C0NEW');
  expect((await loadTeam(at.deps, 'team-support'))?.channel).toBe('C0SUPPORT');
  expect(at.deps.slack.probed).toEqual(['C0NEW']);
  expect(await unsent(at.deps)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: 'approval-card', place: 'C0NEW' }),
      expect.objectContaining({ what: 'approval-unseen', place: 'U0OWNER' }),
    ]),
  );
  expect(await holds(at.deps, `approval/${id}`)).toEqual(['approval.asked', 'approval.moved']);
});

test('the lead changes it for the team as well', async () => {
  const { id } = await here();
  const moved = await moveApproval(at.deps, OWNER, id, to('C0NEW', true));
  expect(moved).toMatchObject({ team: { id: 'team-support', channel: 'C0NEW' } });
  expect((await loadTeam(at.deps, 'team-support'))?.channel).toBe('C0NEW');
});

test('an owner who may not edit the team moves one request, whatever was asked for', async () => {
  await changeRecord(at.deps, 'team-support', { lead: COLLEAGUE });
  const { id } = await here();
  expect(await mayMove(at.deps, OWNER, id)).toMatchObject({ kind: 'movable', team: undefined });
  expect(await moveApproval(at.deps, OWNER, id, to('C0NEW', true))).toMatchObject({
    kind: 'moved',
    team: undefined,
  });
  expect((await loadTeam(at.deps, 'team-support'))?.channel).toBe('C0SUPPORT');
});

test('the platform’s channel is not the team’s to change', async () => {
  await platformDecides(at.deps);
  const { workflow } = await registeredWith(at.deps, { team: 'team-support' });
  const { id } = await asked(at.deps, workflow);
  expect(await mayMove(at.deps, ADMIN, id)).toMatchObject({ kind: 'movable', team: undefined });
});

describe('refused', () => {
  test.each([
    ['a colleague', COLLEAGUE, 'not-allowed'],
    ['an outsider', OUTSIDER, 'not-allowed'],
  ])('%s', async (_, person, why) => {
    const { id } = await here();
    expect(await moveApproval(at.deps, person, id, to('C0NEW'))).toMatchObject({ why });
  });

  test('a channel where no post comes through, with what to do', async () => {
    const { id } = await here();
    at.deps.slack.closed.add('C0CLOSED');
    const outcome = await moveApproval(at.deps, OWNER, id, to('C0CLOSED'));
    expect(outcome).toMatchObject({ kind: 'no-channel', say: expect.any(String) });
    expect((await now(id))?.channel).toBe('C0SUPPORT');
  });

  test('once its card stands in as many places as one approval takes', async () => {
    const { id } = await here();
    const writeId = 'test';
    for (let n = 0; ; n += 1) {
      const approval = await now(id);
      const place = approval?.channel ?? '';
      const claiming = {
        subject: `approval/${id}`,
        place,
        version: 1,
        now: at.deps.now(),
        writeId,
      };
      const claim = await claimPosted(at.deps.store, { ...claiming, until: at.deps.now() });
      if (claim.kind !== 'claimed') throw new Error('a first post');
      const stands = { channel: place, ts: '1' };
      await savePosted(at.deps.store, claim, { ...claim.posted, at: stands, writeId: `${n}` });
      const moved = await moveApproval(at.deps, OWNER, id, to(`C0NEW${n}`));
      if (moved.kind === 'moved') continue;
      expect(moved).toMatchObject({ why: 'moved-often', say: expect.stringContaining('too many') });
      expect(n).toBe(MOST_MOVED);
      break;
    }
    const { digest } = (await now(id)) ?? { digest: '' };
    const said = { choice: 'approve' as const, digest, reason: '' };
    expect(await decideApproval(at.deps, COLLEAGUE, id, said)).toMatchObject({ kind: 'decided' });
  });

  test('an ended one, and one that is not there', async () => {
    const { id, digest } = await here();
    await decideApproval(at.deps, COLLEAGUE, id, { choice: 'approve', digest, reason: '' });
    expect(await moveApproval(at.deps, OWNER, id, to('C0NEW'))).toMatchObject({
      why: 'already-ended',
    });
    expect(await mayMove(at.deps, OWNER, 'apr_none')).toMatchObject({ why: 'no-approval' });
  });
});

describe.each(FAULTS)('moved and decided at once, with the fault: %s', (fault) => {
  test('both count, or the mover is told that it ended', async () => {
    const { id, digest } = await here();
    if (fault) at.proxy.inject({ operation: 'TransactWriteItems', fault, times: 1 });
    const [moved] = await Promise.all([
      moveApproval(at.left, OWNER, id, to('C0NEW')),
      decideApproval(at.right, COLLEAGUE, id, { choice: 'approve', digest, reason: '' }),
    ]);
    const head = await now(id);
    expect(head?.end?.ending).toBe('approved');
    expect(head?.channel).toBe(moved.kind === 'moved' ? 'C0NEW' : 'C0SUPPORT');
  });
});
