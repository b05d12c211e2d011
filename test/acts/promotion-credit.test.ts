import { beforeEach, expect, test } from 'vitest';
import { answerCredit, creditQuestions } from '../../lib/acts/promotion-credit.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { componentNow, ownRelease, promoted, publishIt, rejectIt } from './promotion-kit.ts';
import { breaks, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
});
const builtBy = async () => (await componentNow(deps)).credit?.builtBy;

test('who agrees before it is published is named with it', async () => {
  const promotion = await promoted(deps);
  expect(await creditQuestions(deps, COLLEAGUE)).toEqual([promotion]);
  await answerCredit(deps, COLLEAGUE, promotion.id, 'yes');
  expect(await creditQuestions(deps, COLLEAGUE)).toEqual([]);
  await publishIt(deps, promotion);
  expect(await builtBy()).toEqual([OWNER, COLLEAGUE]);
});

test('who answers later is added then; card, post and question are drawn anew', async () => {
  const promotion = await promoted(deps);
  await publishIt(deps, promotion);
  const before = (await unsent(deps)).length;
  expect(await answerCredit(deps, COLLEAGUE, promotion.id, 'yes')).toMatchObject({
    kind: 'answered',
  });
  expect(await builtBy()).toEqual([OWNER, COLLEAGUE]);
  const told = (await unsent(deps)).slice(before).map(({ what, place }) => `${what} ${place}`);
  expect(told.sort()).toEqual([
    'credit-question U0COLLEAGUE',
    'promotion-card C0PLATFORM',
    'promotion-card C0SUPPORT',
    'promotion-post C0CATALOG',
  ]);
  expect((await kindsOf(deps, 'component/plugin/call-brief')).at(-1)).toBe(
    'component.credit-changed',
  );
  expect(await breaks(deps)).toEqual([]);
});

test('an answer may be taken back, and the same one again changes nothing', async () => {
  const promotion = await promoted(deps);
  await publishIt(deps, promotion);
  await answerCredit(deps, OWNER, promotion.id, 'no');
  expect(await builtBy()).toEqual([]);
  const rows = (await unsent(deps)).length;
  await answerCredit(deps, OWNER, promotion.id, 'no');
  expect(await unsent(deps)).toHaveLength(rows);
});

test.each([
  ['somebody who was not asked', SALES_LEAD, 'not-asked'],
  ['somebody of another organisation', OUTSIDER, 'not-allowed'],
])('%s has nothing to answer', async (_, by, why) => {
  const { id } = await promoted(deps);
  expect(await answerCredit(deps, by, id, 'yes')).toMatchObject({ why });
});

test('what is over asks nobody', async () => {
  const promotion = await promoted(deps);
  await rejectIt(deps, promotion);
  expect(await answerCredit(deps, COLLEAGUE, promotion.id, 'yes')).toMatchObject({
    why: 'answered-already',
  });
  expect(await answerCredit(deps, COLLEAGUE, 'prm_none', 'yes')).toMatchObject({
    why: 'no-promotion',
  });
});
