import { expect, test } from 'vitest';
import { registerManifest } from '../../../lib/acts/register.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { renderRevision } from '../../../lib/deliver/revision-card.ts';
import { CHANNELS, keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { EDIT_FIELD } from '../../../lib/slack/views/edit-inputs.ts';
import { REVISION } from '../../../lib/slack/views/revision-card.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { MANIFEST, MODES, post, stage } from '../kit.ts';
import { words } from '../views/kit.ts';

const engine = engineOfFile();
const GATED = { ...MANIFEST, review_required_actions: ['send_external_email', 'tag_ticket'] };

test.each(MODES)('a gate is dropped by one and accepted by another, over %s', async (mode) => {
  const here = await stage(engine(), mode);
  const { colleague, owner, deps } = here;
  await registerManifest(deps, keyOf(PEOPLE.owner), GATED, 'slack');
  const state = async () => (await loadWorkflow(deps, MANIFEST.workflow))?.state;
  await colleague.command(CHANNELS.support.id, `/yard edit ${MANIFEST.workflow}`);
  await expect.poll(() => colleague.view()?.callback_id).toBe('edit_save');
  const values = { [EDIT_FIELD.gated]: { value: ['send_external_email'] } };
  expect(await colleague.submitView({ values })).toMatchObject({ ok: true });
  await expect
    .poll(() => words(colleague.view()?.blocks))
    .toContain('Removes the gate on tag_ticket');
  const id = (await state())?.proposed ?? '';
  const card = await renderRevision(deps, id, CHANNELS.support.id);
  if (card.kind !== 'card') throw new Error('no card');
  const { text, blocks } = card;
  const at = await post(here.workspace, CHANNELS.support.id, { text, blocks: [...blocks] });
  await owner.click({ ...at, actionId: REVISION.accept });
  await expect.poll(async () => (await state())?.revision).toBe(2);
  expect((await state())?.manifest.review_required_actions).toEqual(['send_external_email']);
});
