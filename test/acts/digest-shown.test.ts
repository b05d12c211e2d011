import { beforeEach, expect, test } from 'vitest';
import { cutCampaign } from '../../lib/acts/campaign.ts';
import { answerNudge } from '../../lib/acts/digest-answer.ts';
import { showDigest } from '../../lib/acts/digest-shown.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { published } from './campaigning.ts';
import { KEY, movedOn, sentTo } from './digesting.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await sentTo(deps);
});

const kinds = async () =>
  (await showDigest(deps, OWNER, '2026-11-24'))?.lines.map((one) => one.kind);

test('each line as it is when it is drawn', async () => {
  expect(await showDigest(deps, OWNER, '2026-11-24')).toMatchObject({
    lines: [{ kind: 'open' }],
    more: 0,
    timeZone: 'Europe/Berlin',
    version: 2,
  });
  await movedOn(deps);
  expect(await kinds()).toEqual(['moved']);
});

test('what was passed on is not asked of them any more', async () => {
  await answerNudge(deps, OWNER, KEY, { says: 'not-mine' });
  expect(await kinds()).toEqual(['passed']);
});

test('what a narrowed campaign leaves as it is goes on', async () => {
  await published(deps, '1.2.0');
  await cutCampaign(deps, ADMIN, 'cmp_1', '<1.4.0');
  expect(await kinds()).toEqual(['over']);
});

test('another day, and another reader, show nothing', async () => {
  expect(await showDigest(deps, OWNER, '2026-11-17')).toBeUndefined();
  expect(await showDigest(deps, ADMIN, '2026-11-24')).toBeUndefined();
});
