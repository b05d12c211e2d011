import { beforeEach, expect, test } from 'vitest';
import { moveHome } from '../../lib/acts/homes.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../kit/people.ts';
import { now } from './proposing.ts';
import { breaks, kindsOf, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

test('from then on the other door is refused, and the way back is named', async () => {
  expect(await moveHome(deps, OWNER, 'reply-bot', 'slack')).toMatchObject({
    kind: 'moved',
    workflow: { home: 'slack', revision: 1 },
  });
  const changed = { ...MANIFEST, purpose: 'x' };
  expect(await registerManifest(deps, OWNER, changed, 'repo')).toMatchObject({
    problems: [{ say: expect.stringContaining('home move reply-bot --to repo') }],
  });
  expect(await registerManifest(deps, OWNER, changed, 'slack')).toMatchObject({
    kind: 'registered',
  });
  expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual([
    'workflow.registered',
    'workflow.home-moved',
    'workflow.revised',
  ]);
  expect(await breaks(deps)).toEqual([]);
});

test('moving to where it is changes nothing', async () => {
  expect(await moveHome(deps, OWNER, 'reply-bot', 'repo')).toMatchObject({ kind: 'unchanged' });
  expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual(['workflow.registered']);
});

test.each([
  ['a member', COLLEAGUE, 'reply-bot', 'not-allowed'],
  ['an admin', ADMIN, 'reply-bot', 'not-allowed'],
  ['the owner of nothing', OWNER, 'none', 'no-workflow'],
])('%s is refused', async (_, by, id, why) => {
  expect(await moveHome(deps, by, id, 'slack')).toMatchObject({ why });
  expect((await now(deps)).home).toBe('repo');
});
