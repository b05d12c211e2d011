import { beforeEach, describe, expect, test } from 'vitest';
import { readRequest } from '../../../lib/acts/answer-request.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import type { PersonKey } from '../../../lib/core/people.ts';
import { showHome } from '../../../lib/slack/listen/home.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import { EXTENSION } from '../../../lib/slack/views/extension-card.ts';
import { askedOwner, extensionNow, released } from '../../acts/extending.ts';
import { MANIFEST, registered, stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { words } from '../views/kit.ts';
import { pressed, type State, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await askedOwner(deps);
});
const press = (by: PersonKey, action: string, where?: 'home' | 'modal') =>
  pressed(deps, by, { action, value: 'ext_1' }, where);

/** The form that the button opens, filled in. */
async function filled(by: PersonKey, action: string, state: State): Promise<Reply[]> {
  const [form] = await press(by, action);
  if (form?.kind !== 'open') throw new Error(JSON.stringify(form));
  const { callback_id: callback = '', private_metadata: metadata = '' } = form.view;
  return submitted(deps, by, { callback, metadata }, state);
}
const reason = (text: string) => ({ [EXTENSION.reason]: { value: text } });
const name = (text: string) => ({ [EXTENSION.name]: { value: text } });
const state = async () => (await extensionNow(deps)).state;

describe('the owner', () => {
  test('plans a release with a day, and moves it', async () => {
    const date = { [EXTENSION.date]: { type: 'datepicker', selected_date: '2026-12-01' } };
    expect(await filled(ADMIN, EXTENSION.plan, date)).toEqual([]);
    expect(await extensionNow(deps)).toMatchObject({
      state: 'release-planned',
      answers: [{ date: '2026-12-01', name: 'U0ADMIN' }],
    });
    const past = { [EXTENSION.date]: { type: 'datepicker', selected_date: '2026-01-01' } };
    expect(await filled(ADMIN, EXTENSION.plan, past)).toMatchObject([
      { kind: 'errors', errors: { [EXTENSION.date]: expect.stringContaining('from today on') } },
    ]);
    expect(await filled(ADMIN, EXTENSION.plan, {})).toEqual([]);
  });

  test('says in which version it was released, of those that were published since', async () => {
    expect(words(await press(ADMIN, EXTENSION.release))).toContain('Publish the new version first');
    deps.pass(60);
    await released(deps);
    const version = {
      [EXTENSION.version]: { type: 'static_select', selected_option: { value: '3.3.0' } },
    };
    expect(await filled(ADMIN, EXTENSION.release, version)).toEqual([]);
    expect(await state()).toBe('released');
  });

  test.each([EXTENSION.offer, EXTENSION.decline])('%s asks why', async (action) => {
    expect(await filled(ADMIN, action, reason(' '))).toMatchObject([
      { kind: 'errors', errors: { [EXTENSION.reason]: expect.stringContaining('Say why') } },
    ]);
    expect(await filled(ADMIN, action, reason('Because'))).toEqual([]);
  });

  test.each([
    ['whoever asked', OWNER],
    ['a lead of others', SALES_LEAD],
    ['somebody of another organisation', OUTSIDER],
  ])('is not %s', async (_, by) => {
    expect((await press(by, EXTENSION.decline)).map((one) => one.kind)).toEqual(['say']);
    const late = await submitted(
      deps,
      by,
      { callback: EXTENSION.decline, metadata: 'ext_1' },
      reason('x'),
    );
    expect(late.map((one) => one.kind)).toEqual(['replace']);
    expect(await state()).toBe('open');
  });

  test('who comes second reads who was first', async () => {
    await filled(ADMIN, EXTENSION.decline, reason('No'));
    expect(words(await press(ADMIN, EXTENSION.plan))).toContain('answered already by U0ADMIN');
  });
});

describe('whoever asked', () => {
  test('uses the release with one press, and again it is the same workflow', async () => {
    deps.pass(60);
    await released(deps);
    const version = { [EXTENSION.version]: { value: '3.3.0' } };
    await filled(ADMIN, EXTENSION.release, version);
    expect(words(await press(OWNER, EXTENSION.use))).toContain('Registered and active.');
    expect(words(await press(OWNER, EXTENSION.use))).toContain('french-replies');
    expect(await readRequest(deps, 'req_1')).toMatchObject({ state: 'reused' });
  });

  test('chooses another name where the one they wanted is taken by now', async () => {
    deps.pass(60);
    await released(deps);
    await filled(ADMIN, EXTENSION.release, { [EXTENSION.version]: { value: '3.3.0' } });
    await registered(deps, { ...MANIFEST, workflow: 'french-replies' });
    const taken = await filled(OWNER, EXTENSION.use, name('reply bot'));
    expect(taken).toMatchObject([{ kind: 'errors' }]);
    expect(words(await filled(OWNER, EXTENSION.use, name('fr-replies')))).toContain('fr-replies');
    expect(await loadWorkflow(deps, 'fr-replies')).toBeDefined();
  });

  test('makes the copy that was offered, and uses it', async () => {
    await filled(ADMIN, EXTENSION.offer, reason('Too special'));
    expect(await filled(OWNER, EXTENSION.make, name('reply-drafter'))).toMatchObject([
      { kind: 'errors', errors: { [EXTENSION.name]: expect.stringContaining('in use') } },
    ]);
    const made = await filled(COLLEAGUE, EXTENSION.make, name('french-drafter'));
    expect(words(made)).toContain('It belongs to your team now, in version 0.1.0');
    expect(words(await press(OWNER, EXTENSION.use, 'modal'))).toContain('plugin/french-drafter');
  });

  test('of another team makes no copy', async () => {
    await filled(ADMIN, EXTENSION.offer, reason('Too special'));
    const replies = await filled(SALES_LEAD, EXTENSION.make, name('mine'));
    expect(replies).toMatchObject([{ kind: 'replace' }]);
    expect(words(await press(OUTSIDER, EXTENSION.make))).toContain('Only people');
  });

  test('takes it back, on the message and on Home', async () => {
    expect(words(await press(COLLEAGUE, EXTENSION.withdraw))).toContain('Only whoever asked');
    const home = await press(OWNER, EXTENSION.withdraw, 'home');
    expect(home.map((one) => one.kind)).toEqual(['home']);
    expect(await state()).toBe('withdrawn');
    await askedOwner(deps, { id: 'req_2' });
    const button = { action: EXTENSION.withdraw, value: 'ext_2' };
    expect(words(await pressed(deps, OWNER, button))).toContain('Withdrawn.');
  });

  test('cannot use what is not there', async () => {
    expect(words(await press(OWNER, EXTENSION.use))).toContain('nothing to use yet');
    const none = { action: EXTENSION.make, value: 'ext_none' };
    expect(words(await pressed(deps, OWNER, none))).toContain('There is no such request');
    const use = { callback: EXTENSION.use, metadata: 'ext_none' };
    expect(await submitted(deps, OWNER, use, name('x'))).toMatchObject([{ kind: 'errors' }]);
  });
});

test('a form of an older version says so', async () => {
  const form = { callback: EXTENSION.again, metadata: '{"old":1}' };
  expect(words(await submitted(deps, OWNER, form, {}))).toContain('older version');
});

test('requests shows what an owner was asked; Home shows it to both', async () => {
  expect(words(await typed(deps, OWNER, 'requests'))).toContain(
    'plugin/reply-drafter, for french-replies',
  );
  expect(words(await showHome(deps, OWNER))).toContain('What I asked owners for');
  expect(words(await showHome(deps, ADMIN))).toContain('team-support asks to extend');
  expect(words(await showHome(deps, SALES_LEAD))).not.toContain('asks to extend');
});
