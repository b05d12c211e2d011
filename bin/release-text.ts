import type { ReleaseChangeAnswer } from '../lib/contract/releases.ts';

/** What differs between two releases, a line each: `+` may do or says more, `-` less, `~` other. */
export function changeLines(changes: readonly ReleaseChangeAnswer[]): string[] {
  return changes.map(({ effect, say }) => `  ${MARK[effect]} ${say}`);
}

const MARK = { adds: '+', drops: '-', changes: '~' } as const;
