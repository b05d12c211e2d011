import { beforeEach, describe, expect, test } from 'vitest';
import { type ListAsked, listWorkflows } from '../../lib/acts/list-workflows.ts';
import { pauseWorkflow } from '../../lib/acts/pause.ts';
import { noteUse } from '../../lib/acts/seen.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { published, sent, UNTIL } from './campaigning.ts';
import { asked, claimed, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
  await registered(deps, { ...MANIFEST, workflow: 'other-bot', owner_person: COLLEAGUE });
  await registered(deps, { ...MANIFEST, workflow: 'third-bot' });
});

async function listed(asked: Partial<ListAsked>) {
  const outcome = await listWorkflows(deps, SALES_LEAD, { most: 50, ...asked });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome;
}
const ids = async (asked: Partial<ListAsked>) =>
  (await listed(asked)).workflows.map((one) => one.id);

const DAYS = 24 * 60;

describe('a list', () => {
  test('of nothing in particular is of all, by name', async () => {
    expect(await ids({})).toEqual(['other-bot', 'reply-bot', 'third-bot']);
  });

  test('by owner, team and status', async () => {
    expect(await ids({ owner: COLLEAGUE })).toEqual(['other-bot']);
    expect(await ids({ team: 'team-support' })).toHaveLength(3);
    expect(await ids({ team: 'team-sales' })).toEqual([]);
    await pauseWorkflow(deps, OWNER, 'third-bot', 'why');
    expect(await ids({ status: 'paused' })).toEqual(['third-bot']);
    expect(await ids({ owner: OWNER, status: 'active' })).toEqual(['reply-bot']);
  });

  test('comes page by page, each once', async () => {
    const first = await listed({ most: 2 });
    expect(first).toMatchObject({ next: 'reply-bot', total: 3 });
    expect(await listed({ most: 2, after: first.next })).toMatchObject({
      workflows: [{ id: 'third-bot' }],
      next: undefined,
    });
  });

  test.each([
    [{ team: 'none' }, 'no-team'],
    [{ status: 'sleeping' }, 'no-status'],
    [{ flag: 'odd' }, 'no-flag'],
    [{ flag: 'constructor' }, 'no-flag'],
    [{ flag: 'unreviewed' }, 'not-known-yet'],
  ])('%j is refused: %s', async (asked, why) => {
    expect(await listWorkflows(deps, OWNER, { most: 5, ...asked })).toMatchObject({ why });
  });

  test('is for people of this organisation', async () => {
    expect(await listWorkflows(deps, OUTSIDER, { most: 5 })).toMatchObject({ why: 'not-allowed' });
  });
});

describe('by flag', () => {
  test('orphaned: its owner has left Slack', async () => {
    expect(await ids({ flag: 'orphaned' })).toEqual([]);
    deps.change(COLLEAGUE, { deactivated: true });
    expect(await listed({ flag: 'orphaned' })).toMatchObject({
      workflows: [{ id: 'other-bot' }],
      next: undefined,
      total: undefined,
    });
  });

  test('stale: no event, no key, no approval for sixty days', async () => {
    const workflow = (await loadWorkflow(deps, 'reply-bot'))?.state;
    if (!workflow) throw new Error('no workflow');
    await claimed(deps);
    deps.pass(40 * DAYS);
    expect(await ids({ flag: 'stale' })).toEqual([]);
    await asked(deps, workflow);
    deps.pass(30 * DAYS);
    expect(await ids({ flag: 'stale' })).toEqual(['other-bot', 'third-bot']);
    deps.pass(31 * DAYS);
    expect(await ids({ flag: 'stale' })).toEqual(['other-bot', 'reply-bot', 'third-bot']);
    const key = (await loadWorkflow(deps, 'reply-bot'))?.state.keys?.[0]?.id ?? '';
    await noteUse(deps, 'workflow/reply-bot', key);
    expect(await ids({ flag: 'stale' })).toEqual(['other-bot', 'third-bot']);
  });

  test('past-sunset: locked to what has stopped', async () => {
    await published(deps);
    await sent(deps);
    deps.pass(UNTIL.closes);
    expect(await ids({ flag: 'past-sunset' })).toEqual([]);
    deps.pass(UNTIL.stops);
    const workflows = (await deps.catalog.load()).workflows.values();
    const locked = [...workflows].filter(({ status, locks }) => {
      const on = locks.some((lock) => lock.component === 'connector/crm-readonly');
      return status !== 'retired' && on;
    });
    expect(locked.length).toBeGreaterThan(0);
    expect(await ids({ flag: 'past-sunset' })).toEqual(locked.map((one) => one.id).sort());
  });

  test('goes on where a page of it ended', async () => {
    deps.pass(61 * DAYS);
    const first = await listed({ flag: 'stale', most: 2 });
    expect(first).toMatchObject({ workflows: [{}, {}], next: 'reply-bot' });
    expect(await ids({ flag: 'stale', most: 2, after: first.next })).toEqual(['third-bot']);
  });
});
