import type { Deps } from '../acts/deps.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import { markSent, type OutboxRow, putBack, readRow } from '../store/outbox.ts';
import {
  type Claim,
  claimPosted,
  doubtPosted,
  readPosted,
  savePosted,
  type Where,
} from '../store/posted.ts';
import { type Rendered, render } from './render.ts';
import type { Content, Done, Failure, SlackPort } from './slack.ts';
import { nextTry, tellTrouble } from './troubles.ts';
import { tellSeen, tellUnseen } from './unseen.ts';

/** What became of a row: shown, to be tried again from `dueAt` on, or about nothing any more. */
export type Delivery =
  | { readonly kind: 'sent' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'later'; readonly dueAt: string };

/** Longer than any call to Slack takes; after it another deliverer takes over. */
const LEASE_MINUTES = 1;
/** No call is begun in the last part of a lease, where it could outlive it. */
const MARGIN_MINUTES = 0.5;
/** A call without an answer may still land within this time. */
const SETTLE_MINUTES = 0.25;
/** Two machines' clocks differ: history is read from a little earlier on. */
const SKEW_SECONDS = 60;

/** The message is not ours to change any more, so that a new one has to be posted. */
const ANEW = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

interface Work {
  readonly deps: Deps;
  readonly slack: SlackPort;
  readonly row: OutboxRow;
}

/**
 * Makes one Slack thing true: "renders the current state, skips when the rendered version is already
 * newer, stores channel and ts, and marks the row sent". May be called for one row by several at
 * once and again at any time. Throws when the store or the port breaks down; the row then stays.
 */
export async function deliver(deps: Deps, slack: SlackPort, rowId: string): Promise<Delivery> {
  const row = await readRow(deps.store, rowId);
  if (!row) return { kind: 'gone' };
  const card = await render(deps, row);
  if (card.kind === 'nothing') {
    await markSent(deps.store, row, deps.now());
    return { kind: 'gone' };
  }
  const now = deps.now();
  const claim = await claimPosted(deps.store, {
    subject: row.subject,
    place: row.place,
    version: card.version,
    now,
    until: minutesAfter(now, LEASE_MINUTES),
    writeId: deps.newId('w'),
  });
  if (claim.kind === 'current') return sent({ deps, slack, row });
  if (claim.kind === 'held') return later({ deps, slack, row }, claim.until);
  return show({ deps, slack, row }, claim, card);
}

async function show(
  work: Work,
  claim: Claim,
  card: Rendered & { kind: 'card' },
): Promise<Delivery> {
  const { kind: _, version, ...content } = card;
  const { heldUntil } = claim.posted;
  if (work.deps.now() > minutesAfter(heldUntil, -MARGIN_MINUTES)) return later(work, heldUntil);
  const outcome = await postOrUpdate(work, claim, content);
  if (outcome.kind === 'done') return shown(work, claim, { at: outcome.at, version });
  return failed(work, claim, outcome);
}

/**
 * "A post that may have landed is reconciled through its metadata id in the channel's history before
 * it is repeated." Where Slack lets us read no history at all (the scope for it is optional), the
 * second promise counts more: "nothing lost".
 */
async function postOrUpdate(
  { deps, slack, row }: Work,
  { before }: Claim,
  content: Content,
): Promise<Done | Failure> {
  if (before?.at) return slack.update(before.at, content);
  if (before?.unsureSince === undefined) return slack.post(row, content);
  const found = await slack.find(row, unixSeconds(before.unsureSince) - SKEW_SECONDS);
  if (found.kind === 'unsure' || found.kind === 'limited') return notMade(found);
  if (found.kind === 'found' && found.at) return slack.update(found.at, content);
  if (found.kind === 'refused') {
    const fields = { row: row.id, place: row.place, error: found.error };
    deps.log.warn(fields, 'the history may not be read: a card may stand there twice');
  }
  return slack.post(row, content);
}

/** A search that failed has posted nothing, however unsure its own end. */
function notMade(failure: Failure): Failure {
  return failure.kind === 'unsure' ? { kind: 'refused', error: failure.error } : failure;
}

async function shown(
  work: Work,
  claim: Claim,
  now: { at: Where; version: number },
): Promise<Delivery> {
  const { deps } = work;
  const heldUntil = deps.now();
  const saved = await savePosted(deps.store, claim, {
    ...now,
    heldUntil,
    writeId: deps.newId('w'),
  });
  if (saved) {
    await tellSeen(deps, work.row);
    return sent(work);
  }
  await settle(work, now.at);
  return later(work, deps.now());
}

/** Somebody took over meanwhile: of two messages one goes, and whose state stands in one is not known. */
async function settle({ deps, slack, row }: Work, mine: Where): Promise<void> {
  const other = (await readPosted(deps.store, row.subject, row.place))?.state.at;
  if (!other || other.ts === mine.ts) await doubtPosted(deps.store, row, deps.newId('w'));
  else await slack.remove(mine);
}

async function failed(work: Work, claim: Claim, failure: Failure): Promise<Delivery> {
  const { deps, row } = work;
  const now = deps.now();
  const { kept, again } = afterFailure(claim, failure, { now, nextTry: nextTry(row, now) });
  await savePosted(deps.store, claim, { ...kept, writeId: deps.newId('w') });
  if (failure.kind !== 'limited') tellTrouble(deps.log, row, failure.error, now);
  if (!claim.before?.at) await tellUnseen(deps, row, failure);
  return later(work, again);
}

/** What is known of the message after a failure, and when the row comes up again. */
function afterFailure(
  { posted, before }: Claim,
  failure: Failure,
  { now, nextTry: then }: { now: string; nextTry: string },
) {
  if (failure.kind === 'unsure') {
    const settled = minutesAfter(now, SETTLE_MINUTES);
    const kept = { ...posted, version: 0, heldUntil: settled };
    return { kept, again: then > settled ? then : settled };
  }
  const { at, unsureSince } = before ?? {};
  const kept = { at, unsureSince, version: before?.version ?? 0, heldUntil: now };
  if (failure.kind === 'limited') return { kept, again: minutesAfter(now, failure.seconds / 60) };
  const lost = at !== undefined && ANEW.has(failure.error);
  return lost ? { kept: { version: 0, heldUntil: now }, again: now } : { kept, again: then };
}

async function sent({ deps, row }: Work): Promise<Delivery> {
  await markSent(deps.store, row, deps.now());
  return { kind: 'sent' };
}

async function later({ deps, row }: Work, dueAt: string): Promise<Delivery> {
  await putBack(deps.store, row, dueAt);
  return { kind: 'later', dueAt };
}
