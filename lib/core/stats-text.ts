import { count } from './count.ts';
import { type Figures, LEAST_SAMPLE, type Median } from './stats.ts';

/** "First use" until credentials are lent out: said wherever the figure stands. */
export const FIRST_USE =
  'First use is the first approved action that ran. Temporary credentials are not measured: there are none here yet.';

/** The figures as whole plain sentences, the same at every door. */
export function figureLines(figures: Figures): string[] {
  const { requests, waiting, extending } = figures;
  const wait = waiting === 0 ? 'none waits' : waiting === 1 ? '1 waits' : `${waiting} wait`;
  const asked = extending === 1 ? '1 waits' : `${extending} wait`;
  return [
    `${count(requests, 'request')}; ${wait} for the platform team.`,
    ...(extending > 0 ? [`Of the others ${asked} for the owner of what nearly fits.`] : []),
    `Answered with what exists, without a human in between: ${share(figures.reused, requests)}.`,
    `From asking to registered: ${medianText(figures.toRegistered)}.`,
    `From asking to the first use: ${medianText(figures.toFirstUse)}.`,
    formLine(figures),
  ];
}

/** One line for a month or a team. */
export function figureLine(figures: Figures): string {
  const { requests, reused, opened, sent } = figures;
  const median = medianText(figures.toRegistered);
  return `${requests} requested, ${reused} of them answered with what exists; to registered: ${median}; ${sent} of ${opened} forms sent.`;
}

function formLine({ opened, matched, sent }: Figures): string {
  const left = [opened - matched, matched - sent];
  const where = [
    `${left[0]} gave up before the matches were shown`,
    `${left[1]} when they saw them`,
  ];
  return `Forms: ${opened} opened, ${matched} as far as the catalog's matches, ${sent} sent (${where.join(', ')}).`;
}

/** "3 of 12 (25 %)", or that it is too early to say. */
export function share(part: number, whole: number): string {
  if (whole < LEAST_SAMPLE)
    return `not enough yet (${whole}, a share is told from ${LEAST_SAMPLE} on)`;
  return `${part} of ${whole} (${Math.round((part / whole) * 100)} %)`;
}

function medianText({ of, minutes }: Median): string {
  if (minutes === undefined) {
    return `not enough yet (${of}, a median is told from ${LEAST_SAMPLE} on)`;
  }
  return `${durationText(minutes)} (median of ${of})`;
}

/** Minutes in the largest unit that fits: "12 minutes", "3 hours", "2 days". */
export function durationText(minutes: number): string {
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return count(Math.round(minutes), 'minute');
  if (minutes < 48 * 60) return count(Math.round(minutes / 60), 'hour');
  return count(Math.round(minutes / (24 * 60)), 'day');
}
