import { expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { loadDenial, loadReasons } from '../../../lib/acts/decision-words.ts';
import { loadOpenings } from '../../../lib/acts/openings.ts';
import { CHANNELS, keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { asked, MANIFEST, MODES, postCard, stage, stateNow } from '../kit.ts';
import { words } from '../views/kit.ts';

const { support } = CHANNELS;
const engine = engineOfFile();

test.each(MODES)(
  'the owner and the outsider are refused in plain words, the colleague approves, over %s',
  async (mode) => {
    const here = await stage(engine(), mode);
    const { owner, colleague, outsider, deps } = here;
    const id = await asked(deps);
    const card = await postCard(here, id);
    const approve = { ...card, actionId: 'approval_approve' };
    await owner.click(approve);
    await expect
      .poll(() => owner.messages(support.id).at(-1)?.text)
      .toContain('The agent says it acts for you');
    await outsider.click(approve);
    await expect
      .poll(() => outsider.messages(support.id).at(-1)?.text)
      .toContain('You may not decide on this request.');
    expect(await stateNow(here, id)).toBe('waiting');
    expect(await colleague.click(approve)).toMatchObject({ ok: true });
    await expect.poll(() => stateNow(here, id)).toBe('approved');
    const ephemeral = colleague.messages(support.id).filter((message) => message.onlyFor);
    expect(ephemeral).toEqual([]);
  },
);

test.each(MODES)('Reject asks why and the reason counts, over %s', async (mode) => {
  const here = await stage(engine(), mode);
  const { colleague } = here;
  const id = await asked(here.deps);
  await colleague.click({ ...(await postCard(here, id)), actionId: 'approval_reject' });
  await expect.poll(() => colleague.view()?.callback_id).toBe('reason');
  const empty = await colleague.submitView({ values: { reason: { value: ' ' } } });
  expect(empty.ok).toBe(false);
  const said = { reason: { value: 'Wrong customer' } };
  expect(await colleague.submitView({ values: said })).toMatchObject({ ok: true });
  expect(colleague.view()).toBeUndefined();
  expect(await stateNow(here, id)).toBe('denied');
});

test.each(MODES)('Details opens for the deciders and not for others, over %s', async (mode) => {
  const here = await stage(engine(), mode);
  const id = await asked(here.deps);
  const details = { ...(await postCard(here, id)), actionId: 'approval_details' };
  await here.colleague.click(details);
  await expect
    .poll(() => words(here.colleague.view()?.blocks))
    .toContain('"to": "customer@example.com"');
  await here.outsider.click(details);
  await expect
    .poll(() => here.outsider.messages(support.id).at(-1)?.text)
    .toContain('Only people who may decide');
  expect(here.outsider.view()).toBeUndefined();
});

test.each(MODES)('a click after the end is told the winner, over %s', async (mode) => {
  const here = await stage(engine(), mode);
  const { colleague } = here;
  const id = await asked(here.deps);
  const approve = { ...(await postCard(here, id)), actionId: 'approval_approve' };
  await colleague.click(approve);
  await expect.poll(() => stateNow(here, id)).toBe('approved');
  await colleague.click(approve);
  await expect
    .poll(() => colleague.messages(support.id).at(-1)?.text)
    .toMatch(/^This request is approved already by Support colleague/);
});

test.each(MODES)('two clicks at once are one decision, over %s', async (mode) => {
  const here = await stage(engine(), mode);
  const id = await asked(here.deps);
  const approve = { ...(await postCard(here, id)), actionId: 'approval_approve' };
  await Promise.all([here.colleague.click(approve), here.colleague.click(approve)]);
  await expect.poll(() => stateNow(here, id)).toBe('approved');
  const loaded = await loadApproval(here.deps, id);
  expect(loaded?.head.state.decisions).toHaveLength(1);
});

test.each(MODES)('a card whose request has changed is stale, over %s', async (mode) => {
  const here = await stage(engine(), mode);
  const id = await asked(here.deps);
  const press = { ...(await postCard(here, id)), actionId: 'approval_approve' };
  here.deps.pass(24 * 60 + 1);
  await here.colleague.click(press);
  await expect
    .poll(() => here.colleague.messages(support.id).at(-1)?.text)
    .toContain('without a decision');
});

test('who may not decide is refused before writing a reason', async () => {
  const here = await stage(engine(), 'signed HTTP and the Lambda receiver');
  const id = await asked(here.deps);
  const press = { ...(await postCard(here, id)), actionId: 'approval_reject' };
  await here.owner.click(press);
  expect(here.owner.messages(support.id).at(-1)?.text).toContain('The agent says it acts for you');
  expect(here.owner.view()).toBeUndefined();
});

test('a reason that comes after the end is refused in the form', async () => {
  const here = await stage(engine(), 'signed HTTP and the Lambda receiver');
  const id = await asked(here.deps);
  await here.colleague.click({ ...(await postCard(here, id)), actionId: 'approval_reject' });
  here.deps.pass(24 * 60 + 1);
  await here.colleague.submitView({ values: { reason: { value: 'Too late' } } });
  expect(words(here.colleague.view()?.blocks)).toContain('without a decision');
  expect(await stateNow(here, id)).toBe('waiting');
});

test.each(MODES)('a rejection carries what would be approved instead, over %s', async (mode) => {
  const here = await stage(engine(), mode);
  const { colleague, deps } = here;
  const id = await asked(deps);
  await colleague.click({ ...(await postCard(here, id)), actionId: 'approval_reject' });
  await expect.poll(() => colleague.view()?.callback_id).toBe('reason');
  const said = { reason: { value: 'Too much' }, suggestion: { value: 'Half of it' } };
  expect(await colleague.submitView({ values: said })).toMatchObject({ ok: true });
  const head = (await loadApproval(deps, id))?.head.state;
  expect(head && (await loadDenial(deps, head))).toEqual({
    reason: 'Too much',
    suggestion: 'Half of it',
  });
});

const WITH_REASON = {
  ...MANIFEST,
  gates: { send_external_email: { reason_required: true as const } },
};

test.each(MODES)('a rule that asks why is asked why on approving, over %s', async (mode) => {
  const here = await stage(engine(), mode);
  const { colleague, deps } = here;
  const id = await asked(deps, {}, WITH_REASON);
  await colleague.click({ ...(await postCard(here, id)), actionId: 'approval_approve' });
  await expect.poll(() => words(colleague.view()?.blocks)).toContain('asks for it');
  const empty = await colleague.submitView({ values: { reason: { value: ' ' } } });
  expect(empty.ok).toBe(false);
  expect(await stateNow(here, id)).toBe('waiting');
  const said = { reason: { value: 'The customer waits' } };
  expect(await colleague.submitView({ values: said })).toMatchObject({ ok: true });
  expect(await stateNow(here, id)).toBe('approved');
  const head = (await loadApproval(deps, id))?.head.state;
  expect(head && [...(await loadReasons(deps, head)).values()]).toEqual(['The customer waits']);
});

test('who may not approve is refused before being asked why', async () => {
  const here = await stage(engine(), 'signed HTTP and the Lambda receiver');
  const id = await asked(here.deps, {}, WITH_REASON);
  await here.owner.click({ ...(await postCard(here, id)), actionId: 'approval_approve' });
  expect(here.owner.messages(support.id).at(-1)?.text).toContain('The agent says it acts for you');
  expect(here.owner.view()).toBeUndefined();
});

test('each opening of the details is an event; a page turned in them is none', async () => {
  const here = await stage(engine(), 'signed HTTP and the Lambda receiver');
  const { colleague, outsider, deps } = here;
  const long = Array.from({ length: 2400 }, (_, n) => `line ${n}`);
  const id = await asked(deps, { arguments: { long } });
  const details = { ...(await postCard(here, id)), actionId: 'approval_details' };
  await outsider.click(details);
  expect(await loadOpenings(deps, id)).toEqual([]);
  await colleague.click(details);
  await colleague.clickInView({ actionId: 'approval_details_page_next' });
  expect(words(colleague.view()?.blocks)).toContain('page 2 of');
  expect((await loadOpenings(deps, id)).map((one) => one.by)).toEqual([keyOf(PEOPLE.colleague)]);
});
