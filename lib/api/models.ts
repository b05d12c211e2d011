import { retireModel, withdrawRetirement } from '../acts/model-retirement.ts';
import { listModels, type ModelRow, modelUse } from '../acts/models.ts';
import {
  getModelOperation,
  listModelsOperation,
  type ModelRowAnswer,
  type RetirementAnswer,
  retireModelOperation,
} from '../contract/models.ts';
import type { Retirement } from '../core/model-retirement.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

const USUAL = 50;

/** Models in use, what depends on one, and when it stops. */
export function serveModels(door: Door): void {
  const { deps } = door;
  servePerson(door, listModelsOperation, async ({ caller }) => {
    const outcome = await listModels(deps, caller);
    if (outcome.kind === 'refused') return outcome;
    const models = outcome.models.map(({ name, plugins, workflows, retirement }) => ({
      ...{ name, plugins, workflows },
      ...(retirement ? { retirement: dateView(retirement) } : {}),
    }));
    return answer({ models });
  });
  servePerson(door, getModelOperation, async ({ caller, params, query }) => {
    const most = query.limit ?? USUAL;
    const asked = { model: params.name, most, after: query.cursor };
    const outcome = await modelUse(deps, caller, asked);
    if (outcome.kind === 'refused') return outcome;
    const { name, retirement, releases, rows, workflows, owners, next } = outcome;
    return answer({
      model: name,
      ...(retirement ? { retirement: dateView(retirement) } : {}),
      releases: [...releases],
      items: rows.map(rowView),
      ...{ workflows, owners, next },
    });
  });
  serveRetirement(door);
}

function serveRetirement(door: Door): void {
  const { deps } = door;
  servePerson(door, retireModelOperation, async ({ caller, params, body }) => {
    const { on, ...said } = body;
    if (on === null) {
      const outcome = await withdrawRetirement(deps, caller, params.name);
      if (outcome.kind === 'refused') return outcome;
      return answer({ outcome: 'withdrawn' as const, retirement: dateView(outcome.retirement) });
    }
    const outcome = await retireModel(deps, caller, { model: params.name, on, ...said });
    if (outcome.kind === 'refused') return outcome;
    const done = outcome.kind === 'retiring' ? ('set' as const) : ('unchanged' as const);
    return answer({ outcome: done, retirement: dateView(outcome.retirement) });
  });
}

function dateView({ withdrawn: _, ...retirement }: Retirement): RetirementAnswer {
  return retirement;
}

function rowView({ workflow, effective }: ModelRow): ModelRowAnswer {
  const { id, team, owner, backup, status } = workflow;
  const { model, taskClass } = effective;
  const from = model?.from;
  return {
    ...{ workflow: id, team, owner, backup, status },
    source: from?.kind === 'release' ? from.release : (from?.kind ?? 'baseline'),
    ...(taskClass ? { task_class: taskClass.name } : {}),
  };
}
