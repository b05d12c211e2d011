import type { Release } from './component.ts';
import { insteadOf, successorWords } from './lifecycle.ts';
import { type Refusal, refuse } from './result.ts';

/**
 * "Disabled (no lease, no consume)": why a workflow that is locked to these releases gets no
 * credentials; undefined when none of them is past its sunset. The releases are those of the locks as
 * they stand at the moment that is asked about (`releaseAt`), so no job has to have run before.
 */
export function pastSunset(
  workflow: string,
  releases: Iterable<Release>,
): Refusal<'past-sunset'> | undefined {
  for (const release of releases) {
    const { component, version, lifecycle, ending } = release;
    if (lifecycle !== 'disabled') continue;
    const when = ending ? ` on ${ending.stopsOn}` : '';
    const instead = insteadOf(release);
    const next = instead
      ? `Upgrade to ${successorWords(instead, component)}.`
      : 'Pin another version, or another component.';
    const say = `${workflow} is locked to ${component} ${version}, which stopped${when}. ${next}`;
    return refuse('past-sunset', say, { component, version });
  }
  return undefined;
}
