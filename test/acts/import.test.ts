import { beforeEach, describe, expect, test } from 'vitest';
import { importComponents, publishDraft } from '../../lib/acts/import.ts';
import { releasesOf } from '../../lib/acts/register.ts';
import type { ComponentDraft } from '../../lib/core/marketplace.ts';
import { readForeign } from '../../lib/store/foreign.ts';
import { draft } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, OUTSIDER, OWNER } from '../kit/people.ts';
import { breaks, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const CONNECTOR = draft({ kind: 'connector', name: 'fares', version: '1.0.0' });
const PLUGIN = draft({
  kind: 'plugin',
  name: 'fare-check',
  version: '1.2.0',
  uses: [{ kind: 'connector', name: 'fares', range: '*' }],
});

async function imported(drafts: readonly ComponentDraft[], by = ADMIN): Promise<string[]> {
  const outcome = await importComponents(deps, by, { drafts });
  if (outcome.kind === 'refused') return [outcome.why];
  return outcome.results.map(({ draft: name, decision }) =>
    decision.kind === 'refused'
      ? `${name} ${decision.why}`
      : `${name} ${decision.kind} ${decision.version}`,
  );
}

const BOTH = ['connector/fares', 'plugin/fare-check'];

describe('an import', () => {
  test('publishes each draft with its event, for the platform team', async () => {
    expect(await imported([CONNECTOR, PLUGIN])).toEqual([
      'connector/fares publish 1.0.0',
      'plugin/fare-check publish 1.2.0',
    ]);
    const [release] = await releasesOf(deps, 'plugin/fare-check');
    expect(release).toMatchObject({ version: '1.2.0', lifecycle: 'active', publishedBy: ADMIN });
    expect((await deps.catalog.load()).components.get('plugin/fare-check')).toMatchObject({
      team: 'platform',
      visibility: 'shared',
    });
    expect(await kindsOf(deps, 'component/plugin/fare-check')).toEqual(['release.published']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('run again changes nothing', async () => {
    await imported([CONNECTOR, PLUGIN]);
    expect(await imported([CONNECTOR, PLUGIN])).toEqual([
      'connector/fares unchanged 1.0.0',
      'plugin/fare-check unchanged 1.2.0',
    ]);
    for (const id of BOTH) expect(await kindsOf(deps, `component/${id}`)).toHaveLength(1);
  });

  test('run twice at once publishes each draft once', async () => {
    await Promise.all([imported([CONNECTOR, PLUGIN]), imported([CONNECTOR, PLUGIN])]);
    for (const id of BOTH) {
      expect(await kindsOf(deps, `component/${id}`)).toEqual(['release.published']);
      expect(await releasesOf(deps, id)).toHaveLength(1);
    }
    expect(await breaks(deps)).toEqual([]);
  });

  test('goes on after a draft that is refused', async () => {
    expect(await imported([PLUGIN, CONNECTOR])).toEqual([
      'plugin/fare-check missing-connector',
      'connector/fares publish 1.0.0',
    ]);
  });

  test('does not change what is published under the same version', async () => {
    await imported([CONNECTOR]);
    const changed = { ...CONNECTOR, surface: { ...CONNECTOR.surface, scopes: ['everything'] } };
    expect(await imported([changed])).toEqual(['connector/fares new-version-needed']);
    expect(await imported([{ ...changed, version: '1.1.0' }])).toEqual([
      'connector/fares publish 1.1.0',
    ]);
  });

  test.each([
    ['a member of a team', OWNER],
    ['an auditor', AUDITOR],
    ['somebody of another organisation', OUTSIDER],
  ])('is not for %s', async (_, by) => {
    expect(await imported([CONNECTOR], by)).toEqual(['not-allowed']);
    expect(await releasesOf(deps, 'connector/fares')).toEqual([]);
  });
});

describe('an import in several calls', () => {
  test('goes by what became of earlier drafts', async () => {
    await imported([CONNECTOR]);
    const placed = new Map([['connector/fares', { id: 'connector/fares', version: '1.0.0' }]]);
    const outcome = await importComponents(deps, ADMIN, { drafts: [PLUGIN], placed });
    expect(outcome).toMatchObject({ results: [{ decision: { kind: 'publish' } }] });
  });

  test('believes only what is in the registry', async () => {
    const placed = new Map([['connector/fares', { id: 'connector/fares', version: '9.9.9' }]]);
    const outcome = await importComponents(deps, ADMIN, { drafts: [PLUGIN], placed });
    expect(outcome).toMatchObject({ results: [{ decision: { why: 'missing-connector' } }] });
  });
});

test('a draft is published in the name of who published it', async () => {
  const actor = { kind: 'system' as const, id: 'tests' };
  const context = { team: 'team-support', visibility: 'team' as const, sha: deps.sha };
  const decision = await publishDraft(deps, CONNECTOR, { actor, placed: new Map(), context });
  expect(decision).toMatchObject({
    kind: 'publish',
    component: { team: 'team-support', visibility: 'team' },
  });
  expect((await releasesOf(deps, 'connector/fares'))[0]?.publishedBy).toBe('tests');
});

test('a placeholder that many descriptions share is taken, and said of all but the first', async () => {
  const description = 'A skill.';
  const drafts = Array.from({ length: 20 }, (_, n) =>
    draft({ kind: 'skill', name: `skill-${n}`, version: '1.0.0', description }),
  );
  const outcome = await importComponents(deps, ADMIN, { drafts });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  const notes = outcome.results.map(({ decision }) =>
    decision.kind === 'publish' ? decision.notes : ['not published'],
  );
  expect(notes[0]).toEqual([]);
  expect(notes[19]).toEqual([
    'Its description is word for word that of skill/skill-0 and 18 more. Say what sets it apart: it is found by that.',
  ]);
});

describe('what else a source says', () => {
  const said = (weight: number) => ({
    ...CONNECTOR,
    foreign: { dialect: 'claude' as const, kept: { entry: { relevance: { weight } } } },
  });
  const kept = () => readForeign(deps.store, { component: 'connector/fares', version: '1.0.0' });

  test('is kept beside the release, and is no part of what it may touch', async () => {
    await imported([CONNECTOR]);
    const [plain] = await releasesOf(deps, 'connector/fares');
    expect(await kept()).toBeUndefined();
    expect(await imported([said(1)])).toEqual(['connector/fares unchanged 1.0.0']);
    expect(await kept()).toMatchObject({ kept: { entry: { relevance: { weight: 1 } } } });
    expect(await releasesOf(deps, 'connector/fares')).toEqual([plain]);
    expect(await kindsOf(deps, 'component/connector/fares')).toEqual([
      'release.published',
      'release.described',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('is written again only when it changed', async () => {
    for (const weight of [1, 1, 2, 2]) await imported([said(weight)]);
    expect(await kept()).toMatchObject({ kept: { entry: { relevance: { weight: 2 } } } });
    expect(await kindsOf(deps, 'component/connector/fares')).toHaveLength(2);
  });

  test('counts for its lifecycle when it is published, and never after', async () => {
    const retired = { lifecycle: 'deprecated' as const, successor: 'connector/rates' };
    await imported([{ ...CONNECTOR, ...retired }]);
    expect(await releasesOf(deps, 'connector/fares')).toMatchObject([retired]);
    const outcome = await importComponents(deps, ADMIN, { drafts: [CONNECTOR] });
    expect(outcome).toMatchObject({ results: [{ decision: { kind: 'unchanged' } }] });
    const closed = { ...CONNECTOR, lifecycle: 'closed' as const };
    expect(await importComponents(deps, ADMIN, { drafts: [closed] })).toMatchObject({
      results: [{ decision: { notes: [expect.stringContaining('stays deprecated')] } }],
    });
    expect(await releasesOf(deps, 'connector/fares')).toMatchObject([retired]);
  });
});

test('a release that would use itself by way of others is refused', async () => {
  const uses = (name: string) => [{ kind: 'plugin' as const, name, range: '1.x' }];
  const a = draft({ kind: 'plugin', name: 'aa', version: '1.0.0' });
  const b = draft({ kind: 'plugin', name: 'bb', version: '1.0.0', uses: uses('aa') });
  expect(await imported([a, b])).toEqual(['plugin/aa publish 1.0.0', 'plugin/bb publish 1.0.0']);
  const again = { ...a, version: '1.1.0', uses: uses('bb') };
  const placed = new Map([['plugin/bb', { id: 'plugin/bb', version: '1.0.0' }]]);
  const outcome = await importComponents(deps, ADMIN, { drafts: [again], placed });
  expect(outcome).toMatchObject({ results: [{ decision: { kind: 'refused', why: 'cycle' } }] });
  expect(await releasesOf(deps, 'plugin/aa')).toHaveLength(1);
});

test('what was exported here is what it was, under any name', async () => {
  await imported([CONNECTOR]);
  const [release] = await releasesOf(deps, 'connector/fares');
  const exported = {
    id: 'connector/fares',
    version: '1.0.0',
    fingerprint: release?.fingerprint ?? '',
  };
  const origin = { marketplace: 'elsewhere' };
  const again = { ...CONNECTOR, name: 'local-fares', origin, exported };
  const outcome = await importComponents(deps, ADMIN, { drafts: [again] });
  expect(outcome).toMatchObject({
    results: [{ decision: { kind: 'unchanged', id: 'connector/fares', version: '1.0.0' } }],
  });
  const other = { ...again, exported: { ...exported, fingerprint: 'another' } };
  expect(await imported([other])).toEqual(['connector/local-fares publish 1.0.0']);
});
