import { count } from '../lib/core/count.ts';
import type { Noted, Verification } from '../lib/core/verify.ts';

const MOST_SHOWN = 20;

/** Of a file, a line is named by its number; an archive says itself in which file it stands. */
type WhereLine = (line: number) => string;

/** Whether all is well, and what to say of it: what is proved, and what is not. */
export function auditReport(
  found: Verification,
  file: string,
  where: WhereLine = (line) => `${file}:${line}`,
): { holds: boolean; text: string } {
  if (found.breaks.length > 0) return { holds: false, text: brokenText(found, file, where) };
  if (found.events === 0)
    return { holds: false, text: `There are no events in ${file}: nothing is proved.` };
  const { events, chains, last } = found;
  const first = `The log holds: ${events} events in ${chains} chains, the newest of ${last}.`;
  return { holds: true, text: [first, ...provedLines(found), ...restoredLines(found)].join('\n') };
}

/** What a restore took out of the log, in the words of whoever kept something of it. */
function restoredLines({ restores, proved, keptBefore }: Verification): string[] {
  return restores.map((epoch) => {
    const { number, at, by, madeAt, from, lost, forgot = [] } = epoch;
    const upTo = lost ? `, up to checkpoint ${lost.number} as far as is known` : '';
    const goesOn =
      from.number === 0 ? 'from before the first checkpoint' : `from checkpoint ${from.number}`;
    const kept =
      keptBefore === number
        ? ' The checkpoint that you kept is one of those: it vouches for nothing in this file.'
        : '';
    const earlier =
      forgot.length > 0
        ? ` The backup was older than ${count(forgot.length, 'earlier restore')}, so nothing of epoch ${forgot.map((one) => one.number).join(', ')} is in this file either.`
        : '';
    const sure = proved ? '' : ' Nothing from outside vouches for this: check the key with --key.';
    return `Restored at ${at}, from a backup of ${madeAt}, as ${by} declared: epoch ${number} goes on ${goesOn}. Lines after it of the earlier epoch are not in this file${upTo}; what was undecided, unconsumed or unsent then is void.${earlier}${kept}${sure}`;
  });
}

function provedLines(found: Verification): string[] {
  const { newest, proved, keys } = found;
  if (!newest) return [INSIDE, WITHOUT_CHECKPOINT];
  if (!proved) {
    return [
      INSIDE,
      `Not proved: that this is the whole history, and not another one. The file has ${count(newest.number, 'checkpoint')} and names the key itself. Check it with --key, or with --expect and a checkpoint that you kept.`,
      ...keys.map((key) => `The key that the file names: ${key}`),
      tail(found, newest),
      keep(newest),
    ];
  }
  return [
    `Proved: up to checkpoint ${proved.number} of ${proved.at} nothing was changed, added, cut off or replaced.`,
    tail(found, proved),
    keep(newest),
  ];
}

const INSIDE = 'Proved: within each chain no line was changed, added, taken out or moved.';
const WITHOUT_CHECKPOINT =
  'Not proved: that nothing was cut from the end of a chain, and that no whole chain is missing or was replaced. The file has no checkpoint.';

function tail({ unanchored }: Verification, { number }: Noted): string {
  const { events, since } = unanchored;
  if (events === 0) return `No event is newer than checkpoint ${number}.`;
  const which = events === 1 ? '1 event' : `${events} events`;
  return `Not proved: the tail after checkpoint ${number} is anchored by nothing: ${which}, the earliest of ${since}.`;
}

function keep({ number, hash }: Noted): string {
  return `Keep this elsewhere, for --expect: ${number}:${hash}`;
}

function brokenText({ breaks }: Verification, file: string, whereLine: WhereLine): string {
  const lines = breaks.slice(0, MOST_SHOWN).map(({ line, subject, seq, say }) => {
    const where = line === 0 ? file : whereLine(line);
    const which = subject === '?' ? 'this' : `${subject} number ${seq}`;
    return `${where}: ${which} ${say}`;
  });
  const more = breaks.length - lines.length;
  return ['The log does not hold.', ...lines, ...(more > 0 ? [`… and ${more} more.`] : [])].join(
    '\n',
  );
}
