import { beginBreakGlass, breakTheGlass } from '../../lib/acts/break-glass.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { PersonKey } from '../../lib/core/people.ts';
import { ADMIN } from '../kit/people.ts';
import { LOGIN, type StepUpGround } from './step-up-kit.ts';

export const REASON = 'The mail server burns and nobody of the team is awake.';

/** From now on the admin is who logs in at the provider. */
export function adminLogsIn({ next }: Pick<StepUpGround, 'next'>): void {
  next.login = { ...LOGIN, subject: 'sub-admin', email: 'admin@example.com' };
}

/** The token of the link that an admin gets. */
export async function glassToken(deps: Deps, { id }: Approval, by = ADMIN): Promise<string> {
  const begun = await beginBreakGlass(deps, by, id, { reason: REASON });
  if (begun.kind === 'refused') throw new Error(begun.say);
  return begun.url.slice(begun.url.lastIndexOf('/') + 1);
}

/** Breaks the glass with a login of this very moment, past the browser. */
export function broken(
  deps: Deps,
  { id, digest }: Approval,
  { by = ADMIN, reason = REASON }: { by?: PersonKey; reason?: string } = {},
) {
  const proof = { at: deps.now(), id: 'stp_tests' };
  return breakTheGlass(deps, by, id, { digest, reason, proof });
}
