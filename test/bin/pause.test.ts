import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let admin: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await loginOf(world.deps, PEOPLE.admin);
});
afterAll(() => world.stop());

const type = (...args: string[]) =>
  terminal(world.api.fetch).type(['pause', ...args], { YARDMASTER_TOKEN: admin });

test('begun, listed, and not ended by the same person', async () => {
  expect((await type('list')).out).toBe('Nothing is paused for all.\n');
  const named = ['connector', 'crm-readonly'];
  const begun = await type('begin', ...named, '--reason', 'The vendor leaks.');
  expect(begun.out).toMatch(/^connector crm-readonly {2}paused since \S+ by \S+: The vendor leaks/);
  expect((await type('list')).out).toBe(begun.out);
  const ended = await type('end', ...named);
  expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('another platform admin') });
});

test('what cannot be paused is named', async () => {
  const typed = await type('begin', 'planet', 'earth', '--reason', 'No.');
  expect(typed).toMatchObject({ code: 2, err: expect.stringContaining('connector, release') });
});
