import { type CiJob, teamsOfToken } from '../core/ci.ts';
import { toHex } from '../core/hash.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { listTeams } from '../store/teams.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation } from './standing.ts';

const DIGEST_LETTERS = 16;

/**
 * The CI job behind a token of an issuer that the organisation lists, and the teams whose patterns
 * match it. Its name in the log is the issuer's host and a digest of the subject.
 */
export async function ciOfToken(
  deps: Deps,
  token: string,
): Promise<
  | { readonly kind: 'caller'; readonly caller: CiJob }
  | Refusal<'unauthenticated' | 'issuer-unreachable' | 'no-team-for-token'>
> {
  const { issuers = [] } = await loadOrganisation(deps);
  const verified = await deps.oidc.verify(token, issuers);
  if (verified.kind === 'refused') return verified;
  const matching = teamsOfToken(verified, await listTeams(deps.store));
  if (matching.length === 0) {
    return refuse(
      'no-team-for-token',
      `The token is good, but no team lists this CI job. Its subject is "${verified.subject.slice(0, 300)}"; the team's lead adds a pattern for it.`,
    );
  }
  const host = new URL(verified.issuer).host;
  const digest = toHex(deps.sha(verified.issuer, '\n', verified.subject)).slice(0, DIGEST_LETTERS);
  const caller = { kind: 'ci' as const, identity: `oidc:${host}:${digest}`, teams: matching };
  return { kind: 'caller', caller };
}
