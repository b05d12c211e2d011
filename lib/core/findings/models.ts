import type { Rules } from '../baseline.ts';
import { cut } from '../marketplace/text.ts';
import type { Breach, Subject } from './finding.ts';

/** The cheapest first: what a class may use is dearer for each next one. */
const CLASSES = ['high-volume', 'analytical', 'high-stakes'] as const;
type TaskClass = (typeof CLASSES)[number];
type Lists = Rules['models-by-class'];

/**
 * "Models by task class": a model that is not on the list of its class. "A costlier choice than the
 * class's is a finding." A workflow without a model of its own inherits one, so it breaks nothing.
 */
export function modelsByClass(rules: Rules, { manifest }: Subject): Breach[] {
  const lists = rules['models-by-class'];
  const { model_default: model, task_class: own } = manifest;
  if (model === undefined) return [];
  return own ? outsideClass(lists, own, model) : withoutClass(lists, model);
}

function outsideClass(lists: Lists, own: TaskClass, model: string): Breach[] {
  const allowed = lists[own];
  if (allowed.length === 0 || allowed.includes(model)) return [];
  const costlier = CLASSES.slice(CLASSES.indexOf(own) + 1).find((one) =>
    lists[one].includes(model),
  );
  const name = `"${cut(model, 100)}"`;
  const say = costlier
    ? `${name} is a model for ${costlier} work, a costlier choice than ${own} work needs.`
    : `${name} is not on the list of models for ${own} work.`;
  return [{ field: 'model_default', say, fix: choices(allowed) }];
}

/** Leaving the class out must not be a way around its list. */
function withoutClass(lists: Lists, model: string): Breach[] {
  const filled = CLASSES.filter((one) => lists[one].length > 0);
  if (filled.every((one) => lists[one].includes(model))) return [];
  const fits = filled.filter((one) => lists[one].includes(model));
  if (fits.length === 0) {
    const say = `"${cut(model, 100)}" is on no list of models.`;
    const all = [...new Set(filled.flatMap((one) => lists[one]))];
    return [{ field: 'model_default', say, fix: choices(all) }];
  }
  return [
    {
      field: 'task_class',
      say: `Without a task class nobody can tell whether "${cut(model, 100)}" fits.`,
      fix: `Add "task_class": ${fits.map((one) => `"${one}"`).join(' or ')} allows this model.`,
    },
  ];
}

const MOST_NAMED = 5;

function choices(models: readonly string[]): string {
  const named = models.slice(0, MOST_NAMED).map((one) => `"${one}"`);
  const more = models.length - named.length;
  return `Write one of ${named.join(', ')}${more > 0 ? ` or ${more} more` : ''} in "model_default".`;
}
