import * as z from 'zod';
import { DIALECTS, type Foreign, foreignSchema } from '../core/foreign.ts';
import { fromAttributes } from './item.ts';
import { foreignKey } from './keys.ts';
import { readPart, readTogether } from './read.ts';
import type { Item, Store } from './store.ts';

/** As text: items hold no more than 32 levels. */
const storedSchema = z.object({
  component: z.string(),
  version: z.string(),
  dialect: z.enum(DIALECTS),
  text: z.string(),
});

interface Of {
  readonly component: string;
  readonly version: string;
}

export function foreignItem({ component, version }: Of, { dialect, kept }: Foreign): Item {
  const data = { component, version, dialect, text: JSON.stringify(kept) };
  return { ...foreignKey(component, version), kind: 'foreign', data };
}

export async function readForeign(store: Store, of: Of): Promise<Foreign | undefined> {
  const part = await readPart(store, foreignKey(of.component, of.version), storedSchema);
  return part && parsed(part.state);
}

const AT_ONCE = 100;

/** Of these releases, by `component@version`; those with nothing kept are left out. */
export async function readForeigns(
  store: Store,
  all: readonly Of[],
): Promise<ReadonlyMap<string, Foreign>> {
  const found = new Map<string, Foreign>();
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE);
    const keys = some.map((of) => foreignKey(of.component, of.version));
    for (const item of (await readTogether(store, keys)).values()) {
      const { state } = fromAttributes(item, storedSchema);
      found.set(`${state.component}@${state.version}`, parsed(state));
    }
  }
  return found;
}

function parsed({ dialect, text }: z.infer<typeof storedSchema>): Foreign {
  return foreignSchema.parse({ dialect, kept: JSON.parse(text) });
}
