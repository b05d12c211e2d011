import { type DuplicatesShown, judge, readDuplicates } from '../acts/duplicates.ts';
import { duplicatesOperation, judgeOperation, type VerdictAnswer } from '../contract/duplicates.ts';
import type { Verdict } from '../core/duplicates.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** What looks like the same job, and what people say of it. */
export function serveDuplicates(door: Door): void {
  const { deps } = door;
  servePerson(door, duplicatesOperation, async ({ caller }) => {
    const found = await readDuplicates(deps, caller);
    if (found.kind === 'refused') return found;
    const { shown, verdicts } = found;
    return answer({
      ...(shown ? { report: reportView(shown) } : {}),
      verdicts: verdicts.map(verdictView),
    });
  });
  servePerson(door, judgeOperation, async ({ caller, body }) => {
    const { ids, say, best, because = '' } = body;
    const outcome = await judge(deps, caller, ids, { say, best, because });
    return outcome.kind === 'refused' ? outcome : answer(verdictView(outcome.verdict));
  });
}

function reportView({ report, entries }: DuplicatesShown) {
  const { id, at, looked, withheld, groups } = report;
  return {
    id,
    at,
    compared: looked,
    withheld,
    groups: groups.map((group) => ({
      why: group.why,
      entries: group.ids.map((one) => entries.get(one) ?? { id: one }),
      answer: group.answer?.say,
    })),
  };
}

function verdictView({ id: _, ...verdict }: Verdict): VerdictAnswer {
  return verdict;
}
