import type { EstateSource } from '../core/discovered.ts';
import { decideRow, type ResolvedRow, type RowDecision } from '../core/discovered-import.ts';
import type { EstateRow } from '../core/estate-row.ts';
import type { PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import { suggestName } from '../core/reuse.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { discoveredWrite, loadDiscovered } from './discovered.ts';
import { resolver, type Unresolved } from './estate-resolve.ts';
import { loadOrganisation, loadWorkflow, mayNotHere } from './standing.ts';

export interface EstateImport {
  readonly source: EstateSource;
  readonly rows: readonly EstateRow[];
  /** Look everything up and decide, and write nothing. */
  readonly dryRun: boolean;
}

export interface ImportedRow {
  readonly row: number;
  readonly id: string;
  readonly outcome: 'added' | 'changed' | 'unchanged' | 'refused';
  /** Which column is to be mended, where there is one. */
  readonly field?: string;
  readonly why?: string;
  readonly say?: string;
}

interface Planned {
  readonly row: ResolvedRow;
  readonly decision: RowDecision;
}

/**
 * Takes rows in as discovered entries, "each row in a transaction of its own": an import that stops
 * half-way is simply run again. "One message per owner listing all of theirs": of an owner's rows in
 * one call the last one that is written tells the owner.
 */
export async function importEstate(
  deps: Deps,
  by: PersonKey,
  { source, rows, dryRun }: EstateImport,
): Promise<{ kind: 'imported'; results: readonly ImportedRow[] } | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'import-estate', by);
  if (refusal) return refusal;
  const organisation = await loadOrganisation(deps);
  const resolve = await resolver(deps, organisation);
  const results: ImportedRow[] = [];
  const planned: Planned[] = [];
  for (const row of rows) {
    const found = await resolve(row);
    if (found.kind === 'unresolved') results.push(unresolved(row, found));
    else planned.push({ row: found.row, decision: await decided(deps, found.row, source) });
  }
  const { platformChannel } = organisation;
  const taking = { deps, by, source, platformChannel };
  for (const group of byOwner(planned)) {
    const made = dryRun ? group : await take(taking, group);
    results.push(...made.map(resultOf));
  }
  return { kind: 'imported', results: results.sort((a, b) => a.row - b.row) };
}

function unresolved({ row, name }: EstateRow, { field, refusal }: Unresolved): ImportedRow {
  const { why, say } = refusal;
  return { row, id: suggestName(name), outcome: 'refused', field, why, say };
}

async function decided(deps: Deps, row: ResolvedRow, source: EstateSource): Promise<RowDecision> {
  const id = suggestName(row.name);
  const [head, workflow] = await Promise.all([loadDiscovered(deps, id), loadWorkflow(deps, id)]);
  const under = { discovered: head?.state, registered: workflow !== undefined };
  return decideRow(row, { source, now: deps.now() }, under, deps.sha);
}

function byOwner(planned: readonly Planned[]): Planned[][] {
  const groups = new Map<string, Planned[]>();
  for (const one of planned) {
    const owner = one.row.owner ?? '';
    groups.set(owner, [...(groups.get(owner) ?? []), one]);
  }
  return [...groups.values()];
}

interface Taking {
  readonly deps: Deps;
  readonly by: PersonKey;
  readonly source: EstateSource;
  readonly platformChannel: string;
}

/** Writes the rows of one owner; the last one tells. Should that one lose, another one tells. */
async function take(taking: Taking, group: readonly Planned[]): Promise<Planned[]> {
  const isNew = ({ decision }: Planned) => decision.kind === 'added' || decision.kind === 'changed';
  const last = group.findLast(isNew);
  const made: Planned[] = [];
  for (const one of group) {
    const decision = isNew(one) ? await writeRow(taking, one.row, one === last) : one.decision;
    made.push({ ...one, decision });
  }
  const written = made.filter(isNew);
  const told = last && written.some((one) => one.row === last.row);
  const [one] = written;
  if (one && !told && one.decision.kind !== 'refused')
    await tellLate(taking, one.decision.entry.id);
  return made;
}

async function writeRow(
  { deps, by, source, platformChannel }: Taking,
  row: ResolvedRow,
  tells: boolean,
): Promise<RowDecision> {
  const id = suggestName(row.name);
  return attempt(deps, async (): Promise<Step<RowDecision>> => {
    const [before, workflow] = await Promise.all([
      loadDiscovered(deps, id),
      loadWorkflow(deps, id),
    ]);
    const under = { discovered: before?.state, registered: workflow !== undefined };
    const decision = decideRow(row, { source, now: deps.now() }, under, deps.sha);
    if (decision.kind === 'refused' || decision.kind === 'unchanged') return done(decision);
    const { entry } = decision;
    const kind = decision.kind === 'added' ? 'discovered.imported' : 'discovered.revised';
    const data = { source: source.kind, systems: entry.systems.length, pins: entry.pins.length };
    const happened = { kind, actor: { kind: 'person' as const, id: by }, data };
    const tell = tells ? { platformChannel, lane: 'bulk' as const } : undefined;
    const write = discoveredWrite(deps, { before, entry }, happened, tell);
    return { kind: 'write', write, value: decision };
  });
}

/** Another import took the row that was to tell: the owner is told with an event of its own. */
async function tellLate({ deps, by, platformChannel }: Taking, id: string): Promise<void> {
  await attempt(deps, async (): Promise<Step<void>> => {
    const before = await loadDiscovered(deps, id);
    if (!before) return done(undefined);
    const happened = { kind: 'discovered.asked', actor: { kind: 'person' as const, id: by } };
    const at = { platformChannel, lane: 'bulk' as const };
    const next = { before, entry: before.state };
    const write = discoveredWrite(deps, next, happened, at);
    return { kind: 'write', write, value: undefined };
  });
}

function resultOf({ row, decision }: Planned): ImportedRow {
  const at = { row: row.row, id: suggestName(row.name) };
  if (decision.kind !== 'refused') return { ...at, outcome: decision.kind };
  const { why, say } = decision;
  return { ...at, outcome: 'refused', field: 'name', why, say };
}
