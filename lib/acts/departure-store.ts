import type { AuditActor } from '../core/audit.ts';
import {
  type Departure,
  departureSchema,
  type Line,
  openOrphans,
  toldAnew,
  WORKING_DAYS_TO_ANSWER,
} from '../core/departure.ts';
import { type Organisation, type PersonKey, personKeySchema, slackUserId } from '../core/people.ts';
import { workingDaysAfter } from '../core/time.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import { DEPARTURES, departureIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import type { Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readAll, readHead } from '../store/read.ts';
import type { Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { tellables } from './notice-carry.ts';

const SYSTEM = { kind: 'system', id: 'owner-check' } as const;

export function loadDeparture(deps: Deps, person: PersonKey): Promise<Head<Departure> | undefined> {
  return readHead(deps.store, departureSubject(person), departureSchema);
}

function departureSubject(person: PersonKey): Subject {
  return `departure/${person}`;
}

/** Everybody who left and whose workflows are not all taken: an organisation has tens. */
export async function openDepartures(deps: Deps): Promise<Departure[]> {
  const listing = { index: 'list' as const, partition: DEPARTURES, schema: departureSchema };
  return (await readAll(deps.store, listing)).map((head) => head.state);
}

/** A step of a departure's chain. `by`: who did it; absent for the sweep. */
export function departureChange(
  deps: Deps,
  next: Departure,
  before: Head<Departure> | undefined,
  event: {
    readonly kind: string;
    readonly by?: PersonKey;
    readonly data?: Change['event']['data'];
  },
): Change {
  const { kind, by, data = {} } = event;
  const actor: AuditActor = by ? { kind: 'person', id: by } : SYSTEM;
  const open = openOrphans(next).length;
  return {
    subject: departureSubject(next.person),
    from: before?.chain,
    state: next,
    index: departureIndex(next),
    event: { kind, at: deps.now(), actor, data: { ...data, open } },
  };
}

/** The step with a message to everybody who is asked now, or whose message shows what is over. */
export function departureWrite(
  deps: Deps,
  { next, before }: { readonly next: Departure; readonly before: Head<Departure> | undefined },
  event: Parameters<typeof departureChange>[3],
  { platformChannel }: Pick<Organisation, 'platformChannel'>,
): Write {
  const tell = toldAnew(before?.state, next).flatMap(({ who, at }): Telling[] => {
    const place = who ? slackUserId(who) : platformChannel;
    const subject = `${ASK}${at}/${next.person}`;
    return place === '' ? [] : [{ what: 'departure-ask', subject, place, lane: 'bulk' }];
  });
  return { changes: [departureChange(deps, next, before, event)], tell };
}

const ASK = 'departure-ask/';

/** The moment of asking and the person who left, of the subject of such a message. */
export function readAskSubject(subject: string): { at: string; person: PersonKey } | undefined {
  if (!subject.startsWith(ASK)) return undefined;
  const [at = '', ...rest] = subject.slice(ASK.length).split('/');
  const person = personKeySchema.safeParse(rest.join('/')).data;
  return person === undefined ? undefined : { at, person };
}

/** Who could be asked about each of these, first to last. */
export async function linesOf(deps: Deps, workflows: readonly Workflow[]): Promise<Line[]> {
  const all = await tellables(deps, workflows);
  return all.map(({ workflow: { id, backup }, leads }) => ({ id, backup, leads }));
}

/** When somebody who is asked now has had their working days. */
export function answerBy(deps: Deps, { timeZone, holidays }: Organisation): string {
  return workingDaysAfter(deps.now(), WORKING_DAYS_TO_ANSWER, timeZone, holidays);
}
