import { beforeEach, describe, expect, test } from 'vitest';
import { loadProposed } from '../../../lib/acts/proposed-store.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import { EDIT_FIELD } from '../../../lib/slack/views/edit-inputs.ts';
import { EDIT } from '../../../lib/slack/views/edit-modal.ts';
import { CHOICE } from '../../../lib/slack/views/edit-more.ts';
import { DEVELOPER } from '../../../lib/slack/views/patch.ts';
import { GATED, now, proposed, UNGATED } from '../../acts/proposing.ts';
import { rule, withMode } from '../../acts/rule.ts';
import { kindsOf, stage, unsent } from '../../acts/stage.ts';
import { draft, publish } from '../../kit/catalog.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { expectGoodView, words } from '../views/kit.ts';
import { pressed, type State, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registerManifest(deps, OWNER, GATED, 'slack');
});

const options = (...values: string[]) => ({ selected_options: values.map((value) => ({ value })) });
const option = (value: string) => ({ selected_option: { value } });
const SAME: State = {
  [EDIT_FIELD.purpose]: { value: null },
  [EDIT_FIELD.owner]: { selected_user: 'U0OWNER' },
  [EDIT_FIELD.backup]: { selected_user: null },
  [EDIT_FIELD.gated]: options('send_external_email', 'tag_ticket'),
  [`${EDIT_FIELD.quorum}0`]: option('1'),
  [`${EDIT_FIELD.minutes}0`]: option('1440'),
  [`${EDIT_FIELD.quorum}1`]: option('1'),
  [`${EDIT_FIELD.minutes}1`]: option('1440'),
  [`${EDIT_FIELD.scopes}0`]: options('crm.tickets.read'),
};
const save = (change: State, by = OWNER, revision = 1) =>
  submitted(
    deps,
    by,
    { callback: EDIT.save, metadata: `reply-bot|${revision}` },
    { ...SAME, ...change },
  );
const viewOf = ([reply]: readonly Reply[]) => {
  if (reply?.kind !== 'open' && reply?.kind !== 'replace') throw new Error(JSON.stringify(reply));
  expectGoodView(reply.view);
  return reply.view;
};

describe('opening', () => {
  test('without a name: a picker of what the person may edit, then the form', async () => {
    const picker = viewOf(await typed(deps, COLLEAGUE, 'edit'));
    expect(words(picker)).toContain('reply-bot');
    const form = { callback: EDIT.pick, metadata: '' };
    const view = viewOf(await submitted(deps, COLLEAGUE, form, { [CHOICE]: option('reply-bot') }));
    expect(view.callback_id).toBe(EDIT.save);
    expect(await submitted(deps, COLLEAGUE, form)).toMatchObject([{ kind: 'errors' }]);
    expect(words(viewOf(await typed(deps, SALES_LEAD, 'edit')))).toContain('nothing to edit yet');
  });

  test('with a name, or its button: the form', async () => {
    expect(viewOf(await typed(deps, COLLEAGUE, 'edit reply-bot')).callback_id).toBe(EDIT.save);
    const button = { action: EDIT.open, value: 'reply-bot' };
    expect(viewOf(await pressed(deps, COLLEAGUE, button)).callback_id).toBe(EDIT.save);
  });

  test.each([
    ['edit none', OWNER, 'There is no workflow named "none".'],
    ['edit No <!channel>', OWNER, 'named "No &lt;!channel&gt;"'],
    ['edit reply-bot', SALES_LEAD, 'Only members of the owning team'],
    ['edit', OUTSIDER, 'Only people of this organisation'],
  ])('%s is refused to some in words', async (text, by, said) => {
    expect(words(await typed(deps, by, text))).toContain(said);
  });
});

test('a name longer than any name is refused before it is looked up', async () => {
  const replies = await typed(deps, OWNER, `edit ${'x'.repeat(3000)}`);
  expect(words(replies)).toContain('There is no workflow named "xxx');
});

describe('saving', () => {
  test('as it was opened changes nothing', async () => {
    expect(words(await save({}))).toContain('Nothing has changed');
    expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual(['workflow.registered']);
  });

  test('what needs no review is in force at once', async () => {
    await publish(deps, [draft({ kind: 'skill', name: 'tone-brand-voice', version: '2.1.0' })]);
    const view = viewOf(
      await save({
        [EDIT_FIELD.purpose]: { value: 'Answers mails' },
        [EDIT_FIELD.backup]: { selected_user: 'U0COLLEAGUE' },
        [`${EDIT_FIELD.quorum}0`]: option('2'),
        [`${EDIT_FIELD.version}0`]: option('2.1.x'),
      }),
    );
    expect(words(view)).toContain('Revision 2 is in force.');
    const workflow = await now(deps);
    expect(workflow).toMatchObject({ purpose: 'Answers mails', backup: COLLEAGUE });
    expect(workflow.manifest.gates).toEqual({ send_external_email: { quorum: 2 } });
    expect(workflow.locks.map((lock) => lock.version)).toContain('2.1.0');
  });

  test('what needs one is proposed, and says why and for whom it waits', async () => {
    const change = { [EDIT_FIELD.gated]: options('send_external_email') };
    const view = viewOf(await save(change, COLLEAGUE));
    expect(words(view)).toContain('Removes the gate on tag_ticket');
    expect(words(view)).toContain('Waits for the team');
    expect(await now(deps)).toMatchObject({ revision: 1, manifest: GATED });
  });

  test('what is wrong stands at its field', async () => {
    const replies = await save({ [EDIT_FIELD.backup]: { selected_user: 'U0SALESLEAD' } });
    expect(replies).toMatchObject([
      { kind: 'errors', errors: { [EDIT_FIELD.backup]: expect.stringContaining('no member') } },
    ]);
    const gate = await save({ [EDIT_FIELD.gated]: options('tag_ticket') });
    const said =
      'send_external_email needs an approval by the owning team each time. Choose it again.';
    expect(gate).toEqual([{ kind: 'errors', errors: { [EDIT_FIELD.gated]: said } }]);
  });

  test('a pin that became too wide is refused at its field, and chosen exactly there', async () => {
    const [plugin, ...others] = GATED.uses;
    const uses = [{ plugin: 'reply-drafter', version: '^3.0.0' }, ...others];
    expect(plugin).toHaveProperty('plugin', 'reply-drafter');
    await rule(deps, await withMode(deps, 'range-width', 'observe'));
    await registerManifest(deps, OWNER, { ...GATED, uses }, 'slack');
    await rule(deps, await withMode(deps, 'range-width', 'enforce'));
    const purpose = { [EDIT_FIELD.purpose]: { value: 'Answers mails' } };
    const field = `${EDIT_FIELD.version}0`;
    expect(await save(purpose, OWNER, 2)).toEqual([
      { kind: 'errors', errors: { [field]: expect.stringContaining('Write "3.2.x" instead.') } },
    ]);
    viewOf(await save({ ...purpose, [field]: option('3.2.4') }, OWNER, 2));
    expect((await now(deps)).locks[0]).toMatchObject({ range: '3.2.4', version: '3.2.4' });
  });

  test('on a revision that is not in force any more shows it as it is now', async () => {
    await registerManifest(deps, OWNER, { ...GATED, purpose: 'x' }, 'slack');
    const view = viewOf(await save({ [EDIT_FIELD.purpose]: { value: 'y' } }));
    expect(words(view)).toContain('changed meanwhile');
    expect((await now(deps)).purpose).toBe('x');
  });

  test('a version that is not the newest any more is asked for again', async () => {
    await publish(deps, [draft({ kind: 'skill', name: 'tone-brand-voice', version: '2.2.0' })]);
    const view = viewOf(await save({ [`${EDIT_FIELD.version}0`]: option('2.1.x') }));
    expect(words(view)).toContain('There is a newer version of skill/tone-brand-voice by now.');
  });

  test('a form of another version, or by somebody else, saves nothing', async () => {
    const form = { callback: EDIT.save, metadata: 'reply-bot' };
    expect(words(await submitted(deps, OWNER, form, SAME))).toContain('older version');
    expect(words(await save({}, SALES_LEAD))).toContain('Only members');
  });
});

test('approvers are chosen there, wait for a review, and are wrong at their field', async () => {
  const people = (...ids: string[]) => ({ selected_users: ids });
  const strange = await save({ [`${EDIT_FIELD.team}0`]: option('team-none') });
  expect(strange).toEqual([
    {
      kind: 'errors',
      errors: { [`${EDIT_FIELD.people}0`]: 'There is no team "team-none".' },
    },
  ]);
  const change = {
    [`${EDIT_FIELD.people}0`]: people('U0COLLEAGUE', 'U0ADMIN'),
    [`${EDIT_FIELD.team}1`]: option('team-sales'),
  };
  expect(words(viewOf(await save(change)))).toContain('Changes who approves tag_ticket');
  const { proposed: id = '' } = await now(deps);
  const waiting = (await loadProposed(deps, id))?.state.manifest?.gates;
  expect(waiting).toEqual({
    send_external_email: { approvers: { people: [COLLEAGUE, ADMIN] } },
    tag_ticket: { approvers: { team: 'team-sales' } },
  });
});

describe('going back', () => {
  test('shows what each revision would change, and registers the chosen one', async () => {
    const button = { action: EDIT.back, value: 'reply-bot' };
    expect(words(await pressed(deps, OWNER, button, 'modal'))).toContain('its first revision');
    await registerManifest(deps, OWNER, { ...GATED, purpose: 'x' }, 'slack');
    const view = viewOf(await pressed(deps, OWNER, button, 'modal'));
    expect(words(view)).toContain('*Revision 1:* Drops the purpose (x).');
    const form = { callback: EDIT.goBack, metadata: 'reply-bot' };
    const replies = await submitted(deps, OWNER, form, { [CHOICE]: option('1') });
    expect(words(viewOf(replies))).toContain('Revision 3 is in force.');
    const none = await submitted(deps, OWNER, form, { [CHOICE]: option('9') });
    expect(none).toMatchObject([{ kind: 'errors' }]);
  });
});

describe('a home in a repository', () => {
  beforeEach(async () => {
    const view = viewOf(await pressed(deps, OWNER, { action: EDIT.home, value: 'reply-bot' }));
    const form = { callback: EDIT.moveHome, metadata: view.private_metadata ?? '' };
    const replies = await submitted(deps, OWNER, form);
    expect(words(replies)).toContain('is edited in its repository from now on');
  });

  test('saving gives the exact patch and saves nothing; it is sent to a developer', async () => {
    const view = viewOf(await save({ [EDIT_FIELD.purpose]: { value: 'Answers mails' } }));
    expect(words(view)).toContain('+   "purpose": "Answers mails"');
    expect(await now(deps)).toMatchObject({ revision: 1, manifest: GATED });
    const form = { callback: EDIT.patch, metadata: view.private_metadata ?? '' };
    const wrong = await submitted(deps, OWNER, form, { [DEVELOPER]: { selected_user: 'U0ADMIN' } });
    expect(wrong).toMatchObject([{ kind: 'errors' }]);
    expect(await submitted(deps, OWNER, form)).toMatchObject([{ kind: 'errors' }]);
    const to = { [DEVELOPER]: { selected_user: 'U0COLLEAGUE' } };
    expect(words(await submitted(deps, OWNER, form, to))).toContain('Sent.');
    expect(await unsent(deps)).toMatchObject([{ what: 'patch', place: 'U0COLLEAGUE' }]);
  });

  test('a patch says what will wait, and what is wrong stands at its field', async () => {
    const view = viewOf(await save({ [EDIT_FIELD.gated]: options('send_external_email') }));
    expect(words(view)).toContain('It then waits for a review: Removes the gate on tag_ticket.');
    const wrong = await save({ [EDIT_FIELD.backup]: { selected_user: 'U0SALESLEAD' } });
    expect(wrong).toMatchObject([{ kind: 'errors' }]);
    expect(words(await save({}))).toContain('Nothing has changed');
  });

  test('moving home is for the owner, the backup and the lead', async () => {
    const button = { action: EDIT.home, value: 'reply-bot' };
    expect(words(await pressed(deps, COLLEAGUE, button))).toContain("Only the workflow's owner");
    const form = { callback: EDIT.moveHome, metadata: 'reply-bot|slack' };
    expect(words(await submitted(deps, COLLEAGUE, form))).toContain("Only the workflow's owner");
    expect(words(await submitted(deps, OWNER, form))).toContain('here in Slack');
  });
});

test('the form says that a revision waits', async () => {
  await proposed(deps, UNGATED, COLLEAGUE, 'slack');
  expect(words(await typed(deps, OWNER, 'edit reply-bot'))).toContain('waits for its review');
});
