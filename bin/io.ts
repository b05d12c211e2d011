import type { ClientOptions } from '../lib/client/client.ts';

/** All that a command reaches the world through, besides files. */
export interface Io extends Pick<ClientOptions, 'fetch' | 'pause' | 'now'> {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Files are named relative to it. */
  readonly cwd: string;
  readonly home: string;
  /** Asks whoever is at the keyboard; absent where nobody is. */
  readonly ask?: (question: string) => Promise<string>;
  /** Results: what another program would read. */
  readonly out: (text: string) => void;
  /** Everything that is said to the person at the keyboard only. */
  readonly err: (text: string) => void;
}

/** Trouble that is the command line's own: said as it is, with exit code 2. */
export class UsageProblem extends Error {}

/** Text from elsewhere without the signs that would move a terminal's cursor or colours. */
export function plain(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '');
}
