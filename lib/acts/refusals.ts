import type { AuditActor } from '../core/audit.ts';
import type { Deps } from './deps.ts';
import { noteNoise } from './noise.ts';

/** A refusal stands whether or not it could be written down. */
export async function noteRefusal(
  deps: Deps,
  actor: AuditActor,
  refused: { act: string; about: string; why: string },
): Promise<void> {
  const sort = `${refused.about} ${actor.id}`;
  await noteNoise(deps, { chains: 'refusals', sort, event: 'refused', actor, data: refused });
}
