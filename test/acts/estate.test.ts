import { beforeEach, describe, expect, test } from 'vitest';
import { listDiscovered, loadDiscovered } from '../../lib/acts/discovered.ts';
import { importEstate } from '../../lib/acts/estate.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { AUDITOR, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { importRows, outcomes, PINS, row, rows, SOURCE } from './estate-kit.ts';
import { breaks, exported, kindsOf, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const ids = async () => (await listDiscovered(deps)).map((entry) => entry.id);

describe('an import', () => {
  test('takes rows in as discovered entries, each with its event', async () => {
    const all = rows(2, { purpose: 'Drafts', systems: ['crm'], pins: PINS });
    expect(outcomes(await importRows(deps, all))).toEqual(['added', 'added']);
    expect((await loadDiscovered(deps, 'agent-000'))?.state).toMatchObject({
      title: 'Agent 000',
      owner: OWNER,
      team: 'team-support',
      state: 'unclaimed',
      pins: PINS,
    });
    expect(await kindsOf(deps, 'discovered/agent-001')).toEqual(['discovered.imported']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('leaves no address and no words of the file in the log', async () => {
    await importRows(deps, [
      row({
        name: 'Agent',
        owner: 'owner@example.com',
        purpose: 'Secret purpose',
        systems: ['crm'],
      }),
    ]);
    const log = (await exported(deps)).filter((line) => line.includes('discovered/')).join();
    expect(log).toContain('discovered.imported');
    for (const words of ['@example.com', 'Secret', 'agents.csv', '"Agent"']) {
      expect(log).not.toContain(words);
    }
  });

  test('run again changes nothing and tells nobody', async () => {
    await importRows(deps, rows(3));
    const before = await unsent(deps);
    expect(outcomes(await importRows(deps, rows(3)))).toEqual(Array(3).fill('unchanged'));
    expect(await kindsOf(deps, 'discovered/agent-000')).toHaveLength(1);
    expect(await unsent(deps)).toEqual(before);
  });

  test('tells each owner once, in the bulk lane, and the platform of what nobody owns', async () => {
    const colleagues = rows(2, { owner: 'colleague@example.com' }).map((one) => ({
      ...one,
      name: `Other ${one.row}`,
    }));
    await importRows(deps, [...rows(5), ...colleagues, row({ name: 'Nobodys' })]);
    const told = await unsent(deps);
    expect(told.map(({ what, lane, subject, place }) => [what, lane, subject, place])).toEqual([
      ['claim-list', 'bulk', `claims/${OWNER}#${SOURCE.group}`, 'U0OWNER'],
      ['claim-list', 'bulk', `claims/${COLLEAGUE}#${SOURCE.group}`, 'U0COLLEAGUE'],
      ['claim-list', 'bulk', `claims/@platform#${SOURCE.group}`, 'C0PLATFORM'],
    ]);
  });

  test('asks the lead where a row names a team and no owner', async () => {
    await importRows(deps, [row({ name: 'Leads', team: 'team-sales' })]);
    expect((await loadDiscovered(deps, 'leads'))?.state.owner).toBe('T0YARD/U0SALESLEAD');
  });

  test('understands a team by its name', async () => {
    await importRows(deps, [row({ name: 'Named', team: 'support' })]);
    expect((await loadDiscovered(deps, 'named'))?.state.team).toBe('team-support');
  });

  test('corrects what nobody has answered yet', async () => {
    await importRows(deps, [row({ name: 'Agent' })]);
    const mended = row({ name: 'Agent', owner: 'owner@example.com' });
    expect(outcomes(await importRows(deps, [mended]))).toEqual(['changed']);
    expect(await kindsOf(deps, 'discovered/agent')).toEqual([
      'discovered.imported',
      'discovered.revised',
    ]);
    expect((await loadDiscovered(deps, 'agent'))?.state.owner).toBe(OWNER);
  });
});

describe('a row that is refused', () => {
  test.each([
    ['an unknown address', { owner: 'nobody@example.com' }, 'owner no-such-address'],
    ['somebody of another organisation', { owner: 'U0OUTSIDER' }, 'owner lookup-failed'],
    ['an unknown id', { owner: 'U0NOBODY' }, 'owner lookup-failed'],
    ['an unknown team', { team: 'team-none' }, 'team no-team'],
    ['a registered name', { name: 'reply-bot' }, 'name registered-already'],
  ])('%s; the others go in', async (_, change, refused) => {
    await registered(deps);
    const results = await importRows(deps, [
      row({ name: 'Before', row: 2 }),
      row({ name: 'Bad', row: 3, ...change }),
      row({ name: 'After', row: 4 }),
    ]);
    expect(outcomes(results)).toEqual(['added', refused, 'added']);
    expect(await ids()).toEqual(['after', 'before']);
  });

  test('by who left, or is an app', async () => {
    deps.change(OWNER, { deactivated: true });
    deps.change(COLLEAGUE, { bot: true });
    const results = await importRows(deps, [
      row({ name: 'Left', owner: 'U0OWNER' }),
      row({ name: 'App', owner: 'U0COLLEAGUE', row: 3 }),
    ]);
    expect(outcomes(results)).toEqual(['owner deactivated', 'owner bot']);
  });

  test('while Slack does not answer nothing is guessed', async () => {
    deps.slack.answers = 'lookup-failed';
    expect(outcomes(await importRows(deps, rows(1)))).toEqual(['owner lookup-failed']);
    expect(await ids()).toEqual([]);
  });

  test('without the right to look for addresses says so, and ids still work', async () => {
    deps.slack.answers = 'not-granted';
    const both = [...rows(1), row({ name: 'By id', owner: 'U0OWNER', row: 9 })];
    expect(outcomes(await importRows(deps, both))).toEqual(['owner not-granted', 'added']);
  });
});

test('a dry run says the same and writes nothing', async () => {
  const results = await importRows(deps, [...rows(1), row({ name: 'X', team: 'none', row: 3 })], {
    dryRun: true,
  });
  expect(outcomes(results)).toEqual(['added', 'team no-team']);
  expect(await ids()).toEqual([]);
  expect(await unsent(deps)).toEqual([]);
});

test.each([
  ['a member of a team', OWNER],
  ['an auditor', AUDITOR],
  ['somebody of another organisation', OUTSIDER],
])('is not for %s', async (_, by) => {
  const outcome = await importEstate(deps, by, { source: SOURCE, rows: rows(1), dryRun: false });
  expect(outcome).toMatchObject({ kind: 'refused', why: 'not-allowed' });
  expect(await ids()).toEqual([]);
});
