import type { Note } from '../core/marketplace/draft.ts';
import { marketplaceName, pluginEntry, settledRenames } from '../core/marketplace/export.ts';
import type { Refusal } from '../core/result.ts';
import type { Deps } from './deps.ts';
import { connectorsOf, exportedComponents, newestReleases } from './exports.ts';
import { loadOrganisation } from './standing.ts';

export interface ExportAsked {
  readonly team?: string | undefined;
  /** The last id of the page before. */
  readonly after?: string | undefined;
  readonly most: number;
}

export interface MarketplacePage {
  readonly kind: 'marketplace';
  readonly name: string;
  readonly owner: string;
  readonly plugins: readonly Readonly<Record<string, unknown>>[];
  /** Settled where this page is all there is. */
  readonly renames: Readonly<Record<string, string | null>>;
  readonly notes: readonly Note[];
  readonly next: string | undefined;
}

/** So much kept text in one answer at most: what runs functions takes 6 MB. */
const MOST_TEXT = 2 * 1024 * 1024;

/** Plugins as a Claude marketplace, page by page. Who may find them may export them. */
export async function exportMarketplace(
  deps: Deps,
  { team, after, most, name: asked }: ExportAsked & { readonly name?: string | undefined },
): Promise<MarketplacePage | Refusal<'bad-name' | 'no-team'>> {
  const organisation = await loadOrganisation(deps);
  const named = marketplaceName(organisation.name, asked);
  if (named.kind === 'refused') return named;
  const exported = await exportedComponents(deps, team);
  if (exported.kind === 'refused') return exported;
  const plugins = exported.components.filter((one) => one.kind === 'plugin');
  const rest = plugins.filter((one) => after === undefined || one.id > after);
  const page = await newestReleases(deps, rest.slice(0, most));
  const connectors = await connectorsOf(
    deps,
    page.map((one) => one.release),
  );
  const all = page.map((one) => pluginEntry({ ...one, connectors: connectors(one.release) }));
  const taken = withinText(all.map((one) => one.entry));
  const written = all.slice(0, taken);
  const next =
    page.length > taken || rest.length > most ? page[taken - 1]?.component.id : undefined;
  const entries = written.flatMap(({ entry }) => (entry ? [entry] : []));
  const renames = Object.fromEntries(written.flatMap((one) => Object.entries(one.renames)));
  const whole = after === undefined && next === undefined;
  return {
    kind: 'marketplace',
    name: named.name,
    owner: organisation.name,
    plugins: entries,
    renames: whole ? settledRenames(entries, renames) : renames,
    notes: written.flatMap((one) => one.notes),
    next,
  };
}

/** How many of them fit into one answer; at least one. */
export function withinText(all: readonly unknown[]): number {
  let text = 0;
  const over = all.findIndex((one) => {
    text += JSON.stringify(one ?? null).length;
    return text > MOST_TEXT;
  });
  return over < 0 ? all.length : Math.max(over, 1);
}
