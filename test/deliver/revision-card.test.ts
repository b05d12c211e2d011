import { beforeEach, expect, test } from 'vitest';
import { acceptRevision, refuseRevision } from '../../lib/acts/proposed.ts';
import { render } from '../../lib/deliver/render.ts';
import { renderRevision } from '../../lib/deliver/revision-card.ts';
import { GATED, proposed, who } from '../acts/proposing.ts';
import { registered, stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { buttons, words } from '../slack/views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let id: string;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps, GATED);
  ({ id } = await proposed(deps));
});
const cardIn = (place: string) =>
  render(deps, { what: 'revision-card', subject: `proposed-revision/${id}`, place });

test('a channel is asked, and its card is drawn anew once it is answered', async () => {
  const card = await cardIn('C0SUPPORT');
  expect(card).toMatchObject({ kind: 'card', version: 1 });
  expect(buttons(card)).toEqual(['Accept', 'Refuse…', 'Withdraw']);
  expect(words(card)).toContain('Approval no longer needed for tag_ticket');
  await acceptRevision(deps, who.owner, id);
  const after = await cardIn('C0SUPPORT');
  expect(after).toMatchObject({ version: 2, text: expect.stringContaining('Accepted') });
  expect(buttons(after)).toEqual([]);
});

test('the proposer is told, with the reason', async () => {
  await refuseRevision(deps, who.owner, id, 'We need it.');
  const card = await cardIn('U0COLLEAGUE');
  expect(words(card)).toContain('We need it.');
  expect(buttons(card)).toEqual([]);
});

test('what is gone is nothing', async () => {
  expect(await renderRevision(deps, 'rev_none', 'C1')).toEqual({ kind: 'nothing' });
});
