import { type Discovery, discover } from '../acts/discover.ts';
import { importEstate } from '../acts/estate.ts';
import { oversight } from '../acts/oversight.ts';
import {
  type DiscoveryAnswer,
  discoverOperation,
  importEstateOperation,
  oversightOperation,
} from '../contract/estate.ts';
import { servePerson } from './serve.ts';
import { answer, type Door } from './types.ts';

/** What runs already: importing it, comparing sources with it, and the oversight of all of it. */
export function serveEstate(door: Door): void {
  const { deps } = door;
  servePerson(door, importEstateOperation, async ({ caller, body }) => {
    const { source, rows, dry_run: dryRun = false } = body;
    const outcome = await importEstate(deps, caller, { source, rows, dryRun });
    return outcome.kind === 'refused' ? outcome : answer({ results: [...outcome.results] });
  });
  servePerson(door, discoverOperation, async ({ caller, body }) => {
    const outcome = await discover(deps, caller, body);
    return outcome.kind === 'refused' ? outcome : answer(discoveryView(outcome));
  });
  servePerson(door, oversightOperation, async ({ caller, query }) => {
    const outcome = await oversight(deps, caller, query);
    if (outcome.kind === 'refused') return outcome;
    const { at, rows, next, totals, total, counted, sources, whyIncomplete } = outcome;
    return answer({
      ...{ at, rows: [...rows], next, totals: { ...totals }, total, counted },
      sources: [...sources],
      systems: outcome.systems.map(({ system, workflows }) => ({ system, workflows })),
      complete: false as const,
      why_incomplete: [...whyIncomplete],
    });
  });
}

function discoveryView({ source, unregistered, vanished, lookAlikes }: Discovery): DiscoveryAnswer {
  const { kind, name, comparedAt, counts } = source;
  return {
    ...{ kind, name, counts, compared_at: comparedAt },
    unregistered: [...unregistered],
    vanished: [...vanished],
    look_alikes: lookAlikes.map(({ item, like, why }) => ({ name: item.name, like, why })),
  };
}
