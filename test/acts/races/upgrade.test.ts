import { beforeEach, describe, expect, test } from 'vitest';
import { goBack } from '../../../lib/acts/go-back.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import { OWNER } from '../../kit/people.ts';
import { now } from '../proposing.ts';
import { FAULTS, race, track } from '../race.ts';
import { breaks, kindsOf, MANIFEST } from '../stage.ts';
import { lockOf, overtaken, taking } from '../upgrading.ts';

const at = track();
beforeEach(() => overtaken(at.deps, 'slack'));

describe.each(FAULTS)('an upgrade, with the fault: %s', (fault) => {
  const where = () => ({ proxy: at.proxy, subject: 'workflow/reply-bot', fault });
  const settled = async () => {
    expect(await breaks(at.deps)).toEqual([]);
    return now(at.deps);
  };

  test('taken twice at once is taken once', async () => {
    const outcomes = await race(
      where(),
      () => taking(at.left, '3.2.9'),
      () => taking(at.right, '3.2.9'),
    );
    const kinds = outcomes.map((one) => one.kind === 'changed' && one.registered?.kind);
    expect(kinds.sort()).toEqual(['registered', 'unchanged']);
    expect(await settled()).toMatchObject({ revision: 2 });
    expect(await kindsOf(at.deps, 'workflow/reply-bot')).toHaveLength(2);
  });

  test('against an edit: both hold, whoever came first', async () => {
    await race(
      where(),
      () => taking(at.left, '3.2.9'),
      () => registerManifest(at.right, OWNER, { ...MANIFEST, purpose: 'Otherwise' }, 'slack'),
    );
    const workflow = await settled();
    expect(workflow).toMatchObject({ revision: 3, purpose: 'Otherwise' });
    expect(lockOf(workflow)).toBe('3.2.9');
  });

  test('inside the range against one beyond it: the later version stays', async () => {
    await race(
      where(),
      () => taking(at.left, '3.2.9'),
      () => taking(at.right, '4.0.0'),
    );
    expect(lockOf(await settled())).toBe('4.0.0');
  });

  test('against the way back: one after the other, each whole', async () => {
    await taking(at.deps, '3.2.9');
    await race(
      where(),
      () => taking(at.left, '4.0.0'),
      () => goBack(at.right, { by: OWNER, workflow: 'reply-bot', revision: 1 }),
    );
    const workflow = await settled();
    const [range] = workflow.locks.map((lock) => lock.range);
    expect([range, lockOf(workflow)]).toEqual(
      workflow.manifest.uses[0]?.version === '3.2.x' ? ['3.2.x', '3.2.4'] : ['4.0.x', '4.0.0'],
    );
  });
});
