import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { stateOf } from '../../lib/core/approval.ts';
import { exported, kindsOf } from '../acts/stage.ts';
import { type TestEngine, testEngine } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { fieldOf, onwardOf, webBrowser } from '../kit/web-browser.ts';
import {
  COLLEAGUE_ACCOUNT,
  linkFor,
  logIn,
  OTHER_ACCOUNT,
  type StepUpStage,
  stepUpStage,
} from './step-up-stage.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.stop());

async function standsAt({ deps, approval }: StepUpStage) {
  const state = (await loadApproval(deps, approval.id))?.head.state;
  return state && stateOf(state);
}

/** The link opened, the login done, the last page shown. */
async function confirmPage(stage: StepUpStage) {
  const browser = webBrowser();
  const link = await linkFor(stage);
  stage.provider.next(COLLEAGUE_ACCOUNT);
  return { browser, link, page: await logIn(browser, link) };
}

test('a fresh login approves what waits, after one more press', async () => {
  const stage = await stepUpStage(engine);
  const link = await linkFor(stage);
  const browser = webBrowser();
  const shown = await browser.open(link);
  expect(shown.text).toContain('reply-bot wants to send external email: customer@example.com');
  stage.provider.next(COLLEAGUE_ACCOUNT);
  const back = await logIn(browser, link);
  expect(back).toMatchObject({ status: 200, url: `${stage.url}/step-up/confirm` });
  expect(await standsAt(stage)).toBe('waiting');
  const done = await browser.send(back.url, { csrf: fieldOf(back, 'csrf') });
  expect(done.text).toContain('It may run once.');
  expect(await standsAt(stage)).toBe('approved');
  const decided = (await loadApproval(stage.deps, stage.approval.id))?.head.state.decisions[0];
  expect(decided).toMatchObject({ by: COLLEAGUE, loggedInAt: expect.any(String) });
  const [subject = ''] = await loginsIn(stage);
  expect(await kindsOf(stage.deps, subject)).toEqual([
    'step-up.asked',
    'step-up.proved',
    'step-up.used',
  ]);
});

/** Subjects of the log that are fresh logins. */
async function loginsIn({ deps }: StepUpStage): Promise<string[]> {
  const events = (await exported(deps)).map((line) => JSON.parse(JSON.parse(line).event));
  return events.map((one) => one.subject).filter((one) => one.startsWith('step-up/'));
}

describe('the link', () => {
  test('is not used up by whoever only looks', async () => {
    const stage = await stepUpStage(engine);
    const link = await linkFor(stage);
    for (let n = 0; n < 3; n += 1) expect((await webBrowser().open(link)).status).toBe(200);
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(200);
  });

  test('is used once, of two devices at once by one', async () => {
    const stage = await stepUpStage(engine);
    const link = await linkFor(stage);
    stage.provider.next(COLLEAGUE_ACCOUNT);
    const [one, two] = [webBrowser(), webBrowser()];
    const seen = await Promise.all([logIn(one, link), logIn(two, link)]);
    expect(seen.map((page) => page.status).sort()).toEqual([200, 409]);
    expect(seen.find((page) => page.status === 409)?.text).toContain('was used already');
    expect((await webBrowser().open(link)).status).toBe(409);
  });

  test('ends when somebody else logs in with it', async () => {
    const stage = await stepUpStage(engine);
    const link = await linkFor(stage);
    stage.provider.next(OTHER_ACCOUNT);
    const other = await logIn(webBrowser(), link);
    expect(other.status).toBe(403);
    expect(other.text).toContain('This link is not yours');
    stage.provider.next(COLLEAGUE_ACCOUNT);
    expect((await logIn(webBrowser(), link)).status).toBe(410);
    expect(await standsAt(stage)).toBe('waiting');
  });

  test.each(['ymu_unknown', 'x', '%00', 'confirm2'])('that nobody made: %s', async (token) => {
    const stage = await stepUpStage(engine);
    const page = await webBrowser().open(`${stage.url}/step-up/${token}`);
    expect(page.status).toBe(410);
    expect(page.text).toContain('Press the button in Slack again');
  });
});

describe('coming back', () => {
  test('in another browser counts for nothing', async () => {
    const stage = await stepUpStage(engine);
    const link = await linkFor(stage);
    stage.provider.next(COLLEAGUE_ACCOUNT);
    const sent = await webBrowser().send(link);
    const stranger = await webBrowser().open(onwardOf(sent));
    expect(stranger.status).toBe(401);
    expect(stranger.text).toContain('This browser began no login');
  });

  test('a second time with the same address counts for nothing', async () => {
    const stage = await stepUpStage(engine);
    const { browser, page } = await confirmPage(stage);
    const [, callback = ''] = page.way;
    expect(callback).toContain('/step-up/callback?code=');
    expect((await browser.open(callback)).status).toBe(401);
  });

  test('after cancelling at the provider says what to do, and the link still works', async () => {
    const stage = await stepUpStage(engine);
    const link = await linkFor(stage);
    const cancelled = await logIn(webBrowser(), link);
    expect(cancelled.status).toBe(403);
    expect(cancelled.text).toContain('The login was not finished at your identity provider');
    stage.provider.next(COLLEAGUE_ACCOUNT);
    expect((await logIn(webBrowser(), link)).status).toBe(200);
  });

  test('to a provider that is down says so, and the link still works', async () => {
    const stage = await stepUpStage(engine);
    const link = await linkFor(stage);
    stage.provider.next(COLLEAGUE_ACCOUNT);
    stage.provider.fail(503);
    const down = await logIn(webBrowser(), link);
    expect(down.status).toBe(503);
    expect(down.text).toContain('Try again in a minute');
    stage.provider.fail(0);
    expect((await logIn(webBrowser(), link)).status).toBe(200);
  });
});

describe('the last press', () => {
  test.each([
    ['without the mark of its page', {}],
    ['with another mark', { csrf: 'a'.repeat(64) }],
  ])('%s counts for nothing', async (_, fields) => {
    const stage = await stepUpStage(engine);
    const { browser, page } = await confirmPage(stage);
    expect((await browser.send(page.url, fields)).status).toBe(401);
    expect(await standsAt(stage)).toBe('waiting');
  });

  test('twice says what is so already', async () => {
    const stage = await stepUpStage(engine);
    const { browser, page } = await confirmPage(stage);
    const form = { csrf: fieldOf(page, 'csrf') };
    const both = await Promise.all([browser.send(page.url, form), browser.send(page.url, form)]);
    const again = await browser.send(page.url, form);
    for (const seen of [again]) expect(seen.text).toContain('It may run once.');
    expect(both.some((seen) => seen.status === 200)).toBe(true);
    expect((await loadApproval(stage.deps, stage.approval.id))?.head.state.decisions).toHaveLength(
      1,
    );
  });

  test('works while Slack is down, for somebody who has been here before', async () => {
    const stage = await stepUpStage(engine);
    const { page } = await confirmPage(stage);
    expect(page.status).toBe(200);
    stage.slackIsDown(true);
    const second = await confirmPage(stage);
    const csrf = fieldOf(second.page, 'csrf');
    const done = await second.browser.send(second.page.url, { csrf });
    expect(done.text).toContain('It may run once.');
    expect(await standsAt(stage)).toBe('approved');
  });

  test('while Slack is down a first login is refused with what to do', async () => {
    const stage = await stepUpStage(engine);
    stage.slackIsDown(true);
    const { page } = await confirmPage(stage);
    expect(page.status).toBe(503);
    expect(page.text).toContain('Slack does not answer');
  });

  test('of somebody who left Slack meanwhile is refused', async () => {
    const stage = await stepUpStage(engine);
    const { browser, page } = await confirmPage(stage);
    stage.deps.change(COLLEAGUE, { deactivated: true });
    const refused = await browser.send(page.url, { csrf: fieldOf(page, 'csrf') });
    expect(refused.status).toBe(403);
    expect(await standsAt(stage)).toBe('waiting');
  });
});

test('an address that is not verified, unknown or missing is nobody’s', async () => {
  const stage = await stepUpStage(engine);
  const link = await linkFor(stage);
  for (const [account, say] of [
    [{ ...COLLEAGUE_ACCOUNT, email_verified: false }, 'not verified'],
    [{ ...COLLEAGUE_ACCOUNT, email: 'nobody@example.com' }, 'Nobody in Slack has'],
    [{ ...COLLEAGUE_ACCOUNT, email: '' }, 'did not say your e-mail address'],
  ] as const) {
    stage.provider.next(account);
    const page = await logIn(webBrowser(), link);
    expect(page.text).toContain(say);
    expect(fieldOf(page, 'csrf')).toBe('');
  }
  expect(await standsAt(stage)).toBe('waiting');
});

test('a link of the owner is no colleague’s, though both may decide', async () => {
  const stage = await stepUpStage(engine);
  const link = await linkFor(stage, OWNER);
  stage.provider.next(COLLEAGUE_ACCOUNT);
  expect((await logIn(webBrowser(), link)).text).toContain('This link is not yours');
});
