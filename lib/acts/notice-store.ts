import * as z from 'zod';
import type { AuditActor } from '../core/audit.ts';
import { type Notice, type NoticeAsk, noticeAskSchema, noticeSchema } from '../core/notice.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Change } from '../store/commit.ts';
import { duePartition, shardOf } from '../store/indexes.ts';
import { fromAttributes, type Head } from '../store/item.ts';
import { headKey, partKey, type Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readAll, readHead, readTogether } from '../store/read.ts';
import type { Item } from '../store/store.ts';
import type { Deps } from './deps.ts';

/** Undefined when there is no such notice. */
export function loadNotice(deps: Deps, id: string): Promise<Head<Notice> | undefined> {
  return readHead(deps.store, `notice/${id}`, noticeSchema);
}

export function noNotice(id: string): Refusal<'no-notice'> {
  return refuse('no-notice', `There is no notice "${id.slice(0, 60)}".`);
}

function askSubject(notice: string, holder: PersonKey): Subject {
  return `notice-ask/${notice}/${holder}`;
}

/** The notice's id and the person's key in a subject `notice-ask/…`. */
export function readAskSubject(subject: string): { notice: string; holder: PersonKey } | undefined {
  const [, notice, holder] = /^notice-ask\/([^/]+)\/(.+)$/.exec(subject) ?? [];
  return notice && holder ? { notice, holder } : undefined;
}

/** What this person was asked; undefined when they were not. */
export function loadAsk(
  deps: Deps,
  notice: string,
  holder: PersonKey,
): Promise<Head<NoticeAsk> | undefined> {
  return readHead(deps.store, askSubject(notice, holder), noticeAskSchema);
}

const ASKED = 'ASK#';
const askedSchema = z.object({ holder: z.string() });

/** The note, beside the notice, that this person was asked. */
export function askedItem(notice: string, holder: PersonKey): Item {
  return { ...partKey(`notice/${notice}`, `${ASKED}${holder}`), kind: 'asked', data: { holder } };
}

const READ_AT_ONCE = 100;

/** Everything that was asked, by person, with the answers as they are now. */
export async function loadAsks(deps: Deps, notice: string): Promise<Head<NoticeAsk>[]> {
  const listing = { partition: `notice/${notice}`, prefix: ASKED, schema: askedSchema };
  const holders = (await readAll(deps.store, listing)).map(({ state }) => state.holder);
  const keys = holders.map((holder) => headKey(askSubject(notice, holder)));
  const heads: Head<NoticeAsk>[] = [];
  for (let at = 0; at < keys.length; at += READ_AT_ONCE) {
    const some = keys.slice(at, at + READ_AT_ONCE);
    const found = await readTogether(deps.store, some);
    for (const { pk, sk } of some) {
      const item = found.get(`${pk} ${sk}`);
      if (item) heads.push(fromAttributes(item, noticeAskSchema));
    }
  }
  return heads;
}

interface Happened {
  readonly kind: string;
  readonly actor: AuditActor;
  readonly data: Readonly<Record<string, string | number>>;
}

/** A step of the notice's chain. While owners are being told it is due, so that a sweep goes on. */
export function noticeChange(
  deps: Deps,
  notice: Notice,
  before: Head<Notice> | undefined,
  happened: Happened,
): Change {
  const { id, at, state } = notice;
  const due = { duePk: duePartition(shardOf(id)), dueSk: `${at}#${id}` };
  return {
    subject: `notice/${id}`,
    from: before?.chain,
    state: notice,
    ...(state === 'sending' ? { index: due } : {}),
    event: { ...happened, at: deps.now() },
  };
}

/** A step in what one person was asked. */
export function askChange(
  deps: Deps,
  ask: NoticeAsk,
  before: Head<NoticeAsk> | undefined,
  happened: Happened,
): Change {
  return {
    subject: askSubject(ask.notice, ask.holder),
    from: before?.chain,
    state: ask,
    event: { ...happened, at: deps.now() },
  };
}

/** The person's message, on the lane that yields. */
export function tellHolder({ notice, holder }: Pick<NoticeAsk, 'notice' | 'holder'>): Telling {
  const subject = askSubject(notice, holder);
  return { what: 'notice-ask', subject, place: slackUserId(holder), lane: 'bulk' };
}

/** The platform's card, on which the answers are collected in place. */
export function tellPlatform(notice: string, platformChannel: string): Telling[] {
  if (platformChannel === '') return [];
  return [{ what: 'notice-card', subject: `notice/${notice}`, place: platformChannel }];
}
