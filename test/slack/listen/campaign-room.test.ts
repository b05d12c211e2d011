import { beforeEach, describe, expect, test } from 'vitest';
import { loadCampaign } from '../../../lib/acts/campaign-store.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import { CAMPAIGN, CAMPAIGN_FORM } from '../../../lib/slack/views/campaign-ids.ts';
import { drafted, published, sent, UNTIL, WANTED } from '../../acts/campaigning.ts';
import { registered, stage, unsent } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, OUTSIDER, OWNER } from '../../kit/people.ts';
import { expectGoodView, words } from '../views/kit.ts';
import { pressed, type State, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await published(deps);
  await registered(deps);
});

const viewOf = ([reply]: readonly Reply[]) => {
  if (reply?.kind !== 'open' && reply?.kind !== 'replace') throw new Error(JSON.stringify(reply));
  expectGoodView(reply.view);
  return reply.view;
};
const state = async () => (await loadCampaign(deps, 'cmp_1'))?.state;
const FILLED: State = {
  [CAMPAIGN_FORM.component]: { value: WANTED.component },
  [CAMPAIGN_FORM.range]: { value: WANTED.range },
  [CAMPAIGN_FORM.successor]: { value: WANTED.successor },
  [CAMPAIGN_FORM.note]: { value: WANTED.note },
  [CAMPAIGN_FORM.helper]: { selected_user: 'U0COLLEAGUE' },
  [CAMPAIGN_FORM.closesOn]: { selected_date: WANTED.closesOn },
  [CAMPAIGN_FORM.stopsOn]: { selected_date: WANTED.stopsOn },
};
const write = (change: State = {}, by = ADMIN) =>
  submitted(
    deps,
    by,
    { callback: CAMPAIGN_FORM.write, metadata: 'cmp_1' },
    { ...FILLED, ...change },
  );
const release = (by = ADMIN) =>
  submitted(deps, by, { callback: CAMPAIGN_FORM.release, metadata: 'cmp_1' });
const press = (action: string, value = 'cmp_1', by = ADMIN) =>
  pressed(deps, by, { action, value }, 'modal');

describe('announcing', () => {
  test('asks, shows whom it reaches, and tells nobody before it is released', async () => {
    const form = viewOf(await typed(deps, ADMIN, 'deprecate connector/crm-readonly@<2.0.0'));
    expect(form).toMatchObject({ callback_id: CAMPAIGN_FORM.write });
    expect(JSON.stringify(form)).toContain('"initial_value":"<2.0.0"');
    const preview = viewOf(await write());
    expect(preview.submit?.text).toBe('Release, Tell 1');
    expect(words(preview)).toContain('reply-bot');
    expect(await unsent(deps)).toEqual([]);
    expect(await state()).toMatchObject({ ...WANTED, state: 'draft' });
    expect(words(viewOf(await release()))).toContain('told within a minute');
    expect(await state()).toMatchObject({ state: 'open', released: { by: ADMIN } });
    await release();
    expect(await unsent(deps)).toHaveLength(1);
  });

  test.each([
    ['component', { component: { value: 'plugin/none' } }, 'not in the catalog'],
    ['component', { component: { value: null } }, 'Fill this in.'],
    ['range', { range: { value: 'latest' } }, 'is no version range'],
    ['successor', { successor: { value: 'plugin/x' } }, 'Name a component and its version'],
    ['helper', { helper: { selected_user: null } }, 'Fill this in.'],
    ['closesOn', { closesOn: { selected_date: '2026-11-01' } }, 'is over'],
    ['stopsOn', { stopsOn: { selected_date: '2026-12-15' } }, 'Choose a day after'],
  ])('what is wrong stands at its field: %s', async (field, change, said) => {
    const [reply] = await write(change);
    if (reply?.kind !== 'errors') throw new Error(JSON.stringify(reply));
    expect(reply.errors[field]).toContain(said);
  });

  test('is for the platform, of what is shared', async () => {
    const none = await typed(deps, OWNER, 'deprecate connector/crm-readonly@<2.0.0');
    expect(words(none)).toContain('Only platform admins');
    expect(await write({}, OWNER)).toMatchObject([{ kind: 'errors' }]);
    await drafted(deps);
    expect(words(viewOf(await release(OWNER)))).toContain('Only platform admins');
    expect(words(await typed(deps, OUTSIDER, 'deprecate'))).toContain('of this organisation');
  });
});

describe('the list', () => {
  test('shows what is under way, and begins the next one', async () => {
    expect(words(await typed(deps, OWNER, 'deprecate'))).toContain('Nothing is being retired.');
    await drafted(deps);
    expect(words(await typed(deps, OWNER, 'deprecate'))).toContain('Not sent yet');
    expect(words(await press(CAMPAIGN.list, '0'))).toContain('Not sent yet');
    expect(viewOf(await press(CAMPAIGN.start, 'new')).callback_id).toBe(CAMPAIGN_FORM.write);
    expect(words(await press(CAMPAIGN.start, 'new', OUTSIDER))).toContain('of this organisation');
  });

  test('opens a draft to release it, and the rest to look at', async () => {
    await drafted(deps);
    expect(viewOf(await press(CAMPAIGN.show)).callback_id).toBe(CAMPAIGN_FORM.release);
    await release();
    const view = viewOf(await press(CAMPAIGN.show));
    expect(view.submit).toBeUndefined();
    expect(words(view)).toContain('still locked to it');
    expect(words(viewOf(await press(CAMPAIGN.left, 'cmp_1|0')))).toContain('reply-bot');
    expect(words(await press(CAMPAIGN.left, 'cmp_9|0'))).toContain('no campaign');
    expect(words(await press(CAMPAIGN.show, 'cmp_9'))).toContain('no campaign');
  });
});

describe('changing it', () => {
  const save = (callback: string, fields: State) =>
    submitted(deps, ADMIN, { callback, metadata: 'cmp_1' }, fields);

  test('other days', async () => {
    await sent(deps);
    expect(viewOf(await press(CAMPAIGN.move)).callback_id).toBe(CAMPAIGN_FORM.moved);
    const sooner = { [CAMPAIGN_FORM.stopsOn]: { selected_date: '2027-01-01' } };
    expect(await save(CAMPAIGN_FORM.moved, sooner)).toMatchObject([{ kind: 'errors' }]);
    const later = { [CAMPAIGN_FORM.stopsOn]: { selected_date: '2027-02-01' } };
    expect(words(viewOf(await save(CAMPAIGN_FORM.moved, later)))).toContain('Saved.');
    expect(await state()).toMatchObject({ stopsOn: '2027-02-01', redraw: true });
  });

  test('fewer versions; of a draft the preview is shown anew', async () => {
    await drafted(deps);
    expect(viewOf(await press(CAMPAIGN.narrow)).callback_id).toBe(CAMPAIGN_FORM.narrowed);
    const narrow = (range: string) =>
      save(CAMPAIGN_FORM.narrowed, { [CAMPAIGN_FORM.range]: { value: range } });
    expect(await narrow('*')).toMatchObject([{ kind: 'errors' }]);
    expect(viewOf(await narrow('1.4.x')).callback_id).toBe(CAMPAIGN_FORM.release);
    expect(await state()).toMatchObject({ range: '1.4.x', state: 'draft' });
  });

  test('withdrawn, from a page or from the card', async () => {
    await sent(deps);
    expect(words(await press(CAMPAIGN.withdraw, 'cmp_1', OWNER))).toContain('platform admins');
    expect(words(viewOf(await press(CAMPAIGN.withdraw)))).toContain('Withdrawn.');
    const card = { action: CAMPAIGN.withdraw, value: 'cmp_1' };
    expect(await pressed(deps, ADMIN, card)).toEqual([]);
    expect(words(viewOf(await release()))).toContain('was withdrawn');
  });

  test('forms are for those who may, about what there is', async () => {
    await sent(deps);
    expect(words(await press(CAMPAIGN.move, 'cmp_1', OWNER))).toContain('platform admins');
    expect(words(await press(CAMPAIGN.move, 'cmp_9'))).toContain('no campaign');
    deps.pass(UNTIL.stops);
    const late = { [CAMPAIGN_FORM.stopsOn]: { selected_date: '2027-09-01' } };
    expect(words(viewOf(await save(CAMPAIGN_FORM.moved, late)))).toContain('that is final');
  });
});
