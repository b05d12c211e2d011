import { expect, test } from 'vitest';
import { claimsOf, listDiscovered } from '../../../lib/acts/discovered.ts';
import { deliver } from '../../../lib/deliver/deliver.ts';
import { slackPort } from '../../../lib/deliver/slack.ts';
import { CHANNELS, keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { importRows, PINS, rows } from '../../acts/estate-kit.ts';
import { unsent } from '../../acts/stage.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { BOT, MODES, type Stage, stage } from '../kit.ts';
import { buttons, words } from '../views/kit.ts';

const engine = engineOfFile();
const OWNER = keyOf(PEOPLE.owner);

/** Makes true what the outbox says, as the deliverer does. */
async function delivered({ deps, workspace }: Stage): Promise<void> {
  const port = slackPort(BOT.token, { slackApiUrl: workspace.apiUrl });
  for (const one of await unsent(deps)) await deliver(deps, port, one.id);
}

/** The one message about what runs already. */
function list({ owner }: Stage) {
  const found = owner.dms().filter((one) => words(one.blocks).includes('Agent 0'));
  expect(found).toHaveLength(1);
  return {
    channel: owner.dm(),
    ts: found[0]?.ts ?? '',
    text: words(found[0]?.blocks),
    blocks: found[0]?.blocks,
  };
}

test.each(MODES)(
  'one owner answers for forty discovered workflows in one message, over %s',
  async (mode) => {
    const here = await stage(engine(), mode);
    const { owner, deps } = here;
    await importRows(deps, rows(40, { pins: PINS }));
    await delivered(here);
    expect(list(here).text).toContain('40 AI workflows');
    await owner.click({ ...list(here), actionId: 'claim_mine', value: 'agent-000' });
    await expect.poll(async () => (await listDiscovered(deps, ['claimed'])).length).toBe(1);
    await owner.click({ ...list(here), actionId: 'claim_gone', value: 'agent-001' });
    await owner.click({ ...list(here), actionId: 'claim_not_mine', value: 'agent-002' });
    await expect.poll(() => owner.view()?.callback_id).toBe('claim_pass');
    await owner.submitView({ values: { person: { value: PEOPLE.colleague.id } } });
    expect(words(owner.view()?.blocks)).toContain('<@U0COLLEAGUE> is asked');
    await owner.closeView();
    await delivered(here);
    expect(list(here).text).toContain('37 AI workflows');
    await owner.click({ ...list(here), actionId: 'claim_all' });
    await expect
      .poll(async () => (await listDiscovered(deps, ['claimed'])).length, { timeout: 10_000 })
      .toBe(38);
    await delivered(here);
    expect(list(here).text).toContain('You have answered for all of them');
    expect(buttons(list(here).blocks)).toContain('Register Now');
    await owner.click({ ...list(here), actionId: 'claim_register', value: 'agent-000' });
    await expect.poll(() => words(owner.view()?.blocks)).toContain('Registered');
    const { entries } = await claimsOf(deps, OWNER);
    expect(entries.find((entry) => entry.id === 'agent-000')?.state).toBe('registered');
  },
);

test.each(MODES)('Home shows what waits for me, and the whole list, over %s', async (mode) => {
  const here = await stage(engine(), mode);
  const { owner, admin, deps } = here;
  await importRows(deps, rows(12));
  await owner.openHome();
  await expect.poll(() => words(owner.home()?.blocks)).toContain('12 AI workflows');
  await owner.clickInHome({ actionId: 'claim_show' });
  await expect.poll(() => words(owner.view()?.blocks)).toContain('1 to 10 of 12');
  await owner.clickInView({ actionId: 'claim_page:1' });
  await expect.poll(() => words(owner.view()?.blocks)).toContain('11 to 12 of 12');
  await owner.clickInView({ actionId: 'claim_mine' });
  await expect.poll(() => words(owner.view()?.blocks)).toContain('claimed, not registered yet');
  await owner.closeView();
  await owner.clickInHome({ actionId: 'claim_gone' });
  await expect.poll(() => words(owner.home()?.blocks)).toContain('10 AI workflows');
  await admin.openHome();
  await expect.poll(() => words(admin.home()?.blocks)).toContain('10 not answered yet');
});

test.each(MODES)('an admin filters the list and chooses an owner, over %s', async (mode) => {
  const here = await stage(engine(), mode);
  const { admin, deps } = here;
  await importRows(deps, rows(1));
  await admin.command(CHANNELS.platform.id, '/yard discovered');
  await expect.poll(() => words(admin.view()?.blocks)).toContain('Agent 000');
  await admin.clickInView({ actionId: 'estate_filter', value: 'gone|0' });
  await expect.poll(() => words(admin.view()?.blocks)).toContain('Nothing here');
  await admin.clickInView({ actionId: 'estate_filter', value: 'all|0' });
  await expect.poll(() => buttons(admin.view()?.blocks)).toContain('Choose Owner');
  await admin.clickInView({ actionId: 'estate_assign' });
  await expect.poll(() => admin.view()?.callback_id).toBe('claim_choose');
  await admin.submitView({ values: { person: { value: PEOPLE.salesLead.id } } });
  expect((await listDiscovered(deps))[0]?.owner).toBe(keyOf(PEOPLE.salesLead));
});
