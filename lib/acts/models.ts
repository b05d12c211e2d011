import type { Component, Release } from '../core/component.ts';
import { type EffectiveModel, effectiveModel, lockedPlugins, modelKey } from '../core/model.ts';
import { modelNameSchema, type Retirement } from '../core/model-retirement.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Workflow } from '../core/workflow.ts';
import { loadBaseline } from './baseline-store.ts';
import type { Deps } from './deps.ts';
import { lockText, releasesLocked } from './locked-releases.ts';
import { retirements } from './model-retirement.ts';
import { mayNotHere } from './standing.ts';

/** A model that something here names or inherits, or that has a date. */
export interface ModelCount {
  readonly name: string;
  /** Plugins of which the newest release, or one that is locked somewhere, names it. */
  readonly plugins: number;
  readonly workflows: number;
  readonly retirement: Retirement | undefined;
}

export interface ModelRow {
  readonly workflow: Workflow;
  readonly effective: EffectiveModel;
}

/** "A retirement date lists plugins → workflows → owners." */
export interface ModelUse {
  readonly kind: 'model';
  readonly name: string;
  readonly retirement: Retirement | undefined;
  /** Releases that name it, `plugin/x@1.2.0`. */
  readonly releases: readonly string[];
  /** One page, by name. */
  readonly rows: readonly ModelRow[];
  readonly workflows: number;
  /** Owners of all of them, not of the page alone. */
  readonly owners: number;
  readonly next: string | undefined;
}

/** Every model in use, the most used first. */
export async function listModels(
  deps: Deps,
  by: PersonKey,
): Promise<{ kind: 'models'; models: readonly ModelCount[] } | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  const { rows, plugins, dates } = await everyUse(deps);
  const names = new Map<string, string>();
  for (const { effective } of rows) noteName(names, effective.model?.name);
  for (const { terms } of plugins) noteName(names, terms?.model_default);
  for (const { model } of dates.values()) noteName(names, model);
  const models = [...names].map(([key, name]): ModelCount => {
    const naming = plugins.filter((one) => isNamedBy(one, key));
    return {
      name,
      plugins: new Set(naming.map((one) => one.component)).size,
      workflows: rows.filter((row) => runs(row, key)).length,
      retirement: dates.get(key),
    };
  });
  const order = (a: ModelCount, b: ModelCount) =>
    b.workflows - a.workflows || (a.name < b.name ? -1 : 1);
  return { kind: 'models', models: models.sort(order) };
}

const MOST = 100;

/** Who would have to write another model, should this one go. `after` is the last workflow before. */
export async function modelUse(
  deps: Deps,
  by: PersonKey,
  asked: { readonly model: string; readonly most: number; readonly after?: string | undefined },
): Promise<ModelUse | Refusal<'not-allowed' | 'bad-model'>> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  const name = modelNameSchema.safeParse(asked.model).data;
  if (name === undefined) return refuse('bad-model', 'Name the model, in 1 to 100 characters.');
  const key = modelKey(name);
  const { rows, plugins, dates } = await everyUse(deps);
  const all = rows.filter((row) => runs(row, key));
  const rest = all.filter(({ workflow }) => workflow.id > (asked.after ?? ''));
  const page = rest.slice(0, Math.min(Math.max(asked.most, 1), MOST));
  const naming = plugins.filter((one) => isNamedBy(one, key));
  const written = naming[0]?.terms?.model_default ?? all[0]?.effective.model?.name;
  return {
    kind: 'model',
    name: dates.get(key)?.model ?? written ?? name,
    retirement: dates.get(key),
    releases: naming.map(lockText).sort(),
    rows: page,
    workflows: all.length,
    owners: new Set(all.map(({ workflow }) => workflow.owner)).size,
    next: page.length < rest.length ? page.at(-1)?.workflow.id : undefined,
  };
}

/**
 * What runs with which model, from the catalog in memory and one read of each plugin's release: a
 * baseline's list changes for everybody at once, so edges could not say it.
 */
async function everyUse(deps: Deps) {
  const [{ workflows, components }, { state: baseline }, dates] = await Promise.all([
    deps.catalog.load(),
    loadBaseline(deps),
    retirements(deps),
  ]);
  const living = [...workflows.values()]
    .filter((one) => one.status !== 'retired')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const releases = await pluginReleases(deps, living, [...components.values()]);
  const rows = living.map((workflow): ModelRow => {
    const plugins = lockedPlugins(workflow.locks, found(releases, workflow));
    return { workflow, effective: effectiveModel(workflow.manifest, plugins, baseline.rules) };
  });
  return { rows, plugins: [...releases.values()], dates };
}

/** Releases of plugins that are locked somewhere, and the newest of each, each read once. */
function pluginReleases(
  deps: Deps,
  workflows: readonly Workflow[],
  components: readonly Component[],
): Promise<ReadonlyMap<string, Release>> {
  const locks = workflows.flatMap((one) => one.locks);
  const newest = components.map(({ id, latest }) => ({
    component: id,
    range: latest,
    version: latest,
  }));
  const plugins = [...locks, ...newest].filter((lock) => lock.component.startsWith('plugin/'));
  return releasesLocked(deps, [{ locks: plugins }]);
}

function found(releases: ReadonlyMap<string, Release>, { locks }: Workflow): Release[] {
  return locks.flatMap((lock) => releases.get(lockText(lock)) ?? []);
}

function noteName(names: Map<string, string>, name: string | undefined): void {
  if (name !== undefined && !names.has(modelKey(name))) names.set(modelKey(name), name);
}

function isNamedBy({ terms }: Release, key: string): boolean {
  return terms?.model_default !== undefined && modelKey(terms.model_default) === key;
}

function runs({ effective }: ModelRow, key: string): boolean {
  return effective.model !== undefined && modelKey(effective.model.name) === key;
}
