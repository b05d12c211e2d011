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

function who(...args: readonly string[]) {
  return terminal(world.api.fetch).type(['who', ...args], { YARDMASTER_TOKEN: owner });
}

test('prints who runs it today and over what', async () => {
  const { code, out } = await who('skill/tone-brand-voice@2.x');
  expect(code).toBe(0);
  expect(out).toMatch(/^Running it today \(\d\):/);
  expect(out).toContain(WORKFLOW);
});

test('prints CSV for a spreadsheet', async () => {
  const { out } = await who('skill/tone-brand-voice', '--csv');
  const [header, first] = out.split('\n');
  expect(header).toBe('workflow,team,owner,status,by,version,range,via,systems,revision,last_seen');
  expect(first).toContain(WORKFLOW);
});

test('prints JSON, and says when there is nobody', async () => {
  expect(JSON.parse((await who('skill/tone-brand-voice', '--json')).out)).not.toEqual([]);
  expect((await who('skill/tone-brand-voice@9.x')).out).toContain('No workflow depends on');
});

test('a component without its kind is told how to be written', async () => {
  const { code, err } = await who('tone-brand-voice');
  expect(code).toBe(2);
  expect(err).toContain('plugin/reply-drafter@2.x');
});
