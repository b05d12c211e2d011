import { exportBackstage } from '../acts/export-backstage.ts';
import { exportMarketplace } from '../acts/export-marketplace.ts';
import {
  exportBackstageOperation,
  exportMarketplaceOperation,
  MOST_EXPORTED,
} from '../contract/exports.ts';
import { mayNotFind } from './editor.ts';
import { servePersonOrCi } from './serve.ts';
import { answer, type Door } from './types.ts';

/** The catalog in the words of others: for whoever may find it. */
export function serveExports(door: Door): void {
  const { deps } = door;
  servePersonOrCi(door, exportMarketplaceOperation, async ({ caller, query }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const page = await exportMarketplace(deps, { ...query, most: query.most ?? MOST_EXPORTED });
    if (page.kind === 'refused') return page;
    const { name, owner, plugins, renames, notes, next } = page;
    const renamed = Object.keys(renames).length > 0 ? { renames: { ...renames } } : {};
    return answer({
      marketplace: { name, owner: { name: owner }, plugins: [...plugins], ...renamed },
      notes: [...notes],
      ...(next === undefined ? {} : { next }),
    });
  });
  servePersonOrCi(door, exportBackstageOperation, async ({ caller, query }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const page = await exportBackstage(deps, { ...query, most: query.most ?? MOST_EXPORTED });
    if (page.kind === 'refused') return page;
    const entities = page.entities.map((one) => ({ ...one }));
    return answer({ entities, ...(page.next === undefined ? {} : { next: page.next }) });
  });
}
