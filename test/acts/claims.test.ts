import { beforeEach, describe, expect, test } from 'vitest';
import { answerClaim, claimAll, isAskedOf } from '../../lib/acts/claims.ts';
import { claimsOf, listDiscovered, loadDiscovered } from '../../lib/acts/discovered.ts';
import type { ClaimAnswer } from '../../lib/core/discovered-answer.ts';
import type { PersonKey } from '../../lib/core/people.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { importRows, row, rows, SOURCE } from './estate-kit.ts';
import { breaks, exported, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await importRows(deps, rows(1, { owner: 'colleague@example.com' }));
});

const AGENT = 'agent-000';
const entry = async () => (await loadDiscovered(deps, AGENT))?.state;
const said = async (by: PersonKey, answer: ClaimAnswer) => {
  const outcome = await answerClaim(deps, by, AGENT, answer);
  return outcome.kind === 'refused' ? outcome.why : outcome.kind;
};
const NOT_MINE: ClaimAnswer = { says: 'not-mine' };

describe('an answer', () => {
  test('counts once, and its list is drawn anew', async () => {
    const before = (await unsent(deps)).length;
    expect(await said(COLLEAGUE, { says: 'mine' })).toBe('answered');
    expect(await said(COLLEAGUE, { says: 'mine' })).toBe('unchanged');
    expect(await entry()).toMatchObject({ state: 'claimed', owner: COLLEAGUE });
    expect(await kindsOf(deps, `discovered/${AGENT}`)).toEqual([
      'discovered.imported',
      'discovered.claimed',
    ]);
    const told = (await unsent(deps)).filter((one) => one.lane === 'interactive');
    expect(told).toMatchObject([{ subject: `claims/${COLLEAGUE}#${SOURCE.group}` }]);
    expect(await unsent(deps)).toHaveLength(before + 1);
    expect(await breaks(deps)).toEqual([]);
  });

  test('Not Mine passes it to the lead, the lead passes it to the platform, nobody silently', async () => {
    expect(await said(COLLEAGUE, NOT_MINE)).toBe('answered');
    expect(await entry()).toMatchObject({ state: 'unclaimed', owner: OWNER });
    expect(await said(COLLEAGUE, NOT_MINE)).toBe('unchanged');
    expect(await said(OWNER, NOT_MINE)).toBe('answered');
    expect(await entry()).toMatchObject({ state: 'not-mine', notMine: [COLLEAGUE, OWNER] });
    const places = (await unsent(deps)).map((one) => one.place);
    expect(places).toContain('U0OWNER');
    expect(places).toContain('C0PLATFORM');
    expect((await claimsOf(deps, '@platform')).entries).toHaveLength(1);
  });

  test('Not Mine passes it to whom somebody names', async () => {
    expect(await said(COLLEAGUE, { says: 'not-mine', to: SALES_LEAD })).toBe('answered');
    expect(await entry()).toMatchObject({ state: 'unclaimed', owner: SALES_LEAD });
    expect(await said(SALES_LEAD, { says: 'mine' })).toBe('answered');
  });

  test('Gone is kept, and can be taken back', async () => {
    expect(await said(COLLEAGUE, { says: 'gone' })).toBe('answered');
    expect((await listDiscovered(deps, ['gone'])).map((one) => one.id)).toEqual([AGENT]);
    expect(await listDiscovered(deps, ['unclaimed'])).toEqual([]);
    expect(await said(COLLEAGUE, { says: 'mine' })).toBe('marked-gone');
    expect(await said(COLLEAGUE, { says: 'runs' })).toBe('answered');
    expect(await entry()).toMatchObject({ state: 'unclaimed', owner: COLLEAGUE });
  });

  test('an admin passes what nobody owns to somebody', async () => {
    await said(COLLEAGUE, NOT_MINE);
    await said(OWNER, NOT_MINE);
    expect(await said(ADMIN, { says: 'assign', to: SALES_LEAD })).toBe('answered');
    expect(await entry()).toMatchObject({ state: 'unclaimed', owner: SALES_LEAD });
    expect((await unsent(deps)).some((one) => one.place === 'U0SALESLEAD')).toBe(true);
  });

  test('leaves no name in the log', async () => {
    await said(COLLEAGUE, { says: 'gone' });
    const log = (await exported(deps)).filter((line) => line.includes('discovered.gone'));
    expect(log).toHaveLength(1);
    expect(log.join()).not.toContain('Agent 000');
  });
});

describe('who may answer', () => {
  test.each([
    ['the person asked', COLLEAGUE, 'answered'],
    ["the team's lead", OWNER, 'answered'],
    ['a platform admin', ADMIN, 'answered'],
    ['the lead of another team', SALES_LEAD, 'not-allowed'],
    ['an auditor', AUDITOR, 'not-allowed'],
    ['somebody of another organisation', OUTSIDER, 'not-allowed'],
  ])('%s: %s', async (_, by, outcome) => {
    for (const says of ['mine', 'gone'] as const) {
      await said(ADMIN, { says: 'assign', to: COLLEAGUE });
      if (says === 'gone') await said(COLLEAGUE, { says: 'runs' });
      expect(await said(by, { says })).toBe(outcome);
      await said(ADMIN, { says: 'runs' });
    }
  });

  test('a press on an old list, after it was passed on, is refused', async () => {
    await said(COLLEAGUE, NOT_MINE);
    expect(await said(COLLEAGUE, { says: 'mine' })).toBe('not-allowed');
    expect(await entry()).toMatchObject({ owner: OWNER, state: 'unclaimed' });
  });
});

test.each<[string, PersonKey, string]>([
  ['oneself', COLLEAGUE, 'said-not-mine'],
  ['another organisation', OUTSIDER, 'outside'],
  ['somebody Slack does not know', 'T0YARD/U0NOBODY', 'lookup-failed'],
])('it is not passed on to %s', async (_, to, why) => {
  expect(await said(COLLEAGUE, { says: 'not-mine', to })).toBe(why);
  expect(await entry()).toMatchObject({ owner: COLLEAGUE });
});

test('it is not passed on to somebody who left, nor to an app', async () => {
  deps.change(SALES_LEAD, { deactivated: true });
  expect(await said(COLLEAGUE, { says: 'not-mine', to: SALES_LEAD })).toBe('deactivated');
  deps.change(SALES_LEAD, { deactivated: false, bot: true });
  expect(await said(COLLEAGUE, { says: 'not-mine', to: SALES_LEAD })).toBe('bot');
});

test('what was never discovered is named as that', async () => {
  const outcome = await answerClaim(deps, OWNER, 'nowhere', { says: 'mine' });
  expect(outcome).toMatchObject({ kind: 'refused', why: 'no-discovered' });
});

describe('All Mine', () => {
  test('claims forty in few transactions, and tells the list a few times', async () => {
    await importRows(deps, rows(45).slice(5));
    const before = (await unsent(deps)).length;
    expect(await claimAll(deps, OWNER, SOURCE.group)).toEqual({ kind: 'claimed', count: 40 });
    const { entries } = await claimsOf(deps, OWNER, SOURCE.group);
    expect(entries).toHaveLength(40);
    expect(entries.every((one) => one.state === 'claimed')).toBe(true);
    expect((await unsent(deps)).length - before).toBe(2);
    expect(await claimAll(deps, OWNER, SOURCE.group)).toMatchObject({ count: 0 });
    expect(await breaks(deps)).toEqual([]);
  });

  test('leaves alone what was answered, and what is asked of others', async () => {
    await importRows(deps, rows(4).slice(1));
    await answerClaim(deps, OWNER, 'agent-001', { says: 'gone' });
    expect(await claimAll(deps, OWNER)).toMatchObject({ count: 2 });
    expect((await loadDiscovered(deps, 'agent-001'))?.state.state).toBe('gone');
    expect(await entry()).toMatchObject({ owner: COLLEAGUE, state: 'unclaimed' });
  });
});

test('whoever is in one team only claims for it', async () => {
  await importRows(deps, [row({ name: 'Teamless', owner: 'sales-lead@example.com' })]);
  await answerClaim(deps, SALES_LEAD, 'teamless', { says: 'mine' });
  expect((await loadDiscovered(deps, 'teamless'))?.state.team).toBe('team-sales');
});

test('only what is unclaimed is asked of its owner', async () => {
  const at = await entry();
  expect(at && isAskedOf(at, COLLEAGUE)).toBe(true);
  expect(at && isAskedOf(at, OWNER)).toBe(false);
  expect(at && isAskedOf({ ...at, state: 'claimed' }, COLLEAGUE)).toBe(false);
});
