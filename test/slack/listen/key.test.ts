import { expect, test } from 'vitest';
import { claimKey } from '../../../lib/acts/claim-key.ts';
import { offerKeyTo } from '../../../lib/acts/key-codes.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { CHANNELS, keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { pressKeySend } from '../../../lib/slack/listen/key.ts';
import { keyOffer } from '../../../lib/slack/views/direct.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { asked, MANIFEST, MODES, post, stage } from '../kit.ts';
import { words } from '../views/kit.ts';

const { support } = CHANNELS;
const engine = engineOfFile();

test.each(MODES)(
  'Send to Colleague takes a member of the team and nobody else, over %s',
  async (mode) => {
    const { owner } = await stage(engine(), mode);
    await owner.command(support.id, '/yard new draft replies to support tickets');
    await expect.poll(() => owner.view()?.callback_id).toBe('request_need');
    await owner.submitView();
    await owner.submitView({ values: { choice: { value: '0' } } });
    await owner.clickInView({ actionId: 'key_send' });
    await expect.poll(() => owner.view()?.callback_id).toBe('key_colleague');
    const send = (person: { id: string }) =>
      owner.submitView({ values: { person: { value: person.id } } });
    const refused = await send(PEOPLE.salesLead);
    expect(refused.errors?.person).toContain('Choose somebody of team-support');
    expect(await send(PEOPLE.colleague)).toMatchObject({ ok: true });
    expect(words(owner.view()?.blocks)).toContain('Sent. <@U0COLLEAGUE> can take a key code');
  },
);

const HTTP = 'signed HTTP and the Lambda receiver';

test('a colleague takes a code from the offer, and the code claims the key', async () => {
  const here = await stage(engine(), HTTP);
  await asked(here.deps);
  const colleague = keyOf(PEOPLE.colleague);
  await offerKeyTo(here.deps, keyOf(PEOPLE.owner), MANIFEST.workflow, colleague);
  const head = await loadWorkflow(here.deps, MANIFEST.workflow);
  if (!head) throw new Error('the workflow is not there');
  const card = await post(here.workspace, support.id, keyOffer(head.state, '/yard'));
  await here.colleague.click({ ...card, actionId: 'key_code' });
  const [, code = ''] = /key claim (\S+)/.exec(words(here.colleague.view()?.blocks)) ?? [];
  expect(await claimKey(here.deps, colleague, code)).toMatchObject({
    kind: 'key',
    of: MANIFEST.workflow,
  });
});

test('somebody without an offer gets no code', async () => {
  const here = await stage(engine(), HTTP);
  await asked(here.deps);
  const head = await loadWorkflow(here.deps, MANIFEST.workflow);
  if (!head) throw new Error('the workflow is not there');
  const card = await post(here.workspace, support.id, keyOffer(head.state, '/yard'));
  await here.colleague.click({ ...card, actionId: 'key_code' });
  expect(here.colleague.messages(support.id).at(-1)?.text).toContain("Only the workflow's owner");
  expect(here.colleague.view()).toBeUndefined();
});

test('who may not offer the key is refused before choosing somebody', async () => {
  const here = await stage(engine(), HTTP);
  await asked(here.deps);
  await here.owner.openHome();
  const press = { actionId: 'key_send', value: MANIFEST.workflow };
  await here.owner.clickInHome(press);
  expect(here.owner.view()?.callback_id).toBe('key_colleague');
  const refused = await pressKeySend(here.deps, keyOf(PEOPLE.colleague), MANIFEST.workflow);
  expect(words(refused)).toContain("Only the workflow's owner");
});
