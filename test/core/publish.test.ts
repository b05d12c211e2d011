import { describe, expect, test } from 'vitest';
import { componentSchema, type Release, releaseSchema } from '../../lib/core/component.ts';
import type { Held } from '../../lib/core/import-plan.ts';
import { decidePublish, mayNotPublish, type PublishGround } from '../../lib/core/publish.ts';
import type { ReleaseDraft } from '../../lib/core/release-draft.ts';
import { ADMIN, NOW, ORGANISATION, OUTSIDER, OWNER, release, SURFACE, TEAM } from './perfect.ts';
import { component, DRAFT, ground, TONE, using } from './release-kit.ts';

const PERSON = { kind: 'person' as const, person: OWNER };
const CI = { kind: 'ci' as const, id: 'ci-main', team: TEAM.id };

function published(change: Partial<ReleaseDraft> = {}, rest: Partial<PublishGround> = {}) {
  const decision = decidePublish(ground(change, rest));
  if (decision.kind !== 'publish') throw new Error(JSON.stringify(decision));
  return decision;
}

function stored(change: Partial<ReleaseDraft> = {}): Release {
  const found = published(change);
  return { ...found.release, lifecycle: 'active', publishedAt: NOW, publishedBy: OWNER };
}

/** `connector/mail` with these releases, the last one its newest. */
function held(...releases: readonly Release[]): Held {
  const latest = releases.at(-1)?.version ?? '';
  return { component: component('connector/mail', { latest, title: 'As it was' }), releases };
}

function refusal(change: Partial<ReleaseDraft>, rest: Partial<PublishGround>) {
  const decision = decidePublish(ground(change, rest));
  return decision.kind === 'refused' ? decision : undefined;
}

describe('a first release', () => {
  test("makes the team's own component", () => {
    const {
      component: made,
      release: first,
      against,
      changes,
    } = published({ uses: [TONE] }, using(['2.0.0']));
    expect(componentSchema.parse(made)).toEqual({
      ...component('connector/mail'),
      title: 'Mail',
      description: DRAFT.description,
      keywords: ['mail'],
    });
    expect(
      releaseSchema.parse({ ...first, lifecycle: 'active', publishedAt: NOW, publishedBy: OWNER }),
    ).toMatchObject({ version: '1.0.0', uses: [TONE] });
    expect(against).toBeUndefined();
    expect(changes).toHaveLength(3);
  });

  test('of a copy is shown against its origin, for good', () => {
    const derivedFrom = { component: 'connector/post', version: '2.0.0' };
    const origin = release('connector/post', '2.0.0', { surface: DRAFT.surface });
    const copy = published({ derivedFrom }, { origin });
    expect(copy).toMatchObject({ against: derivedFrom, changes: [], component: { derivedFrom } });
  });

  test.each([
    ['that is not there', undefined, 'not in the catalog'],
    ['of another kind', release('skill/post', '2.0.0'), 'another kind of thing'],
  ])('of an origin %s is refused', (_, origin, says) => {
    const derivedFrom = { component: 'connector/post', version: '2.0.0' };
    expect(decidePublish(ground({ derivedFrom }, { origin }))).toMatchObject({
      problems: [{ field: 'derived_from', say: expect.stringContaining(says) }],
    });
  });

  test('takes no name that looks like one of somebody else', () => {
    const others = [component('connector/mai1', { team: 'team-sales' })];
    expect(refusal({}, { others })).toMatchObject({
      why: 'looks-alike',
      say: 'connector/mail looks like connector/mai1 of team-sales. Choose a name that nobody takes for it.',
    });
    expect(published({}, { others: [component('connector/mai1')] }).kind).toBe('publish');
    const merged = { others, teamNow: () => TEAM.id };
    expect(published({}, merged).kind).toBe('publish');
  });

  test('takes no name that looks as if a marketplace had it', () => {
    const origin = { marketplace: 'depot' };
    const others = [component('connector/x', { origin })];
    expect(refusal({ name: 'dep0t.mail' }, { others })).toMatchObject({ why: 'looks-alike' });
    expect(refusal({ name: 'agent-ski1ls' }, {})).toMatchObject({
      facts: { like: 'agent-skills' },
    });
  });
});

describe('a later release', () => {
  test('is the newest when it is the highest, and says what the component says then', () => {
    const next = published({ version: '1.1.0' }, { held: held(stored()) });
    expect(next.component).toMatchObject({ latest: '1.1.0', title: 'Mail' });
    expect(next.against).toEqual({ component: 'connector/mail', version: '1.0.0' });
  });

  test.each([
    ['a patch of an old line', ['1.0.0', '2.0.0'], '1.0.1', '2.0.0'],
    ['a pre-release beside a stable version', ['1.0.0'], '2.0.0-rc.1', '1.0.0'],
    ['a pre-release after a pre-release', ['1.0.0-rc.1'], '1.0.0-rc.2', '1.0.0-rc.2'],
    ['the first stable version below a pre-release', ['2.0.0-rc.1'], '1.0.0', '1.0.0'],
  ])('%s', (_, versions, version, latest) => {
    const before = held(...versions.map((one) => stored({ version: one })));
    const next = published({ version }, { held: before });
    expect(next.component.latest).toBe(latest);
    expect(next.component.title).toBe(latest === version ? 'Mail' : 'As it was');
  });

  test("is its owner's alone, whatever the owner is called by now", () => {
    const mine = held(stored());
    expect(refusal({ version: '1.1.0' }, { held: mine, ownerNow: 'team-sales' })).toMatchObject({
      why: 'name-taken',
      say: 'The name connector/mail belongs to team-support. Choose another, or ask them for a new version.',
    });
  });

  test('keeps what it is a copy of, and takes on no other', () => {
    const derivedFrom = { component: 'connector/post', version: '2.0.0' };
    const [first] = [stored()];
    const copy = { component: component('connector/mail', { derivedFrom }), releases: [first] };
    expect(published({ version: '1.1.0', derivedFrom }, { held: copy }).component).toMatchObject({
      derivedFrom,
    });
    const other = { ...derivedFrom, version: '2.1.0' };
    expect(
      decidePublish(ground({ version: '1.1.0', derivedFrom: other }, { held: copy })),
    ).toMatchObject({ problems: [{ field: 'derived_from' }] });
  });
});

describe('a version that is published', () => {
  test('just as it stands is unchanged, in whatever order and words', () => {
    const again = decidePublish(ground({ title: 'Other words' }, { held: held(stored()) }));
    expect(again).toMatchObject({
      ...{ kind: 'unchanged', release: { version: '1.0.0' } },
      warnings: [
        'Its title or description is not what the catalog says. It changes with a new version.',
      ],
    });
  });

  test.each([
    [
      'another scope',
      { surface: { ...SURFACE, scopes: ['mail.send', 'all'], tools: ['send_mail'] } },
      'Adds the scope all',
    ],
    ['another licence', { terms: { license: 'MIT' } }, 'Sets the licence: MIT'],
  ])('cannot change: %s', (_, change, says) => {
    const said = refusal(change, { held: held(stored()) });
    expect(said).toMatchObject({ why: 'new-version-needed' });
    expect(said?.say).toBe(
      `connector/mail 1.0.0 is published and cannot change. This differs: ${says}. Give it a new version, like "1.0.1".`,
    );
  });

  test('is the same version with other words after the plus', () => {
    const said = refusal({ version: '1.0.0+b' }, { held: held(stored({ version: '1.0.0+a' })) });
    expect(said?.say).toBe(
      'connector/mail 1.0.0+a is published and cannot change. 1.0.0+b is the same version: what follows a + makes no other. Give it a new version, like "1.0.1".',
    );
  });

  test('is told of many changes in short', () => {
    const surface = { ...SURFACE, scopes: Array.from({ length: 30 }, (_, n) => `s${n}`) };
    const said = refusal({ surface }, { held: held(stored()) });
    expect(said?.say).toContain('; and 27 more.');
  });
});

test('terms that say nothing leave no trace', () => {
  const terms = { scope_actions: {}, known_failures: [] };
  expect(published({ terms }).release).toEqual(published().release);
});

test('a promotion makes it shared with its credit, also where another version stays the newest', () => {
  const credit = { builtBy: [OWNER], team: TEAM.id, at: NOW };
  const promoted = { visibility: 'shared' as const, credit };
  const before = held(stored({ version: '2.0.0' }));
  const next = published({ version: '1.9.0' }, { held: before, promoted });
  expect(next.component).toMatchObject({ visibility: 'shared', credit, latest: '2.0.0' });
});

describe('who may publish', () => {
  const standing = { organisation: ORGANISATION, team: TEAM };
  const SHARED = 'plugin/reply-drafter';
  test.each([
    ['a member, of their own', PERSON, undefined, true],
    ["the team's CI", CI, undefined, true],
    ["another team's CI", { ...CI, team: 'team-sales' }, undefined, false],
    ['an admin, of a team', { kind: 'person' as const, person: ADMIN }, undefined, false],
    ['somebody from outside', { kind: 'person' as const, person: OUTSIDER }, undefined, false],
    ['an admin, of what is shared', { kind: 'person' as const, person: ADMIN }, SHARED, true],
    ['a member, of what is shared', PERSON, SHARED, false],
    ['CI, of what is shared', CI, SHARED, false],
  ])('%s', (_, editor, shared, may) => {
    expect(mayNotPublish(editor, standing, shared) === undefined).toBe(may);
  });

  test('what is shared is refused with the way there', () => {
    expect(mayNotPublish(PERSON, standing, SHARED)?.say).toContain('propose it for promotion');
  });
});
