import { beforeEach, describe, expect, test } from 'vitest';
import { carryChange } from '../../../lib/acts/change-carry.ts';
import { changeAsks, loadChange } from '../../../lib/acts/change-store.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import { CHANGE_FORM } from '../../../lib/slack/views/change-forms.ts';
import { CHANGE } from '../../../lib/slack/views/change-ids.ts';
import { announced, SAID } from '../../acts/changing.ts';
import { registered, stage, unsent } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER } from '../../kit/people.ts';
import { expectGoodView, words } from '../views/kit.ts';
import { pressed, type State, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

const viewOf = ([reply]: readonly Reply[]) => {
  if (reply?.kind !== 'open' && reply?.kind !== 'replace') throw new Error(JSON.stringify(reply));
  expectGoodView(reply.view);
  return reply.view;
};
const FILLED: State = {
  [CHANGE_FORM.component]: { value: SAID.component },
  [CHANGE_FORM.kind]: { selected_option: { value: SAID.kind } },
  [CHANGE_FORM.detail]: { value: SAID.detail },
  [CHANGE_FORM.range]: { value: null },
  [CHANGE_FORM.text]: { value: SAID.text },
  [CHANGE_FORM.planned]: { selected_date: SAID.planned },
};
const write = (change: State = {}, by = ADMIN) =>
  submitted(deps, by, { callback: CHANGE_FORM.write, metadata: 'chg_1' }, { ...FILLED, ...change });

describe('announcing', () => {
  test('asks what is planned, shows who is affected, and then tells them', async () => {
    const form = viewOf(await typed(deps, ADMIN, 'change connector/crm-readonly'));
    expect(form).toMatchObject({ callback_id: CHANGE_FORM.write });
    const preview = viewOf(await write());
    expect(preview.submit?.text).toBe('Tell 1 Owner');
    expect(words(preview)).toContain('reply-bot');
    expect(await unsent(deps)).toEqual([]);
    const packed = preview.private_metadata ?? '';
    const send = { callback: CHANGE_FORM.send, metadata: packed };
    expect(words(viewOf(await submitted(deps, ADMIN, send)))).toContain('told within a minute');
    await submitted(deps, ADMIN, send);
    expect((await loadChange(deps, 'chg_1'))?.state).toMatchObject(SAID);
    expect(await unsent(deps)).toHaveLength(1);
  });

  test.each([
    ['component', { component: { value: 'plugin/none' } }, 'not in the catalog'],
    ['component', { component: { value: null } }, 'Fill this in.'],
    ['detail', { detail: { value: 'soon' } }, 'is no version'],
    ['range', { range: { value: 'latest' } }, 'is no version range'],
    ['planned', { planned: { selected_date: '2026-11-01' } }, 'still to come'],
    ['kind', { kind: { selected_option: null } }, 'Fill this in.'],
  ])('what is wrong stands at its field: %s', async (field, change, said) => {
    const [reply] = await write(change);
    if (reply?.kind !== 'errors') throw new Error(JSON.stringify(reply));
    expect(reply.errors[field]).toContain(said);
  });

  test('is for the owning team and the platform', async () => {
    const [reply] = await write({}, OWNER);
    expect(reply).toMatchObject({ kind: 'errors' });
    expect(words(await typed(deps, OUTSIDER, 'change'))).toContain('people of this organisation');
    const send = { callback: CHANGE_FORM.send, metadata: JSON.stringify({ id: 'c', said: SAID }) };
    expect(words(viewOf(await submitted(deps, OWNER, send)))).toContain('members of the team');
    const old = { callback: CHANGE_FORM.send, metadata: '{' };
    expect(words(viewOf(await submitted(deps, ADMIN, old)))).toContain('older version');
  });
});

describe('answering', () => {
  beforeEach(async () => {
    await announced(deps);
    await carryChange(deps, 'chg_1');
  });
  const press = (action: string, by = OWNER, value = 'chg_1') =>
    pressed(deps, by, { action, value });
  const said = async () => (await changeAsks.load(deps, 'chg_1', OWNER))?.state.answer;

  test('"Seen": the message changes by itself', async () => {
    expect(await press(CHANGE.seen)).toEqual([]);
    expect(await said()).toMatchObject({ says: 'seen' });
  });

  test('"This Breaks Us" asks what breaks', async () => {
    expect(viewOf(await press(CHANGE.breaks))).toMatchObject({ callback_id: CHANGE.reason });
    const form = { callback: CHANGE.reason, metadata: 'chg_1' };
    expect(await submitted(deps, OWNER, form)).toMatchObject([{ kind: 'errors' }]);
    const filled = { [CHANGE.reasonField]: { value: 'Our night run.' } };
    expect(await submitted(deps, OWNER, form, filled)).toEqual([]);
    expect(await said()).toMatchObject({ says: 'breaks', reason: { text: 'Our night run.' } });
  });

  test('is for those who were told', async () => {
    expect(words(await press(CHANGE.seen, COLLEAGUE))).toContain('Nothing is asked of you.');
    expect(words(await press(CHANGE.breaks, COLLEAGUE))).toContain('Nothing is asked of you.');
    const form = { callback: CHANGE.reason, metadata: 'chg_1' };
    const filled = { [CHANGE.reasonField]: { value: 'x' } };
    const late = viewOf(await submitted(deps, COLLEAGUE, form, filled));
    expect(words(late)).toContain('Nothing is asked of you.');
  });

  test('lists: what is mine, and what everybody said', async () => {
    const mine = viewOf(await press(CHANGE.mine, OWNER, 'chg_1|0'));
    expect(words(mine)).toContain('reply-bot');
    expect(words(await press(CHANGE.mine, COLLEAGUE, 'chg_1|0'))).toContain('no planned change');
    expect(words(viewOf(await press(CHANGE.answers, ADMIN, 'chg_1|0')))).toContain('no answer yet');
    expect(words(await press(CHANGE.answers, ADMIN, 'chg_9|0'))).toContain('no planned change');
  });

  test.each([
    [CHANGE.withdraw, 'withdrawn'],
    [CHANGE.done, 'done'],
  ])('%s ends it, for those who may announce it', async (action, state) => {
    expect(words(await press(action, OWNER))).toContain('members of the team');
    expect(await press(action, ADMIN)).toEqual([]);
    expect((await loadChange(deps, 'chg_1'))?.state.state).toBe(state);
  });
});
