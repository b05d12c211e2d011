import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let env: Record<string, string>;
beforeAll(async () => {
  world = await openWorld();
  env = { YARDMASTER_TOKEN: await loginOf(world.deps, PEOPLE.admin) };
});
afterAll(() => world.stop());

const HEADER = 'id;name;lead;backup;channel;members';

/** Somebody with this file before them. */
function desk(...lines: string[]) {
  const at = terminal(world.api.fetch);
  at.write('teams.csv', `\uFEFF${[HEADER, ...lines].join('\r\n')}`);
  return (...args: string[]) => at.type(['team', 'import', 'teams.csv', ...args], env);
}

const GOOD = 'team-one;One;owner@example.com;;C0ONE;colleague@example.com | U0SALESLEAD';
const BAD = [
  'team-two;=cmd|calc;owner@example.com;;C0TWO;',
  'team-one;Again;owner@example.com;;C0TWO;',
  'team-four;Four;nobody@example.com;;C0FOUR;',
  'team-five;Five;outsider@example.com;;#five;',
];

test('a dry run names row, field and message of everything that is wrong', async () => {
  const ran = await desk(GOOD, ...BAD)('--dry-run', '--json');
  expect(ran.code).toBe(1);
  const message = expect.any(String);
  expect(JSON.parse(ran.out)).toEqual({
    rows: 5,
    ok: 1,
    errors: [
      { row: 3, field: 'name', message },
      { row: 4, field: 'id', message: 'This id stands in line 2 already. Keep one.' },
      { row: 5, field: 'lead', message },
      { row: 6, field: 'lead', message },
    ],
  });
  const list = await terminal(world.api.fetch).type(['team', 'list'], env);
  expect(list.out).not.toContain('team-one');
});

test('an import takes what is good; run again, that is left as it is', async () => {
  const first = await desk(GOOD, ...BAD)();
  expect(first.code).toBe(1);
  expect(first.out).toContain('line 5, lead: nobody@example.com: Nobody in this Slack');
  expect(first.out).toContain('Good: 1 of 5 rows, 1 new, 0 changed, 0 as they were.');
  const again = await desk(GOOD)();
  expect(again.code).toBe(0);
  expect(again.out).toContain('0 new, 0 changed, 1 as they were.');
  const changed = await desk(GOOD.replace(';One;', ';Uno;'))('--dry-run');
  expect(changed.out).toContain('0 new, 1 changed, 0 as they were. Nothing was changed.');
  expect(changed.code).toBe(0);
  const more = GOOD.replace('team-one;One', 'team-more;More');
  const mixed = await desk(GOOD, more)();
  expect([mixed.code, mixed.out]).toEqual([0, expect.stringContaining('1 new, 0 changed, 1 as')]);
});

test('a list, as text and as JSON', async () => {
  const { type } = terminal(world.api.fetch);
  const text = await type(['team', 'list'], env);
  expect(text.out).toContain('team-sales  Sales  lead T0YARD/U0SALESLEAD, 1 members');
  const json = await type(['team', 'list', '--json'], env);
  expect(JSON.parse(json.out).teams).toContainEqual(expect.objectContaining({ id: 'team-sales' }));
});

test('a header that lacks a column is said in line 1, and no row is sent', async () => {
  const at = terminal(world.api.fetch);
  at.write('teams.csv', 'id,name,channel\nx,X,C1');
  const ran = await at.type(['team', 'import', 'teams.csv', '--json'], env);
  expect(ran.code).toBe(1);
  expect(JSON.parse(ran.out)).toMatchObject({
    rows: 1,
    ok: 0,
    errors: [{ row: 1, field: 'lead' }],
  });
});

test('a file that is none, and one that is no CSV, is exit code 2', async () => {
  const at = terminal(world.api.fetch);
  expect((await at.type(['team', 'import', 'nowhere.csv'], env)).code).toBe(2);
  at.write('broken.csv', `${HEADER}\n"x`);
  const broken = await at.type(['team', 'import', 'broken.csv'], env);
  expect(broken.code).toBe(2);
  expect(broken.err).toContain('broken.csv: Line 2');
});

test('without a server it says so; only admins import; a lead sees the own team', async () => {
  const alone = terminal();
  alone.write('teams.csv', `${HEADER}\n${GOOD}`);
  const unreachable = await alone.type(['team', 'import', 'teams.csv'], env);
  expect(unreachable.err).toContain('does not answer');
  const token = await loginOf(world.deps, PEOPLE.salesLead);
  const refused = await desk(GOOD)('--token', token);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('platform admins');
  const own = await terminal(world.api.fetch).type(['team', 'list', '--token', token]);
  expect(own.out).toContain('team-sales');
  expect(own.out).not.toContain('team-support');
});
