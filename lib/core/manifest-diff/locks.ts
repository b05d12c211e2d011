import type { Lock } from '../workflow.ts';

/** Which locks move, in plain words: a manifest says only the range. `versions` is by component. */
export function lockChanges(
  locks: readonly Lock[],
  versions: Readonly<Record<string, string>>,
): { readonly field: string; readonly say: string }[] {
  return locks.flatMap(({ component, version }) => {
    const next = Object.hasOwn(versions, component) ? versions[component] : undefined;
    if (next === undefined || next === version) return [];
    return [{ field: 'uses', say: `Moves ${component} from version ${version} to ${next}` }];
  });
}
