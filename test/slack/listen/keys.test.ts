import { expect, test } from 'vitest';
import { authenticate } from '../../../lib/acts/authenticate.ts';
import { claimCiKey, claimKey } from '../../../lib/acts/claim-key.ts';
import { takeKeyCode } from '../../../lib/acts/key-codes.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { CHANNELS, keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { loggedIn } from '../../kit/logins.ts';
import { asked, MANIFEST, MODES, type Stage, stage } from '../kit.ts';
import { words } from '../views/kit.ts';

const { support } = CHANNELS;
const engine = engineOfFile();
const HTTP = 'signed HTTP and the Lambda receiver';
const OWNER = keyOf(PEOPLE.owner);
const { workflow } = MANIFEST;

/** The workflow with one key; returns the key and its id. */
async function withKey({ deps }: Stage) {
  await asked(deps);
  const given = await takeKeyCode(deps, OWNER, workflow);
  const claimed = await claimKey(deps, OWNER, given.kind === 'code' ? given.code : '');
  const id = (await loadWorkflow(deps, workflow))?.state.keys?.[0]?.id ?? '';
  return { key: claimed.kind === 'key' ? claimed.key : '', id };
}

const known = async ({ deps }: Stage, token: string) => (await authenticate(deps, token)).kind;
const codeIn = (blocks: unknown) => /claim ([0-9A-Z-]{14})/.exec(words(blocks))?.[1] ?? '';

test.each(MODES)(
  'a key is revoked from the list, which is then without it, over %s',
  async (mode) => {
    const here = await stage(engine(), mode);
    const { key, id } = await withKey(here);
    await here.owner.command(support.id, '/yard keys');
    await expect.poll(() => words(here.owner.view()?.blocks)).toContain('Held by <@U0OWNER>');
    const pressed = { actionId: 'key_revoke', value: `${workflow}|${id}` };
    await here.owner.clickInView(pressed);
    await expect.poll(() => words(here.owner.view()?.blocks)).toContain('No key yet.');
    expect(await known(here, key)).toBe('refused');
  },
);

test('a rotation asks when the older key stops, and the code does what was chosen', async () => {
  const here = await stage(engine(), HTTP);
  const { key } = await withKey(here);
  await here.owner.command(support.id, '/yard keys');
  await here.owner.clickInView({ actionId: 'key_code' });
  expect(here.owner.view()?.callback_id).toBe('key_overlap');
  await here.owner.submitView({ values: { overlap: { value: 'at-once' } } });
  const shown = here.owner.view()?.blocks;
  expect(words(shown)).toContain('The older keys stop at that moment.');
  expect(await known(here, key)).toBe('caller');
  const claimed = await claimKey(here.deps, OWNER, codeIn(shown));
  expect(await known(here, key)).toBe('refused');
  expect(await known(here, claimed.kind === 'key' ? claimed.key : '')).toBe('caller');
});

test('a login is ended from the list', async () => {
  const here = await stage(engine(), HTTP);
  const { token } = await loggedIn(here.deps, OWNER);
  await here.owner.command(support.id, '/yard keys');
  expect(words(here.owner.view()?.blocks)).toContain('on desk-7');
  await here.owner.clickInView({ actionId: 'login_end' });
  expect(words(here.owner.view()?.blocks)).toContain('You are logged in nowhere.');
  expect(await known(here, token)).toBe('refused');
});

test('a CI identity is created with its code, rotated and revoked', async () => {
  const here = await stage(engine(), HTTP);
  await here.owner.command(support.id, '/yard keys');
  await here.owner.clickInView({ actionId: 'ci_new' });
  const create = (value: string) => here.owner.submitView({ values: { id: { value } } });
  expect((await create('Not A Name')).errors?.id).toContain('lower-case letters');
  expect(await create('ci-support-main')).toMatchObject({ ok: true });
  const code = codeIn(here.owner.view()?.blocks);
  expect(words(here.owner.view()?.blocks)).toContain(`npx yardmaster ci claim ${code}`);
  const claimed = await claimCiKey(here.deps, OWNER, code);
  const key = claimed.kind === 'key' ? claimed.key : '';
  expect(await known(here, key)).toBe('caller');
  await here.owner.command(support.id, '/yard keys');
  await here.owner.clickInView({ actionId: 'ci_code' });
  await here.owner.submitView({ values: { overlap: { value: '7-days' } } });
  expect(words(here.owner.view()?.blocks)).toContain('The older keys stop seven days after that.');
  await here.owner.command(support.id, '/yard keys');
  await here.owner.clickInView({ actionId: 'ci_revoke' });
  expect(await known(here, key)).toBe('refused');
});

test('an admin sees and revokes the keys of one workflow that is not theirs', async () => {
  const here = await stage(engine(), HTTP);
  const { key } = await withKey(here);
  await here.admin.command(support.id, '/yard keys');
  expect(words(here.admin.view()?.blocks)).not.toContain(workflow);
  await here.admin.command(support.id, `/yard keys ${workflow}`);
  await here.admin.clickInView({ actionId: 'key_revoke' });
  expect(words(here.admin.view()?.blocks)).toContain('No key yet.');
  expect(await known(here, key)).toBe('refused');
});

test('somebody who may not is refused in words', async () => {
  const here = await stage(engine(), HTTP);
  await withKey(here);
  await here.colleague.command(support.id, `/yard keys ${workflow}`);
  expect(here.colleague.messages(support.id).at(-1)?.text).toContain("Only the workflow's owner");
  await here.colleague.command(support.id, '/yard keys nowhere');
  expect(here.colleague.messages(support.id).at(-1)?.text).toContain('There is no workflow');
});
