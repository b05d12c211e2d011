import type { Surface } from '../component.ts';

const WORDS: Readonly<Record<keyof Surface, string>> = {
  systems: 'system',
  scopes: 'scope',
  tools: 'tool',
  actions: 'action',
  hooks: 'hook',
  endpoints: 'address',
};
const KINDS = ['systems', 'scopes', 'tools', 'actions', 'hooks', 'endpoints'] as const;

/** What another version may touch that this one does not, and the other way round. */
export function surfaceChanges(before: Surface, after: Surface): string[] {
  return KINDS.flatMap((kind) => [
    ...after[kind]
      .filter((one) => !before[kind].includes(one))
      .map((one) => `adds ${WORDS[kind]} ${one}`),
    ...before[kind]
      .filter((one) => !after[kind].includes(one))
      .map((one) => `drops ${WORDS[kind]} ${one}`),
  ]);
}
