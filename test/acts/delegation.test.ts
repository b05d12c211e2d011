import { beforeEach, describe, expect, test } from 'vitest';
import {
  delegationsFor,
  delegationsOf,
  endDelegation,
  loadDelegation,
  nameDelegate,
  openDelegation,
  personTold,
} from '../../lib/acts/delegation.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { breaks, kindsOf, stage } from './stage.ts';
import { changeOrganisation, delegated, HOUR, rowsOf, toldBy } from './waiting-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const name = (to: string, until = '2026-11-27') => nameDelegate(deps, COLLEAGUE, { to, until });
const namedBy = async (person: string) =>
  (await delegationsFor(deps, person)).map(({ state }) => state.person);
const DAY = 24 * HOUR;

describe('naming somebody', () => {
  test('is filed, and both are told', async () => {
    const { from, until, timeZone } = await delegated(deps);
    expect([from, until, timeZone]).toEqual([
      '2026-11-22T23:00:00.000Z',
      '2026-11-27T23:00:00.000Z',
      'Europe/Berlin',
    ]);
    expect(await toldBy(deps, 'delegation-told')).toEqual(['U0COLLEAGUE', 'U0SALESLEAD']);
    const [row] = await rowsOf(deps, 'delegation-told');
    expect(personTold(row?.subject ?? '')).toBe(COLLEAGUE);
    expect(() => personTold('approval/apr_1')).toThrow('names it');
    expect(await namedBy(SALES_LEAD)).toEqual([COLLEAGUE]);
    expect(await kindsOf(deps, `delegation/${COLLEAGUE}`)).toEqual(['delegation.made']);
    expect(await breaks(deps)).toEqual([]);
  });

  test.each([
    ['Pacific/Auckland', '2026-11-22T11:00:00.000Z'],
    ['Nowhere/Nothing', '2026-11-22T23:00:00.000Z'],
  ])('days are those of the person: %s', async (timeZone, from) => {
    deps.change(COLLEAGUE, { timeZone });
    expect((await delegated(deps)).from).toBe(from);
  });

  test.each([
    ['oneself', COLLEAGUE, {}, 'bad-delegate'],
    ['a guest', SALES_LEAD, { guest: true }, 'guest'],
    ['a bot', SALES_LEAD, { bot: true }, 'bot'],
    ['somebody who left', SALES_LEAD, { deactivated: true }, 'deactivated'],
    ['somebody of another organisation', OUTSIDER, {}, 'outside'],
    ['somebody whom Slack does not know', 'T0YARD/U0NOBODY', {}, 'lookup-failed'],
  ])('not %s', async (_, to, how, why) => {
    deps.change(to, how);
    expect(await name(to)).toMatchObject({ kind: 'refused', why });
    expect(await loadDelegation(deps, COLLEAGUE)).toBeUndefined();
  });

  test('not by an outsider, nor while everything is stopped', async () => {
    const wanted = { to: OWNER, until: '2026-11-27' };
    expect(await nameDelegate(deps, OUTSIDER, wanted)).toMatchObject({ why: 'not-allowed' });
    await changeOrganisation(deps, { stopped: { at: deps.now(), why: 'uninstalled' } });
    expect(await name(SALES_LEAD)).toMatchObject({ why: 'not-allowed' });
    expect(await name(SALES_LEAD, '2026-11-01')).toMatchObject({ kind: 'refused' });
  });

  test('one at a time; after its end, or its last day, another', async () => {
    await delegated(deps);
    expect(await name(OWNER)).toMatchObject({ why: 'delegated-already' });
    deps.pass(5 * DAY);
    expect(await openDelegation(deps, COLLEAGUE)).toBeUndefined();
    expect(await name(OWNER, '2026-11-30')).toMatchObject({ kind: 'delegation' });
    expect(await namedBy(SALES_LEAD)).toEqual([]);
    expect(await namedBy(OWNER)).toEqual([COLLEAGUE]);
  });
});

describe('its days', () => {
  test('one to come counts for nothing yet, and is shown', async () => {
    await delegated(deps, SALES_LEAD, '2026-11-25');
    expect(await namedBy(SALES_LEAD)).toEqual([]);
    expect((await openDelegation(deps, COLLEAGUE))?.to).toBe(SALES_LEAD);
    deps.pass(2 * DAY);
    expect(await namedBy(SALES_LEAD)).toEqual([COLLEAGUE]);
    expect(await delegationsOf(deps, [OWNER, COLLEAGUE])).toHaveLength(1);
    expect(await delegationsOf(deps, [])).toEqual([]);
  });

  test('it can be ended early, once, and both are told again', async () => {
    await delegated(deps);
    expect(await endDelegation(deps, COLLEAGUE)).toMatchObject({ kind: 'delegation' });
    expect(await endDelegation(deps, COLLEAGUE)).toMatchObject({ why: 'no-delegation' });
    expect(await endDelegation(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
    expect(await namedBy(SALES_LEAD)).toEqual([]);
    expect(await toldBy(deps, 'delegation-told')).toHaveLength(4);
    const kinds = await kindsOf(deps, `delegation/${COLLEAGUE}`);
    expect(kinds).toEqual(['delegation.made', 'delegation.ended']);
  });
});
