import { beforeEach, expect, test } from 'vitest';
import { answerNudge } from '../../lib/acts/digest-answer.ts';
import { loadDigest } from '../../lib/acts/digest-store.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { pinnedBy } from './changing.ts';
import { KEY, sentTo } from './digesting.ts';
import { kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const PLATFORM = 'T0YARD/C0PLATFORM';

test('what several pass on is in one message, none of it lost', async () => {
  await pinnedBy(deps, [OWNER]);
  await sentTo(deps);
  await answerNudge(deps, OWNER, KEY, { says: 'not-mine' });
  await answerNudge(deps, OWNER, { ...KEY, workflow: 'bot-000' }, { says: 'not-mine' });
  const lines = (await loadDigest(deps, PLATFORM))?.state.lines;
  expect(lines?.map((one) => one.workflow)).toEqual(['reply-bot', 'bot-000']);
  expect(await kindsOf(deps, `digest/${PLATFORM}`)).toEqual([
    'digest.passed-on',
    'digest.passed-on',
  ]);
});

test('whoever answers for the platform only says that it is not theirs', async () => {
  await sentTo(deps);
  const said = await answerNudge(deps, ADMIN, KEY, { says: 'not-mine' });
  expect(said).toMatchObject({ kind: 'answered', next: OWNER });
  expect((await loadDigest(deps, OWNER))?.state.lines).toEqual([KEY]);
});
