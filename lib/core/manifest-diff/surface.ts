import type { Surface } from '../component.ts';

export const SURFACE_WORDS: Readonly<Record<keyof Surface, string>> = {
  systems: 'system',
  scopes: 'scope',
  tools: 'tool',
  actions: 'action',
  hooks: 'hook',
  endpoints: 'address',
};
const SURFACE_PARTS = ['systems', 'scopes', 'tools', 'actions', 'hooks', 'endpoints'] as const;

export interface SurfaceChange {
  readonly part: keyof Surface;
  readonly effect: 'adds' | 'drops';
  /** The system, scope, tool, … itself. */
  readonly what: string;
}

/** What another version may touch that this one does not, and the other way round; each once. */
export function surfaceDifference(before: Surface, after: Surface): SurfaceChange[] {
  return SURFACE_PARTS.flatMap((part) => [
    ...missingIn(before[part], after[part]).map((what) => ({
      part,
      effect: 'adds' as const,
      what,
    })),
    ...missingIn(after[part], before[part]).map((what) => ({
      part,
      effect: 'drops' as const,
      what,
    })),
  ]);
}

/** The same in words. */
export function surfaceChanges(before: Surface, after: Surface): string[] {
  return surfaceDifference(before, after).map(
    ({ part, effect, what }) => `${effect} ${SURFACE_WORDS[part]} ${what}`,
  );
}

/** What `list` has and `other` has not, each once. */
export function missingIn(other: readonly string[], list: readonly string[]): string[] {
  return [...new Set(list)].filter((one) => !other.includes(one));
}
