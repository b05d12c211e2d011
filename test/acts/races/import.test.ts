import { describe, expect, test } from 'vitest';
import type { Deps } from '../../../lib/acts/deps.ts';
import { importComponents } from '../../../lib/acts/import.ts';
import { readForeign } from '../../../lib/store/foreign.ts';
import { draft } from '../../kit/catalog.ts';
import { ADMIN } from '../../kit/people.ts';
import { FAULTS, race, track } from '../race.ts';
import { breaks, kindsOf } from '../stage.ts';

const at = track();
const ID = 'connector/fares';

function saying(weight: number) {
  const foreign = { dialect: 'claude' as const, kept: { entry: { relevance: { weight } } } };
  return draft({ kind: 'connector', name: 'fares', version: '1.0.0', foreign });
}

async function imported(through: Deps, weight: number): Promise<string> {
  const outcome = await importComponents(through, ADMIN, { drafts: [saying(weight)] });
  return outcome.kind === 'refused' ? outcome.why : (outcome.results[0]?.decision.kind ?? 'none');
}

describe.each(FAULTS)('an import that runs twice at once, with the fault: %s', (fault) => {
  const where = () => ({ proxy: at.proxy, subject: `component/${ID}`, fault });
  const of = { component: ID, version: '1.0.0' };

  test('publishes once', async () => {
    const outcomes = await race(
      where(),
      () => imported(at.left, 1),
      () => imported(at.right, 1),
    );
    expect(outcomes.sort()).toEqual(['publish', 'unchanged']);
    expect(await kindsOf(at.deps, `component/${ID}`)).toEqual(['release.published']);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('takes over what its source says anew, once', async () => {
    await imported(at.deps, 1);
    const outcomes = await race(
      where(),
      () => imported(at.left, 2),
      () => imported(at.right, 2),
    );
    expect(outcomes).toEqual(['unchanged', 'unchanged']);
    expect(await readForeign(at.deps.store, of)).toMatchObject({
      kept: { entry: { relevance: { weight: 2 } } },
    });
    expect(await kindsOf(at.deps, `component/${ID}`)).toEqual([
      'release.published',
      'release.described',
    ]);
    expect(await breaks(at.deps)).toEqual([]);
  });
});
