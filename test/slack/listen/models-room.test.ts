import { beforeAll, expect, test } from 'vitest';
import { retirements } from '../../../lib/acts/model-retirement.ts';
import type { PersonKey } from '../../../lib/core/people.ts';
import { modelsRoom } from '../../../lib/slack/listen/models-room.ts';
import { sorter, sorting } from '../../acts/model-kit.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, OWNER } from '../../kit/people.ts';
import { words } from '../views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await sorter(deps);
  await sorting(deps, 'inherits');
});

const from = (by: PersonKey) => ({ kind: 'command' as const, by, name: 'x', triggerId: '1.2' });
const surface = { kind: 'message' as const, channel: 'C0SALES' };

async function typed(rest: string, by = OWNER) {
  return words(await modelsRoom.words?.models?.(deps, { ...from(by), rest }));
}

async function pressed(action: string, value: string, by = ADMIN) {
  return modelsRoom.presses?.[action]?.(deps, { ...from(by), value, part: '', surface });
}

async function submitted(filled: Readonly<Record<string, string>>, by = ADMIN) {
  const fields = { text: (block: string) => filled[block] ?? '', list: () => [] };
  return modelsRoom.forms?.model_form?.(deps, { ...from(by), metadata: 'large-1', fields });
}

test('the word alone lists models, with a name it shows what depends on it', async () => {
  expect(await typed('')).toContain('large-1');
  const one = await typed('large-1');
  expect(one).toContain('*inherits*');
  expect(one).toContain('inherited from plugin/mail-sorter@1.0.0');
  expect(await typed('x'.repeat(200))).toContain('no AI workflow runs with it');
});

test('the buttons go on where the page ended', async () => {
  expect(words(await pressed('model_show', 'large-1'))).toContain('*inherits*');
  expect(words(await pressed('model_more', 'inherits|large-1'))).toContain('last page');
  expect(words(await pressed('models_page', 'nonsense'))).toContain('large-1');
  expect(words(await pressed('models_page', '7'))).toContain('last page');
});

test('an admin sets the day in a form and takes it back; others are told who could', async () => {
  expect(words(await pressed('model_date', 'large-1', OWNER))).toContain('Only platform admins');
  expect(await pressed('model_date', 'large-1')).toMatchObject([{ kind: 'open' }]);
  expect(await submitted({ on: '2020-01-01' })).toMatchObject([
    { kind: 'errors', errors: { on: expect.stringContaining('is over') } },
  ]);
  expect(await submitted({ on: '2027-01-31', successor: 'Large-1' })).toMatchObject([
    { kind: 'errors', errors: { successor: expect.stringContaining('own successor') } },
  ]);
  expect(words(await submitted({ on: '2027-01-31' }, OWNER))).toContain('Only platform admins');
  const done = await submitted({ on: '2027-01-31', successor: 'large-2', note: '' });
  expect(words(done)).toContain('Stops on 31 Jan 2027. Replaced by large-2.');
  expect((await retirements(deps)).size).toBe(1);
  expect(words(await pressed('model_withdraw', 'large-1', OWNER))).toContain('Only platform');
  expect(words(await pressed('model_withdraw', 'large-1'))).toContain('is taken back');
  expect((await retirements(deps)).size).toBe(0);
});
