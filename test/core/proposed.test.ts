import { describe, expect, test } from 'vitest';
import {
  accept,
  decline,
  mayReview,
  openReviews,
  overtaken,
  type Proposed,
  type Reviewing,
  teamReviewers,
  withdraw,
} from '../../lib/core/proposed.ts';
import {
  ADMIN,
  COLLEAGUE,
  LATER,
  LEAD,
  NOW,
  ORGANISATION,
  OUTSIDER,
  OWNER,
  TEAM,
  THIRD,
  WORKFLOW,
} from './perfect.ts';

const team = { review: 'team', field: 'owner_person', say: 'Makes U3 the owner' } as const;
const platform = { review: 'platform', field: 'scopes', say: 'Adds the scope x' } as const;
const PROPOSED: Proposed = {
  id: 'rev_1',
  workflow: WORKFLOW.id,
  team: TEAM.id,
  against: 1,
  manifest: WORKFLOW.manifest,
  home: 'slack',
  by: COLLEAGUE,
  at: NOW,
  reasons: [team, platform],
  scopes: ['x'],
  state: 'open',
  answers: [],
};
const workflow = { ...WORKFLOW, backup: THIRD };
const REVIEWING: Reviewing = {
  organisation: ORGANISATION,
  team: TEAM,
  workflow,
  owner: OWNER,
  backup: THIRD,
};
const who = (by: string) => ({ by, name: 'somebody', at: LATER });

describe('who may review', () => {
  test.each([
    ['the owner', OWNER, ['team']],
    ['the lead', LEAD, ['team']],
    ['the backup', THIRD, ['team']],
    ['an admin', ADMIN, ['platform']],
  ])('%s', (_, by, reviews) => {
    expect(mayReview(PROPOSED, by, REVIEWING)).toEqual({ kind: 'may', reviews });
  });

  test('never the proposer himself', () => {
    const own = { ...PROPOSED, by: OWNER };
    expect(mayReview(own, OWNER, REVIEWING)).toMatchObject({ why: 'own-proposal' });
    const admin = { ...PROPOSED, by: ADMIN, reasons: [platform] };
    expect(mayReview(admin, ADMIN, REVIEWING)).toMatchObject({ why: 'own-proposal' });
  });

  test.each([
    ['a member who is none of them', { ...PROPOSED, by: OWNER }, COLLEAGUE],
    ['somebody of another organisation', PROPOSED, OUTSIDER],
  ])('not %s', (_, proposed, by) => {
    expect(mayReview(proposed, by, REVIEWING)).toMatchObject({ why: 'not-allowed' });
  });

  test('nobody left in the team: the platform', () => {
    const alone = { ...TEAM, lead: OWNER };
    const reviewing = { ...REVIEWING, team: alone, workflow: WORKFLOW, backup: undefined };
    const proposed = { ...PROPOSED, by: OWNER, reasons: [team] };
    expect(teamReviewers({ by: OWNER }, reviewing)).toEqual([]);
    expect(mayReview(proposed, ADMIN, reviewing)).toEqual({ kind: 'may', reviews: ['team'] });
    expect(mayReview({ ...PROPOSED, reasons: [team] }, ADMIN, reviewing)).toMatchObject({
      why: 'not-allowed',
    });
  });
});

describe('accepting', () => {
  test('takes both reviews when both are needed', () => {
    const first = accept(PROPOSED, who(OWNER), REVIEWING);
    if (first.kind !== 'given') throw new Error(first.say);
    expect(first).toMatchObject({ whole: false, proposed: { state: 'open' } });
    expect(openReviews(first.proposed)).toEqual(['platform']);
    expect(accept(first.proposed, who(LEAD), REVIEWING)).toMatchObject({ why: 'not-allowed' });
    const second = accept(first.proposed, who(ADMIN), REVIEWING);
    expect(second).toMatchObject({
      whole: true,
      proposed: { state: 'accepted', end: { by: ADMIN, at: LATER } },
    });
  });

  test('somebody who may give both gives both at once', () => {
    const organisation = { ...ORGANISATION, admins: [LEAD] };
    expect(accept(PROPOSED, who(LEAD), { ...REVIEWING, organisation })).toMatchObject({
      whole: true,
    });
  });
});

test('one "no" ends it, and says why', () => {
  const said = { ...who(ADMIN), reason: 'Too much.' };
  expect(decline(PROPOSED, { ...said, reason: ' ' }, REVIEWING)).toMatchObject({
    why: 'reason-required',
  });
  expect(decline(PROPOSED, said, REVIEWING)).toMatchObject({ proposed: { state: 'refused' } });
  expect(decline(PROPOSED, { ...said, by: COLLEAGUE }, REVIEWING)).toMatchObject({
    why: 'own-proposal',
  });
});

test('only the proposer withdraws', () => {
  expect(withdraw(PROPOSED, who(COLLEAGUE))).toMatchObject({ proposed: { state: 'withdrawn' } });
  expect(withdraw(PROPOSED, who(OWNER))).toMatchObject({ why: 'not-allowed' });
});

test.each(['accepted', 'refused', 'withdrawn', 'replaced', 'stale'] as const)(
  'no path leaves %s',
  (state) => {
    const ended = { ...PROPOSED, state };
    const why = 'answered-already';
    expect(openReviews(ended)).toEqual([]);
    expect(accept(ended, who(OWNER), REVIEWING)).toMatchObject({ why });
    expect(decline(ended, { ...who(OWNER), reason: 'x' }, REVIEWING)).toMatchObject({ why });
    expect(withdraw(ended, who(COLLEAGUE))).toMatchObject({ why });
  },
);

test('what the world overtook says so', () => {
  const end = { at: LATER, say: 'A newer revision took its place.' };
  expect(overtaken(PROPOSED, 'replaced', end)).toMatchObject({ state: 'replaced', end });
});

test('what CI proposed is looked at for the team by nobody who held its key', () => {
  const ci: Proposed = { ...PROPOSED, by: 'ci/ci-support', holders: [OWNER, LEAD] };
  expect(mayReview(ci, OWNER, REVIEWING)).toMatchObject({ why: 'own-proposal' });
  expect(mayReview(ci, THIRD, REVIEWING)).toEqual({ kind: 'may', reviews: ['team'] });
  const all = { ...ci, holders: [OWNER, LEAD, THIRD] };
  expect(teamReviewers(all, REVIEWING)).toEqual([]);
  expect(mayReview(all, ADMIN, REVIEWING)).toMatchObject({ reviews: ['team', 'platform'] });
  const admin = { ...all, holders: [...all.holders, ADMIN] };
  expect(mayReview(admin, ADMIN, REVIEWING)).toEqual({ kind: 'may', reviews: ['platform'] });
});

test('an answer lapses with the part that it was given in, and is asked for again', () => {
  const given = { review: 'team', by: OWNER, name: 'somebody', at: LATER } as const;
  const answered: Proposed = { ...PROPOSED, answers: [given] };
  const left = { ...workflow, owner: LEAD };
  const now = { ...REVIEWING, workflow: left, owner: LEAD };
  expect(accept(answered, who(ADMIN), now)).toMatchObject({
    whole: false,
    proposed: { state: 'open', answers: [{ review: 'platform', by: ADMIN }] },
  });
  expect(mayReview(answered, LEAD, now)).toEqual({ kind: 'may', reviews: ['team'] });
  expect(accept(answered, who(ADMIN), REVIEWING)).toMatchObject({ whole: true });
});
