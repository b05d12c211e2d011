import type { Rules } from '../baseline.ts';
import { componentId } from '../component.ts';
import { pinsOf } from '../manifest.ts';
import { cut } from '../marketplace/text.ts';
import { isPinRange } from '../range.ts';
import { adviseRange } from '../range-check.ts';
import { isFloating, isWithin, type Width } from '../range-width.ts';
import type { Breach, Subject } from './finding.ts';

/** "Floating pins": every line whose version would move by itself, for ever. */
export function floatingPins(_rules: Rules, subject: Subject): Breach[] {
  return pinBreaches(subject, 'minor', isFloating, 'has no upper end, so it moves by itself');
}

const WORDS: Readonly<Record<Width, string>> = {
  exact: 'exactly one version',
  patch: 'one patch version',
  minor: 'one minor version',
};

/** "Range width": every line that may move further than the baseline lets it. */
export function rangeWidth(rules: Rules, subject: Subject): Breach[] {
  const { widest } = rules['range-width'];
  const isWide = (range: string) => !isWithin(range, widest);
  return pinBreaches(subject, widest, isWide, `is wider than ${WORDS[widest]}`);
}

function pinBreaches(
  { manifest, locked }: Subject,
  widest: Width,
  isBad: (range: string) => boolean,
  what: string,
): Breach[] {
  return pinsOf(manifest).flatMap(({ kind, name, range }, index) => {
    // What is no range is refused by locking, whatever the baseline says, and told there once.
    if (!isPinRange(range) || !isBad(range)) return [];
    const id = componentId(kind, name);
    const write = instead(range, widest, locked.get(id));
    const fix = write ? `Write "${write}" instead.` : 'Write it like "1.4.0" or "3.2.x".';
    return [{ field: `uses[${index}].version`, say: `${id}: "${cut(range, 100)}" ${what}.`, fix }];
  });
}

/** Something narrow enough that stays with what runs today. */
function instead(range: string, widest: Width, locked: string | undefined): string | undefined {
  const written = adviseRange(range, locked ? [locked] : []).write;
  const choices = widest === 'minor' ? [written, locked] : [locked, written];
  return choices.find((one) => one !== undefined && isWithin(one, widest));
}
