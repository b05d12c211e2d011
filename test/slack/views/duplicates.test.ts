import { describe, expect, test } from 'vitest';
import type { ReportedGroup } from '../../../lib/core/duplicates.ts';
import {
  DUPLICATES,
  duplicatesMessage,
  keepModal,
  type ReportShown,
  reportCard,
  sameModal,
} from '../../../lib/slack/views/duplicates.ts';
import { ADMIN, buttons, expectGoodMessage, expectGoodView, HOSTILE, OWNER, words } from './kit.ts';

const AT = '2026-11-23T09:00:00.000Z';

function shown(groups: readonly ReportedGroup[], withheld = 0): ReportShown {
  const ids = groups.flatMap((group) => group.ids);
  return {
    report: { id: '2026-11-23', at: AT, looked: 812, groups: [...groups], withheld },
    entries: new Map(
      ids.map((id) => [
        id,
        id.startsWith('workflow/')
          ? { id, team: 'team-support', owner: OWNER }
          : { id, team: 'platform', use: 3 },
      ]),
    ),
  };
}

const PAIR: ReportedGroup = {
  ids: ['plugin/a', 'workflow/b'],
  score: 0.9,
  why: 'Also about "parcels"',
};
const TWENTY = Array.from({ length: 20 }, (_, n) => ({
  ...PAIR,
  ids: Array.from({ length: 9 }, (_, at) => `workflow/${'x'.repeat(80)}-${n}-${at}`),
  why: `Also about ${'"parcels", '.repeat(30)}`,
}));

describe('the card of the sweep', () => {
  test('says why a group is alike, whose its entries are, and what can be said', () => {
    const card = reportCard(shown([PAIR], 4));
    expectGoodMessage(card);
    expect(card.text).toBe('One new group of entries looks like the same job.');
    const text = words(card);
    expect(text).toContain('Compared 812 new or changed entries');
    expect(text).toContain('4 more groups will be in the next report.');
    expect(text).toContain('*1.* Also about "parcels"');
    expect(text).toContain('• plugin/a · platform · used by 3');
    expect(text).toContain('• workflow/b · <@U0OWNER>, team-support');
    expect(buttons(card)).toEqual(['Keep Both…', 'Same Job…', 'Later']);
  });

  test('carries twenty groups of long names', () => {
    const card = reportCard(shown(TWENTY));
    expectGoodMessage(card);
    expect(words(card)).toContain('and 6 more');
    expect(buttons(card)).toHaveLength(60);
    expect(buttons(card)[0]).toBe('Keep All…');
  });

  test('carries twenty answers of long reasons', () => {
    const said = { best: 'x'.repeat(90), because: 'y'.repeat(500), by: ADMIN, at: AT };
    for (const say of ['keep', 'same', 'later'] as const) {
      const groups = TWENTY.map((group) => ({ ...group, answer: { ...said, say } }));
      expectGoodMessage(reportCard(shown(groups)));
    }
  });

  test.each([
    ['keep', 'They stay · <@U0ADMIN>', []],
    ['same', 'The same job: go on with plugin/a · <@U0ADMIN>', []],
    ['later', 'Put off · <@U0ADMIN>', ['Keep Both…', 'Same Job…']],
  ] as const)('shows the answer "%s"', (say, text, left) => {
    const answer = { say, best: 'plugin/a', because: 'Two countries.', by: ADMIN, at: AT };
    const card = reportCard(shown([{ ...PAIR, answer }]));
    expectGoodMessage(card);
    expect(words(card)).toContain(text);
    expect(buttons(card)).toEqual(left);
  });

  test('an entry that is gone says so', () => {
    const { report } = shown([PAIR]);
    const card = reportCard({ report, entries: new Map() });
    expect(words(card)).toContain('• plugin/a · gone meanwhile');
  });

  test.each(HOSTILE)('takes no harm from %s', (_, text) => {
    const answer = { say: 'same' as const, best: text, because: text, by: ADMIN, at: AT };
    const group = { ids: [text, `${text}2`], score: 0.9, why: text };
    expectGoodMessage(reportCard(shown([group, { ...group, answer }])));
    expectGoodView(keepModal({ metadata: '2026-11-23|0', group }));
    expectGoodView(sameModal({ metadata: '2026-11-23|0', group }));
  });
});

describe('a page of it', () => {
  test.each([
    [0, 'groups 1 to 5 of 20', '5'],
    [5, 'groups 6 to 10 of 20', '10'],
    [15, 'groups 16 to 20 of 20', undefined],
  ])('from %d', (from, line, next) => {
    const page = duplicatesMessage(shown(TWENTY), { from, most: 5 });
    expectGoodMessage(page);
    expect(words(page)).toContain(line);
    const more = JSON.stringify(page).includes(DUPLICATES.more);
    expect(more).toBe(next !== undefined);
  });

  test.each([
    ['nothing was compared yet', undefined, 0, 'Mondays at nine'],
    ['nothing was alike', shown([]), 0, 'Nothing looked like the same job'],
    ['past the end', shown([PAIR]), 5, 'That was the last page.'],
  ])('%s', (_, found, from, line) => {
    const page = duplicatesMessage(found, { from, most: 5 });
    expectGoodMessage(page);
    expect(words(page)).toContain(line);
  });
});

test('the forms ask for a reason that may stay empty, and which one to go on with', () => {
  const asked = { metadata: '2026-11-23|0', group: PAIR };
  for (const view of [keepModal(asked), sameModal(asked)]) {
    expectGoodView(view);
    expect(words(view)).toContain('plugin/a');
  }
  const many = {
    ...PAIR,
    ids: Array.from({ length: 150 }, (_, n) => `plugin/${'x'.repeat(70)}${n}`),
  };
  expectGoodView(sameModal({ ...asked, group: many }));
});
