import type { Log } from '../acts/deps.ts';
import { minutesAfter } from '../core/time.ts';
import type { OutboxRow } from '../store/outbox.ts';

const FIRST_SECONDS = 5;
const MOST_SECONDS = 30 * 60;
const WEEK_MINUTES = 7 * 24 * 60;

/** When a row that failed is tried again: each time twice as late, after half an hour at the latest. */
export function nextTry(row: OutboxRow, now: string): string {
  const seconds = Math.min(FIRST_SECONDS * 2 ** row.attempts, MOST_SECONDS);
  return minutesAfter(now, seconds / 60);
}

/** What somebody can do about what Slack refuses. */
const REMEDY: Readonly<Record<string, string>> = {
  not_in_channel: 'invite the app to the channel',
  channel_not_found: 'the channel is gone or private: invite the app, or give the team another one',
  is_archived: 'unarchive the channel, or give the team another one',
  missing_scope: 'the app lacks a scope: install it anew from the current app manifest',
  restricted_action: 'let the app post in this channel',
  user_not_found: 'the person is gone from Slack',
  user_disabled: 'the person is deactivated in Slack',
  invalid_auth: 'the bot token is not in force any more: put in the new one',
  account_inactive: 'the bot token is not in force any more: put in the new one',
  token_revoked: 'the bot token is not in force any more: put in the new one',
};

/** Says what failed and what to do. Nothing is given up: a row is kept until it is sent. */
export function tellTrouble(log: Log, row: OutboxRow, error: string, now: string): void {
  const { id, what, subject, place, attempts } = row;
  const remedy = REMEDY[error] ?? 'it is tried again by itself';
  const fields = { row: id, what, subject, place, attempts, error, remedy };
  if (now > minutesAfter(row.createdAt, WEEK_MINUTES)) {
    log.error(fields, 'something could not be shown in Slack for a week; it is kept');
    return;
  }
  log.warn(fields, 'something could not be shown in Slack yet');
}
