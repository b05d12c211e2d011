import { describe, expect, test } from 'vitest';
import { releaseAt } from '../../../lib/core/lifecycle.ts';
import { lockedReleases, lockPins, openVersions } from '../../../lib/core/registration/locks.ts';
import { ENDING } from '../campaign-kit.ts';
import { CATALOG, LATER, MANIFEST, release, WORKFLOW } from '../perfect.ts';
import { accepted, published, uses, with_ } from './first.ts';

describe('locks', () => {
  const again = { before: WORKFLOW, now: LATER };
  const changed = with_({ purpose: 'Drafts replies' });
  const newer = published(
    'plugin/reply-drafter',
    ...(CATALOG.get('plugin/reply-drafter') ?? []),
    release('plugin/reply-drafter', '3.2.9'),
  );

  test('a later release never moves a lock', () => {
    expect(accepted({ ...again, manifest: changed, catalog: newer }).locks).toEqual(WORKFLOW.locks);
  });

  test('a new pin takes the highest open release', () => {
    expect(accepted({ catalog: newer }).locks[0]?.version).toBe('3.2.9');
  });

  test('an unchanged range keeps its lock, also when the release is closed', () => {
    const closed = published(
      'skill/tone-brand-voice',
      release('skill/tone-brand-voice', '2.0.1', { lifecycle: 'closed' }),
    );
    expect(accepted({ ...again, manifest: changed, catalog: closed }).locks).toEqual(
      WORKFLOW.locks,
    );
  });

  test('a changed range is a new pin', () => {
    const manifest = uses(
      { plugin: 'reply-drafter', version: '~3.2.0' },
      ...MANIFEST.uses.slice(1),
    );
    const outcome = accepted({ ...again, manifest, catalog: newer });
    expect(outcome.locks[0]).toMatchObject({ range: '~3.2.0', version: '3.2.9' });
  });

  test.each(['closed', 'disabled'] as const)(
    'a %s release is not chosen for a new pin',
    (lifecycle) => {
      const catalog = published(
        'plugin/reply-drafter',
        release('plugin/reply-drafter', '3.2.1'),
        release('plugin/reply-drafter', '3.2.4', { lifecycle }),
      );
      expect(accepted({ catalog }).locks[0]?.version).toBe('3.2.1');
    },
  );

  test('a deprecated release still is', () => {
    const catalog = published(
      'plugin/reply-drafter',
      release('plugin/reply-drafter', '3.2.1', { lifecycle: 'deprecated' }),
    );
    expect(accepted({ catalog }).locks[0]?.version).toBe('3.2.1');
  });
});

describe('a range that ends', () => {
  const id = 'connector/crm-readonly';
  const at = (now: string) =>
    published(
      id,
      releaseAt(release(id, '1.4.0'), [ENDING], now),
      releaseAt(release(id, '2.0.1'), [ENDING], now),
    );
  const locked = (catalog: ReturnType<typeof at>, before: typeof WORKFLOW | undefined) =>
    lockPins({ manifest: MANIFEST, before, catalog });

  test('takes new pins until it closes, and then names what to pin instead', () => {
    expect(locked(at(ENDING.deprecated ?? ''), undefined).problems).toEqual([]);
    const closed = locked(at(ENDING.closes), undefined);
    expect(closed.problems).toMatchObject([{ field: 'uses[1]' }]);
    expect(closed.problems[0]?.say).toBe(
      `${id}: every version in "1.4.0" is closed to new pins. It stops on 2027-01-15. Pin ${id} "2.0.x" instead.`,
    );
  });

  test.each([ENDING.closes, ENDING.stops])('keeps a lock that there is, at %s', (now) => {
    expect(locked(at(now), WORKFLOW)).toMatchObject({ locks: WORKFLOW.locks, problems: [] });
  });

  test('going back onto what is closed counts as new', () => {
    const before = {
      ...WORKFLOW,
      locks: WORKFLOW.locks.map((lock) =>
        lock.component === id ? { ...lock, version: '2.0.1' } : lock,
      ),
    };
    const moves = { kind: 'back' as const, versions: new Map([[id, '1.4.0']]) };
    const { problems } = lockPins({
      manifest: MANIFEST,
      before,
      catalog: at(ENDING.closes),
      moves,
    });
    expect(problems[0]?.say).toContain('is closed to new pins');
  });
});

test('new pins may be locked to active and deprecated versions', () => {
  const releases = (['active', 'deprecated', 'closed', 'disabled'] as const).map((lifecycle, n) =>
    release('skill/x', `1.0.${n}`, { lifecycle }),
  );
  expect(openVersions(releases)).toEqual(['1.0.0', '1.0.1']);
});

test('the releases behind the locks are those of the very versions', () => {
  const versions = lockedReleases(WORKFLOW.locks, CATALOG).map((one) => one.version);
  expect(versions).toEqual(['3.2.4', '1.4.0', '2.0.1']);
});
