import type { Rules } from './baseline.ts';
import type { Release, TaskClass } from './component.ts';
import type { Manifest } from './manifest.ts';
import type { Lock } from './workflow.ts';

/** Where a value comes from: the manifest, a locked release (`plugin/x@1.2.0`), or the baseline. */
export type ModelSource =
  | { readonly kind: 'manifest' }
  | { readonly kind: 'release'; readonly release: string }
  | { readonly kind: 'baseline' };

/** The model that a workflow runs with, its class of work, and where each of them comes from. */
export interface EffectiveModel {
  /** Undefined where nobody names one. */
  readonly model?: { readonly name: string; readonly from: ModelSource } | undefined;
  readonly taskClass?: { readonly name: TaskClass; readonly from: ModelSource } | undefined;
  /** Releases that name another model than the one that is inherited. */
  readonly others: readonly { readonly release: string; readonly name: string }[];
}

/** What is read of a release here. */
type Terms = Pick<Release, 'component' | 'version' | 'terms'>;

/**
 * "`model_default` is inherited: workflow, plugin, baseline by `task_class`". Of several plugins the
 * first in the order of `uses` counts, and the others are named. The class is inherited in the same way.
 */
export function effectiveModel(
  manifest: Pick<Manifest, 'model_default' | 'task_class'>,
  plugins: readonly Terms[],
  rules: Pick<Rules, 'models-by-class'> | undefined,
): EffectiveModel {
  const taskClass = inherited(manifest.task_class, plugins, (terms) => terms.task_class);
  const own = inherited(manifest.model_default, plugins, (terms) => terms.model_default);
  const usual = taskClass && rules?.['models-by-class'][taskClass.name][0];
  const model =
    own ?? (usual === undefined ? undefined : { name: usual, from: { kind: 'baseline' as const } });
  return { model, taskClass, others: othersThan(model, plugins) };
}

function inherited<T extends string>(
  written: T | undefined,
  plugins: readonly Terms[],
  read: (terms: NonNullable<Release['terms']>) => T | undefined,
): { readonly name: T; readonly from: ModelSource } | undefined {
  if (written !== undefined) return { name: written, from: { kind: 'manifest' } };
  for (const plugin of plugins) {
    const name = plugin.terms && read(plugin.terms);
    if (name !== undefined) return { name, from: { kind: 'release', release: nameOf(plugin) } };
  }
  return undefined;
}

function othersThan(model: EffectiveModel['model'], plugins: readonly Terms[]) {
  if (model?.from.kind !== 'release') return [];
  return plugins.flatMap((plugin) => {
    const name = plugin.terms?.model_default;
    const differs = name !== undefined && !sameModel(name, model.name);
    return differs ? [{ release: nameOf(plugin), name }] : [];
  });
}

function nameOf({ component, version }: Terms): string {
  return `${component}@${version}`;
}

/** The plugins among the locked releases, in the order of the locks, which is that of `uses`. */
export function lockedPlugins(locks: readonly Lock[], releases: readonly Terms[]): Terms[] {
  return locks.flatMap(({ component, version }) => {
    if (!component.startsWith('plugin/')) return [];
    const found = releases.find((one) => one.component === component && one.version === version);
    return found ? [found] : [];
  });
}

/** Names of models are compared without regard to case and spaces around them. */
export function modelKey(name: string): string {
  return name.trim().toLowerCase();
}

export function sameModel(a: string, b: string): boolean {
  return modelKey(a) === modelKey(b);
}

/** One sentence for people: the model, and where it comes from. */
export function modelLine({ model, taskClass, others }: EffectiveModel): string {
  if (!model) {
    return taskClass
      ? `No model is named for its ${taskClass.name} work.`
      : 'No model is named anywhere.';
  }
  const work = taskClass ? ` for ${taskClass.name} work` : '';
  const differing = others.map((one) => `${one.release} names ${one.name}`).join(', ');
  const rest = differing === '' ? '' : ` Not taken: ${differing}.`;
  return `${model.name}${work}, ${sourceWords(model.from)}.${rest}`;
}

/** Where a value comes from, as the end of a sentence. */
export function sourceWords(from: ModelSource): string {
  switch (from.kind) {
    case 'manifest':
      return 'named by the workflow itself';
    case 'release':
      return `inherited from ${from.release}`;
    case 'baseline':
      return 'the first of the baseline’s list';
  }
}
