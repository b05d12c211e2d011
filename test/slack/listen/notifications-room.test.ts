import { beforeEach, expect, test } from 'vitest';
import { notifyOf } from '../../../lib/acts/notify.ts';
import { NOTIFY } from '../../../lib/slack/views/notifications.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { COLLEAGUE, OUTSIDER } from '../../kit/people.ts';
import { words } from '../views/kit.ts';
import { type State, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const chosen = (value: string) => ({ type: 'radio_buttons', selected_option: { value } });
const time = (selected_time: string) => ({ type: 'timepicker', selected_time });
const filled = (by: string, when: string, from = '08:00', to = '18:00'): State => ({
  [NOTIFY.by]: chosen(by),
  [NOTIFY.when]: chosen(when),
  [NOTIFY.from]: time(from),
  [NOTIFY.to]: time(to),
});
const save = (state: State, by = COLLEAGUE) =>
  submitted(deps, by, { callback: NOTIFY.form, metadata: '' }, state);
const kept = async () => (await notifyOf(deps, [COLLEAGUE])).get(COLLEAGUE);

test('/yard notifications opens the form, and what is chosen is kept', async () => {
  const [reply] = await typed(deps, COLLEAGUE, 'notifications');
  expect(reply).toMatchObject({ kind: 'open', view: { callback_id: NOTIFY.form } });
  const [saved] = await save(filled('dm', 'hours', '22:00', '06:00'));
  expect(saved?.kind).toBe('replace');
  expect(words(saved)).toContain('from 22:00 until 06:00');
  expect(await kept()).toEqual({
    by: 'dm',
    hours: { from: '22:00', to: '06:00' },
    timeZone: 'Europe/Berlin',
  });
});

test('at any hour the times below count for nothing', async () => {
  await save(filled('both', 'any', '08:00', '08:00'));
  expect(await kept()).toEqual({ by: 'both', timeZone: 'Europe/Berlin' });
});

test('hours of no length are refused at their field', async () => {
  const [reply] = await save(filled('both', 'hours', '08:00', '08:00'));
  expect(reply).toMatchObject({ kind: 'errors', errors: { [NOTIFY.to]: expect.any(String) } });
  expect(await kept()).toBeUndefined();
});

test('a form of an older version says so', async () => {
  const [reply] = await save(filled('by-pigeon', 'any'));
  expect(words(reply)).toContain('older version');
});

test('an outsider is refused at both', async () => {
  const [asked] = await typed(deps, OUTSIDER, 'notifications');
  expect(words(asked)).toContain('Only people of this organisation');
  const [saved] = await save(filled('dm', 'any'), OUTSIDER);
  expect(words(saved)).toContain('Only people of this organisation');
});
