import * as z from 'zod';
import type { Surface } from './component.ts';
import { DISCOVERED_STATES, type Discovered } from './discovered.ts';
import { type ComparedSource, SOURCE_KINDS, SOURCE_WORDS } from './estate-source.ts';
import { keysInForce, STATUSES, type Workflow } from './workflow.ts';

/** "What do we run, who owns it, what can it touch?": one line of the answer. */
export const oversightRowSchema = z.object({
  kind: z.enum(['workflow', 'discovered']),
  id: z.string(),
  title: z.string(),
  team: z.string(),
  owner: z.string(),
  backup: z.string(),
  /** A workflow's status, or what was said of a discovered entry. */
  status: z.enum([...STATUSES, ...DISCOVERED_STATES]),
  purpose: z.string(),
  systems: z.array(z.string()),
  connectors: z.array(
    z.object({ id: z.string(), version: z.string(), scopes: z.array(z.string()) }),
  ),
  gated_actions: z.array(z.string()),
  /** Where its own log is: the address it names, or Yardmaster's. */
  log: z.string(),
  last_change: z.string(),
  key_holders: z.int(),
  /** Where a discovered entry comes from; empty for a workflow. */
  source: z.string(),
});
export type OversightRow = z.infer<typeof oversightRowSchema>;

/** A source that was compared, or a kind of source that never was. */
export const oversightSourceSchema = z.object({
  kind: z.enum(SOURCE_KINDS),
  name: z.string(),
  compared: z.boolean(),
  compared_at: z.string().optional(),
  seen: z.int().optional(),
  unregistered: z.int().optional(),
  vanished: z.int().optional(),
  look_alikes: z.int().optional(),
  say: z.string(),
});
export type OversightSource = z.infer<typeof oversightSourceSchema>;

export interface Around {
  /** What each locked release may touch, by `kind/name@version`. */
  readonly surfaces: ReadonlyMap<string, Surface>;
  readonly baseUrl: string;
  /** Whether the baseline gates this action for a team, whatever its manifest says. */
  readonly ruled: (team: string, action: string) => boolean;
  readonly now: string;
}

/** A registered workflow as the auditor reads it. */
export function workflowRow(workflow: Workflow, around: Around): OversightRow {
  const { id, team, owner, status, purpose, locks, manifest } = workflow;
  const touched = locks.map((lock) => {
    const surface = around.surfaces.get(`${lock.component}@${lock.version}`);
    return { lock, scopes: surface?.scopes ?? [], systems: surface?.systems ?? [] };
  });
  const connectors = touched.filter(({ lock }) => lock.component.startsWith('connector/'));
  const holders = keysInForce(workflow.keys, around.now).map((key) => key.holder);
  return {
    ...{ kind: 'workflow' as const, id, title: id, team, owner, status, purpose },
    backup: workflow.backup ?? '',
    systems: sorted([...(manifest.systems ?? []), ...touched.flatMap((one) => one.systems)]),
    connectors: connectors.map(({ lock, scopes }) => {
      const name = lock.component.slice('connector/'.length);
      const named = manifest.scopes ?? {};
      const asked = Object.hasOwn(named, name) ? (named[name] ?? scopes) : scopes;
      return { id: lock.component, version: lock.version, scopes: [...asked] };
    }),
    gated_actions: sorted([
      ...(manifest.review_required_actions ?? []),
      ...workflow.actions.filter((action) => around.ruled(team, action)),
    ]),
    log: manifest.audit_logs ?? `${around.baseUrl}/v1/log?subject=workflow/${id}`,
    last_change: workflow.updatedAt,
    key_holders: new Set(holders).size,
    source: '',
  };
}

/** The same for what runs and is not registered: it has no revision, keys or backup. */
export function discoveredRow(entry: Discovered, baseUrl: string): OversightRow {
  const { id, title, team = '', owner = '', purpose, systems, pins, source } = entry;
  const connectors = pins.filter((pin) => pin.kind === 'connector');
  return {
    ...{ kind: 'discovered' as const, id, title, team, owner, status: entry.state, purpose },
    backup: '',
    systems: sorted(systems),
    connectors: connectors.map(({ name, range = '' }) => ({
      id: `connector/${name}`,
      version: range,
      scopes: [],
    })),
    gated_actions: [],
    log: `${baseUrl}/v1/log?subject=discovered/${id}`,
    last_change: entry.answeredAt ?? entry.importedAt,
    // "Without credentials": nothing that is merely discovered has a key.
    key_holders: 0,
    source: `${source.kind} ${source.name}`,
  };
}

/**
 * "The oversight export names the sources that were not compared: `complete` is never claimed
 * silently": each compared source with when and counts, and each kind that never was.
 */
export function sourceLines(compared: readonly ComparedSource[]): OversightSource[] {
  return SOURCE_KINDS.flatMap((kind): OversightSource[] => {
    const known = compared.filter((one) => one.kind === kind);
    if (known.length > 0) return known.map(comparedLine);
    const say = `No ${SOURCE_WORDS[kind]} was ever compared. What runs there may be missing here.`;
    return [{ kind, name: '', compared: false, say }];
  });
}

function comparedLine({ kind, name, comparedAt, counts }: ComparedSource): OversightSource {
  const { seen, unregistered, vanished, lookAlikes } = counts;
  return {
    ...{ kind, name, compared: true, compared_at: comparedAt, seen, unregistered, vanished },
    look_alikes: lookAlikes,
    say: `Compared: of ${seen}, ${unregistered} were not registered. Nothing later is known.`,
  };
}

const NOT_FILED =
  'Workflows of an earlier version are still being filed under their systems: the totals by system may be short.';

/** Why nobody may call the list complete. Never empty. */
export function whyIncomplete(sources: readonly OversightSource[], filed = true): string[] {
  return [
    'It lists what was registered, imported or discovered here, and nothing else.',
    ...(filed ? [] : [NOT_FILED]),
    ...sources.filter((one) => !one.compared).map((one) => one.say),
  ];
}

/** How many there are of each kind and status: the same counts as in the registry's own listing. */
export function totalsOf(rows: readonly Pick<OversightRow, 'kind' | 'status'>[]) {
  const totals: Record<string, number> = {};
  for (const { kind, status } of rows) {
    const key = `${kind}/${status}`;
    totals[key] = (totals[key] ?? 0) + 1;
  }
  return totals;
}

function sorted(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}
