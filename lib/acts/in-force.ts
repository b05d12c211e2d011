import type { Approval } from '../core/approval.ts';
import { type NotInForce, notInForce } from '../core/in-force.ts';
import type { Refusal } from '../core/result.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation } from './standing.ts';

/**
 * Whether anything may be asked, decided or consumed right now, and this approval in particular:
 * read anew each time, as the organisation may have been stopped a moment ago.
 */
export async function mayRun(
  deps: Deps,
  approval?: Pick<Approval, 'askedAt'>,
): Promise<Refusal<NotInForce> | undefined> {
  return notInForce(await loadOrganisation(deps), approval);
}
