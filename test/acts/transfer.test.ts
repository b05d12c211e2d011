import { beforeEach, describe, expect, test } from 'vitest';
import { transferUnderWay } from '../../lib/acts/promotion-store.ts';
import { loadTeam } from '../../lib/acts/standing.ts';
import { saveTeam } from '../../lib/acts/team-save.ts';
import {
  answerTransfer,
  loadTransfer,
  offerTransfer,
  otherTeams,
  transfersFor,
} from '../../lib/acts/transfer.ts';
import type { PersonKey } from '../../lib/core/people.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { BRIEF, componentNow, ownRelease, promoted } from './promotion-kit.ts';
import { breaks, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps);
});
const TO_SALES = { component: BRIEF, to: 'team-sales' };
const who = (by: PersonKey) => ({ by, name: 'somebody', at: deps.now() });

async function offered(by = OWNER): Promise<string> {
  const outcome = await offerTransfer(deps, by, TO_SALES);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.transfer.id;
}

async function leadSales(lead: PersonKey): Promise<void> {
  const team = await loadTeam(deps, 'team-sales');
  if (!team) throw new Error('no team');
  const { id, name, channel, backup, group, onCall } = team;
  const members = [...team.members, lead];
  const wanted = { id, name, channel, backup, group, onCall, lead, members, ci: [] };
  const saved = await saveTeam(deps, wanted, { by: ADMIN, against: 'any' });
  if (saved.kind === 'refused') throw new Error(saved.say);
}

describe('an offer', () => {
  test('is told to both teams, and waits for the lead of the other', async () => {
    const id = await offered();
    expect((await unsent(deps)).map((one) => one.place).sort()).toEqual(['C0SALES', 'C0SUPPORT']);
    expect(await transfersFor(deps, SALES_LEAD)).toMatchObject([{ id }]);
    expect(await transfersFor(deps, OWNER)).toEqual([]);
    expect(await transferUnderWay(deps, BRIEF)).toBe(id);
    expect(await componentNow(deps)).toMatchObject({ team: 'team-support' });
  });

  test('of an admin is told to them as well', async () => {
    await offered(ADMIN);
    expect((await unsent(deps)).map((one) => one.place)).toContain('U0ADMIN');
  });

  test.each([
    ['a member who is no lead', COLLEAGUE, TO_SALES, 'not-allowed'],
    ['the lead of the other team', SALES_LEAD, TO_SALES, 'not-allowed'],
    ['the lead, to no team', OWNER, { ...TO_SALES, to: 'team-none' }, 'no-team'],
    ['the lead, to the same team', OWNER, { ...TO_SALES, to: 'team-support' }, 'same-team'],
    [
      'an admin, of what is shared',
      ADMIN,
      { ...TO_SALES, component: 'plugin/reply-drafter' },
      'platform-owns',
    ],
    ['the lead, of what is not there', OWNER, { ...TO_SALES, component: 'a/b' }, 'no-component'],
  ])('is refused to %s', async (_, by, wanted, why) => {
    expect(await offerTransfer(deps, by, wanted)).toMatchObject({ why });
  });

  test('is made once, and not of what is proposed for everybody', async () => {
    const id = await offered();
    expect(await offerTransfer(deps, OWNER, TO_SALES)).toMatchObject({ why: 'transfer-open' });
    await answerTransfer(deps, who(OWNER), id, 'withdraw');
    await promoted(deps);
    expect(await offerTransfer(deps, OWNER, TO_SALES)).toMatchObject({ why: 'promotion-open' });
  });
});

describe('an answer', () => {
  test('of the receiving lead moves it', async () => {
    const id = await offered();
    expect(await answerTransfer(deps, who(OWNER), id, 'accept')).toMatchObject({
      why: 'not-allowed',
    });
    expect(await answerTransfer(deps, who(SALES_LEAD), id, 'accept')).toMatchObject({
      transfer: { state: 'accepted', end: { by: SALES_LEAD } },
    });
    expect(await componentNow(deps)).toMatchObject({ team: 'team-sales', visibility: 'team' });
    expect(await transferUnderWay(deps, BRIEF)).toBeUndefined();
    expect((await kindsOf(deps, `component/${BRIEF}`)).at(-1)).toBe('component.transferred');
    expect(await transfersFor(deps, SALES_LEAD)).toEqual([]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('may be no, and may be taken back', async () => {
    const first = await offered();
    await answerTransfer(deps, who(SALES_LEAD), first, 'refuse');
    const second = await offered();
    await answerTransfer(deps, who(OWNER), second, 'withdraw');
    const states = await Promise.all([first, second].map((id) => loadTransfer(deps, id)));
    expect(states.map((one) => one?.state.state)).toEqual(['refused', 'withdrawn']);
    expect(await answerTransfer(deps, who(SALES_LEAD), second, 'accept')).toMatchObject({
      why: 'answered-already',
    });
    expect(await componentNow(deps)).toMatchObject({ team: 'team-support' });
  });

  test('is not an admin’s to whom it would go by their own offer', async () => {
    await leadSales(ADMIN);
    const id = await offered(ADMIN);
    expect(await answerTransfer(deps, who(ADMIN), id, 'accept')).toMatchObject({
      why: 'own-request',
    });
    expect(await componentNow(deps)).toMatchObject({ team: 'team-support' });
    expect(await answerTransfer(deps, who(ADMIN), id, 'withdraw')).toMatchObject({
      transfer: { state: 'withdrawn' },
    });
  });

  test('comes too late once it is proposed for everybody', async () => {
    const id = await offered();
    await promoted(deps);
    expect(await answerTransfer(deps, who(SALES_LEAD), id, 'accept')).toMatchObject({
      why: 'changed-since',
    });
  });

  test('to what is not there', async () => {
    expect(await answerTransfer(deps, who(OWNER), 'trf_none', 'withdraw')).toMatchObject({
      why: 'no-transfer',
    });
  });
});

test('it can go to every team but its own', async () => {
  const team = await loadTeam(deps, 'team-support');
  const ids = team && (await otherTeams(deps, team)).map((one) => one.id);
  expect(ids?.sort()).toEqual(['platform', 'team-sales']);
});
