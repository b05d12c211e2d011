import { expect, test } from 'vitest';
import { registerManifest } from '../../../lib/acts/register.ts';
import { queuedRequests } from '../../../lib/acts/request.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { CHANNELS, keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { MANIFEST, MODES, stage } from '../kit.ts';
import { expectOnlyOurTokens, words } from '../views/kit.ts';

const { support } = CHANNELS;
const engine = engineOfFile();

test.each(MODES)(
  'new → matches → Reuse registers and activates, Me gives a code, over %s',
  async (mode) => {
    const { owner, deps } = await stage(engine(), mode);
    expect(
      await owner.command(support.id, '/yard new draft replies to support tickets'),
    ).toMatchObject({ ok: true });
    await expect.poll(() => owner.view()?.callback_id).toBe('request_need');
    expect(await owner.submitView()).toMatchObject({ ok: true });
    expect(owner.view()?.callback_id).toBe('request_match');
    const chosen = { choice: { value: '0' } };
    expect(await owner.submitView({ values: chosen })).toMatchObject({ ok: true });
    expect(words(owner.view()?.blocks)).toContain('Registered and active.');
    const workflow = await loadWorkflow(deps, 'draft-replies-to-support-tickets');
    expect(workflow?.state).toMatchObject({ status: 'active', owner: keyOf(PEOPLE.owner) });

    expect(await owner.clickInView({ actionId: 'key_code' })).toMatchObject({ ok: true });
    await expect.poll(() => words(owner.view()?.blocks)).toContain('npx yardmaster key claim ');
    expect(words(owner.view()?.blocks)).toContain('The key itself never appears in Slack.');
  },
);

test.each(MODES)(
  'Nothing fits asks why, then queues with a place and a due date, over %s',
  async (mode) => {
    const { owner, deps } = await stage(engine(), mode);
    await owner.shortcut('request_workflow');
    await expect.poll(() => owner.view()?.callback_id).toBe('request_need');
    await owner.submitView({ values: { need: { value: 'Translate contracts into plain words' } } });
    const nothing = { choice: { value: 'nothing' } };
    const blank = { ...nothing, because: { value: '  ' } };
    const refused = await owner.submitView({ values: blank });
    expect(refused.errors?.because).toContain('Say what is missing');
    const because = { because: { value: 'No entry reads contracts' } };
    expect(await owner.submitView({ values: { ...nothing, ...because } })).toMatchObject({
      ok: true,
    });
    expect(words(owner.view()?.blocks)).toContain('Place *1* in the queue · answer due <!date^');
    expect(await queuedRequests(deps)).toMatchObject([{ because: 'No entry reads contracts' }]);
  },
);

const HTTP = 'signed HTTP and the Lambda receiver';
const NEED = 'draft replies to support tickets';

/** Opens the request and goes on to its second step. */
async function atMatches(need = NEED) {
  const here = await stage(engine(), HTTP);
  await here.owner.command(support.id, `/yard new ${need}`);
  expect(here.owner.view()?.callback_id).toBe('request_need');
  await here.owner.submitView();
  expect(here.owner.view()?.callback_id).toBe('request_match');
  return here;
}

test('the same modal submitted twice is one registration', async () => {
  const { owner, deps, workspace } = await atMatches();
  workspace.faults.set({ repeatDispatch: 2 });
  expect(await owner.submitView({ values: { choice: { value: '0' } } })).toMatchObject({
    ok: true,
  });
  const workflow = await loadWorkflow(deps, 'draft-replies-to-support-tickets');
  expect(workflow?.state.revision).toBe(1);
  expect(workflow?.chain.seq).toBe(1);
});

test('the same modal submitted twice is one request', async () => {
  const { owner, deps, workspace } = await atMatches();
  workspace.faults.set({ repeatDispatch: 2 });
  const values = { choice: { value: 'nothing' }, because: { value: 'None reads our tickets' } };
  expect(await owner.submitView({ values })).toMatchObject({ ok: true });
  expect(await queuedRequests(deps)).toHaveLength(1);
});

test('what was shown is kept as evidence', async () => {
  const { owner, deps } = await atMatches();
  const values = { choice: { value: 'nothing' }, because: { value: 'None reads our tickets' } };
  await owner.submitView({ values });
  const [request] = await queuedRequests(deps);
  expect(request?.evidence.map((one) => one.id)).toContain('plugin/reply-drafter');
});

test('a name that another team holds leads back to the first step with everything typed', async () => {
  const { owner, deps } = await atMatches();
  const other = { ...MANIFEST, workflow: 'draft-replies-to-support-tickets', owner: 'team-sales' };
  await registerManifest(deps, keyOf(PEOPLE.salesLead), other, 'slack');
  await owner.submitView({ values: { choice: { value: '0' } } });
  expect(owner.view()?.callback_id).toBe('request_need');
  expect(words(owner.view()?.blocks)).toContain('Choose another.');
  expect(JSON.stringify(owner.view()?.blocks)).toContain(`"initial_value":"${NEED}"`);
  expect(words(owner.view()?.blocks)).toContain('You chose *plugin/reply-drafter*.');
});

test('"Use This" opens the request with the entry first and chosen', async () => {
  const { owner } = await stage(engine(), HTTP);
  await owner.command(support.id, '/yard find reply drafter');
  const found = owner.messages(support.id).at(-1);
  const value = 'plugin/reply-drafter';
  await owner.click({ channel: support.id, ts: found?.ts ?? '', actionId: 'component_use', value });
  expect(words(owner.view()?.blocks)).toContain('You chose *plugin/reply-drafter*.');
  await owner.submitView({ values: { need: { value: 'Something else entirely' } } });
  expect(words(owner.view()?.blocks)).toContain('*1. reply-drafter*');
  expect(await owner.submitView()).toMatchObject({ ok: true });
  expect(words(owner.view()?.blocks)).toContain('Registered and active.');
});

test('somebody in no team reads why and cannot go on', async () => {
  const { workspace } = await stage(engine(), HTTP);
  const auditor = workspace.driver.as(PEOPLE.auditor.id);
  await auditor.command(support.id, '/yard new anything');
  expect(words(auditor.view()?.blocks)).toContain('You are in no team yet.');
  expect(auditor.view()?.submit).toBeNull();
});

test.each([
  ['nothing but blanks', '   ', 'need'],
  ['emoji only', '🚂🚃🚃', 'need'],
  ['punctuation only', '<!>&*_~`', 'need'],
])('a need of %s is asked for again', async (_name, need, field) => {
  const { owner } = await stage(engine(), HTTP);
  await owner.shortcut('request_workflow');
  const named = { workflow: { value: 'some-name' } };
  const result = await owner.submitView({ values: { need: { value: need }, ...named } });
  expect(Object.keys(result.errors ?? {})).toEqual([field]);
});

test.each([
  ['mrkdwn', '<!channel> *draft* <http://evil.example|replies> & <@U0ADMIN>'],
  ['right to left', 'טיוטות תשובה draft \u202Egpj.exe'],
  ['letters outside ASCII', 'Antworten für Kundinnen entwerfen äöü 返信'],
  ['800 characters that JSON doubles', `draft ${'"\\\n'.repeat(264)}`],
])('a need of %s goes through both steps unharmed', async (_name, need) => {
  const { owner, deps } = await stage(engine(), HTTP);
  await owner.shortcut('request_workflow');
  const values = { need: { value: need }, workflow: { value: 'hostile-need' } };
  expect(await owner.submitView({ values })).toMatchObject({ ok: true });
  expect(owner.view()?.callback_id).toBe('request_match');
  expectOnlyOurTokens(owner.view() ?? {});
  const nothing = { choice: { value: 'nothing' }, because: { value: need } };
  expect(await owner.submitView({ values: nothing })).toMatchObject({ ok: true });
  const [request] = await queuedRequests(deps);
  expect(request?.need).toBe(need.trim());
});

test('a name that is none is asked for again', async () => {
  const { owner } = await stage(engine(), HTTP);
  await owner.shortcut('request_workflow');
  const values = { need: { value: 'draft' }, workflow: { value: 'No Such Name!' } };
  expect((await owner.submitView({ values })).errors?.workflow).toContain('Give it a name');
});

test('a modal opened anew is a new request', async () => {
  const { owner, deps } = await stage(engine(), HTTP);
  for (const workflow of ['first-need', 'second-need']) {
    await owner.shortcut('request_workflow');
    const values = { need: { value: 'Translate contracts' }, workflow: { value: workflow } };
    await owner.submitView({ values });
    const nothing = { choice: { value: 'nothing' }, because: { value: 'New' } };
    await owner.submitView({ values: nothing });
  }
  expect((await queuedRequests(deps)).map((request) => request.workflow)).toEqual([
    'first-need',
    'second-need',
  ]);
});
