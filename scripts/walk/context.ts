import type { Machine } from '../../lib/local/machine.ts';

export interface Ctx {
  readonly machine: Machine;
  /** What later steps need of earlier ones: the key, the approval's id. */
  readonly notes: Map<string, string>;
}

export type Step = (context: Ctx) => Promise<void>;
