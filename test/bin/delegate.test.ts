import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { ASK, loginOf, openWorld, post, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let type: ReturnType<typeof terminal>['type'];
beforeEach(async () => {
  world = await openWorld();
  onTestFinished(() => world.stop());
  const people = {
    colleague: await loginOf(world.deps, PEOPLE.colleague),
    'sales-lead': await loginOf(world.deps, PEOPLE.salesLead),
  };
  const desk = terminal(world.api.fetch);
  mkdirSync(join(desk.folder, '.yardmaster'));
  desk.write('.yardmaster/cli.json', JSON.stringify({ baseUrl: 'http://127.0.0.1:4601', people }));
  type = desk.type;
});

const COLLEAGUE = ['--as', 'colleague'];
const LEAD = ['--as', 'sales-lead'];

test('named, shown, ended', async () => {
  const none = await type(['delegate', 'show', ...COLLEAGUE]);
  expect([none.code, none.err]).toEqual([1, 'You named nobody who decides in your place.\n']);
  const to = ['delegate', 'to', PEOPLE.salesLead.id, '--until', '2026-11-27', ...COLLEAGUE];
  const named = await type(to);
  expect([named.code, named.out]).toEqual([
    0,
    'T0YARD/U0SALESLEAD decides in your place from 2026-11-23 until the end of 2026-11-27 (Europe/Berlin).\n',
  ]);
  const shown = await type(['delegate', 'show', '--json', ...COLLEAGUE]);
  expect(JSON.parse(shown.out)).toMatchObject({ to: 'T0YARD/U0SALESLEAD' });
  expect((await type(to)).code).toBe(1);
  const ended = await type(['delegate', 'end', ...COLLEAGUE]);
  expect(ended.out).toBe('T0YARD/U0SALESLEAD does not decide in your place any more.\n');
  expect((await type(['delegate', 'end', ...COLLEAGUE])).code).toBe(1);
});

test('what waits, in text and as JSON', async () => {
  expect((await type(['waiting', ...LEAD])).out).toBe('Nothing waits for you.\n');
  const asked = await world.api.request('/v1/approvals', post(world.key, ASK));
  const { id } = JSON.parse(await asked.text());
  await type(['delegate', 'to', PEOPLE.salesLead.id, '--until', '2026-11-27', ...COLLEAGUE]);
  const text = await type(['waiting', ...LEAD]);
  expect(text.out).toContain(`${id}  ${ASK.action} on ${ASK.target}`);
  expect(text.out).toContain('in the place of T0YARD/U0COLLEAGUE');
  const json = await type(['waiting', '--json', ...LEAD]);
  expect(JSON.parse(json.out).items).toMatchObject([{ id }]);
  expect((await type(['waiting', '--as', 'nobody'])).code).not.toBe(0);
});
