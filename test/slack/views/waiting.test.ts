import { expect, test } from 'vitest';
import { homeView } from '../../../lib/slack/views/home.ts';
import { waitingModal } from '../../../lib/slack/views/waiting.ts';
import * as kit from './kit.ts';

const many = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    ...kit.approval,
    id: `apr_${n}`,
    target: `no ${n}.`,
  }));

test('nothing waits: what would show', () => {
  const view = waitingModal([], 0);
  kit.expectGoodView(view);
  expect(kit.words(view)).toContain('Nothing waits for you.');
});

test('each with its end, whose turn it is, and whether it is on hold', () => {
  const held = { ...kit.approval, heldSince: kit.approval.askedAt, inPlaceOf: kit.ADMIN };
  const view = waitingModal([held], 0);
  kit.expectGoodView(view);
  expect(kit.words(view)).toContain('1 approval. The one that ends first stands first.');
  expect(kit.words(view)).toContain('In the place of <@U0ADMIN>');
  expect(kit.words(view)).toContain('On hold: the workflow does not run');
  expect(kit.buttons(view)).toEqual(['Details']);
});

test.each([
  [0, 'page 1 of 3', ['Next Page'], 'no 0.'],
  [1, 'page 2 of 3', ['Previous Page', 'Next Page'], 'no 15.'],
  [99, 'page 3 of 3', ['Previous Page'], 'no 30.'],
  [Number.NaN, 'page 1 of 3', ['Next Page'], 'no 0.'],
])('page %s of many', (page, said, turns, first) => {
  const view = waitingModal(many(33), page);
  kit.expectGoodView(view);
  expect(kit.words(view)).toContain(said);
  expect(kit.words(view)).toContain(first);
  expect(kit.buttons(view).filter((one) => one.endsWith('Page'))).toEqual(turns);
});

test('Home shows the first of them, how many more there are, and the way to all', () => {
  const home = { at: kit.approval.askedAt, queue: [], mine: [], teams: [] };
  const view = homeView({ ...home, waiting: many(23) }, '/yard');
  kit.expectGoodView(view);
  expect(kit.words(view)).toContain('And 15 more.');
  expect(kit.buttons(view)).toContain('Show All 23');
  const few = homeView({ ...home, waiting: many(8) }, '/yard');
  expect(kit.buttons(few).join()).not.toContain('Show All');
});

test('what is on hold has nothing to decide with', () => {
  const home = { at: kit.approval.askedAt, queue: [], mine: [], teams: [] };
  const waiting = [{ ...kit.approval, heldSince: kit.approval.askedAt }];
  const view = homeView({ ...home, waiting }, '/yard');
  kit.expectGoodView(view);
  expect(kit.buttons(view)).not.toContain('Approve');
  expect(kit.buttons(view)).toContain('Details');
});

test.each(kit.HOSTILE)('whatever the words are: %s', (_, text) => {
  kit.expectGoodView(waitingModal([{ ...kit.approval, workflow: text, target: text }], 0));
});
