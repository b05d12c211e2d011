import { beforeAll, expect, test } from 'vitest';
import { RELEASE_DIFF, releaseDiffValue } from '../../../lib/slack/views/release-diff.ts';
import { RELEASE, released } from '../../acts/release-file.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { OUTSIDER, SALES_LEAD } from '../../kit/people.ts';
import { words } from '../views/kit.ts';
import { pressed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await released(deps);
  const surface = { ...RELEASE.surface, scopes: ['mail.delete'] };
  await released(deps, { version: '1.1.0', surface });
});

const press = (value: string, by = SALES_LEAD) =>
  pressed(deps, by, { action: RELEASE_DIFF.open, value });

test('opens what differs, between two versions or the usual ones', async () => {
  const id = 'plugin/mail-sorter';
  const named = await press(releaseDiffValue(id, '1.0.0', '1.1.0'));
  expect(named).toMatchObject([{ kind: 'open' }]);
  expect(words(named)).toContain('Adds the scope mail.delete');
  expect(await press(releaseDiffValue(id))).toEqual(named);
  expect(words(await press(releaseDiffValue(id, '', '1.0.0')))).toContain('the first version');
});

test.each([
  ['plugin/none||', 'no plugin/none in the catalog'],
  ['plugin/mail-sorter|1.0|1.1.0', 'Write "1.0.0" instead.'],
  ['nonsense', 'older version of Yardmaster'],
  ['plugin/mail-sorter|1.0.0', 'older version of Yardmaster'],
])('%s is answered in one sentence', async (value, says) => {
  expect(words(await press(value))).toContain(says);
});

test('is not for other organisations', async () => {
  expect(words(await press(releaseDiffValue('plugin/mail-sorter'), OUTSIDER))).toContain(
    'Only people',
  );
});
