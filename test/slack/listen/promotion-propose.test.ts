import { beforeEach, describe, expect, test } from 'vitest';
import { listPromotions } from '../../../lib/acts/promotion.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import { PROMOTION, PROMOTION_FIELD } from '../../../lib/slack/views/promotion-ids.ts';
import { askForChanges, BRIEF, ownRelease, promoted, publishIt } from '../../acts/promotion-kit.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { buttons, expectGoodView, words } from '../views/kit.ts';
import { pressed, type State, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
});

function viewOf(replies: readonly Reply[]) {
  const [reply] = replies;
  if (reply?.kind !== 'open' && reply?.kind !== 'replace') throw new Error('no view');
  expectGoodView(reply.view);
  const { callback_id = '', private_metadata = '' } = reply.view;
  return { view: reply.view, form: { callback: callback_id, metadata: private_metadata } };
}

const FILLED: State = {
  [PROMOTION_FIELD.version]: { selected_option: { value: '1.0.0' } },
  [PROMOTION_FIELD.license]: { value: 'MIT' },
  [PROMOTION_FIELD.evidence]: { value: '' },
  [PROMOTION_FIELD.useful]: { value: 'Every team has calls.' },
  [PROMOTION_FIELD.builders]: { selected_users: ['U0OWNER', 'U0COLLEAGUE'] },
};

describe('/yard promote', () => {
  test('offers what one’s teams have, then asks for the rest, then tells what follows', async () => {
    const picked = viewOf(await typed(deps, OWNER, 'promote'));
    const chosen = { [PROMOTION_FIELD.component]: { selected_option: { value: BRIEF } } };
    const { form, view } = viewOf(await submitted(deps, OWNER, picked.form, chosen));
    expect(words(view)).toContain('Why is it useful beyond your team?');
    const sent = await submitted(deps, OWNER, form, FILLED);
    expect(words(sent)).toContain('Sent to the platform team.');
    expect(words(sent)).toContain('Everybody else you named is asked');
    expect(await listPromotions(deps, 'underWay')).toMatchObject([
      { component: BRIEF, builders: [{ says: 'yes' }, { person: COLLEAGUE, says: 'asked' }] },
    ]);
  });

  test('with a name opens its form', async () => {
    const { form } = viewOf(await typed(deps, OWNER, `promote ${BRIEF}`));
    expect(form).toEqual({ callback: PROMOTION.proposeForm, metadata: BRIEF });
  });

  test.each([
    ['somebody of another team', SALES_LEAD, BRIEF, 'Only members of the team'],
    ['anybody, of what is not there', OWNER, 'plugin/none', 'is not in the catalog'],
    ['anybody, of nonsense', OWNER, 'x'.repeat(900), 'is not in the catalog'],
  ])('is refused in words to %s', async (_, by, name, said) => {
    expect(words(await typed(deps, by, `promote ${name}`))).toContain(said);
  });

  test('says what to do when there is nothing to promote', async () => {
    expect(words(await typed(deps, SALES_LEAD, 'promote'))).toContain('yardmaster publish');
    await promoted(deps);
    expect(words(await typed(deps, OWNER, 'promote'))).toContain('waits for its review');
    expect(words(await typed(deps, OUTSIDER, 'promote'))).toContain('Only people of this');
  });

  test('leads to what waits or is shared already, with what is to press', async () => {
    const promotion = await promoted(deps);
    const waiting = viewOf(await typed(deps, OWNER, `promote ${BRIEF}`));
    expect(buttons(waiting.view)).toEqual(['Withdraw']);
    await publishIt(deps, promotion);
    const shared = viewOf(await typed(deps, ADMIN, `promote ${BRIEF}`));
    expect(buttons(shared.view)).toEqual(['Take Back…', 'Details']);
  });
});

describe('what is filled in', () => {
  const form = { callback: PROMOTION.proposeForm, metadata: BRIEF };

  test('is told at its field when something is wrong', async () => {
    const replies = await submitted(deps, OWNER, form, {
      ...FILLED,
      [PROMOTION_FIELD.license]: { value: '' },
      [PROMOTION_FIELD.useful]: { value: ' ' },
    });
    expect(replies).toMatchObject([
      {
        kind: 'errors',
        errors: {
          [PROMOTION_FIELD.license]: expect.stringContaining('Name the licence'),
          [PROMOTION_FIELD.useful]: expect.stringContaining('beyond your team'),
        },
      },
    ]);
  });

  test('is refused in words when it cannot be proposed any more', async () => {
    await promoted(deps);
    const replies = await submitted(deps, OWNER, form, FILLED);
    expect(words(replies)).toContain('waits for its review already');
  });

  test('a component that cannot be chosen is told at the list', async () => {
    const pick = { callback: PROMOTION.pickForm, metadata: '' };
    const chosen = { [PROMOTION_FIELD.component]: { value: 'plugin/none' } };
    expect(await submitted(deps, OWNER, pick, chosen)).toMatchObject([{ kind: 'errors' }]);
  });
});

test('Send Again begins with what was sent, and shows what was asked for', async () => {
  const promotion = await promoted(deps);
  await askForChanges(deps, promotion, 'Narrow the scopes.');
  const again = { action: PROMOTION.again, value: promotion.id };
  const { view, form } = viewOf(await pressed(deps, COLLEAGUE, again));
  expect(words(view)).toContain('Narrow the scopes.');
  await submitted(deps, COLLEAGUE, form, FILLED);
  expect(await listPromotions(deps, 'underWay')).toMatchObject([{ round: 2, state: 'open' }]);
  const none = await pressed(deps, COLLEAGUE, { ...again, value: 'prm_none' });
  expect(words(none)).toContain('There is no such promotion.');
});
