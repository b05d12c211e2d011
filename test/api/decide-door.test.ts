import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { loadDenial } from '../../lib/acts/decision-words.ts';
import { loadOpenings } from '../../lib/acts/openings.ts';
import { stateOf } from '../../lib/core/approval.ts';
import { type TestEngine, testEngine } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { fieldOf, type Seen, type WebBrowser, webBrowser } from '../kit/web-browser.ts';
import {
  COLLEAGUE_ACCOUNT,
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

/** A browser whose person has logged in at `/decide`, with the list it shows. */
async function inside(stage: StepUpStage, account = COLLEAGUE_ACCOUNT) {
  const browser = webBrowser();
  stage.provider.next(account);
  return { browser, list: await logIn(browser, `${stage.url}/decide`) };
}

function open(stage: StepUpStage, browser: WebBrowser): Promise<Seen> {
  return browser.open(`${stage.url}/decide/${stage.approval.id}`);
}

function press(browser: WebBrowser, page: Seen, choice: string, reason = '') {
  const form = { csrf: fieldOf(page, 'csrf'), digest: fieldOf(page, 'digest') };
  return browser.send(page.url, { ...form, choice, reason });
}

async function approvalOf({ deps, approval }: StepUpStage) {
  const head = (await loadApproval(deps, approval.id))?.head;
  if (!head) throw new Error('no approval');
  return head.state;
}

test('nobody sees anything before they have logged in', async () => {
  const stage = await stepUpStage(engine, { stepUp: false });
  const welcome = await webBrowser().open(`${stage.url}/decide`);
  expect(welcome).toMatchObject({ status: 200, text: expect.stringContaining('Log In at') });
  const straight = await open(stage, webBrowser());
  expect(straight.url).toBe(`${stage.url}/decide`);
  for (const page of [welcome, straight]) expect(page.text).not.toContain('reply-bot');
});

test('what waits for somebody is decided there, by the login, while Slack is down', async () => {
  const stage = await stepUpStage(engine, { stepUp: false });
  await inside(stage);
  stage.slackIsDown(true);
  const { browser, list } = await inside(stage);
  expect(list.text).toContain('Waiting for you');
  expect(list.text).toContain(`/decide/${stage.approval.id}`);
  const page = await open(stage, browser);
  expect(page.text).toContain('It is fixed.');
  const done = await press(browser, page, 'approve');
  expect(done.text).toContain('It may run once.');
  const after = await approvalOf(stage);
  expect([stateOf(after), after.decisions[0]?.by]).toEqual(['approved', COLLEAGUE]);
  const empty = await browser.open(`${stage.url}/decide`);
  expect(empty.text).toContain('Nothing waits for your decision.');
});

test('each opening has its line in the log, as Details have', async () => {
  const stage = await stepUpStage(engine, { stepUp: false });
  const { browser } = await inside(stage);
  await open(stage, browser);
  expect(await loadOpenings(stage.deps, stage.approval.id)).toMatchObject([{ by: COLLEAGUE }]);
});

describe('a rejection', () => {
  test('needs a reason, which the agent reads', async () => {
    const stage = await stepUpStage(engine, { stepUp: false });
    const { browser } = await inside(stage);
    const page = await open(stage, browser);
    const asked = await press(browser, page, 'deny');
    expect(asked.text).toContain('role="alert"');
    expect(asked.text).toContain('Say why');
    const done = await press(browser, asked, 'deny', 'Wrong customer.\r\nAsk first.');
    expect(done.text).toContain('Nothing runs.');
    const denial = await loadDenial(stage.deps, await approvalOf(stage));
    expect(JSON.stringify(denial)).toContain('Wrong customer.\\nAsk first.');
  });

  test('that is refused keeps what was written', async () => {
    const stage = await stepUpStage(engine, { stepUp: false });
    const { browser } = await inside(stage);
    const page = await open(stage, browser);
    const form = { csrf: fieldOf(page, 'csrf'), digest: 'of an older request' };
    const said = { ...form, choice: 'deny', reason: 'Because </textarea><b>' };
    const refused = await browser.send(page.url, said);
    expect(refused.text).toContain('Because &lt;/textarea&gt;&lt;b&gt;');
    expect(refused.text).toContain('role="alert"');
  });
});

test('what needs a fresh login of its own leads to one', async () => {
  const stage = await stepUpStage(engine);
  const { browser } = await inside(stage);
  const page = await open(stage, browser);
  const link = await press(browser, page, 'approve');
  expect(new URL(link.url).pathname).toMatch(/^\/step-up\/ymu_/);
  expect(stateOf(await approvalOf(stage))).toBe('waiting');
  const confirm = await logIn(browser, link.url);
  const done = await browser.send(confirm.url, { csrf: fieldOf(confirm, 'csrf') });
  expect(done.text).toContain('It may run once.');
  expect((await approvalOf(stage)).decisions[0]?.loggedInAt).toBeDefined();
});

describe('somebody else', () => {
  test('of another team finds nothing and opens nothing', async () => {
    const stage = await stepUpStage(engine, { stepUp: false });
    const { browser, list } = await inside(stage, OTHER_ACCOUNT);
    expect(list.text).toContain('Nothing waits for your decision.');
    const page = await open(stage, browser);
    expect(page.status).toBe(403);
    expect(page.text).not.toContain('customer@example.com');
  });

  test('with a form of another site decides nothing', async () => {
    const stage = await stepUpStage(engine, { stepUp: false });
    const { browser } = await inside(stage);
    const url = `${stage.url}/decide/${stage.approval.id}`;
    const form = { choice: 'approve', digest: stage.approval.digest, reason: '' };
    expect((await browser.send(url, form)).status).toBe(401);
    expect((await browser.send(url, { ...form, csrf: 'a'.repeat(64) })).status).toBe(401);
    expect(stateOf(await approvalOf(stage))).toBe('waiting');
  });
});

test('a form that is none leads back to the request', async () => {
  const stage = await stepUpStage(engine, { stepUp: false });
  const { browser } = await inside(stage);
  const page = await open(stage, browser);
  expect(await press(browser, page, 'approve twice')).toMatchObject({ status: 200, url: page.url });
  expect(await press(browser, page, 'deny', 'x'.repeat(1001))).toMatchObject({ url: page.url });
  const large = await browser.send(page.url, { reason: 'x'.repeat(20_000) });
  expect(large.status).toBe(413);
});

test('a request that nobody made is not there', async () => {
  const stage = await stepUpStage(engine, { stepUp: false });
  const { browser } = await inside(stage);
  const page = await browser.open(`${stage.url}/decide/apr_unknown`);
  expect(page).toMatchObject({ status: 404, text: expect.stringContaining('<h1>') });
});
