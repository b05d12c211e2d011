import { beforeAll, expect, test } from 'vitest';
import { listRoom } from '../../../lib/slack/listen/list-room.ts';
import { registered, stage } from '../../acts/stage.ts';
import { bots } from '../../acts/systems-kit.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { OUTSIDER, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { buttons, expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await registered(deps);
  await bots(deps, 16);
});

const OWNER_ID = OWNER.split('/')[1];

test.each([
  ['list owner me', '17 AI workflows owned by'],
  [`list owner ${OWNER_ID}`, '17 AI workflows owned by'],
  [
    'list TEAM team-support status active',
    '17 AI workflows of team-support, with the status active',
  ],
  ['list status Paused', '0 AI workflows with the status paused'],
  ['list flag orphaned', 'AI workflows with the flag orphaned'],
  ['list flag drifting', 'AI workflows with the flag drifting'],
  ['list flag unreviewed', 'not known yet'],
  ['list flag', 'Write it like'],
  ['list colour red', 'Write it like'],
  ['list owner @somebody', 'Slack does not say whom you mean'],
  ['list team none', 'There is no team'],
])('"%s"', async (text, says) => {
  expect(Object.keys(listRoom.words ?? {})).toEqual(['list']);
  expect(words(await typed(deps, OWNER, text))).toContain(says);
});

test('alone it opens a form, which lists what was chosen', async () => {
  const [form] = await typed(deps, SALES_LEAD, 'list');
  if (form?.kind !== 'open') throw new Error('no form');
  expectGoodView(form.view);
  const list = { callback: 'list_form', metadata: '' };
  expect(words(await submitted(deps, SALES_LEAD, list))).toContain('17 AI workflows');
  const owner = { owner: { type: 'users_select', selected_user: OWNER_ID } };
  expect(words(await submitted(deps, SALES_LEAD, list, owner))).toContain(
    '17 AI workflows owned by',
  );
  expect(words(await submitted(deps, OUTSIDER, list))).toContain('people of this organisation');
  expect(words(await typed(deps, OUTSIDER, 'list'))).toContain('people of this organisation');
});

test('goes on page by page in its modal', async () => {
  const [first] = await typed(deps, OWNER, 'list');
  expect(first?.kind).toBe('open');
  const [page] = await typed(deps, OWNER, 'list status active');
  if (page?.kind !== 'open') throw new Error('no list');
  expect(buttons(page.view)).toEqual(['Next Page']);
  const value = /"value":"([^"]+)"/.exec(JSON.stringify(page.view))?.[1] ?? '';
  const [next] = await pressed(deps, OWNER, { action: 'list_more', value }, 'modal');
  if (next?.kind !== 'replace') throw new Error('no page');
  expect(words(next.view)).toContain('*reply-bot*');
  const odd = { action: 'list_more', value: 'x|||odd|' };
  expect(words(await pressed(deps, OWNER, odd))).toContain('There is no status');
});
