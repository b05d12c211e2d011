import { describe, expect, test } from 'vitest';
import { type Discovered, PLATFORM_HOLDER } from '../../../lib/core/discovered.ts';
import { claimMessage, claimModal } from '../../../lib/slack/views/claim-list.ts';
import { entry, GROUP, many } from './estate-kit.ts';
import * as kit from './kit.ts';

const shown = (entries: readonly Discovered[], holder = kit.OWNER) => ({
  holder,
  group: GROUP,
  entries,
});

test('an owner is asked once about all of theirs, with Mine, Not Mine and Gone each', () => {
  const message = claimMessage(shown(many(3)));
  kit.expectGoodMessage(message);
  expect(message.text).toBe('Are these yours? 3 AI workflows that run already');
  expect(kit.buttons(message.blocks)).toEqual([
    ...['Mine', 'Not Mine', 'Gone'],
    ...['Mine', 'Not Mine', 'Gone'],
    ...['Mine', 'Not Mine', 'Gone'],
    'All Mine',
  ]);
});

describe('the buttons of an entry', () => {
  const pins: Discovered['pins'] = [{ kind: 'skill', name: 'tone', range: '1.0.0' }];
  test.each<[string, Partial<Discovered>, string[]]>([
    ['claimed, nothing missing', { state: 'claimed', pins }, ['Register Now', 'Not Mine', 'Gone']],
    ['claimed, something missing', { state: 'claimed', pins: [] }, ['Finish', 'Not Mine', 'Gone']],
    ['gone', { state: 'gone' }, ['It Runs After All']],
    ['registered', { state: 'registered' }, []],
  ])('%s', (_, change, buttons) => {
    const message = claimMessage(shown([{ ...entry, ...change }]));
    kit.expectGoodMessage(message);
    expect(kit.buttons(message.blocks)).toEqual(buttons);
  });
});

test('forty are told as twenty and the rest behind Show All', () => {
  const message = claimMessage(shown(many(40)));
  kit.expectGoodMessage(message);
  expect(message.blocks.length).toBeLessThanOrEqual(50);
  expect(kit.words(message.blocks)).toContain('And 20 more.');
  expect(kit.buttons(message.blocks).slice(-2)).toEqual(['All Mine', 'Show All']);
});

test('nobody is told their own name on each line', () => {
  const claimed = { ...entry, id: 'c', title: 'Claimed', state: 'claimed' as const };
  const text = kit.words(claimMessage(shown([entry, claimed])).blocks);
  expect(text).toContain('*Draft replies* · team-support · touches crm, mail');
  expect(text).toContain('*Claimed* · claimed, not registered yet');
});

test('the unanswered stand first, and what went to somebody else is counted', () => {
  const entries = [
    { ...entry, id: 'a', title: 'Answered', state: 'claimed' as const },
    { ...entry, id: 'b', title: 'Open' },
    { ...entry, id: 'c', title: 'Passed', owner: kit.COLLEAGUE },
  ];
  const text = kit.words(claimMessage(shown(entries)).blocks);
  expect(text.indexOf('*Open*')).toBeLessThan(text.indexOf('*Answered*'));
  expect(text).not.toContain('*Passed*');
  expect(text).toContain('1 workflow went to somebody else.');
});

test.each([
  ['all answered', [{ ...entry, state: 'gone' as const }], 'You have answered for all of them'],
  ['all passed on', [{ ...entry, owner: kit.COLLEAGUE }], 'Nothing is left for you here'],
])('%s: there is nothing left to do', (_, entries, says) => {
  const message = claimMessage(shown(entries));
  kit.expectGoodMessage(message);
  expect(message.text).toBe(says);
  expect(kit.buttons(message.blocks)).not.toContain('All Mine');
});

test('one is spoken of as one', () => {
  const { text } = claimMessage(shown([entry]));
  expect(text).toBe('Is this yours? 1 AI workflow that runs already');
});

test('who has claimed some is told that they still have to be registered', () => {
  const claimed = { ...entry, state: 'claimed' as const };
  const said = kit.words(claimMessage(shown([claimed])).blocks);
  expect(said).toContain('still have to be registered');
  expect(said).not.toContain('There is nothing left to do');
});

test('the platform chooses owners for what nobody owns', () => {
  const entries = many(2).map((one) => ({ ...one, owner: undefined, state: 'not-mine' as const }));
  const message = claimMessage(shown(entries, PLATFORM_HOLDER));
  kit.expectGoodMessage(message);
  expect(message.text).toContain('Nobody owns 2 AI workflows');
  expect(kit.buttons(message.blocks)).toEqual(['Choose Owner', 'Gone', 'Choose Owner', 'Gone']);
});

describe('the whole list', () => {
  test('is turned ten by ten, there and back', () => {
    const pages = [0, 1, 3].map((page) => claimModal(shown(many(40)), page));
    for (const page of pages) kit.expectGoodView(page);
    const turns = pages.map((page) =>
      kit.buttons(page.blocks).filter((one) => /Back|Next/.test(one)),
    );
    expect(turns).toEqual([['Next'], ['Back', 'Next'], ['Back']]);
    expect(kit.words(pages[1]?.blocks)).toContain('11 to 20 of 40');
    expect(kit.words(pages[1]?.blocks)).toContain('*Agent 10*');
  });

  test.each([-1, 99, Number.NaN])('page %d does not exist: the nearest is shown', (page) => {
    kit.expectGoodView(claimModal(shown(many(12)), page));
  });

  test('empty says so', () => {
    const view = claimModal(shown([]), 0);
    kit.expectGoodView(view);
    expect(kit.words(view.blocks)).toContain('Nothing is left for you here.');
  });

  test('of all imports shows each of them', () => {
    const other = { ...entry, id: 'x', source: { ...entry.source, group: 'f'.repeat(16) } };
    const view = claimModal({ ...shown([entry, other]), group: '' }, 0);
    expect(kit.buttons(view.blocks)).toHaveLength(6);
  });
});

describe('words of others never come alive', () => {
  test.each(kit.HOSTILE)('%s', (_name, text) => {
    const spoiled = { ...entry, title: text, team: text, purpose: text, systems: [text, text] };
    const all = Array.from({ length: 40 }, (_, n) => ({ ...spoiled, id: `agent-${n}` }));
    kit.expectGoodMessage(claimMessage(shown(all)));
    kit.expectGoodMessage(claimMessage(shown(all.map((one) => ({ ...one, state: 'claimed' })))));
    kit.expectGoodView(claimModal(shown(all), 0));
  });
});
