import { describe, expect, test } from 'vitest';
import type { Deps } from '../../../lib/acts/deps.ts';
import { publishRelease } from '../../../lib/acts/publish.ts';
import { releasesOf } from '../../../lib/acts/register.ts';
import type { ReleaseDraft } from '../../../lib/core/release-draft.ts';
import { COLLEAGUE, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { FAULTS, race, track } from '../race.ts';
import { RELEASE, released, shortly } from '../release-file.ts';
import { breaks, kindsOf } from '../stage.ts';

const at = track();
const ID = 'plugin/mail-sorter';

async function publish(through: Deps, by: string, change: Partial<ReleaseDraft> = {}) {
  return shortly(await publishRelease(through, by, { ...RELEASE, ...change }));
}

const WIDER = { surface: { ...RELEASE.surface, scopes: ['mail.delete'] } };

describe.each(FAULTS)('a release published twice at once, with the fault: %s', (fault) => {
  const where = () => ({ proxy: at.proxy, subject: `component/${ID}`, fault });

  async function holds(versions: readonly string[]) {
    const found = await releasesOf(at.deps, ID);
    expect(found.map((one) => one.version)).toEqual(versions);
    expect(await kindsOf(at.deps, `component/${ID}`)).toEqual(
      versions.map(() => 'release.published'),
    );
    expect(await breaks(at.deps)).toEqual([]);
  }

  test('the same one: once, and both are told that it is there', async () => {
    const outcomes = await race(
      where(),
      () => publish(at.left, OWNER),
      () => publish(at.right, COLLEAGUE),
    );
    expect(outcomes.sort()).toEqual(['published 1.0.0', 'unchanged 1.0.0']);
    await holds(['1.0.0']);
  });

  test('one version with two surfaces: one wins, the other is told what differs', async () => {
    const outcomes = await race(
      where(),
      () => publish(at.left, OWNER),
      () => publish(at.right, COLLEAGUE, WIDER),
    );
    expect(outcomes.sort()).toEqual(['new-version-needed', 'published 1.0.0']);
    await holds(['1.0.0']);
  });

  test('two versions on top of a first: both, and the higher one is the newest', async () => {
    await released(at.deps);
    const outcomes = await race(
      where(),
      () => publish(at.left, OWNER, { version: '1.2.0' }),
      () => publish(at.right, COLLEAGUE, { version: '1.1.0' }),
    );
    expect(outcomes.sort()).toEqual(['published 1.1.0', 'published 1.2.0']);
    await holds(['1.0.0', '1.1.0', '1.2.0']);
    at.deps.catalog.forget();
    expect((await at.deps.catalog.load()).components.get(ID)?.latest).toBe('1.2.0');
  });

  test('one name by two teams: one has it, the other is told whose it is', async () => {
    const outcomes = await race(
      where(),
      () => publish(at.left, OWNER),
      () => publish(at.right, SALES_LEAD, { owner: 'team-sales' }),
    );
    expect(outcomes.sort()).toEqual(['name-taken', 'published 1.0.0']);
    await holds(['1.0.0']);
  });
});

describe.each(FAULTS)('two names that look alike, with the fault: %s', (fault) => {
  test('one is taken, the other is told which it looks like', async () => {
    const subject = 'component-look/plugin/mall-sorter';
    const outcomes = await race(
      { proxy: at.proxy, subject, fault },
      () => publish(at.left, OWNER),
      () => publish(at.right, SALES_LEAD, { owner: 'team-sales', name: 'mai1-sorter' }),
    );
    expect(outcomes.sort()).toEqual(['looks-alike', 'published 1.0.0']);
    expect(await breaks(at.deps)).toEqual([]);
  });
});
