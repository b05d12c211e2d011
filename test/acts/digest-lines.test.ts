import { beforeEach, expect, test } from 'vitest';
import { cutCampaign, endCampaign } from '../../lib/acts/campaign.ts';
import { seeLines } from '../../lib/acts/digest-lines.ts';
import { retireWorkflow } from '../../lib/acts/retire.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { published } from './campaigning.ts';
import { filled, KEY, movedOn } from './digesting.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await filled(deps);
});

const see = async () => (await seeLines(deps, [KEY]))[0];

test('a line that is open, with what one button takes', async () => {
  expect(await see()).toMatchObject({
    kind: 'open',
    line: { version: '1.4.0', must: { kind: 'edit', range: '2.0.x' }, samePermissions: false },
  });
});

test('who moved on is on the new version', async () => {
  await movedOn(deps);
  expect(await see()).toMatchObject({ kind: 'moved', to: '2.0.1', since: deps.now() });
});

test('a narrowed campaign leaves it where it is', async () => {
  await published(deps, '1.2.0');
  await cutCampaign(deps, ADMIN, 'cmp_1', '<1.4.0');
  expect(await see()).toMatchObject({ kind: 'moved', to: '1.4.0' });
});

test.each([
  ['a withdrawn campaign', () => endCampaign(deps, ADMIN, 'cmp_1')],
  ['a retired workflow', () => retireWorkflow(deps, OWNER, 'reply-bot', 'Nobody needs it.')],
])('%s is over', async (_, end) => {
  await end();
  expect(await see()).toEqual({ kind: 'over', key: KEY });
});

test('what nobody knows is over', async () => {
  const keys = [
    { ...KEY, campaign: 'cmp_9' },
    { ...KEY, workflow: 'none' },
  ];
  expect((await seeLines(deps, keys)).map((one) => one.kind)).toEqual(['over', 'over']);
});
