import { beforeEach, describe, expect, test } from 'vitest';
import { importComponents, publishDraft } from '../../lib/acts/import.ts';
import { releasesOf } from '../../lib/acts/register.ts';
import type { ComponentDraft } from '../../lib/core/marketplace.ts';
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
