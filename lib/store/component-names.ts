import * as z from 'zod';
import type { Component } from '../core/component.ts';
import { folded } from '../core/look-alike.ts';
import { readPart } from './read.ts';
import type { Item, Key, Store } from './store.ts';

type Named = Pick<Component, 'kind' | 'name'>;
const claimSchema = z.object({ component: z.string() });

/** What a name looks like is an item of its own, so that two look-alikes cannot be taken at once. */
function lookKey({ kind, name }: Named): Key {
  return { pk: `component-look/${kind}/${folded(name)}`, sk: 'HEAD' };
}

/**
 * The component that first took a name that looks like this one. Components that were imported, or
 * are older than this rule, took none: see also the catalog.
 */
export async function firstOfLook(store: Store, named: Named): Promise<string | undefined> {
  return (await readPart(store, lookKey(named), claimSchema))?.state.component;
}

export function lookItem(named: Named, component: string): Item {
  return { ...lookKey(named), kind: 'component-look', data: { component } };
}
