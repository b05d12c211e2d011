import { expect, test } from 'vitest';
import { CHANNELS } from '../../lib/local/sample/organisation.ts';
import { terminal } from '../bin/terminal.ts';
import { SIZES, type Stage, stage } from './stage.ts';

/** Forty agents that run already, claimed by the one person whose name is on them. */

const LINES = Array.from({ length: 40 }, (_, n) => {
  const name = `Agent ${String(n).padStart(2, '0')} that sorts the tickets of the night`;
  const pins = n === 0 ? 'plugin/reply-drafter@3.2.x' : '';
  return `${name},owner@example.com,team-support,Sorts what came in over night,crm; mail,${pins}`;
});
const FILE = ['name,owner,team,purpose,systems,pins', ...LINES].join('\n');

async function imported({ machine }: Stage): Promise<string> {
  const { type, write } = terminal((request) => fetch(request));
  write('agents.csv', FILE);
  const env = { YARDMASTER_URL: machine.apiUrl, YARDMASTER_TOKEN: machine.logins.admin };
  const ran = await type(['import', 'workflows', 'agents.csv', '--json'], env);
  return ran.out;
}

test.each(SIZES)('forty workflows claimed by one owner at $width px', async (size) => {
  const here = await stage('claim', size);
  expect(JSON.parse(await imported(here))).toMatchObject({ rows: 40, ok: 40, added: 40 });
  await here.open('owner', 'dm');
  await here.sees('40 AI workflows that run already');
  await here.sees('And 20 more.');
  await here.shot('1-asked');
  await here.press('And 20 more.', 'Show All');
  await here.sees('1 to 10 of 40');
  await here.dialog.getByRole('button', { name: 'Mine', exact: true }).first().click();
  await here.sees('not registered yet');
  await here.choose('Next');
  await here.sees('11 to 20 of 40');
  await here.shot('2-page');
  await here.done('Discovered');

  await here.page
    .getByRole('article')
    .filter({ hasText: 'And 20 more.' })
    .getByRole('button', { name: 'Not Mine', exact: true })
    .first()
    .click();
  await here.shot('3-whose');
  await here.dialog.getByLabel('Whose is it?').selectOption({ label: 'Support colleague' });
  await here.choose('Pass It On');
  await here.sees('is asked about');
  await here.done('Passed on');
  await here.press('And 19 more.', 'All Mine');
  await here.sees('You have answered for all of them');
  await here.shot('4-answered');

  await here.open('colleague', 'dm');
  await here.sees('Is this yours? 1 AI workflow that runs already');
  await here.press('1 AI workflow', 'Gone');
  await here.sees('It Runs After All');

  await here.open('admin', CHANNELS.platform.id);
  await here.say('/yard discovered all');
  await here.sees('1 to 10 of 40');
  await here.shot('5-list');
  await here.choose('Done');
  await here.open('admin', 'home');
  await here.sees('Waiting for you');
  await here.shot('6-home');
});
