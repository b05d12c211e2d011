import type { AuditActor } from '../core/audit.ts';
import { type Notice, type NoticeAsk, noticeAskSchema, noticeSchema } from '../core/notice.ts';
import { slackUserId } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Change } from '../store/commit.ts';
import { duePartition, shardOf } from '../store/due.ts';
import type { Head } from '../store/item.ts';
import type { Telling } from '../store/outbox.ts';
import { readHead } from '../store/read.ts';
import { askedPeople } from './asked-people.ts';
import type { Deps } from './deps.ts';

/** Undefined when there is no such notice. */
export function loadNotice(deps: Deps, id: string): Promise<Head<Notice> | undefined> {
  return readHead(deps.store, `notice/${id}`, noticeSchema);
}

export function noNotice(id: string): Refusal<'no-notice'> {
  return refuse('no-notice', `There is no notice "${id.slice(0, 60)}".`);
}

/** Who was asked about a notice. */
export const noticeAsks = askedPeople({
  asks: 'notice-ask',
  of: 'notice',
  prefix: 'ASK#',
  kind: 'asked',
  schema: noticeAskSchema,
});

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
    subject: noticeAsks.subject(ask.notice, ask.holder),
    from: before?.chain,
    state: ask,
    event: { ...happened, at: deps.now() },
  };
}

/** The person's message, on the lane that yields. */
export function tellHolder({ notice, holder }: Pick<NoticeAsk, 'notice' | 'holder'>): Telling {
  const subject = noticeAsks.subject(notice, holder);
  return { what: 'notice-ask', subject, place: slackUserId(holder), lane: 'bulk' };
}

/** The platform's card, on which the answers are collected in place. */
export function tellPlatform(notice: string, platformChannel: string): Telling[] {
  if (platformChannel === '') return [];
  return [{ what: 'notice-card', subject: `notice/${notice}`, place: platformChannel }];
}
