import * as z from 'zod';
import type { AuditActor } from '../core/audit.ts';
import {
  type Announced,
  type ChangeAsk,
  type ChangeProposal,
  changeAskSchema,
  changeProposalSchema,
} from '../core/change-proposal.ts';
import { slackUserId } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Change } from '../store/commit.ts';
import { changeIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import type { Telling } from '../store/outbox.ts';
import { readAll, readHead, readPart } from '../store/read.ts';
import type { Item, Key } from '../store/store.ts';
import { askedPeople } from './asked-people.ts';
import type { Deps } from './deps.ts';

/** Undefined when there is no such change. */
export function loadChange(deps: Deps, id: string): Promise<Head<ChangeProposal> | undefined> {
  return readHead(deps.store, `change-proposal/${id}`, changeProposalSchema);
}

export function noChange(id: string): Refusal<'no-change'> {
  return refuse('no-change', `There is no planned change "${id.slice(0, 60)}".`);
}

/** Whom a change was announced to. */
export const changeAsks = askedPeople({
  asks: 'change-ask',
  of: 'change-proposal',
  prefix: 'TOLD#',
  kind: 'told',
  schema: changeAskSchema,
});

type Same = Pick<Announced, 'component' | 'kind' | 'detail'>;

/** Where the one open announcement of the same thing is noted. */
export function openChangeKey({ component, kind, detail }: Same): Key {
  return { pk: `open-change/${component}`, sk: `${kind}#${detail}` };
}

const openSchema = z.object({ change: z.string() });

export function openChangeItem(change: ChangeProposal): Item {
  return { ...openChangeKey(change), kind: 'open-change', data: { change: change.id } };
}

/** The id of the announcement of the same thing that is open, if any. */
export async function readOpenChange(deps: Deps, same: Same): Promise<string | undefined> {
  return (await readPart(deps.store, openChangeKey(same), openSchema))?.state.change;
}

/** Noted beside the component, once for each of its announcements: see `MOST_A_DAY`. */
export function announcedItem(component: string, day: string, nth: number): Item {
  const key = { pk: `open-change/${component}`, sk: `${announcedOn(day)}${nth}` };
  return { ...key, kind: 'announced', data: { nth } };
}

function announcedOn(day: string): string {
  return `ANNOUNCED#${day}#`;
}

/** How often something was announced of the component on a day, YYYY-MM-DD; taken back or not. */
export async function timesAnnounced(deps: Deps, component: string, day: string): Promise<number> {
  const schema = z.object({ nth: z.int() });
  const listing = { partition: `open-change/${component}`, prefix: announcedOn(day), schema };
  return (await readAll(deps.store, listing)).length;
}

interface Happened {
  readonly kind: string;
  readonly actor: AuditActor;
  readonly data: Readonly<Record<string, string | number>>;
}

/** A step of the change's chain. */
export function changeStep(
  deps: Deps,
  change: ChangeProposal,
  before: Head<ChangeProposal> | undefined,
  happened: Happened,
): Change {
  return {
    subject: `change-proposal/${change.id}`,
    from: before?.chain,
    state: change,
    index: changeIndex(change),
    event: { ...happened, at: deps.now() },
  };
}

/** A step in what one person was told. */
export function askStep(
  deps: Deps,
  ask: ChangeAsk,
  before: Head<ChangeAsk> | undefined,
  happened: Happened,
): Change {
  return {
    subject: changeAsks.subject(ask.change, ask.holder),
    from: before?.chain,
    state: ask,
    event: { ...happened, at: deps.now() },
  };
}

/** The owner's message, on the lane that yields. */
export function tellOwner({ change, holder }: Pick<ChangeAsk, 'change' | 'holder'>): Telling {
  const subject = changeAsks.subject(change, holder);
  return { what: 'change-ask', subject, place: slackUserId(holder), lane: 'bulk' };
}

/** The proposer's card, on which the answers are collected in place. */
export function tellProposer({ id, by }: Pick<ChangeProposal, 'id' | 'by'>): Telling {
  return { what: 'change-card', subject: `change-proposal/${id}`, place: slackUserId(by) };
}
