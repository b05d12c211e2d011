import { describe, expect, test } from 'vitest';
import { estateModal, estatePart, FILTERS } from '../../../lib/slack/views/estate-list.ts';
import { homeView } from '../../../lib/slack/views/home.ts';
import { entry, many } from './estate-kit.ts';
import * as kit from './kit.ts';

test('what was discovered, each with who answers for it and Choose Owner', () => {
  const gone = { ...entry, id: 'gone', title: 'Old', state: 'gone' as const };
  const view = estateModal({ filter: 'all', page: 0, entries: [entry, gone] });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('*Draft replies* · asked: <@U0OWNER> · team-support');
  expect(kit.words(view.blocks)).toContain('*Old* · gone');
  expect(kit.buttons(view.blocks)).toEqual(['Choose Owner']);
});

test.each(FILTERS)('the list %s is chosen, and empty it says what to do', (filter) => {
  const view = estateModal({ filter, page: 0, entries: [] });
  kit.expectGoodView(view);
  expect(view.blocks[0]).toMatchObject({
    elements: [{ initial_option: { value: `${filter}|0` } }],
  });
  expect(kit.words(view.blocks)).toContain('Nothing here');
});

test('three hundred are turned ten by ten', () => {
  const view = estateModal({ filter: 'open', page: 29, entries: many(300) });
  kit.expectGoodView(view);
  expect(kit.words(view.blocks)).toContain('291 to 300 of 300');
});

describe('on Home', () => {
  test('what waits for me stands on top, with the whole list behind a button', () => {
    const part = estatePart({ holder: kit.OWNER, mine: many(40), open: undefined });
    expect(part.waiting.length).toBeLessThanOrEqual(12);
    expect(part.more).toEqual([]);
    expect(kit.words(part.waiting)).toContain('40 AI workflows');
    expect(kit.buttons(part.waiting).at(-1)).toBe('Show All');
  });

  test('an admin sees how many wait, and how many nobody owns', () => {
    const open = { unclaimed: 12, nobodys: 3 };
    const part = estatePart({ holder: kit.ADMIN, mine: [], open });
    expect(part.waiting).toEqual([]);
    expect(kit.words(part.more)).toContain('12 not answered yet, 3 that nobody owns');
  });

  test('nothing at all where nothing waits', () => {
    const open = { unclaimed: 0, nobodys: 0 };
    const nothing = estatePart({ holder: kit.OWNER, mine: [], open });
    expect(nothing).toEqual({ waiting: [], more: [] });
  });

  test('is a good part of Home', () => {
    const part = estatePart({
      holder: kit.ADMIN,
      mine: many(5),
      open: { unclaimed: 1, nobodys: 1 },
    });
    const home = { at: entry.importedAt, waiting: [], queue: [], mine: [], teams: [] };
    kit.expectGoodView(homeView(home, '/yard', [part]));
  });
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const spoiled = { ...entry, title: text, team: text, purpose: text, systems: [text] };
    const entries = Array.from({ length: 12 }, (_, n) => ({ ...spoiled, id: `agent-${n}` }));
    kit.expectGoodView(estateModal({ filter: 'all', page: 0, entries }));
  });
});
