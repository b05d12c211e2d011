import { beforeEach, describe, expect, test } from 'vitest';
import {
  judge,
  judgeGroup,
  putOff,
  readDuplicates,
  showReport,
} from '../../lib/acts/duplicates.ts';
import { verdictsAbout } from '../../lib/acts/verdicts.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, OUTSIDER, OWNER } from '../kit/people.ts';
import { MONDAY, TWINS, twinsReported } from './duplicates-kit.ts';
import { FAULTS, race, track } from './race.ts';
import { breaks, kindsOf, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const FIRST = { report: MONDAY, group: 0 };
const KEEP = { say: 'keep', because: 'Two countries.' } as const;
const SAME = { say: 'same', best: TWINS[0], because: 'Retire the other.' } as const;
const answerNow = async () => (await showReport(deps, MONDAY))?.report.groups[0]?.answer;
const cards = async () => (await unsent(deps)).filter((row) => row.what === 'duplicates-report');

describe('a group is answered', () => {
  beforeEach(() => twinsReported(deps));

  test.each([
    ['they stay', KEEP],
    ['the same job', SAME],
  ])('"%s" is remembered with its reason, and the card is drawn anew', async (_, saying) => {
    const outcome = await judgeGroup(deps, ADMIN, FIRST, saying);
    expect(outcome).toMatchObject({ kind: 'judged', verdict: { ids: [...TWINS], ...saying } });
    expect(await answerNow()).toMatchObject({ ...saying, by: ADMIN });
    expect(await verdictsAbout(deps, TWINS[1])).toMatchObject([saying]);
    expect(await cards()).toHaveLength(2);
    expect(await breaks(deps)).toEqual([]);
  });

  test('once: the second answer is told of the first', async () => {
    await judgeGroup(deps, ADMIN, FIRST, KEEP);
    expect(await judgeGroup(deps, ADMIN, FIRST, SAME)).toMatchObject({ why: 'answered-already' });
    expect(await answerNow()).toMatchObject({ say: 'keep' });
  });

  test('later as well, after it was put off', async () => {
    expect(await putOff(deps, ADMIN, FIRST)).toEqual({ kind: 'put-off' });
    expect(await answerNow()).toMatchObject({ say: 'later' });
    expect(await judgeGroup(deps, ADMIN, FIRST, KEEP)).toMatchObject({ kind: 'judged' });
    expect(await putOff(deps, ADMIN, FIRST)).toMatchObject({ why: 'answered-already' });
  });

  test('by naming its entries, wherever that is done', async () => {
    await judge(deps, ADMIN, [TWINS[1], TWINS[0]], KEEP);
    expect(await answerNow()).toMatchObject({ say: 'keep' });
  });

  test.each([
    ['an owner', OWNER],
    ['an auditor', AUDITOR],
    ['somebody from elsewhere', OUTSIDER],
  ])('not by %s', async (_, by) => {
    expect(await judgeGroup(deps, by, FIRST, KEEP)).toMatchObject({ why: 'not-allowed' });
    expect(await judge(deps, by, TWINS, KEEP)).toMatchObject({ why: 'not-allowed' });
    expect(await putOff(deps, by, FIRST)).toMatchObject({ why: 'not-allowed' });
    expect(await answerNow()).toBeUndefined();
  });

  test.each([
    { report: MONDAY, group: 7 },
    { report: '2020-01-06', group: 0 },
  ])('not where there is none: %j', async (at) => {
    expect(await judgeGroup(deps, ADMIN, at, KEEP)).toMatchObject({ why: 'no-group' });
    expect(await putOff(deps, ADMIN, at)).toMatchObject({ why: 'no-group' });
  });
});

describe('any entries can be judged', () => {
  test('and what was said before is said anew, the log keeping both', async () => {
    await registered(deps);
    const ids = ['workflow/reply-bot', 'plugin/reply-drafter'];
    await judge(deps, ADMIN, ids, KEEP);
    const outcome = await judge(deps, ADMIN, ids, { ...SAME, best: 'workflow/reply-bot' });
    if (outcome.kind === 'refused') throw new Error(outcome.say);
    expect(await verdictsAbout(deps, 'workflow/reply-bot')).toMatchObject([{ say: 'same' }]);
    expect(await kindsOf(deps, `verdict/${outcome.verdict.id}`)).toEqual([
      'verdict.given',
      'verdict.given',
    ]);
  });

  test.each([
    [['plugin/reply-drafter', 'plugin/none'], 'no-entry'],
    [['plugin/reply-drafter', 'workflow/none'], 'no-entry'],
    [['plugin/reply-drafter', 'plugin/reply-drafter'], 'too-few-entries'],
  ])('%j: %s', async (ids, why) => {
    expect(await judge(deps, ADMIN, ids, KEEP)).toMatchObject({ why });
  });
});

describe('what is shown', () => {
  test('is the last report with whose the entries are, for admins and auditors', async () => {
    expect(await readDuplicates(deps, AUDITOR)).toMatchObject({ shown: undefined, verdicts: [] });
    await twinsReported(deps);
    const found = await readDuplicates(deps, ADMIN);
    if (found.kind === 'refused') throw new Error(found.say);
    expect(found.shown?.report.id).toBe(MONDAY);
    expect(found.shown?.entries.get(TWINS[0])).toEqual({ id: TWINS[0], team: 'platform', use: 0 });
    expect(await readDuplicates(deps, OWNER)).toMatchObject({ why: 'not-allowed' });
  });
});

const at = track();
describe.each(FAULTS)('two admins answer at once, %s', (fault) => {
  test('one answer stands and its verdict with it', async () => {
    deps = at.deps;
    await twinsReported(deps);
    const subject = `duplicate-report/${MONDAY}`;
    const outcomes = await race(
      { proxy: at.proxy, subject, fault },
      () => judgeGroup(at.left, ADMIN, FIRST, KEEP),
      () => judgeGroup(at.right, ADMIN, FIRST, SAME),
    );
    expect(outcomes.map((one) => one.kind).sort()).toEqual(['judged', 'refused']);
    const [verdict, ...more] = await verdictsAbout(deps, TWINS[0]);
    expect(more).toEqual([]);
    expect(await answerNow()).toMatchObject({ say: verdict?.say });
    expect(await breaks(deps)).toEqual([]);
  });
});
