import { beforeEach, expect, test } from 'vitest';
import { loadTeam } from '../../../lib/acts/standing.ts';
import { readTeam } from '../../../lib/acts/team-save.ts';
import { CHANNELS } from '../../../lib/local/sample/organisation.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { MODES, type Stage, stage } from '../kit.ts';
import { words } from '../views/kit.ts';

const engine = engineOfFile();
const [HTTP] = MODES;
let at: Stage;
beforeEach(async () => {
  at = await stage(engine(), HTTP ?? 'Socket Mode');
});

const PLACE = CHANNELS.platform.id;
const value = (text: string | readonly string[]) => ({ value: text });

test('a team is created, edited and merged as Slack takes it, without JSON', async () => {
  const { admin, deps } = at;
  await admin.command(PLACE, '/yard team');
  expect(words(admin.view())).toContain('`team-support`');
  await admin.clickInView({ actionId: 'team_new' });
  const values = {
    team_id: value('Claims!'),
    team_name: value('Claims'),
    team_lead: value('U0OWNER'),
    team_channel: value(CHANNELS.support.id),
    team_members: value(['U0COLLEAGUE']),
  };
  const refused = await admin.submitView({ values });
  expect(Object.keys(refused.errors ?? {})).toEqual(['team_id']);
  await admin.submitView({ values: { ...values, team_id: value('team-claims') } });
  expect(words(admin.view())).toContain('*Saved.*');
  await admin.clickInView({ actionId: 'team_edit' });
  await admin.submitView({ values: { team_name: value('Damages') } });
  expect(await readTeam(deps, 'team-claims')).toMatchObject({
    state: { name: 'Damages', members: ['T0YARD/U0OWNER', 'T0YARD/U0COLLEAGUE'] },
  });
  await admin.clickInView({ actionId: 'team_merge' });
  await admin.submitView({ values: { team_into: value('team-sales') } });
  expect(words(admin.view())).toContain('belongs to *Sales*');
  expect((await loadTeam(deps, 'team-claims'))?.id).toBe('team-sales');
});

test('a table is pasted, previewed and imported', async () => {
  const { admin, deps } = at;
  await admin.command(PLACE, '/yard team');
  await admin.clickInView({ actionId: 'team_paste' });
  const table = 'id,name,lead,channel\nteam-claims,Claims,U0OWNER,C0SUPPORT\nx,=cmd,U0OWNER,C1';
  await admin.submitView({ values: { team_rows: value(table) } });
  expect(words(admin.view())).toContain('2 rows: 1 new');
  await admin.submitView();
  expect(words(admin.view())).toContain('*Done.*');
  expect(await readTeam(deps, 'team-claims')).toMatchObject({ state: { name: 'Claims' } });
});

test('somebody of another organisation sees nothing', async () => {
  await at.outsider.command(CHANNELS.support.id, '/yard team team-support');
  expect(at.outsider.view()).toBeUndefined();
  expect(words(at.outsider.messages(CHANNELS.support.id))).not.toContain('U0OWNER');
});
