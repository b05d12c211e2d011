import { beforeAll, expect, test } from 'vitest';
import { loadComponent, loadGround, loadPlace } from '../../lib/acts/publish-ground.ts';
import type { ReleaseDraft } from '../../lib/core/release-draft.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { RELEASE, released } from './release-file.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await released(deps);
});

async function ground(change: Partial<ReleaseDraft>) {
  const draft = { ...RELEASE, ...change };
  const place = await loadPlace(deps, draft);
  if (place.kind === 'refused') throw new Error(place.say);
  return { place, ground: await loadGround(deps, { draft }, place) };
}

test('of what is there: its head, its releases, whose it is today', async () => {
  const { place, ground: found } = await ground({ version: '1.1.0' });
  expect(place).toMatchObject({ head: { chain: { seq: 1 } }, ownerNow: { id: 'team-support' } });
  expect(found.held?.releases).toHaveLength(1);
  expect(found.used.get('connector/crm-readonly')).toMatchObject({ visibility: 'shared' });
  expect(found.catalog.get('connector/crm-readonly')).toHaveLength(1);
});

test('of what is new: who took a name like it, and everything beside it', async () => {
  const { place, ground: found } = await ground({ name: 'mail_sorter' });
  expect(place).toMatchObject({ head: undefined, look: 'plugin/mail-sorter' });
  expect(found.others.map((one) => one.id)).toContain('plugin/mail-sorter');
});

test('what is used and not there is left out', async () => {
  const uses = [{ kind: 'skill' as const, name: 'none', range: '1.0.x' }];
  const { ground: found } = await ground({ uses });
  expect([...found.used]).toEqual([]);
  expect(found.catalog.get('skill/none')).toEqual([]);
});

test('the origin of a copy, where the registry has it', async () => {
  const derivedFrom = { component: 'plugin/reply-drafter', version: '3.2.4' };
  expect((await ground({ derivedFrom })).ground.origin).toMatchObject({ version: '3.2.4' });
  const none = { derivedFrom: { ...derivedFrom, version: '1.0.0' } };
  expect((await ground(none)).ground.origin).toBeUndefined();
});

test('there is no place in a team that is not there, and no component of no name', async () => {
  const draft = { ...RELEASE, owner: 'nobody' };
  expect(await loadPlace(deps, draft)).toMatchObject({ why: 'no-team' });
  expect(await loadComponent(deps, 'plugin/none')).toBeUndefined();
});
