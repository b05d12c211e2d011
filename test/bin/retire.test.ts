import { afterAll, beforeAll, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, WORKFLOW, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let owner: string;
beforeAll(async () => {
  world = await openWorld();
  owner = await loginOf(world.deps, PEOPLE.owner);
});
afterAll(() => world.stop());

const type = (...args: string[]) =>
  terminal(world.api.fetch).type(['retire', ...args], { YARDMASTER_TOKEN: owner });

test('retires with a reason, and says how to undo it', async () => {
  expect(await type(WORKFLOW)).toMatchObject({ code: 2 });
  const typed = await type(WORKFLOW, '--reason', 'It is replaced.');
  expect(typed).toMatchObject({ code: 0 });
  expect(typed.out).toContain(`${WORKFLOW} is retired.`);
  expect(typed.out).toContain('yardmaster register FILE');
  expect(await type('none', '--reason', 'x')).toMatchObject({ code: 1 });
});
