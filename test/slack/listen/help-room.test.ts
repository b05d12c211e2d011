import { beforeAll, expect, test } from 'vitest';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { SALES_LEAD } from '../../kit/people.ts';
import { buttons, words } from '../views/kit.ts';
import { pressed, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

test('the words that are not of most days stand behind a button each', async () => {
  const first = await typed(deps, SALES_LEAD, 'help');
  expect(words(first)).not.toContain('promote');
  expect(buttons(first)).toContain('What You Built');
  const built = await pressed(deps, SALES_LEAD, { action: 'help_topic', value: 'built' });
  expect(words(built)).toContain('promote [component]');
  expect(buttons(built)).toContain('Most Used');
});

test('a button of an older version shows the words of most days', async () => {
  const old = await pressed(deps, SALES_LEAD, { action: 'help_topic', value: 'gone' });
  expect(words(old)).toContain('*Most used*');
});
