import { beforeEach, describe, expect, test } from 'vitest';
import { dependents } from '../../lib/acts/dependents.ts';
import { previewRelease, publishRelease } from '../../lib/acts/publish.ts';
import { releasesOf } from '../../lib/acts/register.ts';
import { mergeTeams } from '../../lib/acts/team-merge.ts';
import type { ReleaseDraft } from '../../lib/core/release-draft.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { RELEASE, released, shortly } from './release-file.ts';
import { breaks, exported, kindsOf, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const ID = 'plugin/mail-sorter';

async function publish(
  change: Partial<ReleaseDraft> = {},
  by: Parameters<typeof publishRelease>[1] = OWNER,
) {
  return shortly(await publishRelease(deps, by, { ...RELEASE, ...change }));
}

describe("a team's release", () => {
  test('is published with its event, and its component is the team’s', async () => {
    expect(await publish()).toBe('published 1.0.0');
    const [first] = await releasesOf(deps, ID);
    expect(first).toMatchObject({ lifecycle: 'active', publishedBy: OWNER, uses: RELEASE.uses });
    expect((await deps.catalog.load()).components.get(ID)).toMatchObject({
      team: 'team-support',
      visibility: 'team',
      latest: '1.0.0',
    });
    expect(await kindsOf(deps, `component/${ID}`)).toEqual(['release.published']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('leaves ids and digests in the log, and none of its words', async () => {
    await released(deps, { title: 'Very private title', description: 'Very private words.' });
    const lines = (await exported(deps)).filter((line) => line.includes(ID));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('private');
    const { data, actor } = JSON.parse(JSON.parse(lines[0] ?? '').event);
    expect(Object.keys(data).sort()).toEqual(['fingerprint', 'version']);
    expect(actor).toEqual({ kind: 'person', id: OWNER });
  });

  test('stands between what it uses and the workflows that pin it', async () => {
    await released(deps);
    await registered(deps, {
      ...{ workflow: 'sorting', owner: 'team-support' },
      uses: [{ plugin: 'mail-sorter', version: '1.0.x' }],
    });
    const asked = { component: 'connector/crm-readonly', range: '*', transitive: true, most: 10 };
    expect(await dependents(deps, OWNER, asked)).toMatchObject({
      rows: [{ workflow: { id: 'sorting' }, via: [`${ID}@1.0.0`] }],
    });
  });

  test('again changes nothing; changed, it needs a new version', async () => {
    await released(deps);
    expect(await publish()).toBe('unchanged 1.0.0');
    const surface = { ...RELEASE.surface, scopes: ['mail.delete'] };
    expect(await publish({ surface })).toBe('new-version-needed');
    expect(await publish({ version: '1.0.0+build.2' })).toBe('new-version-needed');
    expect(await publish({ version: '1.1.0', surface })).toBe('published 1.1.0');
    expect(await kindsOf(deps, `component/${ID}`)).toHaveLength(2);
  });

  test('of an old line does not become the newest', async () => {
    await released(deps, { version: '2.0.0' });
    await released(deps, { version: '1.0.1', title: 'Old words' });
    await released(deps, { version: '3.0.0-rc.1', title: 'Early words' });
    expect((await deps.catalog.load()).components.get(ID)).toMatchObject({
      latest: '2.0.0',
      title: 'Mail sorter',
    });
    expect(await releasesOf(deps, ID)).toHaveLength(3);
  });
});

describe('who may', () => {
  test.each([
    ['an admin', ADMIN],
    ['an auditor', AUDITOR],
    ['a member of another team', SALES_LEAD],
    ['somebody of another organisation', OUTSIDER],
  ])('not %s', async (_, by) => {
    expect(await publish({}, by)).toBe('not-allowed');
    expect(await releasesOf(deps, ID)).toEqual([]);
  });

  test("the team's own CI, under its name", async () => {
    const ci = { kind: 'ci' as const, id: 'ci-main', team: 'team-support' };
    expect(await publish({}, { ...ci, team: 'team-sales' })).toBe('not-allowed');
    expect(await publish({}, ci)).toBe('published 1.0.0');
    expect((await releasesOf(deps, ID))[0]?.publishedBy).toBe('ci/ci-main');
  });

  test('nobody, for a team that is not there', async () => {
    expect(await publish({ owner: 'team-none' })).toBe('no-team');
  });

  test('what is shared is published by platform admins, for its owner', async () => {
    const shared = { kind: 'plugin', name: 'reply-drafter', version: '3.3.0' } as const;
    expect(await publish({ ...shared, owner: 'platform' })).toBe('not-allowed');
    expect(await publish(shared)).toBe('name-taken');
    expect(await publish({ ...shared, owner: 'platform' }, ADMIN)).toBe('published 3.3.0');
    expect((await deps.catalog.load()).components.get('plugin/reply-drafter')).toMatchObject({
      visibility: 'shared',
      team: 'platform',
      origin: { marketplace: 'tests' },
    });
  });

  test('a team that went into another goes on under the new name', async () => {
    await released(deps);
    const merging = { from: 'team-support', into: 'team-sales', most: 20 };
    expect((await mergeTeams(deps, ADMIN, merging)).kind).toBe('merged');
    expect(await publish({ version: '1.1.0' }, OWNER)).toBe('published 1.1.0');
    expect(await publish({ version: '1.2.0', owner: 'team-sales' }, OWNER)).toBe('published 1.2.0');
  });
});

describe('a name', () => {
  const asSales = (change: Partial<ReleaseDraft>) =>
    publish({ owner: 'team-sales', ...change }, SALES_LEAD);

  test('that looks like another team’s is refused, also where the catalog is behind', async () => {
    const behind = await deps.catalog.load();
    const lagging = { ...deps, catalog: { ...deps.catalog, load: async () => behind } };
    await released(deps);
    const name = 'mai1_s0rter';
    const outcome = await publishRelease(lagging, SALES_LEAD, {
      ...RELEASE,
      ...{ owner: 'team-sales', name },
    });
    expect(shortly(outcome)).toBe('looks-alike');
    expect(await publish({ name })).toBe('published 1.0.0');
    expect(await asSales({ name: 'mail.sorter' })).toBe('looks-alike');
    expect(await asSales({ name: 'mail-sorter' })).toBe('name-taken');
    expect(await asSales({ name: 'mail-sorter', kind: 'skill' })).toBe('published 1.0.0');
  });

  test('that looks like one of a marketplace is refused', async () => {
    expect(await asSales({ name: 'tests.mail' })).toBe('looks-alike');
    expect(await asSales({ name: 'reply_drafter' })).toBe('looks-alike');
  });
});

describe('what it uses', () => {
  const uses = (name: string, range: string) => [{ kind: 'plugin' as const, name, range }];

  test("is the team's own or shared", async () => {
    await released(deps);
    const on = { name: 'other', uses: uses('mail-sorter', '1.0.x') };
    expect(await publish({ ...on, owner: 'team-sales' }, SALES_LEAD)).toBe('uses[0]');
    expect(await publish(on)).toBe('published 1.0.0');
  });

  test('leads back to itself nowhere, and the way is named', async () => {
    await released(deps, { name: 'a', uses: [] });
    await released(deps, { name: 'b', uses: uses('a', '1.x') });
    await released(deps, { name: 'c', uses: uses('b', '1.x') });
    const outcome = await publishRelease(deps, OWNER, {
      ...RELEASE,
      ...{ name: 'a', version: '1.1.0', uses: uses('c', '1.x') },
    });
    expect(outcome).toMatchObject({
      why: 'cycle',
      say: 'It would use itself: plugin/a@1.1.0 → plugin/c@1.0.0 → plugin/b@1.0.0 → plugin/a@1.1.0. Take one of these pins out.',
    });
    expect(await publish({ name: 'a', version: '2.0.0', uses: uses('c', '1.x') })).toBe(
      'published 2.0.0',
    );
  });
});

test('a dry run says what would be, and writes nothing', async () => {
  await released(deps);
  const surface = { ...RELEASE.surface, scopes: ['mail.delete'] };
  const draft = { ...RELEASE, version: '1.1.0', surface };
  expect(await previewRelease(deps, OWNER, draft)).toMatchObject({
    kind: 'published',
    against: { component: ID, version: '1.0.0' },
    changes: [{ say: 'Adds the scope mail.delete' }],
  });
  expect(await releasesOf(deps, ID)).toHaveLength(1);
  expect(shortly(await previewRelease(deps, SALES_LEAD, draft))).toBe('not-allowed');
});

test('a copy is of a release that is there', async () => {
  const derivedFrom = { component: 'plugin/reply-drafter', version: '3.2.4' };
  expect(await publish({ derivedFrom: { ...derivedFrom, version: '9.9.9' } })).toBe('derived_from');
  const { component, against } = await released(deps, { derivedFrom });
  expect([component.derivedFrom, against]).toEqual([derivedFrom, derivedFrom]);
});
