import { effectiveModel, lockedPlugins, modelKey, modelLine } from '../core/model.ts';
import { type Retirement, retirementSentence } from '../core/model-retirement.ts';
import type { Workflow } from '../core/workflow.ts';
import { baselineToday } from './baseline.ts';
import type { Deps } from './deps.ts';
import { releasesLocked } from './locked-releases.ts';
import { retirements } from './model-retirement.ts';

/** The model that a workflow runs with, in a sentence that says where it comes from. */
export interface ModelOf {
  readonly name: string | undefined;
  readonly say: string;
  readonly retirement: Retirement | undefined;
}

/** "Inheritance shown with its source": one read of its plugins' releases, one of the dates. */
export async function modelOf(deps: Deps, { manifest, locks }: Workflow): Promise<ModelOf> {
  const plugins = locks.filter(({ component }) => component.startsWith('plugin/'));
  const [{ baseline, today }, releases, dates] = await Promise.all([
    baselineToday(deps),
    releasesLocked(deps, [{ locks: plugins }]),
    retirements(deps),
  ]);
  const locked = lockedPlugins(plugins, [...releases.values()]);
  const effective = effectiveModel(manifest, locked, baseline.rules);
  const { model } = effective;
  const retirement = model && dates.get(modelKey(model.name));
  const stops = retirement && retirementSentence(retirement, today);
  const say = [modelLine(effective), ...(stops ? [stops] : [])].join(' ');
  return { name: model?.name, say, retirement };
}
