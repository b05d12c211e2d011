import { beforeEach, expect, test } from 'vitest';
import { previewCampaign, reachOf } from '../../lib/acts/campaign-preview.ts';
import { loadCampaign } from '../../lib/acts/campaign-store.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { drafted, published, WANTED } from './campaigning.ts';
import { pinnedBy, strangers } from './changing.ts';
import { MANIFEST, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await published(deps);
  await registered(deps);
});

test('who, how many, what each has to write; nothing is written, and nobody is told', async () => {
  const preview = await previewCampaign(deps, ADMIN, WANTED);
  expect(preview).toMatchObject({
    kind: 'preview',
    versions: ['1.4.0'],
    direct: 1,
    messages: 1,
    ownerless: [],
    checked: true,
    cut: false,
    hints: [],
    targets: [
      {
        workflow: 'reply-bot',
        owner: OWNER,
        team: 'team-support',
        version: '1.4.0',
        via: [],
        must: { kind: 'edit', line: '{"connector":"crm-readonly","version":"2.0.x"}' },
      },
    ],
  });
  expect(await loadCampaign(deps, 'cmp_1')).toBeUndefined();
  expect(await unsent(deps)).toEqual([]);
});

test('those that meet it over what they pin are shown apart', async () => {
  const [plugin] = MANIFEST.uses;
  const uses = plugin ? [plugin] : [];
  await registered(deps, { ...MANIFEST, workflow: 'over-bot', uses });
  const preview = await previewCampaign(deps, ADMIN, WANTED);
  expect(preview).toMatchObject({
    direct: 1,
    messages: 1,
    targets: [
      { workflow: 'over-bot', must: { kind: 'wait', on: 'plugin/reply-drafter@3.2.4' } },
      { workflow: 'reply-bot' },
    ],
  });
});

test('ownerless ones, days off and many owners are said', async () => {
  deps.change(OWNER, { deactivated: true });
  const weekend = { ...WANTED, closesOn: '2026-12-19', stopsOn: '2027-01-17' };
  const preview = await previewCampaign(deps, ADMIN, weekend);
  expect(preview).toMatchObject({ messages: 0, ownerless: ['reply-bot'] });
  expect(preview.kind === 'preview' && preview.hints).toMatchObject([
    expect.stringContaining('2026-12-19 is no working day'),
    expect.stringContaining('The next one is 2027-01-18.'),
  ]);
  await pinnedBy(deps, strangers(25));
  expect(await previewCampaign(deps, ADMIN, WANTED)).toMatchObject({ checked: false });
});

test('a draft is looked at in the same way', async () => {
  expect(await reachOf(deps, await drafted(deps))).toMatchObject({ direct: 1, messages: 1 });
});

test('is for those who may announce it', async () => {
  expect(await previewCampaign(deps, OWNER, WANTED)).toMatchObject({ why: 'not-allowed' });
});
