import { beforeEach, expect, test } from 'vitest';
import { loadPatch, makePatch, sendPatch } from '../../lib/acts/edit-patch.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { now } from './proposing.ts';
import { breaks, exported, kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

async function made(): Promise<string> {
  const manifest = { ...MANIFEST, purpose: 'Answers mails' };
  const { patch, texts } = await makePatch(deps, OWNER, await now(deps), manifest);
  expect(texts.before).not.toContain('Answers mails');
  expect(texts.after).toContain('"purpose": "Answers mails"');
  return patch.id;
}

test('a patch is sent to a member of the team, and changes nothing by itself', async () => {
  const id = await made();
  expect(await sendPatch(deps, OWNER, id, COLLEAGUE)).toEqual({ kind: 'sent' });
  expect(await unsent(deps)).toMatchObject([
    { what: 'patch', subject: `patch/${id}`, place: 'U0COLLEAGUE' },
  ]);
  expect(await kindsOf(deps, `patch/${id}`)).toEqual(['patch.made', 'patch.sent']);
  expect((await exported(deps)).join('\n')).not.toContain('Answers mails');
  expect(await now(deps)).toMatchObject({ revision: 1, manifest: MANIFEST });
  expect(await breaks(deps)).toEqual([]);
});

test.each([
  ['somebody outside the team', OWNER, SALES_LEAD, 'not-a-member'],
  ['by an admin', ADMIN, COLLEAGUE, 'not-allowed'],
])('is refused to or %s', async (_, by, to, why) => {
  expect(await sendPatch(deps, by, await made(), to)).toMatchObject({ why });
  expect(await unsent(deps)).toEqual([]);
});

test('is gone after 30 days', async () => {
  const id = await made();
  deps.pass(30 * 24 * 60 - 1);
  expect(await loadPatch(deps, id)).toMatchObject({ head: { state: { id } } });
  deps.pass(1);
  expect(await loadPatch(deps, id)).toBeUndefined();
  expect(await sendPatch(deps, OWNER, id, COLLEAGUE)).toMatchObject({ why: 'no-patch' });
});
