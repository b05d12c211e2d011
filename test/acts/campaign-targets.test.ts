import { beforeAll, expect, test } from 'vitest';
import { campaignTargets } from '../../lib/acts/campaign-targets.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { published, WANTED } from './campaigning.ts';
import { pinnedBy } from './changing.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await published(deps);
  await registered(deps);
  await pinnedBy(deps, ['T0YARD/U0N1']);
});

test('who is locked to it now, with the workflows and the releases behind', async () => {
  const found = await campaignTargets(deps, WANTED);
  expect(found.targets.map((one) => one.workflow)).toEqual(['bot-000', 'reply-bot']);
  expect(found.workflows.get('reply-bot')?.team).toBe('team-support');
  expect(found.releases.map((one) => one.version)).toEqual(['1.4.0', '2.0.1']);
  expect(found.cut).toBe(false);
});

test('nobody of a range that nobody is locked to', async () => {
  expect((await campaignTargets(deps, { ...WANTED, range: '2.x' })).targets).toEqual([]);
});
