import { describe, expect, test } from 'vitest';
import type { Release } from '../../lib/core/component.ts';
import { type Registration, register } from '../../lib/core/registration.ts';
import { offersFor, takeInto, upgradeOffers } from '../../lib/core/upgrade-offer.ts';
import { CATALOG, LATER, MANIFEST, release, SURFACE, WORKFLOW } from './perfect.ts';
import { FIRST, published } from './registration/first.ts';

const ID = 'plugin/reply-drafter';
const OLD = CATALOG.get(ID) ?? [];
const actions = { surface: { ...SURFACE, actions: ['send_external_email'] } };
const withReleases = (...more: Release[]) => published(ID, ...OLD, ...more);
const offered = (...more: Release[]) =>
  upgradeOffers(WORKFLOW, withReleases(...more)).map(({ version, within, range }) => [
    version,
    within,
    range,
  ]);

describe('what is offered', () => {
  test('the highest inside the range, then the highest beyond it, with the line to write', () => {
    expect(offered(release(ID, '3.2.8'), release(ID, '3.2.9'), release(ID, '4.0.0'))).toEqual([
      ['3.2.9', true, '3.2.x'],
      ['4.0.0', false, '4.0.x'],
    ]);
  });

  test.each(['closed', 'disabled'] as const)('nothing that is %s', (lifecycle) => {
    expect(
      offered(release(ID, '3.2.9', { lifecycle }), release(ID, '4.0.0', { lifecycle })),
    ).toEqual([['3.3.0', false, '3.3.x']]);
  });

  test('no pre-release that nobody asked for, and nothing earlier', () => {
    const catalog = published(
      ID,
      release(ID, '3.2.4'),
      release(ID, '3.2.1'),
      release(ID, '5.0.0-rc.1'),
    );
    expect(upgradeOffers(WORKFLOW, catalog)).toEqual([]);
  });

  test('nothing where the newest is locked already, or nothing is known of the locked one', () => {
    expect(upgradeOffers(WORKFLOW, published(ID, release(ID, '3.2.4')))).toEqual([]);
    expect(upgradeOffers(WORKFLOW, published(ID, release(ID, '3.9.0')))).toEqual([]);
  });

  test('with its difference, and whether it may touch the same', () => {
    const same = { ...actions, terms: { model_default: 'large', license: 'MIT' } };
    const wide = { surface: { ...SURFACE, scopes: ['mail.send'] } };
    const offers = upgradeOffers(
      WORKFLOW,
      withReleases(release(ID, '3.2.9', same), release(ID, '4.0.0', wide)),
    );
    expect(offers).toMatchObject([
      {
        samePermissions: true,
        keepsModel: MANIFEST.model_default,
        difference: [{ say: 'Sets the model: large' }, { say: 'Sets the licence: MIT' }],
      },
      {
        samePermissions: false,
        difference: [
          { say: 'Adds the scope mail.send' },
          { say: 'Drops the action send_external_email' },
        ],
      },
    ]);
    expect(offers[1]).not.toHaveProperty('keepsModel');
  });

  test('no range wider than it may be', () => {
    const [offer] = upgradeOffers(WORKFLOW, CATALOG, 'exact');
    expect(offer).toMatchObject({ version: '3.3.0', range: '3.3.0' });
  });
});

describe('taking', () => {
  const take = (component: string, version: string) => ({ component, version });

  test('inside the range leaves the manifest as it is', () => {
    expect(takeInto(WORKFLOW, [take(ID, '3.2.9')])).toMatchObject({
      manifest: MANIFEST,
      beyond: [],
      moves: { kind: 'take', versions: new Map([[ID, '3.2.9']]) },
    });
  });

  test('beyond it rewrites that line alone', () => {
    const taken = takeInto(WORKFLOW, [take(ID, '4.0.0')]);
    expect(taken).toMatchObject({ beyond: [take(ID, '4.0.0')] });
    expect(taken.kind === 'taken' && taken.manifest.uses).toEqual([
      { plugin: 'reply-drafter', version: '4.0.x' },
      ...MANIFEST.uses.slice(1),
    ]);
  });

  test.each([
    ['something it does not pin', [take('plugin/other', '1.0.0')], 'take[0]', 'is not pinned here'],
    ['one thing twice', [take(ID, '3.2.9'), take(ID, '3.3.0')], 'take[1]', 'named twice'],
    ['what is no version', [take(ID, 'latest')], 'take[0]', 'is no version'],
  ])('%s is refused', (_, wanted, field, say) => {
    expect(takeInto(WORKFLOW, wanted)).toMatchObject({
      kind: 'problems',
      problems: [{ field, say: expect.stringContaining(say) }],
    });
  });
});

describe('what taking an offer comes to', () => {
  const ground = { ...FIRST, before: WORKFLOW, now: LATER };
  const effects = (...more: Release[]) =>
    offersFor({ ...ground, catalog: withReleases(...more) }).map((offer) => offer.effect);

  test('nothing more to touch: at once', () => {
    expect(effects(release(ID, '3.2.9', actions))).toEqual([
      { kind: 'at-once' },
      { kind: 'at-once' },
    ]);
  });

  test('another system: a review, with its reason', () => {
    const wide = { surface: { ...SURFACE, systems: ['billing'] } };
    expect(effects(release(ID, '3.2.9', wide))[0]).toMatchObject({
      kind: 'review',
      reasons: [{ review: 'platform', say: 'Adds the system billing' }],
    });
  });
});

describe('registering what is taken', () => {
  const catalog = withReleases(release(ID, '3.2.9', actions), release(ID, '3.2.5', actions));
  const again: Registration = { ...FIRST, before: WORKFLOW, now: LATER, catalog };
  const taking = (version: string, change: Partial<Registration> = {}) =>
    register({
      ...again,
      moves: { kind: 'take', versions: new Map([[ID, version]]) },
      ...change,
    });
  const lockOf = (outcome: ReturnType<typeof register>) =>
    outcome.kind === 'problems' ? undefined : outcome.workflow.locks[0]?.version;

  test('moves that lock and no other, in a new revision that approvals are bound to', () => {
    const outcome = taking('3.2.5');
    expect(outcome).toMatchObject({
      kind: 'accepted',
      workflow: { revision: 2, gateRevision: 2, manifest: MANIFEST },
    });
    expect(lockOf(outcome)).toBe('3.2.5');
  });

  test('twice changes nothing more', () => {
    const first = taking('3.2.9');
    if (first.kind !== 'accepted') throw new Error(first.kind);
    expect(taking('3.2.9', { before: first.workflow })).toEqual({
      kind: 'unchanged',
      workflow: first.workflow,
    });
  });

  test.each([
    ['3.2.7', 'there is no version 3.2.7'],
    ['3.3.0', '3.3.0 lies outside "3.2.x"'],
    ['3.2.0', 'locked to 3.2.4, which is later than 3.2.0'],
  ])('of %s is refused: %s', (version, say) => {
    expect(taking(version)).toMatchObject({
      kind: 'problems',
      problems: [{ say: expect.stringContaining(say) }],
    });
  });

  test('of a version that was closed meanwhile is refused', () => {
    const closed = withReleases(release(ID, '3.2.9', { lifecycle: 'closed' }));
    expect(taking('3.2.9', { catalog: closed })).toMatchObject({
      kind: 'problems',
      problems: [{ say: expect.stringContaining('3.2.9 is closed to new pins') }],
    });
  });

  test('the way back takes an open release again; "onto a closed release counts as new"', () => {
    const moved = taking('3.2.9');
    if (moved.kind !== 'accepted') throw new Error(moved.kind);
    const back = { before: moved.workflow, moves: { ...again.moves, kind: 'back' as const } };
    const versions = new Map([[ID, '3.2.4']]);
    const there = { ...back, moves: { kind: 'back' as const, versions } };
    expect(lockOf(register({ ...again, ...there }))).toBe('3.2.4');
    const shut = OLD.map((one) =>
      one.version === '3.2.4' ? { ...one, lifecycle: 'closed' as const } : one,
    );
    const now = published(
      ID,
      ...shut,
      release(ID, '3.2.9', actions),
      release(ID, '3.2.10', actions),
    );
    expect(lockOf(register({ ...again, ...there, catalog: now }))).toBe('3.2.10');
  });
});
