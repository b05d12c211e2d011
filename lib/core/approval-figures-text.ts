import type { ApprovalFigures, TimeToDecide } from './approval-figures.ts';
import { count } from './count.ts';
import { LEAST_SAMPLE } from './stats.ts';
import { durationText, share } from './stats-text.ts';

/** The figures of approvals as whole plain sentences, the same at every door. */
export function approvalLines(figures: ApprovalFigures): string[] {
  const { ended, approved, denied, expired, cancelled, lapsed, unknown, breakGlass } = figures;
  const decided = approved + denied;
  return [
    `${count(ended, 'approval')} ended, ${cancelled} of them cancelled.`,
    `Abandoned, as nobody decided in time: ${share(expired, decided + expired)}.`,
    `Approved of what was decided: ${share(approved, decided)}.`,
    `From asking to the decision: ${timeText(figures.toDecide)}.`,
    `Approved and never used: ${lapsed}. Used with an unknown outcome: ${unknown}.`,
    ...(breakGlass > 0 ? [`Approved in an emergency (break-glass): ${breakGlass}.`] : []),
  ];
}

/** One line for a team. */
export function approvalLine(figures: ApprovalFigures): string {
  const { approved, denied, expired, lapsed, unknown } = figures;
  const time = timeText(figures.toDecide);
  return `${approved} approved, ${denied} denied, ${expired} abandoned, ${lapsed} never used, ${unknown} with an unknown outcome; to decide: ${time}.`;
}

function timeText({ of, minutes, p90 }: TimeToDecide): string {
  if (minutes === undefined) {
    return `not enough yet (${of}, a median is told from ${LEAST_SAMPLE} on)`;
  }
  const most = p90 === undefined ? '' : `; nine of ten within ${durationText(p90)}`;
  return `${durationText(minutes)} (median of ${of}${most})`;
}
