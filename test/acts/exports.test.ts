import { beforeAll, expect, test } from 'vitest';
import { connectorsOf, exportedComponents, newestReleases } from '../../lib/acts/exports.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  const foreign = { dialect: 'mcp' as const, kept: { server: { name: 'a/b' } } };
  const tides = draft({ kind: 'connector', name: 'tides', version: '1.0.0', foreign });
  await publish(deps, [
    tides,
    { ...tides, version: '1.0.1', oneOfSeveral: true },
    { ...tides, version: '1.1.0', oneOfSeveral: true },
  ]);
});

async function ids(team?: string) {
  const read = await exportedComponents(deps, team);
  return read.kind === 'refused' ? read.why : read.components.map((one) => one.id);
}

test('what is shared, or what a team has, by id', async () => {
  expect(await ids()).toEqual([
    'connector/crm-readonly',
    'connector/tides',
    'plugin/reply-drafter',
    'skill/tone-brand-voice',
  ]);
  expect(await ids('platform')).toHaveLength(4);
  expect(await ids('team-support')).toEqual([]);
  expect(await ids('nobody')).toBe('no-team');
});

test('the newest release of each, with what was kept of it', async () => {
  const { components } = await deps.catalog.load();
  const read = await newestReleases(deps, [...components.values()]);
  expect(read.map((one) => [one.component.id, one.release.version, one.foreign?.dialect])).toEqual(
    expect.arrayContaining([
      ['connector/tides', '1.1.0', 'mcp'],
      ['plugin/reply-drafter', '3.2.4', undefined],
    ]),
  );
});

test('a pin leads to the highest version that its range lets in', async () => {
  const { components } = await deps.catalog.load();
  const [desk] = await newestReleases(deps, [...components.values()].slice(0, 1));
  if (!desk) throw new Error('no release');
  const uses = [
    { kind: 'connector' as const, name: 'tides', range: '1.0.x' },
    { kind: 'connector' as const, name: 'nowhere', range: '*' },
    { kind: 'skill' as const, name: 'tone-brand-voice', range: '2.0.x' },
  ];
  const release = { ...desk.release, uses };
  const connectors = (await connectorsOf(deps, [release]))(release);
  expect(connectors.map((one) => `${one.component.id}@${one.release.version}`)).toEqual([
    'connector/tides@1.0.1',
  ]);
});
