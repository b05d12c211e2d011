import { beforeEach, expect, test } from 'vitest';
import { judgeGroup } from '../../lib/acts/duplicates.ts';
import { renderDuplicates } from '../../lib/deliver/duplicates-report.ts';
import { render } from '../../lib/deliver/render.ts';
import { MONDAY, twinsReported } from '../acts/duplicates-kit.ts';
import { stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN } from '../kit/people.ts';
import { buttons, words } from '../slack/views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await twinsReported(deps);
});

test('the card asks about each group, and shows what was answered', async () => {
  const [row] = (await unsent(deps)).filter((one) => one.what === 'duplicates-report');
  if (!row) throw new Error('nobody was told');
  const card = await render(deps, row);
  expect(card).toMatchObject({ kind: 'card', version: 1 });
  expect(words(card)).toContain('plugin/expense-sorter · platform · used by 0');
  expect(buttons(card)).toEqual(['Keep Both…', 'Same Job…', 'Later']);
  await judgeGroup(deps, ADMIN, { report: MONDAY, group: 0 }, { say: 'keep', because: 'So.' });
  const after = await render(deps, row);
  expect(after).toMatchObject({ version: 2 });
  expect(words(after)).toContain('They stay · <@');
  expect(buttons(after)).toEqual([]);
});

test('what is gone is nothing', async () => {
  expect(await renderDuplicates(deps, '2020-01-06')).toEqual({ kind: 'nothing' });
});
