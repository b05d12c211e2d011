import { erasePerson } from '../acts/erase.ts';
import { uninstall } from '../acts/uninstall.ts';
import { erasePersonOperation, uninstallOperation } from '../contract/leaving.ts';
import { STAYS } from '../core/erasure.ts';
import { organisationOf } from '../core/people.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** One person leaves, or everybody does. */
export function serveLeaving(door: Door): void {
  const { deps } = door;
  servePerson(door, erasePersonOperation, async ({ caller, params: { id }, body }) => {
    const person = id.includes('/') ? id : `${organisationOf(caller)}/${id}`;
    const outcome = await erasePerson(deps, caller, person, { dryRun: body.dry_run ?? false });
    if (outcome.kind === 'refused') return outcome;
    const { dryRun: dry_run, done, things, logins } = outcome;
    return answer({ person, dry_run, done, things, logins, stays: [...STAYS] });
  });
  servePerson(door, uninstallOperation, async ({ caller, body }) => {
    const { name = '', dry_run: dryRun = false, logins = false } = body;
    const outcome = await uninstall(deps, caller, { name, dryRun, logins });
    if (outcome.kind === 'refused') return outcome;
    const { stoppedAt, organisation, revoked, left } = outcome;
    return answer({
      organisation,
      ...(stoppedAt === undefined ? {} : { stopped_at: stoppedAt }),
      revoked,
      left,
      logins_ended: outcome.loginsEnded,
      may_export: outcome.mayExport,
      retention_days: outcome.retentionDays,
    });
  });
}
