import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerRequest } from '../../lib/acts/access-answer.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { billed, using, WRITE } from '../acts/access-kit.ts';
import { who } from '../acts/proposing.ts';
import { registered } from '../acts/stage.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let tokens: { owner: string; admin: string };
beforeAll(async () => {
  world = await openWorld();
  await billed(world.deps);
  tokens = {
    owner: await loginOf(world.deps, PEOPLE.owner),
    admin: await loginOf(world.deps, PEOPLE.admin),
  };
});
afterAll(() => world.stop());

function access(by: keyof typeof tokens, ...args: string[]) {
  return command(by, 'access', ...args);
}
function command(by: keyof typeof tokens, ...args: string[]) {
  const { type } = terminal((request) => world.api.fetch(request));
  const env = { YARDMASTER_TOKEN: tokens[by], YARDMASTER_URL: 'http://127.0.0.1:4601' };
  return type(args, env);
}
const ASK = ['ask', 'reply-bot', 'billing', 'billing.write', '--reason', 'They are owed it.'];

async function idOf(): Promise<string> {
  const { out } = await access('owner', 'list', '--json');
  return JSON.parse(out).requests[0].id;
}

test('ask, list, show, withdraw', async () => {
  const asked = await access('owner', ...ASK, '--until', '2026-12-31');
  expect(asked).toMatchObject({ code: 0, err: '' });
  expect(asked.out).toMatch(/^The platform is asked: acc_\w+\.\nreply-bot is active\.\n$/);
  const listed = await access('owner', 'list');
  expect(listed.out).toContain('reply-bot of team-support: billing: billing.write');
  const id = await idOf();
  const shown = await access('owner', 'show', id);
  expect(shown.out).toContain('For: They are owed it.\nWanted until 2026-12-31T23:00:00.000Z');
  expect((await access('owner', 'withdraw', id)).out).toContain(`Withdrawn: ${id}.`);
  expect((await access('owner', 'show', id)).out).toContain(`${id}: withdrawn`);
  expect((await access('owner', 'list')).out).toBe('No access request waits.\n');
});

test('what nobody is needed for is said to be given', async () => {
  const args = ['ask', 'reply-bot', 'billing', 'calendar.read', '--reason', 'Appointments.'];
  expect((await access('owner', ...args)).out).toBe(
    'Given at once, as everybody has it: calendar.read.\nreply-bot is active.\n',
  );
});

test('grants as text, CSV and JSON; taken back with a reason', async () => {
  await access('owner', ...ASK);
  const id = await idOf();
  await answerRequest(world.deps, who.admin, id, { until: '2026-12-31T23:00:00.000Z', reason: '' });
  const text = await access('admin', 'grants', '--connector', 'billing', '--ending-within', '60');
  expect(text.out).toMatch(
    /^billing: billing\.write {2}reply-bot of team-support, since .*, until /,
  );
  const csv = await access('admin', 'grants', '--connector', 'billing', '--csv');
  expect(csv.out.split('\n')[0]).toBe(
    'connector,scope,workflow,team,owner,status,since,by,until,request',
  );
  const own = await access('owner', 'grants', '--workflow', 'reply-bot', '--json');
  expect(JSON.parse(own.out)).toHaveLength(3);
  const shown = await access('owner', 'show', id);
  expect(shown.out).toContain('Given: billing: billing.write, until 2026-12-31T23:00:00.000Z');
  const back = ['take-back', 'reply-bot', 'billing', 'billing.write', '--reason', 'Not needed.'];
  expect((await access('admin', ...back)).out).toBe(
    'Taken back: billing.write. reply-bot is active now.\n',
  );
  expect((await access('admin', 'grants', '--ending-within', '60')).out).toContain(
    'no such access',
  );
});

test('show says what a workflow waits for', async () => {
  const manifest = { ...using(WRITE.scope), workflow: 'refund-bot' };
  await registered(world.deps, manifest);
  const shown = await command('owner', 'show', 'refund-bot');
  expect(shown.out).toContain('\nWaits for access: billing.write\n');
});

test.each([
  ['a request that there is not', ['show', 'acc_none'], 1],
  ['grants of everybody, as a member', ['grants'], 1],
  ['withdrawing nothing', ['withdraw', 'acc_none'], 1],
  ['taking back as a member', ['take-back', 'reply-bot', 'billing', 'x', '--reason', 'x'], 1],
  ['asking for what there is not', ['ask', 'reply-bot', 'billing', 'x', '--reason', 'x'], 1],
  ['no reason', ['ask', 'reply-bot', 'billing', 'billing.read'], 2],
  ['a list of somebody unknown', ['list', '--token', 'x'], 1],
])('%s fails', async (_, args, code) => {
  expect((await access('owner', ...args)).code).toBe(code);
});
