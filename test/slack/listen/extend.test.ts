import { expect, test } from 'vitest';
import { readRequest } from '../../../lib/acts/answer-request.ts';
import type { Deps } from '../../../lib/acts/deps.ts';
import { sayToExtension } from '../../../lib/acts/extension-answer.ts';
import { listExtensions } from '../../../lib/acts/extension-list.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import type { Extension } from '../../../lib/core/extension.ts';
import { CHANNELS, keyOf, PEOPLE } from '../../../lib/local/sample/organisation.ts';
import { SAY } from '../../acts/extending.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { MODES, type Stage, stage } from '../kit.ts';
import { expectOnlyOurTokens, words } from '../views/kit.ts';

const { support } = CHANNELS;
const engine = engineOfFile();
const HTTP = 'signed HTTP and the Lambda receiver';
const NAME = 'draft-replies-to-tickets';
const MISSING = 'It writes English alone';

const nearly = (missing: string) => ({
  choice: { value: '0' },
  fit: { value: 'nearly' },
  because: { value: missing },
});

/** Opens the request and goes on to its second step. */
async function toMatches({ owner }: Stage, need = 'draft replies to tickets') {
  await owner.command(support.id, '/yard new');
  await expect.poll(() => owner.view()?.callback_id).toBe('request_need');
  await owner.submitView({ values: { need: { value: need }, workflow: { value: NAME } } });
  expect(owner.view()?.callback_id).toBe('request_match');
}

async function open(deps: Deps): Promise<readonly Extension[]> {
  const listed = await listExtensions(deps, keyOf(PEOPLE.owner));
  return listed.kind === 'extensions' ? listed.extensions : [];
}

test.each(MODES)('It nearly fits asks what is missing, then its owner, over %s', async (mode) => {
  const here = await stage(engine(), mode);
  const { owner, deps } = here;
  await toMatches(here);
  const refused = await owner.submitView({ values: nearly(' ') });
  expect(refused.errors?.because).toContain('Say what is missing');
  expect(await owner.submitView({ values: nearly(MISSING) })).toMatchObject({ ok: true });
  const text = words(owner.view()?.blocks);
  expect(text).toContain('*AI platform* has your request.');
  expect(text).toContain('Answer due <!date^');
  const [extension] = await open(deps);
  expect(extension).toMatchObject({ component: 'plugin/reply-drafter', missing: MISSING });
  expect(extension?.evidence.map((one) => one.id)).toContain('plugin/reply-drafter');
  expect(await readRequest(deps, extension?.request ?? '')).toMatchObject({ state: 'extending' });
  expect(await loadWorkflow(deps, NAME)).toBeUndefined();
});

test('who wrote what is missing and forgot to say that it nearly fits is asked which', async () => {
  const here = await stage(engine(), HTTP);
  await toMatches(here);
  const values = { ...nearly(MISSING), fit: { value: 'as-is' } };
  expect((await here.owner.submitView({ values })).errors?.fit).toContain('It nearly fits');
  expect(await loadWorkflow(here.deps, NAME)).toBeUndefined();
  expect(await open(here.deps)).toEqual([]);
});

test('the same form twice is asked once', async () => {
  const here = await stage(engine(), HTTP);
  await toMatches(here);
  here.workspace.faults.set({ repeatDispatch: 2 });
  expect(await here.owner.submitView({ values: nearly(MISSING) })).toMatchObject({ ok: true });
  expect(await open(here.deps)).toHaveLength(1);
});

test('what the team waits for already is shown, and nothing is sent', async () => {
  const here = await stage(engine(), HTTP);
  await toMatches(here);
  await here.owner.submitView({ values: nearly(MISSING) });
  await here.owner.closeView();
  await toMatches(here, 'translate replies to tickets');
  await here.owner.submitView({ values: nearly('It does not translate') });
  const text = words(here.owner.view()?.blocks);
  expect(text).toContain('Nothing was sent again.');
  expect(text).toContain(MISSING);
  expect(await open(here.deps)).toHaveLength(1);
});

test('what was declined is read with its reason before it is asked again, hostile words and all', async () => {
  const here = await stage(engine(), HTTP);
  const { owner, deps } = here;
  await toMatches(here);
  await owner.submitView({ values: nearly(MISSING) });
  const [asked] = await open(deps);
  const reason = '<!channel> *no* "never"';
  const admin = keyOf(PEOPLE.admin);
  await sayToExtension(deps, admin, asked?.id ?? '', { ...SAY.decline, reason });
  await toMatches(here, `draft ${'"\\\n'.repeat(264)}`);
  await owner.submitView({ values: nearly('Still English alone') });
  expect(owner.view()?.callback_id).toBe('extension_again');
  expect(words(owner.view()?.blocks)).toContain('"never"');
  expectOnlyOurTokens(owner.view() ?? {});
  expect(
    (await owner.submitView({ values: { missing: { value: ' ' } } })).errors?.missing,
  ).toContain('Say what is missing');
  const missing = { missing: { value: 'Still English alone' } };
  expect(await owner.submitView({ values: missing })).toMatchObject({ ok: true });
  expect(words(owner.view()?.blocks)).toContain('*AI platform* has your request.');
  expect(await open(deps)).toMatchObject([{ missing: 'Still English alone' }]);
});
