import type { AuditActor } from '../core/audit.ts';
import { type Digest, digestSchema, type LineKey } from '../core/digest.ts';
import { type NudgeAnswer, nudgeAnswerSchema } from '../core/nudge-answer.ts';
import { type Cadence, cadenceOf } from '../core/nudge-cadence.ts';
import { type Organisation, type PersonKey, slackUserId } from '../core/people.ts';
import type { Change } from '../store/commit.ts';
import { duePartition, shardOf } from '../store/due.ts';
import { fromAttributes, type Head } from '../store/item.ts';
import { headKey, type Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readHead, readTogether } from '../store/read.ts';
import type { Deps } from './deps.ts';

const READ_AT_ONCE = 100;

function digestSubject(holder: PersonKey): Subject {
  return `digest/${holder}`;
}

/** Undefined when there never was anything to tell this person, or channel. */
export function loadDigest(deps: Deps, holder: PersonKey): Promise<Head<Digest> | undefined> {
  return readHead(deps.store, digestSubject(holder), digestSchema);
}

interface Happened {
  readonly kind: string;
  readonly actor: AuditActor;
  readonly data: Readonly<Record<string, string | number>>;
}

/** Due when its reader is to be told of something, or it is to be looked whether. */
function digestIndex({ holder, look }: Digest): Record<string, string> {
  return look ? { duePk: duePartition(shardOf(holder)), dueSk: `${look}#${holder}` } : {};
}

/** A step of one reader's chain. */
export function digestStep(
  deps: Deps,
  digest: Digest,
  before: Head<Digest> | undefined,
  happened: Happened,
): Change {
  return {
    subject: digestSubject(digest.holder),
    from: before?.chain,
    state: digest,
    index: digestIndex(digest),
    event: { ...happened, at: deps.now() },
  };
}

/** The message of a day, `digest/<holder>/<day>`: "one digest per person per day at most". */
export function tellDigest(
  { holder, sent }: Digest,
  lane: 'bulk' | 'interactive' = 'bulk',
): Telling[] {
  if (!sent) return [];
  const subject = `${digestSubject(holder)}/${sent.day}`;
  return [{ what: 'digest', subject, place: slackUserId(holder), lane }];
}

/** Whose message of which day such a subject is. */
export function readDigestSubject(
  subject: string,
): { readonly holder: PersonKey; readonly day: string } | undefined {
  const [, holder, day] = /^digest\/([^/]+\/[^/]+)\/(\d{4}-\d\d-\d\d)$/.exec(subject) ?? [];
  return holder && day ? { holder, day } : undefined;
}

/** What was answered for one workflow of one campaign has a chain of its own. */
export function nudgeSubject({ campaign, workflow }: LineKey): Subject {
  return `nudge/${campaign}/${workflow}`;
}

export function loadAnswer(deps: Deps, line: LineKey): Promise<Head<NudgeAnswer> | undefined> {
  return readHead(deps.store, nudgeSubject(line), nudgeAnswerSchema);
}

/** The answers to these lines, by their subjects; lines without one are not in it. */
export async function answersTo(
  deps: Deps,
  lines: readonly LineKey[],
): Promise<ReadonlyMap<string, NudgeAnswer>> {
  return readMany(deps, lines.map(nudgeSubject), (item) => {
    const { state } = fromAttributes(item, nudgeAnswerSchema);
    return [nudgeSubject(state), state];
  });
}

/** The digests of these readers, by their keys. */
export function digestsOf(
  deps: Deps,
  holders: readonly PersonKey[],
): Promise<ReadonlyMap<string, Digest>> {
  return readMany(deps, holders.map(digestSubject), (item) => {
    const { state } = fromAttributes(item, digestSchema);
    return [state.holder, state];
  });
}

type Attributes = Parameters<typeof fromAttributes>[0];

async function readMany<T>(
  deps: Deps,
  subjects: readonly Subject[],
  read: (item: Attributes) => [string, T],
): Promise<ReadonlyMap<string, T>> {
  const all = [...new Set(subjects)];
  const found = new Map<string, T>();
  for (let at = 0; at < all.length; at += READ_AT_ONCE) {
    const keys = all.slice(at, at + READ_AT_ONCE).map(headKey);
    for (const item of (await readTogether(deps.store, keys)).values()) found.set(...read(item));
  }
  return found;
}

/** When this reader may be told: in their own time zone where Slack says it. */
export async function cadenceFor(
  deps: Deps,
  organisation: Organisation,
  holder: PersonKey,
): Promise<Cadence> {
  if (isChannel(holder)) return cadenceOf(organisation);
  const fresh = await deps.people.fresh(holder);
  return cadenceOf(organisation, fresh.kind === 'person' ? fresh.person.timeZone : undefined);
}

/** A channel is told as a person is, where nobody answered. */
export function isChannel(holder: PersonKey): boolean {
  return /^[CG]/.test(slackUserId(holder));
}
