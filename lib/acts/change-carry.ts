import type { Affected } from '../core/affected.ts';
import {
  type ChangeAsk,
  type ChangeProposal,
  drawingOf,
  newAsk,
  withOwnerless,
} from '../core/change-proposal.ts';
import type { PersonKey } from '../core/people.ts';
import type { Head } from '../store/item.ts';
import type { Item } from '../store/store.ts';
import { affectedBy, allotAffected } from './affected.ts';
import { attempt, done, type Step } from './attempt.ts';
import {
  askStep,
  changeAsks,
  changeStep,
  loadChange,
  tellOwner,
  tellProposer,
} from './change-store.ts';
import type { Deps } from './deps.ts';
import { goneAmong } from './notice-carry.ts';

const ACTOR = { kind: 'system', id: 'change' } as const;
/** Five items each, of the 100 items of a transaction. */
const AT_ONCE = 16;

/**
 * Tells every owner who has not been told, or shows everybody how it ended. Batch by batch, each in a
 * transaction that expects the change as it was read, so it may be broken off anywhere and run in
 * several processes at once: nobody is told twice. False when nothing was due.
 */
export async function carryChange(deps: Deps, id: string): Promise<boolean> {
  const change = (await loadChange(deps, id))?.state;
  if (!change?.telling) return false;
  if (drawingOf(change) !== 'open') return drawAnew(deps, id);
  const found = await affectedBy(deps, change);
  const { holders, ownerless } = await allotAffected(deps, found, (all) => goneAmong(deps, all));
  const rows = new Map<string, Affected>(
    found.rows.map(({ state: _, by: __, ...row }) => [row.workflow, row]),
  );
  const owners = [...holders].map(([holder, workflows]) => ({
    holder,
    affected: workflows.flatMap((name) => rows.get(name) ?? []),
  }));
  while (await tellSome(deps, id, { owners, ownerless })) {
    // Each round tells the next ones, until nobody is left.
  }
  return true;
}

interface ToTell {
  readonly owners: readonly {
    readonly holder: PersonKey;
    readonly affected: readonly Affected[];
  }[];
  readonly ownerless: readonly string[];
}

/** One batch. False when it was the last one, or there is nothing to tell any more. */
async function tellSome(deps: Deps, id: string, { owners, ownerless }: ToTell): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const [head, asks] = await Promise.all([loadChange(deps, id), changeAsks.all(deps, id)]);
    if (!head?.state.telling || drawingOf(head.state) !== 'open') return done(false);
    const told = new Set(asks.map(({ state }) => state.holder));
    const left = owners.filter((one) => !told.has(one.holder));
    const some = left.slice(0, AT_ONCE);
    const fresh = { change: id, at: deps.now(), drawn: 'open' };
    const next = some.map(({ holder, affected }) => ({
      before: undefined,
      ask: newAsk({ ...fresh, holder }, affected),
    }));
    const more = left.length > some.length;
    const change = { ...withOwnerless(head.state, ownerless), telling: more };
    const items = some.map(({ holder }) => changeAsks.note(id, holder));
    return batch(deps, { head, change, next, items, kind: 'change.told' });
  });
}

/** One batch after the other of those whose message shows the change as it was before its end. */
async function drawAnew(deps: Deps, id: string): Promise<boolean> {
  const round = () =>
    attempt(deps, async (): Promise<Step<boolean>> => {
      const [head, asks] = await Promise.all([loadChange(deps, id), changeAsks.all(deps, id)]);
      if (!head?.state.telling) return done(false);
      const drawn = drawingOf(head.state);
      const left = asks.filter((one) => one.state.drawn !== drawn);
      const some = left.slice(0, AT_ONCE);
      const next = some.map((before) => ({ before, ask: { ...before.state, drawn } }));
      const change = { ...head.state, telling: left.length > some.length };
      return batch(deps, { head, change, next, items: [], kind: 'change.told' });
    });
  while (await round()) {
    // Each round draws the next ones, until none is left.
  }
  return true;
}

interface Batch {
  readonly head: Head<ChangeProposal>;
  readonly change: ChangeProposal;
  readonly next: readonly {
    readonly before: Head<ChangeAsk> | undefined;
    readonly ask: ChangeAsk;
  }[];
  readonly items: readonly Item[];
  readonly kind: string;
}

function batch(deps: Deps, { head, change, next, items, kind }: Batch): Step<boolean> {
  const data = { state: change.state, told: next.length };
  const first = changeStep(deps, change, head, { kind, actor: ACTOR, data });
  const asks = next.map(({ before, ask }) => {
    const happened = { state: change.state, workflows: ask.affected.length };
    return askStep(deps, ask, before, { kind: 'change.owner-told', actor: ACTOR, data: happened });
  });
  return {
    kind: 'write',
    value: change.telling,
    write: {
      changes: [first, ...asks],
      creates: items,
      tell: [
        ...next.map(({ ask }) => tellOwner(ask)),
        ...(change.telling ? [] : [tellProposer(change)]),
      ],
    },
  };
}
