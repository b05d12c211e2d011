import { beforeEach, expect, test } from 'vitest';
import { loadBaseline } from '../../../lib/acts/baseline-store.ts';
import { loadChange } from '../../../lib/acts/settings-change.ts';
import type { SettingsChange } from '../../../lib/core/settings-change.ts';
import { showHome } from '../../../lib/slack/listen/home.ts';
import { proposed, secondAdmin } from '../../acts/settings-kit.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER } from '../../kit/people.ts';
import { buttons, expectGoodView, words } from '../views/kit.ts';
import { at, errorsOf, HOME, kinds, MESSAGE, MODAL } from './settings-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let change: SettingsChange;
beforeEach(async () => {
  deps = await stage(engine());
  await secondAdmin(deps, ADMIN, OWNER);
  change = await proposed(deps, ADMIN, { about: 'add-admin', person: COLLEAGUE });
});

const state = async () => (await loadChange(deps, change.id))?.state.state;

test('countersigned on the card: the outbox says the rest', async () => {
  expect(await at(deps, OWNER).press('change_countersign', change.id, MESSAGE)).toEqual([]);
  expect(await state()).toBe('in-force');
});

test('countersigned on Home: Home anew, without what waited', async () => {
  const home = await showHome(deps, OWNER);
  expect(buttons(home)).toContain('Countersign');
  const after = await at(deps, OWNER).press('change_countersign', change.id, HOME);
  expect(kinds(after)).toEqual(['home']);
  expect(buttons(after)).not.toContain('Countersign');
  for (const reply of [...home, ...after]) if ('view' in reply) expectGoodView(reply.view);
});

test('withdrawn in the settings: the settings anew, with what was done on top', async () => {
  const after = await at(deps, ADMIN).press('change_withdraw', change.id, MODAL);
  expect(kinds(after)).toEqual(['replace']);
  expect(words(after)).toContain('Withdrawn by <@U0ADMIN>');
  expect(await state()).toBe('withdrawn');
});

test('refused with a reason, from the card and from Home', async () => {
  const asks = await at(deps, OWNER).press('change_refuse', change.id, MESSAGE);
  expect(kinds(asks)).toEqual(['open']);
  const submit = (reason: string, from: string) =>
    at(deps, OWNER).submit('change_refuse', { reason }, `${change.id}|${from}`);
  expect(errorsOf(await submit('', 'message'))).toHaveProperty('reason');
  expect(kinds(await submit('Too many already', 'home'))).toEqual(['home']);
  expect(await state()).toBe('refused');
  expect(errorsOf(await submit('Again', 'message'))).toEqual({
    reason: 'Refused already by somebody.',
  });
});

test('whoever may not is told so, and nothing happens', async () => {
  for (const [by, action, why] of [
    [ADMIN, 'change_countersign', 'You proposed this'],
    [OWNER, 'change_withdraw', 'Only whoever proposed it'],
    [AUDITOR, 'change_countersign', 'Only platform admins'],
    [COLLEAGUE, 'change_refuse', 'Only platform admins'],
    ['T0OTHER/U0OWNER', 'change_countersign', 'Only platform admins'],
  ] as const) {
    for (const surface of [MESSAGE, MODAL]) {
      expect(words(await at(deps, by).press(action, change.id, surface))).toContain(why);
    }
  }
  expect(words(await at(deps, ADMIN).press('change_countersign', change.id, HOME))).toContain(
    'You proposed this',
  );
  expect(await state()).toBe('open');
});

test('a change that is not there is said to be gone', async () => {
  expect(words(await at(deps, OWNER).press('change_refuse', 'chg_x', MESSAGE))).toContain('older');
  expect(words(await at(deps, OWNER).press('change_countersign', 'chg_x', MESSAGE))).toContain(
    'There is no such change.',
  );
  const form = await at(deps, OWNER).submit('change_refuse', { reason: 'x' }, 'something else');
  expect(words(form)).toContain('older version');
});

test('admins and auditors read which rules a change of the baseline brings, before and after', async () => {
  const { rules } = (await loadBaseline(deps)).state;
  const wanted = { ...rules, 'owner-required': { mode: 'enforce' as const } };
  const one = await proposed(deps, ADMIN, { about: 'baseline', against: 1, rules: wanted });
  for (const by of [OWNER, AUDITOR]) {
    const shown = await at(deps, by).press('change_rules', one.id, MESSAGE);
    expect(kinds(shown)).toEqual(['open']);
    expect(words(shown)).toContain('An owner');
    expect(words(shown)).toMatch(/Now: .*observed.*New: .*enforced/s);
  }
  expect(words(await at(deps, COLLEAGUE).press('change_rules', one.id))).toContain('Only auditors');
  expect(words(await at(deps, OWNER).press('change_rules', change.id))).toContain('no such change');
});
