import { describe, expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { decideApproval } from '../../../lib/acts/decide.ts';
import { OWNER } from '../../kit/people.ts';
import { FAULTS, holds, track } from '../race.ts';
import { asked, changeTeam, registered } from '../stage.ts';

const at = track();

describe.each(FAULTS)('a hundred people click at once, with the fault: %s', (fault) => {
  const people = Array.from({ length: 100 }, (_, n) => `T0YARD/UMEMBER${n}`);

  test('one ending, and ninety-nine are told who won', async () => {
    await changeTeam(at.deps, [OWNER, ...people]);
    const approval = await asked(at.deps, await registered(at.deps));
    const fresh = async (key: string) => ({
      kind: 'person' as const,
      person: {
        key,
        name: `Member ${key}`,
        deactivated: false,
        bot: false,
        guest: false,
        outside: false,
      },
    });
    const crowd = { ...at.left, people: { fresh } };
    if (fault) at.proxy.inject({ operation: 'TransactWriteItems', fault, times: 10 });
    const outcomes = await Promise.all(
      people.map((person, n) => {
        const choice = n % 2 ? ('approve' as const) : ('deny' as const);
        return decideApproval(crowd, person, approval.id, {
          choice,
          digest: approval.digest,
          reason: 'so',
        });
      }),
    );
    const won = outcomes.filter((one) => one.kind === 'decided');
    expect(won).toHaveLength(1);
    const end = (await loadApproval(at.deps, approval.id))?.head.state.end;
    const told = outcomes.filter((one) => one.kind === 'refused' && one.why === 'already-ended');
    expect(told).toHaveLength(99);
    for (const one of told) {
      expect(one).toMatchObject({
        say: expect.stringContaining(`${end?.ending} already by ${end?.name}`),
      });
    }
    expect(await holds(at.deps, `approval/${approval.id}`)).toEqual([
      'approval.asked',
      'approval.decided',
    ]);
  });
});
