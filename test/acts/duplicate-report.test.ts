import { beforeEach, describe, expect, test } from 'vitest';
import { allReports, reportDuplicates } from '../../lib/acts/duplicate-report.ts';
import { judge } from '../../lib/acts/duplicates.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN } from '../kit/people.ts';
import { groupsOf, MONDAY, publishAlike, TWINS, twinsReported } from './duplicates-kit.ts';
import { breaks, kindsOf, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const WEEK = 7 * 24 * 60;
const told = async () =>
  (await unsent(deps)).filter((row) => row.what === 'duplicates-report').map((row) => row.subject);

describe('a run of the sweep', () => {
  test('leaves what it looked at and found, and tells the platform', async () => {
    await twinsReported(deps);
    const [report] = await allReports(deps);
    expect(report).toMatchObject({ id: MONDAY, looked: 5, withheld: 0 });
    expect(report?.groups).toMatchObject([
      { ids: [...TWINS], why: expect.stringMatching(/^Also/) },
    ]);
    expect(await told()).toEqual([`duplicate-report/${MONDAY}`]);
    expect(await kindsOf(deps, `duplicate-report/${MONDAY}`)).toEqual(['duplicates.looked-for']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('is one a week, however often and from wherever it is called', async () => {
    await publishAlike(deps, ['expense-sorter', 'sorter-expense']);
    const runs = await Promise.all([reportDuplicates(deps), reportDuplicates(deps)]);
    expect(runs.sort()).toEqual([false, true]);
    deps.pass(WEEK - 120);
    expect(await reportDuplicates(deps)).toBe(false);
    expect(await told()).toHaveLength(1);
  });

  test('that finds nothing leaves its record and tells nobody', async () => {
    expect(await reportDuplicates(deps)).toBe(true);
    expect(await allReports(deps)).toMatchObject([{ looked: 3, groups: [] }]);
    expect(await told()).toEqual([]);
  });

  test('does not look again while nothing changed', async () => {
    await twinsReported(deps);
    deps.pass(WEEK);
    expect(await reportDuplicates(deps)).toBe(true);
    expect((await allReports(deps)).at(-1)).toMatchObject({ looked: 0, groups: [] });
    expect(await told()).toHaveLength(1);
  });

  test('waits for an organisation', async () => {
    const nowhere = { ...deps, store: { ...deps.store, registry: deps.store.audit } };
    expect(await reportDuplicates(nowhere)).toBe(false);
  });
});

describe('what is reported', () => {
  test('is never reported again, though a third one joins it', async () => {
    await twinsReported(deps);
    deps.pass(WEEK);
    await publishAlike(deps, ['expense-sorter-2']);
    await reportDuplicates(deps);
    const [group] = await groupsOf(deps, '2026-11-30');
    expect(group).toHaveLength(2);
    expect(group).toContain('plugin/expense-sorter-2');
  });

  test('is never an accepted pair', async () => {
    await publishAlike(deps, ['expense-sorter', 'sorter-expense']);
    const saying = { say: 'keep', because: 'Two countries.' } as const;
    expect(await judge(deps, ADMIN, [...TWINS].reverse(), saying)).toMatchObject({
      kind: 'judged',
    });
    await reportDuplicates(deps);
    expect(await groupsOf(deps)).toEqual([]);
  });

  test('is never a workflow with what it pins', async () => {
    await registered(deps);
    await reportDuplicates(deps);
    expect((await groupsOf(deps)).flat()).not.toContain('workflow/reply-bot');
  });

  test('is at most 20 new groups; the rest comes next time, changed or not', async () => {
    const things =
      'apple boat cloud dune eagle flute garden harbor island jungle kettle lantern mirror needle orchid pepper quartz river saddle tunnel umbrella valley'.split(
        ' ',
      );
    for (const thing of things) {
      await publishAlike(
        deps,
        [`${thing}-polisher`, `polisher-${thing}`],
        `Polishes every ${thing}.`,
      );
    }
    await reportDuplicates(deps);
    expect(await allReports(deps)).toMatchObject([{ withheld: 2 }]);
    expect(await groupsOf(deps)).toHaveLength(20);
    deps.pass(WEEK);
    await reportDuplicates(deps);
    expect(await groupsOf(deps, '2026-11-30')).toHaveLength(2);
  });

  test('is no placeholder: twenty entries that say the same of themselves are twenty things', async () => {
    const names =
      'atlas birch comet delta ember fjord grove heron iris jade karst lotus maple nova onyx pearl quill raven slate thorn'.split(
        ' ',
      );
    await publishAlike(deps, names, 'Description to be added.');
    await reportDuplicates(deps);
    expect(await groupsOf(deps)).toEqual([]);
  });
});
