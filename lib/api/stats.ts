import { readStats } from '../acts/stats.ts';
import { statsOperation } from '../contract/stats.ts';
import type { ApprovalFigures } from '../core/approval-figures.ts';
import type { Figures } from '../core/stats.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** How long asking takes, and where people give up. */
export function serveStats(door: Door): void {
  servePerson(door, statsOperation, async ({ caller }) => {
    const read = await readStats(door.deps, caller);
    if (read.kind === 'refused') return read;
    const { at, scope, total, months, teams, approvals } = read;
    return answer({
      at,
      scope: scope === 'all' ? scope : [...scope],
      total: shown(total),
      months: months.map(({ month, ...rest }) => ({ month, ...shown(rest) })),
      teams: teams.map(({ team, ...rest }) => ({ team, ...shown(rest) })),
      approvals: {
        total: approvalsShown(approvals.total),
        teams: approvals.teams.map(({ team, ...rest }) => ({ team, ...approvalsShown(rest) })),
      },
    });
  });
}

function shown({ toRegistered, toFirstUse, ...counts }: Figures) {
  return { ...counts, to_registered: toRegistered, to_first_use: toFirstUse };
}

function approvalsShown({ breakGlass, unknown, toDecide, ...counts }: ApprovalFigures) {
  return { ...counts, break_glass: breakGlass, outcome_unknown: unknown, to_decide: toDecide };
}
