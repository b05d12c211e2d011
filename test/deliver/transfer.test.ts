import { beforeEach, expect, test } from 'vitest';
import { answerTransfer, offerTransfer } from '../../lib/acts/transfer.ts';
import { render } from '../../lib/deliver/render.ts';
import { renderTransfer } from '../../lib/deliver/transfer.ts';
import { BRIEF, ownRelease } from '../acts/promotion-kit.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, SALES_LEAD } from '../kit/people.ts';
import { buttons, words } from '../slack/views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let id: string;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
  const outcome = await offerTransfer(deps, ADMIN, { component: BRIEF, to: 'team-sales' });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  id = outcome.transfer.id;
});
const cardIn = (place: string) =>
  render(deps, { what: 'transfer-card', subject: `transfer/${id}`, place });

test('each team sees what is its own to press', async () => {
  expect(buttons(await cardIn('C0SALES'))).toEqual(['Accept', 'Refuse']);
  expect(buttons(await cardIn('C0SUPPORT'))).toEqual(['Withdraw']);
  expect(buttons(await cardIn('U0ADMIN'))).toEqual(['Withdraw']);
});

test('answered, it is drawn anew', async () => {
  const who = { by: SALES_LEAD, name: 'sales-lead', at: deps.now() };
  await answerTransfer(deps, who, id, 'accept');
  const card = await cardIn('C0SALES');
  expect(card).toMatchObject({ version: 2 });
  expect(words(card)).toContain('Accepted by <@U0SALESLEAD>');
  expect(await renderTransfer(deps, 'trf_none', 'C1')).toEqual({ kind: 'nothing' });
});
