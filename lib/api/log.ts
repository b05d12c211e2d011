import { exportLog, readLog } from '../acts/read-log.ts';
import { exportOperation, logOperation } from '../contract/log.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

const USUAL = 20;

/** The log of one thing, and the auditor's export of everything. */
export function serveLog(door: Door): void {
  const { deps } = door;
  servePerson(door, logOperation, async ({ caller, query }) => {
    const { subject, before, most = USUAL } = query;
    const page = await readLog(deps, caller, subject, { most, before });
    if (page.kind === 'refused') return page;
    return answer({ subject: page.subject, lines: [...page.lines] });
  });
  servePerson(door, exportOperation, async ({ caller }) => {
    const outcome = await exportLog(deps, caller);
    return outcome.kind === 'refused' ? outcome : { kind: 'lines', lines: outcome.lines };
  });
}
