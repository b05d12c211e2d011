import { beforeEach, describe, expect, test } from 'vitest';
import { offerTransfer, transfersFor } from '../../../lib/acts/transfer.ts';
import { showHome } from '../../../lib/slack/listen/home.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import { TRANSFER, TRANSFER_FIELD } from '../../../lib/slack/views/transfer.ts';
import { BRIEF, componentNow, ownRelease } from '../../acts/promotion-kit.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { COLLEAGUE, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
});

function formOf(replies: readonly Reply[]) {
  const [reply] = replies;
  if (reply?.kind !== 'open') throw new Error('no form');
  expectGoodView(reply.view);
  const { callback_id = '', private_metadata = '' } = reply.view;
  return { callback: callback_id, metadata: private_metadata };
}

async function offered(): Promise<string> {
  const outcome = await offerTransfer(deps, OWNER, { component: BRIEF, to: 'team-sales' });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.transfer.id;
}

describe('/yard transfer', () => {
  test('asks to which team, and tells what follows', async () => {
    const form = formOf(await typed(deps, OWNER, `transfer ${BRIEF}`));
    const to = { [TRANSFER_FIELD.to]: { selected_option: { value: 'team-sales' } } };
    expect(words(await submitted(deps, OWNER, form, to))).toContain('*Offered.*');
    expect(await transfersFor(deps, SALES_LEAD)).toHaveLength(1);
    expect(words(await submitted(deps, OWNER, form, to))).toContain('offered to a team already');
  });

  test('tells at the field that there is no such team', async () => {
    const form = formOf(await typed(deps, OWNER, `transfer ${BRIEF}`));
    const to = { [TRANSFER_FIELD.to]: { value: 'team-none' } };
    expect(await submitted(deps, OWNER, form, to)).toMatchObject([{ kind: 'errors' }]);
  });
});

describe('the answer', () => {
  test('of the receiving lead moves it; Home shows what waits', async () => {
    const id = await offered();
    expect(words(await showHome(deps, SALES_LEAD))).toContain(`offers ${BRIEF} to team-sales`);
    const button = { action: TRANSFER.accept, value: id };
    expect(words(await pressed(deps, COLLEAGUE, button))).toContain('Only the lead');
    const replies = await pressed(deps, SALES_LEAD, button, 'home');
    expect(replies.map((one) => one.kind)).toEqual(['home']);
    expect(await componentNow(deps)).toMatchObject({ team: 'team-sales' });
  });

  test.each([
    ['no', TRANSFER.refuse, SALES_LEAD],
    ['taken back', TRANSFER.withdraw, OWNER],
  ])('may be %s', async (_, action, by) => {
    expect(await pressed(deps, by, { action, value: await offered() })).toEqual([]);
    expect(await componentNow(deps)).toMatchObject({ team: 'team-support' });
  });
});

describe('/yard rename', () => {
  const named = (value: string) => ({ [TRANSFER_FIELD.name]: { value } });

  test('asks for the name, tells at its field that it is taken, and renames', async () => {
    const form = formOf(await typed(deps, OWNER, `rename ${BRIEF}`));
    expect(await submitted(deps, OWNER, form, named('reply-drafter'))).toMatchObject([
      { kind: 'errors', errors: { [TRANSFER_FIELD.name]: expect.stringContaining('is taken') } },
    ]);
    const done = await submitted(deps, OWNER, form, named('call-notes'));
    expect(words(done)).toContain('plugin/call-notes');
    expect(words(await submitted(deps, OWNER, form, named('call-x')))).toContain('already');
  });
});

test.each([
  ['transfer', OWNER, 'transfer', 'Write it like'],
  ['rename', OWNER, 'rename call-brief', 'Write it like'],
  ['transfer of nothing', OWNER, 'transfer plugin/none', 'is not in the catalog'],
  ['transfer by a member', COLLEAGUE, `transfer ${BRIEF}`, 'Only the lead'],
  ['rename by a member', COLLEAGUE, `rename ${BRIEF}`, 'Only the lead'],
])('%s is told how', async (_, by, text, said) => {
  expect(words(await typed(deps, by, text))).toContain(said);
});
