import * as z from 'zod';
import type { AuditActor } from '../core/audit.ts';
import {
  type Announced,
  type ChangeAsk,
  type ChangeProposal,
  changeAskSchema,
  changeProposalSchema,
} from '../core/change-proposal.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Change } from '../store/commit.ts';
import { changeIndex } from '../store/indexes.ts';
import { fromAttributes, type Head } from '../store/item.ts';
import { headKey, partKey, type Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readAll, readHead, readPart, readTogether } from '../store/read.ts';
import type { Item, Key } from '../store/store.ts';
import type { Deps } from './deps.ts';

/** Undefined when there is no such change. */
export function loadChange(deps: Deps, id: string): Promise<Head<ChangeProposal> | undefined> {
  return readHead(deps.store, `change-proposal/${id}`, changeProposalSchema);
}

export function noChange(id: string): Refusal<'no-change'> {
  return refuse('no-change', `There is no planned change "${id.slice(0, 60)}".`);
}

function askSubject(change: string, holder: PersonKey): Subject {
  return `change-ask/${change}/${holder}`;
}

/** The change's id and the person's key in a subject `change-ask/…`. */
export function readChangeAsk(subject: string): { change: string; holder: PersonKey } | undefined {
  const [, change, holder] = /^change-ask\/([^/]+)\/(.+)$/.exec(subject) ?? [];
  return change && holder ? { change, holder } : undefined;
}

/** What this person was told; undefined when they were not. */
export function loadChangeAsk(
  deps: Deps,
  change: string,
  holder: PersonKey,
): Promise<Head<ChangeAsk> | undefined> {
  return readHead(deps.store, askSubject(change, holder), changeAskSchema);
}

const TOLD = 'TOLD#';
const toldSchema = z.object({ holder: z.string() });

/** The note, beside the change, that this person was told. */
export function toldItem(change: string, holder: PersonKey): Item {
  const key = partKey(`change-proposal/${change}`, `${TOLD}${holder}`);
  return { ...key, kind: 'told', data: { holder } };
}

const READ_AT_ONCE = 100;

/** All that was told, by person, with the answers as they are now. */
export async function loadChangeAsks(deps: Deps, change: string): Promise<Head<ChangeAsk>[]> {
  const listing = { partition: `change-proposal/${change}`, prefix: TOLD, schema: toldSchema };
  const holders = (await readAll(deps.store, listing)).map(({ state }) => state.holder);
  const keys = holders.map((holder) => headKey(askSubject(change, holder)));
  const heads: Head<ChangeAsk>[] = [];
  for (let at = 0; at < keys.length; at += READ_AT_ONCE) {
    const some = keys.slice(at, at + READ_AT_ONCE);
    const found = await readTogether(deps.store, some);
    for (const { pk, sk } of some) {
      const item = found.get(`${pk} ${sk}`);
      if (item) heads.push(fromAttributes(item, changeAskSchema));
    }
  }
  return heads;
}

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
    subject: askSubject(ask.change, ask.holder),
    from: before?.chain,
    state: ask,
    event: { ...happened, at: deps.now() },
  };
}

/** The owner's message, on the lane that yields. */
export function tellOwner({ change, holder }: Pick<ChangeAsk, 'change' | 'holder'>): Telling {
  const subject = askSubject(change, holder);
  return { what: 'change-ask', subject, place: slackUserId(holder), lane: 'bulk' };
}

/** The proposer's card, on which the answers are collected in place. */
export function tellProposer({ id, by }: Pick<ChangeProposal, 'id' | 'by'>): Telling {
  return { what: 'change-card', subject: `change-proposal/${id}`, place: slackUserId(by) };
}
