import { describe, expect, test } from 'vitest';
import {
  endTransfer,
  mayNotTake,
  proposeTransfer,
  type Transfer,
} from '../../lib/core/transfer.ts';
import { ADMIN, LATER, LEAD, NOW, TEAM } from './perfect.ts';
import { DRAFTER } from './promoting.ts';

const SALES = { ...TEAM, id: 'team-sales', name: 'Sales' };
const about = { component: DRAFTER, from: TEAM, to: SALES };
const by = { id: 'trf_1', by: LEAD, at: NOW };
const TRANSFER: Transfer = {
  ...{ id: 'trf_1', component: DRAFTER.id, from: TEAM.id, to: SALES.id },
  ...{ by: LEAD, at: NOW, state: 'open' },
};

describe('an offer', () => {
  test('waits for the other team', () => {
    expect(proposeTransfer(about, by)).toEqual({ kind: 'proposed', transfer: TRANSFER });
  });

  test('is of a team’s own component: the platform owns what is shared', () => {
    const component = { ...DRAFTER, visibility: 'shared' as const };
    expect(proposeTransfer({ ...about, component }, by)).toMatchObject({ why: 'platform-owns' });
  });

  test('is to another team', () => {
    expect(proposeTransfer({ ...about, to: TEAM }, by)).toMatchObject({ why: 'same-team' });
  });
});

describe('whoever offered it', () => {
  test.each([
    ['takes it where they lead the team that gives it', LEAD, LEAD, TEAM, undefined],
    ['does not where they do not', ADMIN, ADMIN, TEAM, 'own-request'],
    ['does not where that team is gone', ADMIN, ADMIN, undefined, 'own-request'],
    ['keeps nobody else from taking it', ADMIN, LEAD, TEAM, undefined],
  ])('%s', (_, proposer, taker, giver, why) => {
    expect(mayNotTake({ ...TRANSFER, by: proposer }, taker, giver)?.why).toBe(why);
  });
});

describe.each(['accepted', 'refused', 'withdrawn'] as const)('%s', (state) => {
  const end = { by: LEAD, name: 'lead', at: LATER };

  test('is an end', () => {
    expect(endTransfer(TRANSFER, state, end)).toEqual({
      kind: 'ended',
      transfer: { ...TRANSFER, state, end },
    });
  });

  test('is the only one', () => {
    expect(endTransfer({ ...TRANSFER, state, end }, 'accepted', end)).toMatchObject({
      why: 'answered-already',
      say: `This is ${state} already by lead.`,
    });
  });
});
