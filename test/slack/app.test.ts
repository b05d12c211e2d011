import { describe, expect, test } from 'vitest';
import { loadApproval } from '../../lib/acts/approvals.ts';
import { CHANNELS, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { engineOfFile } from '../kit/engine.ts';
import { asked, MODES, postCard, stage, stateNow } from './kit.ts';
import { words } from './views/kit.ts';

const { support } = CHANNELS;
const engine = engineOfFile();

test.each(MODES)('an old shortcut says so, over %s', async (mode) => {
  const { owner } = await stage(engine(), mode);
  await owner.shortcut('long_gone');
  await expect.poll(() => words(owner.view()?.blocks)).toContain('from an older version');
});

test.each(MODES)(
  'a mention is answered with the menu, to that person alone, over %s',
  async (mode) => {
    const { owner } = await stage(engine(), mode);
    await owner.say(support.id, '@Yardmaster hello');
    await expect.poll(() => owner.messages(support.id).at(-1)?.onlyFor).toBe(PEOPLE.owner.id);
  },
);

const WORDS = [
  ['', 'What would you like to do?'],
  ['help', 'Most used'],
  ['dance <!channel>', "I don't know “dance”."],
  ['find', 'Say what you look for'],
  ['log', "The log of your teams' workflows"],
  ['log workflow/nowhere', 'There is no log of'],
  ['login ABCD-EFGH-JKMN', 'This code is unknown'],
] as const;

test.each(MODES)(
  'every word of the command is answered, to that person alone, over %s',
  async (mode) => {
    const { owner } = await stage(engine(), mode);
    for (const [text, says] of WORDS) {
      expect(await owner.command(support.id, `/yard ${text}`)).toMatchObject({ ok: true });
      const message = owner.messages(support.id).at(-1);
      expect(message?.onlyFor).toBe(PEOPLE.owner.id);
      expect(words(message?.blocks)).toContain(says);
    }
  },
);

const HTTP = 'signed HTTP and the Lambda receiver';
const OURS = 'Something went wrong on our side, not yours.';

describe('when Slack itself fails', () => {
  test.each([
    ['answers 500', { fail500: { 'views.open': 1 } }],
    ['says slow down', { rateLimit: { 'views.open': 1 } }],
    ['hangs up', { drop: { 'views.open': 1 } }],
  ])('and %s, a command says that it was not the person', async (_name, faults) => {
    const { owner, workspace } = await stage(engine(), HTTP);
    workspace.faults.set(faults);
    expect(await owner.command(support.id, '/yard new draft')).toMatchObject({ ok: true });
    expect(owner.messages(support.id).at(-1)?.text).toContain(OURS);
  });

  test('and a button cannot show its modal, the failure is logged by its name', async () => {
    const here = await stage(engine(), HTTP);
    const press = {
      ...(await postCard(here, await asked(here.deps))),
      actionId: 'approval_reject',
    };
    here.workspace.faults.set({ fail500: { 'views.open': 1 } });
    expect(await here.colleague.click(press)).toMatchObject({ ok: true });
    expect(here.colleague.messages(support.id).at(-1)?.text).toContain(OURS);
    expect(here.logged.join('\n')).toContain('Slack did not take an answer');
  });

  test('and cannot say who somebody is, nothing is decided', async () => {
    const here = await stage(engine(), HTTP);
    const id = await asked(here.deps);
    const press = { ...(await postCard(here, id)), actionId: 'approval_approve' };
    const slow = { latencyMs: { 'users.info': 1500 } };
    const limited = { latencyMs: {}, rateLimit: { 'users.info': 9 } };
    for (const faults of [slow, limited]) {
      here.workspace.faults.set(faults);
      await here.colleague.click(press);
      expect(here.colleague.messages(support.id).at(-1)?.text).toContain(
        'Slack could not say who you are.',
      );
      expect(await stateNow(here, id)).toBe('waiting');
    }
  });
});

describe('when the registry cannot be reached', () => {
  test('a command, a button, a form and Home all say that it was not the person', async () => {
    const here = await stage(engine(), HTTP);
    const { owner, colleague, deps } = here;
    const press = { ...(await postCard(here, await asked(deps))), actionId: 'approval_approve' };
    await owner.command(support.id, '/yard new draft replies');
    here.breakStore();

    const form = await owner.submitView({ values: { team: { value: 'team-support' } } });
    expect(form.errors?.need).toContain(OURS);
    await owner.command(support.id, '/yard find reply');
    expect(owner.messages(support.id).at(-1)?.text).toContain(OURS);
    await colleague.click(press);
    expect(colleague.messages(support.id).at(-1)?.text).toContain(OURS);
    await owner.openHome();
    expect(words(owner.home()?.blocks)).toContain(OURS);
    expect(here.logged.join('\n')).toContain('a Slack request failed');
    expect(here.logged.join('\n')).not.toContain('the registry is broken');
  });
});

test('a payload delivered twice changes nothing twice', async () => {
  const here = await stage(engine(), HTTP);
  const id = await asked(here.deps);
  here.workspace.faults.set({ repeatDispatch: 3 });
  await here.colleague.click({ ...(await postCard(here, id)), actionId: 'approval_approve' });
  const loaded = await loadApproval(here.deps, id);
  expect(loaded?.head.chain.seq).toBe(2);
});

test('a click that comes late, after a later one, is told how it ended', async () => {
  const here = await stage(engine(), HTTP);
  const id = await asked(here.deps);
  const card = await postCard(here, id);
  here.workspace.faults.set({ repeatDispatch: 2 });
  await here.colleague.click({ ...card, actionId: 'approval_approve' });
  await here.colleague.click({ ...card, actionId: 'approval_reject' });
  expect(here.colleague.messages(support.id).at(-1)?.text).toContain('approved already');
  expect((await loadApproval(here.deps, id))?.head.chain.seq).toBe(2);
});
