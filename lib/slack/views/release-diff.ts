import type { KnownBlock, ModalView } from '@slack/types';
import { isPermission, type ReleaseChange } from '../../core/release-diff.ts';
import { context, section, tellingModal } from './parts.ts';
import { lines } from './revision-card.ts';
import { safe } from './text.ts';

export const RELEASE_DIFF = { open: 'release-diff' } as const;

/** What the button carries: `kind/name|from|to`; a version left empty is the usual one. */
export function releaseDiffValue(component: string, from = '', to = ''): string {
  return [component, from, to].join('|');
}

interface Release {
  readonly component: string;
  readonly version: string;
}

export interface ReleaseDiffShown {
  /** None before a first version. */
  readonly from: Release | undefined;
  readonly to: Release;
  readonly changes: readonly ReleaseChange[];
}

/** What differs between two versions, what lets more happen first. */
export function releaseDiffModal({ from, to, changes }: ReleaseDiffShown): ModalView {
  return tellingModal('What changed', [
    section(`*${title(from, to)}*`),
    ...(changes.length === 0 ? [section(SAME)] : []),
    ...group('It may do more', changes, (one) => one.effect === 'adds' && isReach(one)),
    ...group('It may do less', changes, (one) => one.effect === 'drops' && isReach(one)),
    ...group('What it uses', changes, (one) => one.field === 'uses'),
    ...group('Its publisher says', changes, (one) => !isPermission(one)),
    ...(changes.length > 0 && !changes.some(isReach) ? [context(REACH_SAME)] : []),
  ]);
}

const SAME = 'Both may do exactly the same, use the same, and say the same of themselves.';
const REACH_SAME = 'What it may touch stays the same.';

function title(from: Release | undefined, to: Release): string {
  const now = `${safe(to.component, 100)} ${safe(to.version, 130)}`;
  if (!from) return `${now}, the first version`;
  if (from.component === to.component) {
    return `${safe(to.component, 100)}: ${safe(from.version, 130)} → ${safe(to.version, 130)}`;
  }
  return `${now} beside its origin, ${safe(from.component, 100)} ${safe(from.version, 130)}`;
}

function isReach(one: ReleaseChange): boolean {
  return isPermission(one) && one.field !== 'uses';
}

function group(
  heading: string,
  changes: readonly ReleaseChange[],
  belongs: (one: ReleaseChange) => boolean,
): KnownBlock[] {
  const mine = changes.filter(belongs);
  return mine.length > 0 ? [context(`*${heading}*`), lines(mine)] : [];
}
