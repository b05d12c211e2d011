import type { AuditActor } from '../core/audit.ts';
import type { Store } from '../store/store.ts';
import type { Deps } from './deps.ts';
import { noteNoise } from './noise.ts';

interface Refused {
  readonly act: string;
  readonly about: string;
  readonly why: string;
}

/** Equal refusals that one line tells of. */
interface Batch {
  times: number;
  /** The line is not begun: whoever comes now is counted in it. */
  open: boolean;
  written: Promise<void>;
}

const batches = new WeakMap<Store, Map<string, Batch>>();

/**
 * Writes a refusal to the log, and returns once it stands there; it stands whether or not it could be
 * written down. "Nobody can hold a workflow's lock by noise", nor keep the machine busy with it: while
 * the line of a refusal is being written, equal ones wait for the next line, which says how many
 * `times`. So none is lost, and however many come at once cost two lines.
 */
export function noteRefusal(deps: Deps, actor: AuditActor, refused: Refused): Promise<void> {
  const mine = batches.get(deps.store) ?? new Map<string, Batch>();
  batches.set(deps.store, mine);
  const key = JSON.stringify([actor.kind, actor.id, refused.act, refused.about, refused.why]);
  const last = mine.get(key);
  if (last?.open) {
    last.times += 1;
    return last.written;
  }
  const batch: Batch = { times: 1, open: true, written: Promise.resolve() };
  mine.set(key, batch);
  batch.written = (async () => {
    await last?.written;
    batch.open = false;
    const { times } = batch;
    const data = { ...refused, ...(times > 1 ? { times } : {}) };
    await noteNoise(deps, { chains: 'refusals', event: 'refused', actor, data });
    if (mine.get(key) === batch) mine.delete(key);
  })();
  return batch.written;
}
