import type { Approval } from '../../core/approval.ts';
import { aftermath, aftermathWords } from '../../core/execution.ts';
import { when } from './text.ts';

/** What became of an approved request, a line each; none where there is nothing to say yet. */
export function aftermathLines(approval: Approval): string[] {
  const { use } = approval;
  const used = use ? [`Used once · ${when(use.at)}`] : [];
  const words = aftermathWords(approval);
  if (words === undefined || aftermath(approval) === 'used') return used;
  return [...used, use?.outcome ? `*${words}* · ${when(use.outcome.at)}` : words];
}

/** The part of a block_id that changes with it, if any. */
export function aftermathMark(approval: Approval): string[] {
  const known = aftermath(approval);
  return known === undefined ? [] : [known];
}
