import { beforeEach, expect, test } from 'vitest';
import { affectedBy, allotAffected, stillAffected } from '../../lib/acts/affected.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { pinnedBy, SAID, strangers } from './changing.ts';
import { MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const overPlugin = { ...MANIFEST, uses: MANIFEST.uses.slice(0, 1) };

test('direct pins and those over releases, each workflow once', async () => {
  await registered(deps);
  await registerManifest(deps, OWNER, { ...overPlugin, workflow: 'over-bot' }, 'slack');
  const { rows, cut } = await affectedBy(deps, SAID);
  expect(cut).toBe(false);
  expect(rows).toMatchObject([
    {
      workflow: 'over-bot',
      component: 'plugin/reply-drafter',
      range: '3.2.4',
      via: ['plugin/reply-drafter@3.2.4'],
      by: 'locked',
    },
    { workflow: 'reply-bot', component: SAID.component, range: SAID.range, via: [] },
  ]);
});

test('page after page, and none in versions that are not asked about', async () => {
  await pinnedBy(deps, strangers(130));
  expect((await affectedBy(deps, SAID)).rows).toHaveLength(130);
  expect((await affectedBy(deps, { ...SAID, range: '>=2.0.0' })).rows).toEqual([]);
});

test('each owner gets all of theirs; whom nobody can be told of are named', async () => {
  await pinnedBy(deps, [OWNER, 'T0YARD/U0N1', OWNER]);
  const found = await affectedBy(deps, SAID);
  const { holders, ownerless } = await allotAffected(deps, found, async () => new Set());
  expect([...holders]).toEqual([
    [OWNER, ['bot-000', 'bot-002']],
    ['T0YARD/U0N1', ['bot-001']],
  ]);
  expect(ownerless).toEqual([]);
  const gone = await allotAffected(deps, found, async () => new Set([OWNER]));
  expect(gone.ownerless).toEqual(['bot-000', 'bot-002']);
});

test('who moved on since is left out', async () => {
  await registered(deps);
  const [row] = (await affectedBy(deps, SAID)).rows;
  if (!row) throw new Error('nobody is affected');
  expect(await stillAffected(deps, [row])).toMatchObject([{ row: { workflow: 'reply-bot' } }]);
  const without = { ...MANIFEST, uses: [MANIFEST.uses[0], MANIFEST.uses[2]] };
  await registerManifest(deps, OWNER, without, 'repo');
  expect(await stillAffected(deps, [row, { ...row, workflow: 'none' }])).toEqual([]);
});
