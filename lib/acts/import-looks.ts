import type { Component } from '../core/component.ts';
import { folded } from '../core/look-alike.ts';
import type { Deps } from './deps.ts';

/** What to say of a component whose name looks like one that somebody else's has. */
export type Looks = (component: Component) => string | undefined;

/**
 * "Look-alike letters in names": an import goes on, as two marketplaces may have alike names in good
 * faith; whoever imports is told. Compares with the catalog as it was when the import began.
 */
export async function looksOf(deps: Deps): Promise<Looks> {
  const { components } = await deps.catalog.load();
  const byLook = new Map<string, Component[]>();
  const lookOf = ({ kind, name }: Component) => `${kind}/${folded(name)}`;
  for (const one of components.values()) {
    byLook.set(lookOf(one), [...(byLook.get(lookOf(one)) ?? []), one]);
  }
  return (component) => {
    if (components.has(component.id)) return undefined;
    const alike = byLook.get(lookOf(component))?.find((one) => one.id !== component.id);
    return (
      alike &&
      `Its name looks like ${alike.id} of ${alike.team}. Make sure that nobody takes one for the other.`
    );
  };
}
