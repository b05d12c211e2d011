import type { Refusal } from '../core/result.ts';
import { pastSunset } from '../core/sunset.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Deps } from './deps.ts';
import { releasesLocked } from './locked-releases.ts';

/**
 * Why a workflow gets no credentials now, for want of a release that may still be used; undefined when
 * it may. One batch read: leases and consume ask it each time.
 */
export async function sunsetOf(
  deps: Deps,
  workflow: Pick<Workflow, 'id' | 'locks'>,
): Promise<Refusal<'past-sunset'> | undefined> {
  return pastSunset(workflow.id, (await releasesLocked(deps, [workflow])).values());
}
