import { describe, expect, test } from 'vitest';
import {
  answerGroup,
  type DuplicateReport,
  erasedReport,
  erasedVerdict,
  type GroupAnswer,
  mayNotSay,
  openGroups,
  sameJobs,
  type Verdict,
} from '../../lib/core/duplicates.ts';
import { ERASED } from '../../lib/core/erasure.ts';
import { ADMIN, OWNER } from './perfect.ts';

const AT = '2026-11-23T09:00:00.000Z';
const IDS = ['plugin/a', 'plugin/b'];
const KEEP: GroupAnswer = { say: 'keep', because: 'Other teams.', by: ADMIN, at: AT };
const REPORT: DuplicateReport = {
  id: '2026-11-23',
  at: AT,
  looked: 9,
  groups: [
    { ids: IDS, score: 0.9, why: 'Also about "parcels"' },
    { ids: ['plugin/c', 'plugin/d'], score: 0.8, why: 'Also about "mail"' },
  ],
  withheld: 0,
};
const VERDICT: Verdict = {
  id: 'v',
  ids: IDS,
  say: 'keep',
  because: 'Other teams.',
  by: ADMIN,
  at: AT,
};

test.each([
  ['two that stay', IDS, { say: 'keep' }, undefined],
  ['one of them is enough', IDS, { say: 'same', best: 'plugin/a' }, undefined],
  ['one entry', ['plugin/a'], { say: 'keep' }, 'too-few-entries'],
  ['the same entry twice', ['plugin/a', 'plugin/a'], { say: 'keep' }, 'too-few-entries'],
  ['none to go on with', IDS, { say: 'same' }, 'not-in-group'],
  ['another one to go on with', IDS, { say: 'same', best: 'plugin/c' }, 'not-in-group'],
] as const)('%s', (_, ids, saying, why) => {
  expect(mayNotSay(ids, { because: '', ...saying })?.why).toBe(why);
});

describe('a group of a report', () => {
  test('is answered once; the others stay as they are', () => {
    const first = answerGroup(REPORT, 0, KEEP);
    if (first.kind === 'refused') throw new Error(first.say);
    expect(first.group.answer).toEqual(KEEP);
    expect(openGroups(first.report)).toEqual([REPORT.groups[1]]);
    expect(answerGroup(first.report, 0, KEEP)).toMatchObject({ why: 'answered-already' });
  });

  test('that was put off stays open and can be answered', () => {
    const later = answerGroup(REPORT, 1, { say: 'later', by: ADMIN, at: AT });
    if (later.kind === 'refused') throw new Error(later.say);
    expect(openGroups(later.report)).toHaveLength(2);
    expect(answerGroup(later.report, 1, KEEP).kind).toBe('answered');
  });

  test.each([-1, 2])('%d is none', (at) => {
    expect(answerGroup(REPORT, at, KEEP)).toMatchObject({ why: 'no-group' });
  });
});

describe('of an erased person', () => {
  const answered = answerGroup(REPORT, 0, KEEP);
  const report = answered.kind === 'answered' ? answered.report : REPORT;

  test('the words go and the answer stays', () => {
    expect(erasedVerdict(VERDICT, ADMIN)).toEqual({
      state: { ...VERDICT, because: ERASED },
      parts: ['SALT'],
    });
    expect(erasedReport(report, ADMIN)?.state.groups[0]?.answer).toEqual({
      ...KEEP,
      because: ERASED,
    });
  });

  test('there is nothing in what others wrote, and nothing the second time', () => {
    expect(erasedVerdict(VERDICT, OWNER)).toBeUndefined();
    expect(erasedReport(report, OWNER)).toBeUndefined();
    expect(erasedVerdict({ ...VERDICT, because: ERASED }, ADMIN)).toBeUndefined();
    const once = erasedReport(report, ADMIN);
    expect(once && erasedReport(once.state, ADMIN)).toBeUndefined();
  });
});

test('of every other entry the newest word counts', () => {
  const same: Verdict = { ...VERDICT, say: 'same', best: 'plugin/a' };
  const three = { ...same, ids: [...IDS, 'plugin/c'], because: 'One is enough.' };
  const job = { best: 'plugin/a', because: 'One is enough.' };
  expect(sameJobs('plugin/a', [VERDICT, three])).toEqual([{ others: ['plugin/c'], ...job }]);
  expect(sameJobs('plugin/b', [three, VERDICT])).toEqual([
    { others: ['plugin/a', 'plugin/c'], ...job },
  ]);
  expect(sameJobs('plugin/a', [VERDICT, same])).toEqual([]);
});
