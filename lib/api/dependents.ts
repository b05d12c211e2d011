import { type Dependent, dependents } from '../acts/dependents.ts';
import { type DependentAnswer, dependentsOperation } from '../contract/dependents.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

const USUAL = 50;

/** "Who pins this?" */
export function serveDependents(door: Door): void {
  servePerson(door, dependentsOperation, async ({ caller, params, query }) => {
    const outcome = await dependents(door.deps, caller, {
      component: `${params.kind}/${params.name}`,
      range: query.range ?? '*',
      transitive: query.transitive !== 'no',
      most: query.limit ?? USUAL,
      cursor: query.cursor,
    });
    if (outcome.kind === 'refused') return outcome;
    const { component, range, rows, next, cut, units } = outcome;
    const endings = outcome.endings.map(({ range: ends, closes, stops, successor }) => ({
      ...{ range: ends, closes, stops, successor },
    }));
    const page = { next, cut, read_units: units };
    return answer({ component, range, dependents: rows.map(view), endings, ...page });
  });
}

function view({ workflow, by, range, version, via, ...row }: Dependent): DependentAnswer {
  const { id, team, owner, backup, status, revision } = workflow;
  const who = { workflow: id, team, owner, backup, status, revision, last_seen: row.lastSeen };
  return { ...who, systems: [...row.systems], by, range, version, via: [...via] };
}
