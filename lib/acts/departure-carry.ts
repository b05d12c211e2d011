import * as z from 'zod';
import { carried, type Departure, openOrphans, returned } from '../core/departure.ts';
import { takenBy } from '../core/departure-all.ts';
import type { PersonKey } from '../core/people.ts';
import type { Workflow } from '../core/workflow.ts';
import { readAll } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import { carryTaking } from './departure-all.ts';
import {
  answerBy,
  departureChange,
  departureWrite,
  linesOf,
  loadDeparture,
} from './departure-store.ts';
import type { Deps } from './deps.ts';
import { isGone } from './inactive.ts';
import { goneAmong, tellables } from './notice-carry.ts';
import { loadOrganisation, loadWorkflow } from './standing.ts';

const ownsSchema = z.object({ workflow: z.string() });

/** What this person owns and runs: it costs that, and nothing else is read. */
export async function ownedBy(deps: Deps, person: PersonKey): Promise<Workflow[]> {
  const owned = await readAll(deps.store, { partition: `owns/${person}`, schema: ownsSchema });
  const heads = await Promise.all(owned.map((one) => loadWorkflow(deps, one.state.workflow)));
  return heads.flatMap((head) => {
    const mine = head?.state.owner === person && head.state.status !== 'retired';
    return mine ? [head.state] : [];
  });
}

/**
 * Somebody may have left, or be back: the sweep looks at what they own at once. Nothing is written for
 * who owns nothing, nor where all of it is asked about already.
 */
export async function noticeDeparture(deps: Deps, person: PersonKey): Promise<boolean> {
  const owned = await ownedBy(deps, person);
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head = await loadDeparture(deps, person);
    const open = new Set(head ? openOrphans(head.state).map((one) => one.id) : []);
    if (head?.state.look && head.state.look <= deps.now()) return done(false);
    if (owned.every(({ id }) => open.has(id))) return done(false);
    return lookNow(deps, person, open.size > 0);
  });
}

/** The same for who is there again, and of whose workflows others were asked. */
export async function noticeReturn(deps: Deps, person: PersonKey): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head = await loadDeparture(deps, person);
    if (!head || openOrphans(head.state).length === 0) return done(false);
    return lookNow(deps, person, true);
  });
}

async function lookNow(deps: Deps, person: PersonKey, goesOn: boolean): Promise<Step<boolean>> {
  const [head, at] = [await loadDeparture(deps, person), deps.now()];
  const before = goesOn ? head?.state : undefined;
  const next: Departure = { person, at, orphans: [], ...before, look: at };
  const changes = [departureChange(deps, next, head, { kind: 'departure.noticed' })] as const;
  return { kind: 'write', value: true, write: { changes } };
}

/**
 * Asks who is next about everything that this person owns and left behind. Slack is asked anew; while
 * it is unsure nothing changes. One transaction, so it may be broken off anywhere and run twice at
 * once: nobody is asked twice. False when nothing was due.
 */
export async function carryDeparture(deps: Deps, id: string): Promise<boolean> {
  const seen = (await loadDeparture(deps, id))?.state;
  if (!seen?.look || seen.look > deps.now()) return false;
  const gone = await isGone(deps, seen.person);
  if (gone === undefined) return false;
  if (gone && takenBy(seen)) return carryTaking(deps, seen.person);
  const organisation = await loadOrganisation(deps);
  const workflows = gone ? await ownedBy(deps, seen.person) : [];
  const away = await goneAmong(deps, await tellables(deps, workflows));
  const lines = await linesOf(deps, workflows);
  const asking = { now: deps.now(), until: answerBy(deps, organisation), gone: away };
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const before = await loadDeparture(deps, id);
    if (!before?.state.look || before.state.look > asking.now) return done(false);
    const next = gone ? carried(before.state, lines, asking) : returned(before.state, asking.now);
    const kind = gone ? 'departure.asked' : 'departure.returned';
    const write = departureWrite(deps, { next, before }, { kind }, organisation);
    return { kind: 'write', value: true, write };
  });
}
