import { describe, expect, test } from 'vitest';
import type { BreakGlass } from '../../lib/core/break-glass.ts';
import type { ChangeAsk, ChangeProposal } from '../../lib/core/change-proposal.ts';
import { ERASED, type Erased } from '../../lib/core/erasure.ts';
import type { Notice } from '../../lib/core/notice.ts';
import type { Promotion } from '../../lib/core/promotion.ts';
import type { Proposed } from '../../lib/core/proposed.ts';
import {
  type Aged,
  agedApprovalOf,
  agedBreakGlass,
  agedCampaign,
  agedChange,
  agedChangeAsk,
  agedNotice,
  agedPromotion,
  agedProposal,
  agedSettingsChange,
  agedTransfer,
} from '../../lib/core/retention-words.ts';
import type { SettingsChange } from '../../lib/core/settings-change.ts';
import type { Transfer } from '../../lib/core/transfer.ts';
import { CAMPAIGN, DRAFT } from './campaign-kit.ts';
import { ADMIN, APPROVAL, APPROVED, LATER, LEAD, NOW, OWNER, TEAM } from './perfect.ts';
import { PROMOTION } from './promoting.ts';

/** Long after everything here. */
const SINCE = '2028-01-01T00:00:00.000Z';
/** Before anything here ended. */
const EARLY = '2026-11-23T08:00:00.000Z';
const WORDS = 'Words of somebody';
const NAME = 'Ada';
const answer = { by: ADMIN, name: NAME, at: NOW, reason: WORDS };

const REJECTED: Promotion = { ...PROMOTION, state: 'rejected', review: answer };
const CHANGE: SettingsChange = {
  ...{ id: 'chg_1', wanted: { about: 'retention', days: 90 }, state: 'refused', by: OWNER },
  ...{ at: NOW, answer },
};
const PROPOSED: Proposed = {
  ...{ id: 'rev_1', workflow: 'x', team: TEAM.id, against: 1, home: 'slack', by: OWNER, at: NOW },
  ...{ reasons: [], scopes: [], state: 'refused' },
  answers: [{ review: 'team', by: LEAD, name: NAME, at: NOW }],
  end: { by: ADMIN, name: NAME, at: NOW },
};
const NOTICE: Notice = {
  ...{ id: 'ntc_1', system: 'crm', key: 'crm', what: WORDS, link: 'https://example.com/words' },
  ...{ by: ADMIN, at: NOW, state: 'sent', ownerless: [] },
};
const PLANNED: ChangeProposal = {
  ...{ id: 'chg_2', component: 'plugin/x', kind: 'other', detail: '', range: '*', text: WORDS },
  ...{ planned: '2026-12-01', team: 'platform', by: ADMIN, at: NOW, state: 'done' },
  ...{ telling: false, workflows: 1, ownerless: [], ended: { by: ADMIN, at: NOW }, salt: 's' },
};
const ASK: ChangeAsk = {
  ...{ change: 'chg_2', holder: OWNER, at: NOW, affected: [], drawn: 'done' },
  answer: { says: 'breaks', at: NOW, reason: { text: WORDS, salt: 's' } },
};
const BROKEN: BreakGlass = {
  ...{ id: 'apr_1', workflow: 'x', team: TEAM.id, action: 'send', by: ADMIN, at: NOW },
  ...{ loggedInAt: NOW, involved: [], dueAt: LATER, remindAt: LATER, places: [] },
  review: { verdict: 'justified', by: LEAD, at: NOW },
};
const TRANSFER: Transfer = {
  ...{ id: 'trf_1', component: 'plugin/x', from: 'a', to: 'b', by: OWNER, at: NOW },
  ...{ state: 'accepted', end: { by: ADMIN, name: NAME, at: NOW } },
};
const NOTED = { ...CAMPAIGN, note: WORDS };

/** What is over, and the parts of it that go; each with the rule for its kind. */
function row<T extends object>(what: string, age: Aged<T>, over: T, parts: readonly string[]) {
  return { what, age: (since: string) => age(over, since), again: twice(age, over), parts };
}
function twice<T>(age: Aged<T>, over: T): () => Erased<T> | undefined {
  return () => {
    const once = age(over, SINCE);
    return once && age(once.state, SINCE);
  };
}
const ROUNDS = ['SALT#changes-asked#1', 'SALT#rejected#1', 'SALT#demoted'];

describe.each([
  row('an approval', agedApprovalOf, APPROVED, ['PAYLOAD', 'REASON', 'REASON#0']),
  row('a promotion', agedPromotion, REJECTED, ROUNDS),
  row('a promotion that was withdrawn', agedPromotion, withdrawn(), ROUNDS),
  row('a change of settings', agedSettingsChange, CHANGE, ['SALT']),
  row('a proposed revision', agedProposal, PROPOSED, ['REASON']),
  row('a notice', agedNotice, NOTICE, []),
  row('a planned change', agedChange, PLANNED, []),
  row('what an owner said to one', agedChangeAsk, ASK, []),
  row('a campaign', agedCampaign, NOTED, []),
  row('a broken glass', agedBreakGlass, BROKEN, ['REASON', 'FINDING']),
  row('a transfer', agedTransfer, TRANSFER, []),
])('$what', ({ age, again, parts }) => {
  test('loses words and names when its time is over, once', () => {
    const aged = age(SINCE);
    expect(aged?.parts).toEqual(expect.arrayContaining([...parts]));
    const text = JSON.stringify(aged?.state);
    for (const gone of [WORDS, `"${NAME}"`, 'https://example.com/words']) {
      expect(text).not.toContain(gone);
    }
    expect(again()).toBeUndefined();
  });
  test('keeps them until then', () => expect(age(EARLY)).toBeUndefined());
});

function withdrawn(): Promotion {
  const end = { ...answer, reason: '' };
  return { ...PROMOTION, state: 'withdrawn', end };
}

test('an empty reason of a promotion stays empty', () => {
  expect(agedPromotion(withdrawn(), SINCE)?.state.end).toMatchObject({ name: ERASED, reason: '' });
});

test.each<[string, () => unknown]>([
  ['an approval that waits', () => agedApprovalOf(APPROVAL, SINCE)],
  ['a promotion that is with its team', () => agedPromotion(asked(), SINCE)],
  ['a change of settings that waits', () => agedSettingsChange(waiting(), SINCE)],
  ['a revision that waits', () => agedProposal({ ...PROPOSED, state: 'open' }, SINCE)],
  ['a notice that is being sent', () => agedNotice({ ...NOTICE, state: 'sending' }, SINCE)],
  ['a change whose owners are being told', () => agedChange({ ...PLANNED, telling: true }, SINCE)],
  ['an answer without words', () => agedChangeAsk(wordless(), SINCE)],
  ['a campaign that nobody released', () => agedCampaign({ ...DRAFT, note: WORDS }, SINCE)],
  ['a campaign whose cards are drawn anew', () => agedCampaign({ ...NOTED, redraw: true }, SINCE)],
  ['a glass that nobody reviewed', () => agedBreakGlass(unreviewed(), SINCE)],
])('%s is left alone', (_, age) => expect(age()).toBeUndefined());

function asked(): Promotion {
  return { ...PROMOTION, state: 'changes-asked', review: answer };
}
function waiting(): SettingsChange {
  const { answer: _, ...open } = CHANGE;
  return { ...open, state: 'open' };
}
function wordless(): ChangeAsk {
  return { ...ASK, answer: { says: 'seen', at: NOW } };
}
function unreviewed(): BreakGlass {
  const { review: _, ...open } = BROKEN;
  return open;
}
