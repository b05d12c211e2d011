import { componentId, componentSchema, type Pin, type Release } from '../core/component.ts';
import { type Manifest, readManifest } from '../core/manifest.ts';
import { openVersions } from '../core/registration/locks.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { reuseManifest } from '../core/reuse.ts';
import { highest } from '../core/version.ts';
import { componentSubject } from '../store/keys.ts';
import { readHead } from '../store/read.ts';
import { widestFor } from './baseline.ts';
import type { Deps } from './deps.ts';
import { releasesOf } from './register.ts';

/** The need that a manifest is made for. */
interface Wanted {
  readonly workflow: string;
  readonly team: string;
  readonly need: string;
}

/** The manifest that reusing this component leads to: at a version, or at its newest. */
export async function manifestFor(
  deps: Deps,
  { workflow, team, need: purpose }: Wanted,
  { component: id, version }: { readonly component: string; readonly version?: string | undefined },
): Promise<{ kind: 'manifest'; manifest: Manifest } | Refusal<'no-component' | 'bad-manifest'>> {
  const head = await readHead(deps.store, componentSubject(id), componentSchema);
  const releases = await releasesOf(deps, id);
  const release = releases.find((one) => one.version === (version ?? head?.state.latest));
  if (!head || !release) return refuse('no-component', `${id} is not in the catalog any more.`);
  const [used, widest] = await Promise.all([usedBy(deps, release.uses), widestFor(deps, team)]);
  const text = [...purpose].slice(0, 500).join('');
  const manifest = reuseManifest({
    workflow,
    team,
    purpose: text,
    component: head.state,
    release,
    widest,
    leads: new Map(used.map((one) => [one.component, one.version])),
    actions: used.flatMap((one) => one.surface.actions),
  });
  const read = readManifest(manifest);
  if (read.kind === 'manifest') return read;
  return refuse('bad-manifest', read.problems.map((one) => `${one.field}: ${one.say}`).join(' '));
}

/** What a release uses, each in the newest open version that its range leads to. */
async function usedBy(deps: Deps, uses: readonly Pin[]): Promise<Release[]> {
  const lists = await Promise.all(
    uses.map(async (pin) => {
      const releases = await releasesOf(deps, componentId(pin.kind, pin.name));
      const version = highest(pin.range, openVersions(releases));
      return releases.filter((one) => one.version === version);
    }),
  );
  return lists.flat();
}
