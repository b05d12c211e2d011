import { beforeAll, expect, test } from 'vitest';
import { reachRoom } from '../../../lib/slack/listen/reach-room.ts';
import { registered, stage } from '../../acts/stage.ts';
import { bots } from '../../acts/systems-kit.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { OUTSIDER, SALES_LEAD } from '../../kit/people.ts';
import { buttons, words } from '../views/kit.ts';
import { pressed, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await registered(deps);
  await bots(deps, 11);
});

const said = async (text: string, by = SALES_LEAD) => words(await typed(deps, by, text));

test('names who can touch a system, however it is typed', async () => {
  expect(Object.keys(reachRoom.words ?? {})).toEqual(['reach']);
  expect(await said('reach C R M')).toContain('*bot-00* · active');
  expect(await said('reach nothing')).toContain('No AI workflow can touch nothing.');
  expect(await said('reach crm', OUTSIDER)).toContain('people of this organisation');
});

test('goes on page by page, and from the list of systems', async () => {
  const [first] = await typed(deps, SALES_LEAD, 'reach crm');
  expect(buttons(first)).toEqual(['Next Page']);
  const value = /"value":"(EDGE#[^"]+)"/.exec(JSON.stringify(first))?.[1] ?? '';
  const next = words(await pressed(deps, SALES_LEAD, { action: 'reach_more', value }));
  expect(next).toContain('*reply-bot*');
  expect(next).not.toContain('*bot-00*');
  const all = await typed(deps, SALES_LEAD, 'reach');
  expect(words(all)).toContain('*crm* · 12 AI workflows');
  expect(words(await pressed(deps, SALES_LEAD, { action: 'reach_open', value: 'crm' }))).toContain(
    'Which AI workflows can touch crm',
  );
  const page = await pressed(deps, SALES_LEAD, { action: 'reach_systems', value: 'x' });
  expect(words(page)).toContain('*crm*');
  expect(
    words(await pressed(deps, SALES_LEAD, { action: 'reach_more', value: 'odd|crm' })),
  ).toContain('none of ours');
});
