import type { Deps } from '../../lib/acts/deps.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import { OWNER } from '../kit/people.ts';
import { RELEASE, released } from './release-file.ts';
import { MANIFEST } from './stage.ts';

/** A plugin of team-support that brings a model along. */
export function sorter(deps: Deps, version = '1.0.0', model = 'large-1') {
  const terms = { model_default: model, task_class: 'high-stakes' as const };
  return released(deps, { version, terms });
}

/** Registers a workflow that uses nothing but that plugin, changed. */
export async function sorting(deps: Deps, workflow: string, change: Partial<Manifest> = {}) {
  const uses = [{ plugin: RELEASE.name, version: '1.0.x' }];
  const manifest = { ...MANIFEST, workflow, uses, review_required_actions: [], ...change };
  const outcome = await registerManifest(deps, OWNER, manifest, 'repo');
  if (outcome.kind !== 'registered') throw new Error(JSON.stringify(outcome));
  return outcome;
}
