import { beforeEach, describe, expect, test } from 'vitest';
import { claimCiKey } from '../../lib/acts/claim-key.ts';
import { createIdentity, loadIdentity } from '../../lib/acts/identities.ts';
import { publishDraft } from '../../lib/acts/import.ts';
import { revokeCiKey, takeCiCode } from '../../lib/acts/keys.ts';
import { proposePromotion } from '../../lib/acts/promotion.ts';
import {
  mayReviewPromotion,
  promotionsFor,
  reviewPromotion,
} from '../../lib/acts/promotion-review.ts';
import { creditAsked, promotionUnderWay } from '../../lib/acts/promotion-store.ts';
import { draft } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import {
  as,
  askForChanges,
  BRIEF,
  componentNow,
  ownRelease,
  promoted,
  promotionNow,
  publishIt,
  rejectIt,
  WANTED,
} from './promotion-kit.ts';
import { released } from './release-file.ts';
import { breaks, changeTeam, exported, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
});

/** The admin claims a key of the CI identity. */
async function holdKey(identity: string): Promise<void> {
  const given = await takeCiCode(deps, ADMIN, identity);
  if (given.kind !== 'code') throw new Error(given.say);
  const claimed = await claimCiKey(deps, ADMIN, given.code);
  if (claimed.kind === 'refused') throw new Error(claimed.say);
}

async function publishedBy(id: string): Promise<void> {
  const by = { kind: 'ci' as const, id, team: 'team-support' };
  await released(deps, { name: 'call-brief', version: '1.1.0' }, by);
}

async function releaseOfCi(id: string): Promise<void> {
  const said = draft({ kind: 'plugin', name: 'call-brief', version: '1.1.0' });
  const context = { team: 'team-support', visibility: 'team' as const, sha: deps.sha };
  const actor = { kind: 'ci' as const, id };
  await publishDraft(deps, said, { actor, placed: new Map(), context });
}

describe('publishing', () => {
  test('shares the version as it is: the platform owns it, the credit stays', async () => {
    const promotion = await promoted(deps);
    expect(await publishIt(deps, promotion)).toMatchObject({
      kind: 'reviewed',
      promotion: { state: 'published', use: { workflows: 0, teams: 0 } },
    });
    expect(await componentNow(deps)).toMatchObject({
      visibility: 'shared',
      team: 'platform',
      latest: '1.0.0',
      credit: {
        builtBy: [OWNER],
        team: 'team-support',
        reviewedBy: ADMIN,
        promotion: promotion.id,
        version: '1.0.0',
      },
    });
    expect(await promotionUnderWay(deps, BRIEF)).toBeUndefined();
    expect((await unsent(deps)).map(({ what, place }) => `${what} ${place}`)).toContain(
      'promotion-post C0CATALOG',
    );
    expect(await kindsOf(deps, `component/${BRIEF}`)).toEqual([
      'release.published',
      'component.shared',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('whoever has not answered is still asked, and is not named', async () => {
    const promotion = await promoted(deps);
    await publishIt(deps, promotion);
    expect(await creditAsked(deps, COLLEAGUE)).toEqual([promotion.id]);
    expect((await componentNow(deps)).credit?.builtBy).not.toContain(COLLEAGUE);
  });

  test.each([
    ['deactivated', { deactivated: true }],
    ['guest', { guest: true }],
  ])('is refused to an admin who became %s meanwhile', async (why, change) => {
    const promotion = await promoted(deps);
    deps.change(ADMIN, change);
    expect(await publishIt(deps, promotion)).toMatchObject({ why });
    expect(await promotionNow(deps, promotion)).toMatchObject({ state: 'open' });
  });

  test('is refused after another version came, until the team has sent it again', async () => {
    const first = await promoted(deps);
    await ownRelease(deps, { version: '1.1.0' });
    expect(await publishIt(deps, first)).toMatchObject({ why: 'newer-release' });
    await askForChanges(deps, first);
    const again = await promoted(deps, { version: '1.1.0' });
    expect(await publishIt(deps, first)).toMatchObject({ why: 'stale-card' });
    expect(await publishIt(deps, again)).toMatchObject({ kind: 'reviewed' });
    expect((await componentNow(deps)).credit?.version).toBe('1.1.0');
  });

  test('twice is refused with who it was', async () => {
    const promotion = await promoted(deps);
    await publishIt(deps, promotion);
    expect(await publishIt(deps, promotion)).toMatchObject({
      why: 'answered-already',
      say: 'This promotion is shared (admin). Nothing changed.',
    });
  });
});

describe('who reviews', () => {
  test.each([OWNER, COLLEAGUE])('not %s, of the team', async (by) => {
    const { id, round } = await promoted(deps);
    expect(await mayReviewPromotion(deps, by, { id, round })).toMatchObject({ why: 'not-allowed' });
  });

  test('not the admin who published the version: "a promotion by its author"', async () => {
    await ownRelease(deps, { version: '1.1.0' }, ADMIN);
    const promotion = await promoted(deps, { version: '1.1.0' });
    expect(await publishIt(deps, promotion)).toMatchObject({
      why: 'own-promotion',
      say: expect.stringContaining('You published a version that is shared with this'),
    });
  });

  test('not the admin who held a key of the CI that published the version', async () => {
    await createIdentity(deps, ADMIN, { id: 'ci-support', team: 'team-support' });
    await holdKey('ci-support');
    await releaseOfCi('ci-support');
    const promotion = await promoted(deps, { version: '1.1.0' });
    expect(await publishIt(deps, promotion)).toMatchObject({ why: 'own-promotion' });
  });

  test('not the admin who held a key then and has revoked it since', async () => {
    await createIdentity(deps, ADMIN, { id: 'ci-support', team: 'team-support' });
    await holdKey('ci-support');
    await publishedBy('ci-support');
    const [key] = (await loadIdentity(deps, 'ci-support'))?.state.keys ?? [];
    await revokeCiKey(deps, ADMIN, 'ci-support', key?.id ?? '');
    const promotion = await promoted(deps, { version: '1.1.0' });
    expect(await publishIt(deps, promotion)).toMatchObject({ why: 'own-promotion' });
  });

  test('not an admin of the team whose CI published it with a token, which names nobody', async () => {
    await publishedBy('oidc:ci.example:0123456789abcdef');
    const promotion = await promoted(deps, { version: '1.1.0' });
    await changeTeam(deps, [OWNER, COLLEAGUE, ADMIN]);
    expect(await publishIt(deps, promotion)).toMatchObject({ why: 'own-promotion' });
    await changeTeam(deps, [OWNER, COLLEAGUE]);
    expect(await publishIt(deps, promotion)).toMatchObject({ kind: 'reviewed' });
  });

  test('not the admin who published another version that is shared along with it', async () => {
    await ownRelease(deps, { version: '1.1.0' }, ADMIN);
    await ownRelease(deps, { version: '1.2.0' });
    const promotion = await promoted(deps, { version: '1.2.0' });
    expect(await publishIt(deps, promotion)).toMatchObject({ why: 'own-promotion' });
  });

  test('not the admin who is to be credited', async () => {
    const promotion = await promoted(deps, { builders: [ADMIN] });
    expect(await publishIt(deps, promotion)).toMatchObject({ why: 'own-promotion' });
    expect(await promotionsFor(deps, ADMIN)).toEqual([]);
  });

  test('what waits is listed for admins, until it is answered', async () => {
    const promotion = await promoted(deps);
    expect(await promotionsFor(deps, ADMIN)).toEqual([promotion]);
    expect(await promotionsFor(deps, OWNER)).toEqual([]);
    await askForChanges(deps, promotion);
    expect(await promotionsFor(deps, ADMIN)).toEqual([]);
  });

  test('of what is not there', async () => {
    const none = { id: 'prm_none', round: 1 };
    expect(await mayReviewPromotion(deps, ADMIN, none)).toMatchObject({ why: 'no-promotion' });
  });
});

describe('a "no"', () => {
  test('needs a reason, which stays out of the log', async () => {
    const promotion = await promoted(deps);
    expect(await rejectIt(deps, promotion, ' ')).toMatchObject({ why: 'reason-required' });
    expect(await rejectIt(deps, promotion, 'We have one already.')).toMatchObject({
      promotion: { state: 'rejected', review: { by: ADMIN, reason: 'We have one already.' } },
    });
    expect((await exported(deps)).join('\n')).not.toContain('We have one');
    expect(await creditAsked(deps, COLLEAGUE)).toEqual([]);
    expect(await componentNow(deps)).toMatchObject({ visibility: 'team', team: 'team-support' });
    expect(await breaks(deps)).toEqual([]);
  });

  test('may be said of what is with its team already', async () => {
    const promotion = await promoted(deps);
    await askForChanges(deps, promotion);
    expect(await publishIt(deps, promotion)).toMatchObject({ why: 'answered-already' });
    expect(await rejectIt(deps, promotion)).toMatchObject({ promotion: { state: 'rejected' } });
  });

  test('changes may be asked for more than once', async () => {
    const first = await promoted(deps);
    await askForChanges(deps, first);
    const again = await proposePromotion(deps, OWNER, BRIEF, WANTED);
    if (again.kind !== 'promotion') throw new Error('not sent');
    await askForChanges(deps, again.promotion, 'Still too wide.');
    expect(await promotionNow(deps, first)).toMatchObject({
      state: 'changes-asked',
      review: { reason: 'Still too wide.' },
    });
    expect(await breaks(deps)).toEqual([]);
  });

  test('of an older card is none', async () => {
    const { id } = await promoted(deps);
    const reviewing = { who: as.admin, round: 2, answer: 'reject' as const, reason: 'x' };
    expect(await reviewPromotion(deps, id, reviewing)).toMatchObject({ why: 'stale-card' });
  });
});
