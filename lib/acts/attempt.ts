import { isListed } from '../store/changed.ts';
import { type Commit, commit } from '../store/commit.ts';
import { outboxItem, type Telling } from '../store/outbox.ts';
import { EVERY_WORKFLOW, recheckItem } from '../store/rechecks.ts';
import type { Item } from '../store/store.ts';
import { putAll } from '../store/systems.ts';
import type { Deps } from './deps.ts';

/** What an act wants written, before ids are given. */
export interface Write extends Omit<Commit, 'writeId'> {
  /** Written before it, for want of room in it: they count only where a head of it says the same. */
  readonly ahead?: readonly Item[];
  readonly tell?: readonly Telling[];
}

/** Either there is nothing to write, or a write with the value it makes true. */
export type Step<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'write'; readonly write: Write; readonly value: T };

const MOST_ROUNDS = 12;
const WAIT_MS = 8;

/** A step that writes nothing: it refuses, or what was wanted is so already. */
export function done<T>(value: T): Step<T> {
  return { kind: 'done', value };
}

/**
 * Load, decide, save: `step` loads and decides; when its write loses, it is run again on what won.
 * Throws when it loses `MOST_ROUNDS` times or the store gives up.
 */
export async function attempt<T>(deps: Deps, step: () => Promise<Step<T>>): Promise<T> {
  for (let round = 1; ; round += 1) {
    const next = await step();
    if (next.kind === 'done') return next.value;
    await putAll(deps.store, next.write.ahead ?? []);
    const outcome = await commit(deps.store, numbered(deps, next.write));
    if (outcome.kind === 'committed') {
      if (next.write.changes.some(({ subject }) => isListed(subject))) deps.catalog.forget();
      if (next.write.tell?.length) deps.wake();
      return next.value;
    }
    if (round >= MOST_ROUNDS) throw new Error('too many writers at once');
    await deps.store.pause(Math.ceil(deps.store.random() * WAIT_MS * round));
  }
}

function numbered(deps: Deps, { tell, ahead: _, ...write }: Write): Commit {
  const now = deps.now();
  const rows = (tell ?? []).map((one) => outboxItem(one, deps.newId('out'), now));
  const puts = [...(write.puts ?? []), ...rechecks(deps, write)];
  const creates = [...(write.creates ?? []), ...rows];
  return { ...write, puts, creates, writeId: deps.newId('w') };
}

/** Changes after which what waits for an approval may be about something else, or is to wait on. */
const RECHECKED: ReadonlySet<string> = new Set([
  'workflow.revised',
  'workflow.paused',
  'workflow.resumed',
  'workflow.retired',
  'workflow.access-granted',
  'workflow.access-ended',
  'grant.expired',
  'grant.revoked',
]);

function rechecks(deps: Deps, { changes }: Pick<Write, 'changes'>): Item[] {
  const about = changes.flatMap(({ subject, event }) => {
    if (subject.startsWith('baseline/') || event.kind === 'team.merged') return [EVERY_WORKFLOW];
    return RECHECKED.has(event.kind) ? [subject.slice('workflow/'.length)] : [];
  });
  const now = deps.now();
  return [...new Set(about)].map((one) => recheckItem(one, { token: deps.newId('rck'), now }));
}
