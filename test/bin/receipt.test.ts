import { beforeEach, describe, expect, test } from 'vitest';
import { ASK, decide, openWorld, post, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let receipt: string;
let keys: string;
beforeEach(async () => {
  world = await openWorld();
  const asked = await world.api.request('/v1/approvals', post(world.key, ASK));
  const { id } = JSON.parse(await asked.text());
  await decide(world.deps, id, 'approve');
  const { action, target, arguments: given } = ASK;
  const run = { execution_id: 'run-1', action, target, arguments: given };
  const used = await world.api.request(`/v1/approvals/${id}/consume`, post(world.key, run));
  receipt = JSON.parse(await used.text()).receipt;
  keys = await (await world.api.request('/v1/keys')).text();
  return world.stop;
});

interface Kept {
  readonly receipt?: string;
  readonly keys?: string;
  readonly minutes?: number;
}

/** Without a server: nothing answers here. */
function verify(kept: Kept = {}, ...more: string[]) {
  const desk = terminal();
  desk.write('receipt.txt', `${kept.receipt ?? receipt}\n`);
  desk.write('keys.json', kept.keys ?? keys);
  const args = ['receipt', 'verify', 'receipt.txt', '--keys', 'keys.json', ...more];
  const now = () => Date.parse(world.deps.now()) + (kept.minutes ?? 0) * 60_000;
  return desk.type(args, {}, { now });
}

test('a receipt is good for two minutes, and can be looked back at', async () => {
  const good = await verify();
  expect(good).toMatchObject({ code: 0, err: '' });
  expect(good.out).toContain('Good: support-reply-drafter may run send_external_email');
  expect(good.out).toContain('execution run-1');
  const late = await verify({ minutes: 3 });
  expect(late).toMatchObject({ code: 1, out: '' });
  expect(late.err).toContain('--expired');
  expect((await verify({ minutes: 3 }, '--expired')).code).toBe(0);
  const json = JSON.parse((await verify({}, '--json')).out);
  expect(json).toMatchObject({ aud: 'support-reply-drafter', execution_id: 'run-1' });
});

describe('anything else is none', () => {
  const changed = (text: string) => {
    const [head = '', body = '', signature = ''] = text.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const other = JSON.stringify({ ...claims, target: 'other@example.com' });
    return [head, Buffer.from(other).toString('base64url'), signature].join('.');
  };
  test.each([
    ['a changed one', () => ({ receipt: changed(receipt) }), 'changed'],
    ['words', () => ({ receipt: 'no receipt' }), 'no receipt of Yardmaster'],
    ['nothing', () => ({ receipt: '' }), 'no receipt of Yardmaster'],
  ])('%s', async (_, kept, said) => {
    for (const more of [[], ['--expired']]) {
      const ran = await verify(kept(), ...more);
      expect(ran).toMatchObject({ code: 1, out: '' });
      expect(ran.err).toContain(said);
    }
  });

  test('keys of another purpose sign none, and no keys are a mistake of the command line', async () => {
    const set = JSON.parse(keys);
    const others = set.keys.filter((one: { purpose: string }) => one.purpose !== 'receipts');
    expect((await verify({ keys: JSON.stringify({ keys: others }) })).code).toBe(2);
    expect((await verify({ keys: 'no JSON' })).err).toContain('GET /v1/keys');
    const named = others.map((one: object) => ({ ...one, purpose: 'receipts' }));
    const ran = await verify({ keys: JSON.stringify({ keys: named }) });
    expect(ran).toMatchObject({ code: 1, out: '' });
  });
});
