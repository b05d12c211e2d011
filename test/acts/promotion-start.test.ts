import { beforeEach, expect, test } from 'vitest';
import { partIn, startPromotion } from '../../lib/acts/promotion-start.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import {
  askForChanges,
  BRIEF,
  ownRelease,
  promoted,
  promotionNow,
  publishIt,
} from './promotion-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
  await ownRelease(deps, { version: '1.1.0' });
});

test('begins with the newest version, and whoever begins among the builders', async () => {
  expect(await startPromotion(deps, OWNER, BRIEF)).toEqual({
    kind: 'start',
    component: BRIEF,
    versions: ['1.1.0', '1.0.0'],
    proved: false,
    filled: { version: '1.1.0', license: '', evidence: '', useful: '', builders: [OWNER] },
    asked: undefined,
  });
});

test('a block is proved', async () => {
  await ownRelease(deps, { kind: 'block', name: 'login' });
  expect(await startPromotion(deps, OWNER, 'block/login')).toMatchObject({ proved: true });
});

test('leads to what waits already, and to what is shared by a promotion', async () => {
  const promotion = await promoted(deps);
  expect(await startPromotion(deps, SALES_LEAD, BRIEF)).toMatchObject({
    kind: 'there',
    promotion: { id: promotion.id, state: 'open' },
  });
  await publishIt(deps, promotion);
  expect(await startPromotion(deps, ADMIN, BRIEF)).toMatchObject({
    kind: 'there',
    promotion: { state: 'published' },
  });
});

test('goes on with what was sent, when changes were asked for', async () => {
  await askForChanges(deps, await promoted(deps), 'Narrow the scopes.');
  expect(await startPromotion(deps, COLLEAGUE, BRIEF)).toMatchObject({
    filled: { version: '1.0.0', license: 'MIT', builders: [OWNER, COLLEAGUE] },
    asked: 'Narrow the scopes.',
  });
});

test.each([
  ['somebody of another team', SALES_LEAD, BRIEF, 'not-allowed'],
  ['anybody, of what is not there', OWNER, 'plugin/none', 'no-component'],
  ['anybody, of what was always shared', ADMIN, 'plugin/reply-drafter', 'already-shared'],
])('is refused to %s', async (_, by, component, why) => {
  expect(await startPromotion(deps, by, component)).toMatchObject({ why });
});

test('everybody has their part', async () => {
  const promotion = await promoted(deps);
  expect(await partIn(deps, ADMIN, promotion)).toEqual({ platform: true, team: false });
  expect(await partIn(deps, OWNER, promotion)).toEqual({ platform: false, team: true });
  expect(await partIn(deps, SALES_LEAD, promotion)).toEqual({ platform: false, team: false });
  await publishIt(deps, promotion);
  const over = await promotionNow(deps, promotion);
  expect(await partIn(deps, OWNER, over)).toEqual({ platform: false, team: false });
});
