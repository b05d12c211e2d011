import { beforeEach, expect, test } from 'vitest';
import { loadOrganisation } from '../../../lib/acts/standing.ts';
import { showHome } from '../../../lib/slack/listen/home.ts';
import { firstCode } from '../../acts/settings-kit.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER } from '../../kit/people.ts';
import { buttons, expectGoodView, words } from '../views/kit.ts';
import { at, errorsOf, kinds, MESSAGE } from './settings-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let code: string;
beforeEach(async () => {
  deps = await stage(engine());
  code = await firstCode(deps);
});

const form = (more: Record<string, string> = {}) => ({
  setup_code: code,
  setup_platform: 'C0PLATFORM',
  setup_catalog: 'C0CATALOG',
  ...more,
});
const submit = (by: string, more: Record<string, string> = {}) =>
  at(deps, by).submit('setup_first', form(more));

test('setup opens the form; submitted, it shows what works', async () => {
  const opened = await at(deps, OWNER).type('setup');
  expect(kinds(opened)).toEqual(['open']);
  const done = await submit(OWNER, { setup_second: 'U0COLLEAGUE' });
  expect(kinds(done)).toEqual(['replace']);
  expect(words(done)).toContain('<#C0PLATFORM> has a test message.');
  expect(words(done)).toContain('asked to confirm');
  for (const reply of [...opened, ...done]) if ('view' in reply) expectGoodView(reply.view);
  expect((await loadOrganisation(deps)).admins).toEqual([OWNER, COLLEAGUE]);
});

test('before anybody is in charge, Home tells everybody how it goes on; afterwards no more', async () => {
  const before = await showHome(deps, COLLEAGUE);
  expect(words(before)).toContain('type `/yard setup` and enter it');
  for (const reply of before) if ('view' in reply) expectGoodView(reply.view);
  await submit(OWNER);
  expect(words(await showHome(deps, COLLEAGUE))).not.toContain('/yard setup');
});

test('a second set-up says who the admins are, to admins and others alike', async () => {
  await submit(OWNER);
  for (const by of [OWNER, COLLEAGUE]) {
    const said = await at(deps, by).type('setup');
    expect(kinds(said)).toEqual(['say']);
    expect(words(said)).toContain('Platform admins: <@U0OWNER>.');
  }
});

test('how long words are kept is chosen with the first of them', async () => {
  const wrong = errorsOf(await submit(OWNER, { setup_days: '20' }));
  expect(wrong).toEqual({ setup_days: 'Write a whole number of days, from 30 to 3650.' });
  await submit(OWNER, { setup_days: '90' });
  expect(await loadOrganisation(deps)).toMatchObject({ retentionDays: 90 });
});

test('what is wrong stands under its field', async () => {
  expect(errorsOf(await submit(OWNER, { setup_code: 'nothing' }))).toHaveProperty('setup_code');
  expect(errorsOf(await submit(OWNER, { setup_second: 'U0OWNER' }))).toHaveProperty('setup_second');
  expect(errorsOf(await submit(OWNER, { setup_platform: '' }))).toHaveProperty('setup_platform');
  expect(errorsOf(await submit(OWNER, { setup_catalog: 'x' }))).toHaveProperty('setup_catalog');
  deps.change(COLLEAGUE, { bot: true });
  expect(errorsOf(await submit(OWNER, { setup_second: 'U0COLLEAGUE' }))).toEqual({
    setup_second: 'This is an app. Choose a person.',
  });
  deps.pass(61);
  expect(errorsOf(await submit(OWNER))).toHaveProperty('setup_code');
  expect((await loadOrganisation(deps)).admins).toEqual([]);
});

test('a channel that takes no messages is named with the fix, and tried again with one button', async () => {
  deps.slack.closed.add('C0CATALOG');
  const first = await submit(OWNER);
  expect(words(first)).toContain('<#C0CATALOG>: I can');
  expect(words(first)).toContain('Type /invite @Yardmaster there');
  expect(buttons(first)).toEqual(['Try Again']);
  const again = await at(deps, OWNER).press('setup_again', 'again');
  expect(kinds(again)).toEqual(['replace']);
  expect(buttons(again)).toEqual(['Try Again']);
  deps.slack.closed.clear();
  const fixed = await at(deps, OWNER).press('setup_again', 'again');
  expect(words(fixed)).toContain('<#C0CATALOG> has a test message.');
  expect(buttons(fixed)).toEqual([]);
});

test('Try Again is for admins', async () => {
  await submit(OWNER);
  const refused = await at(deps, COLLEAGUE).press('setup_again', 'again', MESSAGE);
  expect(kinds(refused)).toEqual(['open']);
  expect(words(refused)).toContain('Only platform admins');
});

test('somebody of another organisation gets no form, and no answer to one', async () => {
  expect(words(await at(deps, OUTSIDER).type('setup'))).toContain('Only people of this');
  expect(words(await submit(OUTSIDER))).toContain('Only people of this');
  expect(words(await submit('T0OTHER/U0ADMIN'))).toContain('Only people of this');
  expect((await loadOrganisation(deps)).admins).not.toContain(ADMIN);
});
