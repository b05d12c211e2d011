import { beforeEach, describe, expect, test } from 'vitest';
import {
  creditWrite,
  loadOwned,
  pointerGone,
  promotionCards,
  promotionPost,
  promotionUnderWay,
  transferUnderWay,
} from '../../lib/acts/promotion-store.ts';
import { loadOrganisation, loadTeam } from '../../lib/acts/standing.ts';
import type { Promotion } from '../../lib/core/promotion.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { BRIEF, ownRelease, promoted } from './promotion-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let promotion: Promotion;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
  promotion = await promoted(deps);
});

test('a component comes with its versions and its team, or not at all', async () => {
  expect(await loadOwned(deps, BRIEF)).toMatchObject({
    team: { id: 'team-support' },
    releases: [{ version: '1.0.0' }],
  });
  expect(await loadOwned(deps, 'plugin/none')).toMatchObject({ why: 'no-component' });
});

test('what is under way is found by its component', async () => {
  expect(await promotionUnderWay(deps, BRIEF)).toBe(promotion.id);
  expect(await transferUnderWay(deps, BRIEF)).toBeUndefined();
});

describe('where it stands', () => {
  test('one card where team and platform share a channel, none where there is no channel', async () => {
    const organisation = await loadOrganisation(deps);
    const team = await loadTeam(deps, 'team-support');
    const placesOf = (platformChannel: string) =>
      promotionCards(promotion, { organisation: { ...organisation, platformChannel }, team }).map(
        (one) => one.place,
      );
    expect(placesOf('C0PLATFORM')).toEqual(['C0PLATFORM', 'C0SUPPORT']);
    expect(placesOf('C0SUPPORT')).toEqual(['C0SUPPORT']);
    expect(placesOf('')).toEqual(['C0SUPPORT']);
  });

  test('the post comes with the publication, where there is a channel for it', async () => {
    const organisation = await loadOrganisation(deps);
    const shared: Promotion = { ...promotion, state: 'published' };
    expect(promotionPost(promotion, organisation)).toEqual([]);
    expect(promotionPost(shared, { ...organisation, catalogChannel: '' })).toEqual([]);
    expect(promotionPost(shared, organisation)).toMatchObject([{ place: 'C0CATALOG' }]);
  });
});

describe('who is asked whether to be named', () => {
  const people = (promotion: Promotion | undefined, after: Promotion) =>
    creditWrite(promotion, after).tell.map((one) => one.place);

  test('each who has not answered; who is left out or was answered for is asked no more', () => {
    expect(people(undefined, promotion)).toEqual(['U0COLLEAGUE']);
    expect(people(promotion, promotion)).toEqual([]);
    expect(people(promotion, { ...promotion, builders: [] })).toEqual(['U0COLLEAGUE']);
    expect(people(promotion, { ...promotion, state: 'rejected' })).toEqual(['U0COLLEAGUE']);
  });

  test('who named themselves is not', () => {
    const builders = [
      { person: OWNER, says: 'yes' as const },
      { person: COLLEAGUE, says: 'no' as const },
    ];
    expect(people(undefined, { ...promotion, builders })).toEqual([]);
  });
});

test('nothing is under way any more when it is over', () => {
  expect(pointerGone(promotion)).toEqual([]);
  expect(pointerGone({ ...promotion, state: 'rejected' })).toHaveLength(1);
});
