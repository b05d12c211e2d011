import { expect, test } from 'vitest';
import { makePatch } from '../../lib/acts/edit-patch.ts';
import { renderPatch } from '../../lib/deliver/patch.ts';
import { render } from '../../lib/deliver/render.ts';
import { now } from '../acts/proposing.ts';
import { MANIFEST, registered, stage } from '../acts/stage.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { words } from '../slack/views/kit.ts';

const engine = engineOfFile();

test('a patch is a message for 30 days, and nothing after', async () => {
  const deps = await stage(engine());
  await registered(deps);
  const manifest = { ...MANIFEST, purpose: 'Answers mails' };
  const { patch } = await makePatch(deps, OWNER, await now(deps), manifest);
  const row = { what: 'patch', subject: `patch/${patch.id}`, place: 'U0COLLEAGUE' } as const;
  const card = await render(deps, row);
  expect(card).toMatchObject({ kind: 'card', version: 1 });
  expect(words(card)).toContain('+   "purpose": "Answers mails"');
  deps.pass(30 * 24 * 60);
  expect(await renderPatch(deps, patch.id)).toEqual({ kind: 'nothing' });
});
