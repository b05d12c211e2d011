import { describe, expect, test } from 'vitest';
import { lockedReleases, openVersions } from '../../../lib/core/registration/locks.ts';
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
