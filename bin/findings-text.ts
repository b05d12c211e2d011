import type { FindingAnswer } from '../lib/contract/baseline.ts';
import { MODE_WORDS } from '../lib/core/baseline-words.ts';

interface FoundAt {
  readonly workflow: string;
  readonly team: string;
  readonly owner: string;
  readonly findings: readonly (FindingAnswer & { readonly from?: string | undefined })[];
}

interface Page {
  readonly items: readonly FoundAt[];
  readonly enforced: number;
  readonly observed: number;
}

/** One workflow with its findings below: rule, line, what is wrong and what to write. */
export function foundLines({ items }: Pick<Page, 'items'>): string[] {
  return items.flatMap(({ workflow, team, owner, findings }) => [
    `${workflow}  ${team}, owner ${owner}`,
    ...findings.map(findingLine),
  ]);
}

export function findingLine({ mode, rule, field, say, fix, from }: FoundAt['findings'][number]) {
  const since = from ? ` from ${from} on` : '';
  return `  ${MODE_WORDS[mode]}${since} (${rule})  ${field}: ${say} ${fix}`;
}

/** "2 AI workflows break enforced rules, 5 observed ones only." */
export function countLine({ enforced, observed }: Page): string {
  return `${enforced} with enforced findings, ${observed} with observed ones only.`;
}
