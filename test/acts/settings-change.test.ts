import { beforeEach, describe, expect, test } from 'vitest';
import { loadBaseline, loadBaselineVersion } from '../../lib/acts/baseline-store.ts';
import { readLog } from '../../lib/acts/read-log.ts';
import { answerChange, loadChange, proposeChange } from '../../lib/acts/settings-change.ts';
import { loadOrganisation } from '../../lib/acts/standing.ts';
import type { WantedChange } from '../../lib/core/settings-change.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { placesOf, proposed, secondAdmin } from './settings-kit.ts';
import { breaks, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const addColleague: WantedChange = { about: 'add-admin', person: COLLEAGUE };
const yes = { answer: 'countersign', reason: '', name: 'Support owner' } as const;

describe('with two admins', () => {
  beforeEach(() => secondAdmin(deps, ADMIN, OWNER));

  test('a change waits for the other one, and is shown to the platform team and the auditors', async () => {
    const change = await proposed(deps, ADMIN, addColleague);
    expect(change).toMatchObject({ state: 'open', by: ADMIN });
    expect((await loadOrganisation(deps)).admins).toEqual([ADMIN, OWNER]);
    expect(await placesOf(deps, change)).toEqual(['C0PLATFORM', 'U0AUDITOR', 'U0COLLEAGUE']);
    expect(await answerChange(deps, OWNER, change.id, yes)).toMatchObject({
      change: { state: 'in-force' },
    });
    expect((await loadOrganisation(deps)).admins).toEqual([ADMIN, OWNER, COLLEAGUE]);
    expect(await placesOf(deps, change)).toHaveLength(6);
    expect(await kindsOf(deps, `settings-change/${change.id}`)).toEqual([
      'settings-change.proposed',
      'settings-change.answered',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('a refusal changes nothing, and its words stay out of the log', async () => {
    const change = await proposed(deps, ADMIN, { about: 'retention', days: 90 });
    const no = { answer: 'refuse', reason: 'The auditors need a year', name: 'owner' } as const;
    expect(await answerChange(deps, OWNER, change.id, no)).toMatchObject({
      change: { state: 'refused', answer: { reason: 'The auditors need a year' } },
    });
    expect((await loadOrganisation(deps)).retentionDays).toBeUndefined();
    const log = await readLog(deps, AUDITOR, `settings-change/${change.id}`, { most: 10 });
    expect(JSON.stringify(log)).toContain('reasonDigest');
    expect(JSON.stringify(log)).not.toContain('The auditors need');
  });

  test('a wish that ended can be proposed again, as a change of its own', async () => {
    const first = await proposed(deps, ADMIN, addColleague);
    await answerChange(deps, ADMIN, first.id, { answer: 'withdraw', reason: '', name: 'admin' });
    const second = await proposed(deps, ADMIN, addColleague);
    expect(second.id).not.toBe(first.id);
    expect(second.state).toBe('open');
  });

  test('a second click proposes nothing more, and another admin is told to countersign', async () => {
    const first = await proposed(deps, ADMIN, addColleague);
    expect(await proposed(deps, ADMIN, addColleague)).toEqual(first);
    expect(await proposeChange(deps, OWNER, addColleague)).toMatchObject({
      why: 'proposed-already',
    });
    expect(await kindsOf(deps, `settings-change/${first.id}`)).toHaveLength(1);
  });

  test('whoever left Slack after the proposal does not become an admin by it', async () => {
    const change = await proposed(deps, ADMIN, addColleague);
    deps.change(COLLEAGUE, { deactivated: true });
    expect(await answerChange(deps, OWNER, change.id, yes)).toMatchObject({ why: 'deactivated' });
    expect((await loadChange(deps, change.id))?.state.state).toBe('open');
  });

  test('a lone admin is also one whose other admins have all left Slack', async () => {
    deps.change(OWNER, { deactivated: true });
    const change = await proposed(deps, ADMIN, { about: 'remove-admin', person: OWNER });
    expect(change.state).toBe('flagged');
    expect((await loadOrganisation(deps)).admins).toEqual([ADMIN]);
  });
});

describe('rules of the baseline', () => {
  beforeEach(() => secondAdmin(deps, ADMIN, OWNER));

  test('new rules become the next version, and both versions are kept', async () => {
    const { state: before } = await loadBaseline(deps);
    const rules = { ...before.rules, 'owner-required': { mode: 'enforce' as const } };
    const change = await proposed(deps, ADMIN, { about: 'baseline', against: 1, rules });
    expect((await loadBaseline(deps)).state).toEqual(before);
    await answerChange(deps, OWNER, change.id, yes);
    const { state } = await loadBaseline(deps);
    expect(state).toMatchObject({ version: 2, rules, by: OWNER });
    expect(await loadBaselineVersion(deps, 1)).toEqual(before);
    expect(await loadBaselineVersion(deps, 2)).toEqual(state);
    expect(await kindsOf(deps, 'baseline/home')).toEqual(['baseline.changed']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('rules that were written against an older version change nothing', async () => {
    const { rules } = (await loadBaseline(deps)).state;
    const mine = { ...rules, 'owner-required': { mode: 'enforce' as const } };
    const theirs = { ...rules, 'owner-required': { mode: 'off' as const } };
    const first = await proposed(deps, ADMIN, { about: 'baseline', against: 1, rules: mine });
    const second = await proposed(deps, ADMIN, { about: 'baseline', against: 1, rules: theirs });
    await answerChange(deps, OWNER, first.id, yes);
    expect(await answerChange(deps, OWNER, second.id, yes)).toMatchObject({ why: 'stale-change' });
    expect((await loadBaseline(deps)).state).toMatchObject({ version: 2, rules: mine });
  });
});

describe("a lone admin's change", () => {
  test('holds at once and carries a flag until another admin countersigns', async () => {
    const change = await proposed(deps, ADMIN, { about: 'retention', days: 90 });
    expect(change.state).toBe('flagged');
    expect(await loadOrganisation(deps)).toMatchObject({
      retentionDays: 90,
      flagged: [{ change: change.id, at: deps.now() }],
    });
    expect(await answerChange(deps, ADMIN, change.id, yes)).toMatchObject({ why: 'own-change' });
    await secondAdmin(deps, ADMIN, OWNER);
    await answerChange(deps, OWNER, change.id, yes);
    expect(await loadOrganisation(deps)).toMatchObject({ retentionDays: 90, flagged: [] });
    expect(await breaks(deps)).toEqual([]);
  });

  test('of the baseline is in force, flagged, in one transaction', async () => {
    const { rules } = (await loadBaseline(deps)).state;
    const wanted = { ...rules, 'owner-required': { mode: 'enforce' as const } };
    const change = await proposed(deps, ADMIN, { about: 'baseline', against: 1, rules: wanted });
    expect((await loadBaseline(deps)).state.version).toBe(2);
    expect((await loadOrganisation(deps)).flagged).toMatchObject([{ change: change.id }]);
  });

  test('clicked twice is the same change', async () => {
    const first = await proposed(deps, ADMIN, addColleague);
    expect(await proposed(deps, ADMIN, addColleague)).toEqual(first);
    expect((await loadOrganisation(deps)).admins).toEqual([ADMIN, COLLEAGUE]);
  });

  test('cannot be that he himself goes', async () => {
    const wanted: WantedChange = { about: 'remove-admin', person: ADMIN };
    expect(await proposeChange(deps, ADMIN, wanted)).toMatchObject({ why: 'last-admin' });
  });
});

test.each([
  [{ bot: true }, 'bot'],
  [{ guest: true }, 'guest'],
  [{ deactivated: true }, 'deactivated'],
  [{ outside: true }, 'outside'],
])('a person whom Slack calls %j is put in charge of nothing', async (how, why) => {
  deps.change(COLLEAGUE, how);
  for (const about of ['add-admin', 'add-auditor'] as const) {
    const outcome = await proposeChange(deps, ADMIN, { about, person: COLLEAGUE });
    expect(outcome).toMatchObject({ why });
  }
});

test('a person of another organisation neither is proposed nor proposes nor answers', async () => {
  const add: WantedChange = { about: 'add-admin', person: OUTSIDER };
  expect(await proposeChange(deps, ADMIN, add)).toMatchObject({ why: 'outside' });
  const namesake = 'T0OTHER/U0ADMIN';
  expect(await proposeChange(deps, namesake, addColleague)).toMatchObject({ why: 'not-allowed' });
  const change = await proposed(deps, ADMIN, { about: 'add-auditor', person: SALES_LEAD });
  expect(await answerChange(deps, namesake, change.id, yes)).toMatchObject({ why: 'not-allowed' });
});

test('an answer to no change is refused', async () => {
  expect(await answerChange(deps, ADMIN, 'chg_x', yes)).toMatchObject({ why: 'no-change' });
});

test('auditors change nothing', async () => {
  expect(await proposeChange(deps, AUDITOR, addColleague)).toMatchObject({ why: 'not-allowed' });
});
