import { beforeEach, expect, test } from 'vitest';
import { demoteComponent } from '../../lib/acts/demote.ts';
import { answerCredit } from '../../lib/acts/promotion-credit.ts';
import type { Promotion } from '../../lib/core/promotion.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { render } from '../../lib/deliver/render.ts';
import { as, ownRelease, promoted, publishIt } from '../acts/promotion-kit.ts';
import { stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { buttons, words } from '../slack/views/kit.ts';
import { fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
let deps: TestDeps;
let promotion: Promotion;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
  promotion = await promoted(deps);
});
const cardIn = (place: string) =>
  render(deps, { what: 'promotion-card', subject: `promotion/${promotion.id}`, place });
const post = () =>
  render(deps, {
    what: 'promotion-post',
    subject: `promotion-post/${promotion.id}`,
    place: 'C0CATALOG',
  });
const question = (place: string) =>
  render(deps, { what: 'credit-question', subject: `promotion-credit/${promotion.id}`, place });

test('the platform is asked, the team may answer', async () => {
  expect(buttons(await cardIn('C0PLATFORM'))).toContain('Publish');
  expect(buttons(await cardIn('C0SUPPORT'))).toEqual(['Withdraw']);
});

test('the post is edited when somebody agrees to be named, and when it is taken back', async () => {
  await publishIt(deps, promotion);
  expect(await post()).toMatchObject({
    version: 2,
    text: 'call-brief 1.0.0 is now shared. Built by <@U0OWNER> (team-support), reviewed by <@U0ADMIN>. No team uses it yet.',
  });
  await answerCredit(deps, COLLEAGUE, promotion.id, 'yes');
  expect(await post()).toMatchObject({
    version: 3,
    text: expect.stringContaining('Built by <@U0OWNER> and <@U0COLLEAGUE> (team-support)'),
  });
  await demoteComponent(deps, as.admin, promotion.id, 'It fails.');
  expect(words(await post())).toContain('is not shared any more');
});

test('a builder is asked, until it is answered', async () => {
  expect(buttons(await question('U0COLLEAGUE'))).toEqual(['Yes, Name Me', 'No']);
  await answerCredit(deps, COLLEAGUE, promotion.id, 'yes');
  expect(buttons(await question('U0COLLEAGUE'))).toEqual(['Do Not Name Me']);
  expect(buttons(await question('U0NOBODY'))).toEqual([]);
});

test('every row becomes one message, edited in place', async () => {
  const slack = fakeSlack();
  const sendAll = async () => {
    for (const row of await unsent(deps)) await deliver(deps, slack, row.id);
  };
  await sendAll();
  await publishIt(deps, promotion);
  await answerCredit(deps, COLLEAGUE, promotion.id, 'yes');
  await sendAll();
  expect(slack.messages.map((one) => one.place).sort()).toEqual([
    'C0CATALOG',
    'C0PLATFORM',
    'C0SUPPORT',
    'U0COLLEAGUE',
  ]);
});

test.each([
  ['promotion-card', 'promotion/prm_none'],
  ['promotion-post', 'promotion-post/prm_none'],
  ['credit-question', 'promotion-credit/prm_none'],
] as const)('%s of what is gone is nothing', async (what, subject) => {
  expect(await render(deps, { what, subject, place: 'C1' })).toEqual({ kind: 'nothing' });
});
