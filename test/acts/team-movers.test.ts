import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { registerManifest } from '../../lib/acts/register.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { MOVERS } from '../../lib/acts/team-movers.ts';
import type { Discovered } from '../../lib/core/discovered.ts';
import { discoveredSchema } from '../../lib/core/discovered.ts';
import { proposedSchema } from '../../lib/core/proposed.ts';
import { commit } from '../../lib/store/commit.ts';
import { discoveredIn, IDENTITIES, listedUnder } from '../../lib/store/indexes.ts';
import { edgeKey, type Subject } from '../../lib/store/keys.ts';
import { readHead, readPart } from '../../lib/store/read.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { askedFor, billed, requestNow } from './access-kit.ts';
import { askedOwner, extensionNow, SAY, said } from './extending.ts';
import { ownRelease, promoted, promotionNow } from './promotion-kit.ts';
import { MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const MOVING = { from: 'team-support', into: 'team-sales' };

async function found(): Promise<string[]> {
  const lists = await Promise.all(MOVERS.map((mover) => mover.list(deps, 'team-support')));
  return lists.flat();
}

async function moveAll(): Promise<boolean[]> {
  const moved: boolean[] = [];
  for (const mover of MOVERS) {
    for (const id of await mover.list(deps, 'team-support')) {
      moved.push(await mover.move(deps, id, MOVING));
    }
  }
  return moved;
}

async function put(subject: Subject, state: object, index: Record<string, string>) {
  const actor = { kind: 'system' as const, id: 'tests' };
  const event = { kind: 'put', at: deps.now(), actor, data: {} };
  const change = { subject, from: undefined, state, index, event };
  await commit(deps.store, { changes: [change], writeId: deps.newId('w') });
}

const ENTRY: Discovered = {
  id: 'night-report',
  title: 'Night report',
  team: 'team-support',
  purpose: '',
  systems: [],
  pins: [],
  source: { kind: 'import', name: 'estate.csv', group: '0123456789abcdef' },
  facts: 'facts',
  state: 'claimed',
  notMine: [],
  importedAt: '2026-11-23T09:00:00.000Z',
};

describe('a discovered entry', () => {
  beforeEach(() =>
    put('discovered/night-report', ENTRY, listedUnder(discoveredIn('claimed'), ENTRY.id)),
  );

  test('goes with its team', async () => {
    expect(await moveAll()).toEqual([true]);
    const moved = await readHead(deps.store, 'discovered/night-report', discoveredSchema);
    expect(moved?.state).toEqual({ ...ENTRY, team: 'team-sales' });
    expect(await found()).toEqual([]);
  });
});

test('a CI identity goes with its team', async () => {
  const identity = { id: 'ci-support', team: 'team-support', createdAt: deps.now() };
  await put('identity/ci-support', identity, listedUnder(IDENTITIES, identity.id));
  expect(await moveAll()).toEqual([true]);
  const moved = await readHead(deps.store, 'identity/ci-support', z.object({ team: z.string() }));
  expect(moved?.state.team).toBe('team-sales');
});

test('the edges of a workflow name its team: they are written anew', async () => {
  const { locks } = await registered(deps);
  await moveAll();
  for (const lock of locks) {
    const key = edgeKey(lock.component, lock.version, 'reply-bot');
    const edge = await readPart(deps.store, key, z.object({ team: z.string() }));
    expect(edge?.state.team).toBe('team-sales');
  }
  expect(locks).toHaveLength(3);
});

test('a revision that waits for its review goes with its team', async () => {
  await registered(deps);
  const handed = { ...MANIFEST, owner_person: COLLEAGUE };
  const outcome = await registerManifest(deps, OWNER, handed, 'repo');
  if (outcome.kind !== 'proposed') throw new Error(JSON.stringify(outcome));
  await moveAll();
  const { id } = outcome.proposed;
  const moved = await readHead(deps.store, `proposed-revision/${id}`, proposedSchema);
  expect(moved?.state).toEqual({ ...outcome.proposed, team: 'team-sales' });
});

test('what went elsewhere meanwhile is left alone', async () => {
  await registered(deps);
  await moveAll();
  const again = await Promise.all(MOVERS.map((mover) => mover.move(deps, 'reply-bot', MOVING)));
  expect(again).not.toContain(true);
});

test('what a team asked of an owner goes with it until it is over', async () => {
  await askedOwner(deps);
  expect(await found()).toContain('ext_1');
  await moveAll();
  expect(await extensionNow(deps)).toMatchObject({ team: 'team-sales' });
  await said(deps, SAY.decline);
  expect(await found()).not.toContain('ext_1');
});

test('a promotion goes with its team, and its component too', async () => {
  await ownRelease(deps);
  const promotion = await promoted(deps);
  await moveAll();
  expect(await promotionNow(deps, promotion)).toMatchObject({ team: 'team-sales', state: 'open' });
});

test('an access request that waits goes along, and waits in the other team', async () => {
  await billed(deps);
  const { id } = await askedFor(deps);
  await moveAll();
  expect((await requestNow(deps, id)).team).toBe('team-sales');
  const after = await loadWorkflow(deps, 'reply-bot');
  expect(after?.state.asked).toMatchObject([{ request: id }]);
});
