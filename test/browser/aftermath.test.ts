import { expect, onTestFinished, test } from 'vitest';
import { readOwnApproval } from '../../lib/acts/approvals.ts';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import { withdrawApproval } from '../../lib/acts/withdraw.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { drain } from '../../lib/deliver/drain.ts';
import { slackPort } from '../../lib/deliver/slack.ts';
import { CHANNELS, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { say } from '../acts/aftermath-kit.ts';
import { broken, REASON } from '../acts/break-glass-kit.ts';
import { complaints, launch, picture } from '../kit/browser.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { asked, BOT, MANIFEST, stage } from '../slack/kit.ts';

/** What becomes of an approval, and one that was given in an emergency, on a phone. */

const engine = engineOfFile();
const { support } = CHANNELS;

async function phone() {
  const here = await stage(engine(), 'signed HTTP and the Lambda receiver');
  const { deps, workspace } = here;
  const slack = slackPort(BOT.token, { slackApiUrl: workspace.apiUrl });
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  page.setDefaultTimeout(10_000);
  onTestFinished(() => page.close());
  const post = () => drain(deps, slack, { lane: 'interactive', most: 100 });
  return {
    deps,
    page,
    post,
    later: async (minutes: number) => {
      deps.pass(minutes);
      await sweepDue(deps);
      await post();
      await drain(deps, slack, { lane: 'bulk', most: 100 });
    },
    open: async (who: keyof typeof PEOPLE, at: string) => {
      const { id } = PEOPLE[who];
      const place = at === 'dm' ? workspace.driver.as(id).dm() : at;
      await page.goto(`${workspace.url}/#as=${id}&at=${place}`);
      await page.reload();
      await page.getByLabel('Acting as').waitFor({ state: 'attached' });
    },
    sees: (text: string) => page.getByText(text).last().waitFor(),
    press: (label: string) => page.getByRole('button', { name: label, exact: true }).last().click(),
    shot: async (what: string) => {
      await picture(page, `aftermath-phone-${what}`);
      expect(await complaints(page)).toEqual([]);
    },
  };
}

type Phone = Awaited<ReturnType<typeof phone>>;

async function waiting({ deps }: Phone, key: string): Promise<Approval> {
  const id = await asked(deps, { idempotencyKey: key });
  const approval = await readOwnApproval(deps, MANIFEST.workflow, id);
  if (!approval) throw new Error('it is not there');
  return approval;
}

/** Approved by the colleague and used by the agent, with what the sample call asks for. */
async function used(here: Phone, key: string): Promise<Approval> {
  const approval = await waiting(here, key);
  const { id, digest, action, target, workflow } = approval;
  await decideApproval(here.deps, COLLEAGUE, id, { choice: 'approve', digest, reason: '' });
  const given = { to: 'customer@example.com', body: 'Hello <!channel>' };
  const run = { executionId: 'run-1', action, target, arguments: given };
  expect((await consumeApproval(here.deps, workflow, id, run)).kind).toBe('receipt');
  return approval;
}

test('done, failed, unknown, lapsed and withdrawn, on the card', async () => {
  const here = await phone();
  const done = await used(here, 'done');
  await say(here.deps, done, 'done');
  const failed = await used(here, 'failed');
  await say(here.deps, failed, 'failed');
  await here.post();
  await here.open('colleague', support.id);
  await here.sees('Failed');
  await here.shot('1-done-and-failed');
  await used(here, 'silent');
  const { workflow, id } = await waiting(here, 'not needed');
  await withdrawApproval(here.deps, workflow, id);
  await here.later(15);
  await here.open('colleague', support.id);
  await here.sees('Outcome unknown: the agent has not said whether it ran.');
  await here.shot('2-unknown-and-withdrawn');
  const unused = await waiting(here, 'unused');
  const said = { choice: 'approve' as const, digest: unused.digest, reason: '' };
  await decideApproval(here.deps, COLLEAGUE, unused.id, said);
  await here.later(24 * 60);
  await here.open('colleague', support.id);
  await here.sees('Lapsed: approved, but never used.');
  await here.shot('3-lapsed');
});

test('the glass is broken, told and reviewed', async () => {
  const here = await phone();
  const approval = await waiting(here, 'urgent');
  await here.post();
  await here.open('admin', support.id);
  await here.press('Details');
  await here.press('Break Glass…');
  await here.sees('What is urgent, and why can nobody who was asked decide?');
  await here.shot('4-break-glass');
  expect((await broken(here.deps, approval, { reason: REASON })).kind).toBe('broken');
  await here.post();
  await here.open('colleague', support.id);
  await here.sees('Break-glass: approved in an emergency');
  await here.shot('5-told');
  await here.open('auditor', 'dm');
  await here.press('Review…');
  await here.page.getByRole('radio', { name: 'Justified', exact: true }).check();
  await here.page.getByLabel('What did you find?').fill('Nobody of the team was awake.');
  await here.shot('6-review');
  await here.press('Save the Review');
  await expect.poll(() => here.page.getByRole('dialog').count()).toBe(0);
  await here.post();
  await here.open('colleague', support.id);
  await here.sees('Nobody of the team was awake.');
  await here.shot('7-reviewed');
});
