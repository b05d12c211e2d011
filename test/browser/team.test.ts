import { expect, test } from 'vitest';
import { CHANNELS } from '../../lib/local/sample/organisation.ts';
import { SIZES, type Stage, stage } from './stage.ts';

/** A team from its first form to its new id, by an admin, its lead, and somebody outside of it. */

const TABLE = [
  'id,name,lead,backup,channel,members',
  'team-billing,Billing,U0SALESLEAD,,C0SALES,U0SALESLEAD U0OWNER',
  'team-night,Night shift,nobody@example.com,,C0SUPPORT,',
].join('\n');

test.each(SIZES)('a team is made, led, imported, renamed and merged at $width px', async (size) => {
  const here = await stage('team', size);
  const { dialog } = here;
  await here.open('admin', CHANNELS.platform.id);
  await here.say('/yard teams');
  await here.sees('team-sales');
  await here.shot('1-list');
  await made(here);
  await imported(here);

  await here.open('colleague', CHANNELS.support.id);
  await here.say('/yard team team-docs');
  await here.sees('Writes the manuals');
  await here.shot('5-led');
  await here.choose('Edit');
  await dialog.getByRole('group', { name: 'Members' }).getByLabel('Support owner').check();
  await here.choose('Save');
  await here.sees('Saved.');
  await here.shot('6-members');
  await here.close();

  await here.open('salesLead', CHANNELS.sales.id);
  await here.say('/yard team team-docs');
  await here.sees('Writes the manuals');
  expect(await dialog.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);
  await here.close();

  await renamedAndMerged(here);
});

async function made({ dialog, choose, close, sees, shot }: Stage): Promise<void> {
  await choose('New Team');
  await dialog.getByLabel('Id', { exact: true }).fill('Team Docs');
  await dialog.getByLabel('Name', { exact: true }).fill('Writes the manuals');
  await dialog.getByLabel('Lead', { exact: true }).selectOption({ label: 'Support colleague' });
  await dialog.getByLabel('Channel', { exact: true }).selectOption({ label: '#ai-catalog' });
  await choose('Create');
  await sees('lower-case letters');
  await shot('2-wrong-id');
  await dialog.getByLabel('Id', { exact: true }).fill('team-docs');
  await choose('Create');
  await sees('Saved.');
  await shot('3-made');
  await close();
}

async function imported({ open, say, dialog, choose, sees, shot }: Stage): Promise<void> {
  await open('admin', CHANNELS.platform.id);
  await say('/yard teams');
  await choose('Import from CSV');
  await dialog.getByLabel('Table').fill(TABLE);
  await choose('Preview');
  await sees('2 rows: 1 new');
  await shot('4-preview');
  await choose('Import 1 Team');
  await sees('Done.');
  await choose('Done');
}

async function renamedAndMerged({
  open,
  say,
  dialog,
  choose,
  close,
  sees,
  shot,
}: Stage): Promise<void> {
  await open('admin', CHANNELS.platform.id);
  await say('/yard team team-docs');
  await sees('Writes the manuals');
  await choose('Change Id…');
  await dialog.getByLabel('New id').fill('team-manuals');
  await choose('Change');
  await sees('belongs to');
  await shot('7-renamed');
  await close();
  await say('/yard team team-docs');
  await sees('went into this team');
  await choose('Merge…');
  await dialog.getByLabel('Merge into').selectOption({ label: 'Support' });
  await shot('8-merge');
  await choose('Merge');
  await sees('belongs to');
  await close();
  await say('/yard team team-docs');
  await sees('went into this team');
  await shot('9-merged');
}
