import { expect, test } from 'vitest';
import { erasedChange, erasedChangeAsk } from '../../lib/core/change-erasure.ts';
import { type ChangeAsk, type ChangeProposal, drawingOf } from '../../lib/core/change-proposal.ts';
import { ADMIN, COLLEAGUE, NOW, OWNER } from './perfect.ts';

const CHANGE: ChangeProposal = {
  component: 'plugin/x',
  kind: 'other',
  detail: '',
  range: '*',
  text: 'Call me about it.',
  planned: '2026-12-01',
  id: 'chg_1',
  team: 'platform',
  by: ADMIN,
  at: NOW,
  state: 'open',
  telling: false,
  workflows: 1,
  ownerless: [],
  salt: 'salt_1',
};
const ASK: ChangeAsk = {
  change: 'chg_1',
  holder: OWNER,
  at: NOW,
  affected: [],
  drawn: 'open',
  answer: { says: 'breaks', at: NOW, reason: { text: 'My desk breaks.', salt: 'salt_2' } },
};

test("the proposer's words go with their salt, once", () => {
  const erased = erasedChange(CHANGE, ADMIN);
  const state = { ...CHANGE, text: '(erased)', salt: '', telling: true };
  expect(erased).toEqual({ state, parts: [] });
  expect([drawingOf(CHANGE), drawingOf(state)]).toEqual(['open', 'open, erased']);
  expect(erasedChange(erased?.state ?? CHANGE, ADMIN)).toBeUndefined();
  expect(erasedChange(CHANGE, OWNER)).toBeUndefined();
});

test("an owner's reason goes, and the answer stays", () => {
  const erased = erasedChangeAsk(ASK, OWNER);
  expect(erased?.state.answer).toEqual({
    says: 'breaks',
    at: NOW,
    reason: { text: '(erased)', salt: '' },
  });
  expect(erasedChangeAsk(erased?.state ?? ASK, OWNER)).toBeUndefined();
  expect(erasedChangeAsk(ASK, COLLEAGUE)).toBeUndefined();
  expect(erasedChangeAsk({ ...ASK, answer: { says: 'seen', at: NOW } }, OWNER)).toBeUndefined();
});
