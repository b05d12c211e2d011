import { beforeEach, describe, expect, test } from 'vitest';
import { editableBy, openEditing, tryManifest } from '../../lib/acts/edit.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { GATED, proposed, UNGATED } from './proposing.ts';
import { kindsOf, MANIFEST, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registerManifest(deps, OWNER, GATED, 'slack');
});

describe('opening the form', () => {
  test('is for the team, with what it may choose from', async () => {
    await publish(deps, [draft({ kind: 'skill', name: 'tone-brand-voice', version: '2.1.0' })]);
    expect(await openEditing(deps, COLLEAGUE, 'reply-bot')).toMatchObject({
      kind: 'editing',
      workflow: { id: 'reply-bot' },
      options: { upgrades: [{ component: 'skill/tone-brand-voice', range: '2.1.x' }] },
      open: undefined,
    });
  });

  test('says what waits already', async () => {
    const { id } = await proposed(deps, UNGATED, COLLEAGUE, 'slack');
    expect(await openEditing(deps, OWNER, 'reply-bot')).toMatchObject({ open: { id } });
  });

  test.each([
    ['another team', SALES_LEAD],
    ['the platform', ADMIN],
    ['another organisation', OUTSIDER],
  ])('is refused to %s', async (_, by) => {
    expect(await openEditing(deps, by, 'reply-bot')).toMatchObject({ why: 'not-allowed' });
  });

  test('of nothing is refused', async () => {
    expect(await openEditing(deps, OWNER, 'none')).toMatchObject({ why: 'no-workflow' });
  });
});

test("the picker lists the team's workflows, by name", async () => {
  await registerManifest(deps, OWNER, { ...MANIFEST, workflow: 'a-bot' }, 'slack');
  const names = async (by: string) => (await editableBy(deps, by)).map((one) => one.id);
  expect(await names(COLLEAGUE)).toEqual(['a-bot', 'reply-bot']);
  expect(await names(SALES_LEAD)).toEqual([]);
});

test('a manifest is tried without leaving anything behind', async () => {
  expect(await tryManifest(deps, OWNER, { ...GATED, purpose: 'x' })).toMatchObject({
    kind: 'problems',
  });
  await registerManifest(deps, OWNER, { ...MANIFEST, workflow: 'in-repo' }, 'repo');
  const wanted = { ...MANIFEST, workflow: 'in-repo', systems: ['billing'] };
  expect(await tryManifest(deps, OWNER, wanted)).toMatchObject({ kind: 'proposed' });
  expect(await tryManifest(deps, OWNER, { ...wanted, owner: 'none' })).toMatchObject({
    why: 'no-team',
  });
  expect(await kindsOf(deps, 'workflow/in-repo')).toEqual(['workflow.registered']);
});
