import { exportLog } from '../acts/export-log.ts';
import { readLog } from '../acts/read-log.ts';
import { exportOperation, logOperation } from '../contract/log.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

const USUAL = 20;

/** The log of one thing, and the export of everything or of a part. */
export function serveLog(door: Door): void {
  const { deps } = door;
  servePerson(door, logOperation, async ({ caller, query }) => {
    const { subject, most = USUAL, ...wanted } = query;
    const page = await readLog(deps, caller, subject, { most, ...wanted });
    if (page.kind === 'refused') return page;
    const { lines, texts, next } = page;
    return answer({
      subject,
      lines: [...lines],
      ...(texts.size > 0 ? { texts: Object.fromEntries(texts) } : {}),
      ...(next === undefined ? {} : { next }),
    });
  });
  servePerson(door, exportOperation, async ({ caller, query }) => {
    const outcome = await exportLog(deps, caller, query);
    return outcome.kind === 'refused' ? outcome : { kind: 'lines', lines: outcome.lines };
  });
}
