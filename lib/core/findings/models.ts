import type { Rules } from '../baseline.ts';
import type { TaskClass } from '../component.ts';
import { cut } from '../marketplace/text.ts';
import { type ModelSource, sameModel } from '../model.ts';
import type { Breach, Subject } from './finding.ts';

/** The cheapest first: what a class may use is dearer for each next one. */
const CLASSES = ['high-volume', 'analytical', 'high-stakes'] as const;
type Lists = Rules['models-by-class'];

/**
 * "Models by task class": a model that is not on the list of its class. "A costlier choice than the
 * class's is a finding", also one that a plugin brings along. What the baseline's own list gives
 * breaks nothing.
 */
export function modelsByClass(rules: Rules, { model: effective }: Subject): Breach[] {
  const lists = rules['models-by-class'];
  const { model, taskClass } = effective;
  if (!model || model.from.kind === 'baseline') return [];
  return taskClass ? outsideClass(lists, taskClass.name, model) : withoutClass(lists, model);
}

interface Named {
  readonly name: string;
  readonly from: ModelSource;
}

function outsideClass(lists: Lists, own: TaskClass, model: Named): Breach[] {
  const allowed = lists[own];
  if (allowed.length === 0 || has(allowed, model.name)) return [];
  const costlier = CLASSES.slice(CLASSES.indexOf(own) + 1).find((one) =>
    has(lists[one], model.name),
  );
  const say = costlier
    ? `${named(model)} is a model for ${costlier} work, a costlier choice than ${own} work needs.`
    : `${named(model)} is not on the list of models for ${own} work.`;
  return [{ field: 'model_default', say, fix: choices(allowed) }];
}

/** Leaving the class out must not be a way around its list. */
function withoutClass(lists: Lists, model: Named): Breach[] {
  const filled = CLASSES.filter((one) => lists[one].length > 0);
  if (filled.every((one) => has(lists[one], model.name))) return [];
  const fits = filled.filter((one) => has(lists[one], model.name));
  if (fits.length === 0) {
    const say = `${named(model)} is on no list of models.`;
    const all = [...new Set(filled.flatMap((one) => lists[one]))];
    return [{ field: 'model_default', say, fix: choices(all) }];
  }
  return [
    {
      field: 'task_class',
      say: `Without a task class nobody can tell whether ${named(model)} fits.`,
      fix: `Add "task_class": ${fits.map((one) => `"${one}"`).join(' or ')} allows this model.`,
    },
  ];
}

function has(list: readonly string[], name: string): boolean {
  return list.some((one) => sameModel(one, name));
}

/** The model, and who brings it where that is not the manifest itself. */
function named({ name, from }: Named): string {
  const quoted = `"${cut(name, 100)}"`;
  return from.kind === 'release' ? `${quoted}, inherited from ${from.release},` : quoted;
}

const MOST_NAMED = 5;

function choices(models: readonly string[]): string {
  const some = models.slice(0, MOST_NAMED).map((one) => `"${one}"`);
  const more = models.length - some.length;
  return `Write one of ${some.join(', ')}${more > 0 ? ` or ${more} more` : ''} in "model_default".`;
}
