import type { WantedCampaign } from './campaign-wanted.ts';
import type { Release } from './component.ts';
import { successorParts } from './lifecycle.ts';
import { type Refusal, refuse } from './result.ts';
import { isVersion, satisfies } from './version.ts';

/**
 * "Successor (component@version, must exist and be open, must not itself be deprecated)". `releases` are
 * those of the component that it names, as they stand now.
 */
export function successorProblem(
  { component, range, successor }: Pick<WantedCampaign, 'component' | 'range' | 'successor'>,
  releases: readonly Release[],
): Refusal<'bad-campaign'> | undefined {
  const bad = (say: string) => refuse('bad-campaign', say, { field: 'successor' });
  const to = successorParts(successor);
  if (!isVersion(to.version)) {
    return bad('Name a component and its version, like connector/crm-readonly@2.0.1.');
  }
  const release = releases.find((one) => one.version === to.version);
  if (!release) return bad(`There is no ${to.component} ${to.version}. Publish it first.`);
  if (to.component === component && satisfies(to.version, range)) {
    return bad(`${to.version} lies in "${range}" itself. Name a version that stays.`);
  }
  if (release.lifecycle === 'active') return undefined;
  const how = release.lifecycle === 'deprecated' ? 'is being retired' : 'takes no new pins';
  return bad(`${to.component} ${to.version} ${how} itself. Name one that stays.`);
}
