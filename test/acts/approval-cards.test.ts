import { expect, test } from 'vitest';
import {
  askedHere,
  cardPlaces,
  cardRows,
  channelOf,
  lookAtAsked,
} from '../../lib/acts/approval-cards.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { APPROVAL, LATER, ORGANISATION, TEAM } from '../core/perfect.ts';
import { testDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
const around = { organisation: ORGANISATION, team: TEAM };

test('a row for each place, each place once', () => {
  const copied = { ...APPROVAL, channel: 'C1', copies: ['U1', 'C1', 'C9'] };
  expect(cardPlaces(copied)).toEqual(['C1', 'U1', 'C9']);
  expect(cardRows(copied).map((row) => row.place)).toEqual(['C1', 'U1', 'C9']);
  expect(cardRows(copied)[0]).toMatchObject({ subject: `approval/${APPROVAL.id}` });
});

test('the platform is asked in its channel, everybody else in the team’s', () => {
  expect(channelOf('platform', around)).toBe('C9');
  expect(channelOf('approvers', around)).toBe('C1');
});

const staged: Approval = {
  ...APPROVAL,
  channel: 'C1',
  stages: [
    { of: 'baseline', via: 'team', quorum: 1 },
    { of: 'manifest', via: 'platform', quorum: 1 },
  ],
};
const said = { by: 'T1/U1', name: 'x', choice: 'approve' as const, at: LATER, stage: 0 };

test('a turn elsewhere gets a copy there, once', () => {
  expect(askedHere(staged, around).copies).toBeUndefined();
  const moved = askedHere({ ...staged, decisions: [said] }, around);
  expect(moved.copies).toEqual(['C9']);
  expect(askedHere(moved, around)).toBe(moved);
});

test('a look at who is told alone is put where a turn begins, and nowhere else', async () => {
  const deps = await testDeps(engine());
  const dues = (approval: Approval) => lookAtAsked(deps, approval).map((item) => item.dueSk);
  expect(dues({ ...staged, decisions: [] })).toEqual([`${APPROVAL.askedAt}#${APPROVAL.id}`]);
  expect(dues({ ...staged, decisions: [said] })).toEqual([`${LATER}#${APPROVAL.id}`]);
  const two = { ...staged, stages: [{ of: 'manifest' as const, via: 'team' as const, quorum: 2 }] };
  expect(dues({ ...two, decisions: [said] })).toEqual([]);
  expect(dues({ ...staged, end: { ending: 'expired', at: LATER } })).toEqual([]);
});
