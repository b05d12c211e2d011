import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../acts/deps.ts';
import { shorten } from './limits.ts';

const LONGEST = 300;

/**
 * Bolt's log lines as ours. At debug level Bolt writes whole requests, bodies and signatures: that
 * level does not exist here, and of the rest only plain sentences are kept.
 */
export function boltLogger(log: Log): Logger {
  const told = (say: Log['warn']) => (first?: unknown) => say({ from: 'bolt' }, words(first));
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: told((fields, message) => log.warn(fields, message)),
    error: told((fields, message) => log.error(fields, message)),
    getLevel: () => LogLevel.WARN,
    setLevel: () => undefined,
    setName: () => undefined,
  };
}

function words(first: unknown): string {
  if (typeof first === 'string') return shorten(first, LONGEST);
  return first instanceof Error ? first.name : 'something went wrong in Bolt';
}

/**
 * What may be written down of an error: its name, its code and where it happened. Never its message,
 * which can quote the request.
 */
export function errorFields(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { error: 'unknown' };
  const inner = 'original' in error && error.original instanceof Error ? error.original : error;
  const at = inner.stack?.split('\n').find((line) => /^\s+at /.test(line));
  const fields: Record<string, string> = { error: inner.name, ...slackCode(inner) };
  if ('code' in inner && typeof inner.code === 'string') fields.code = inner.code;
  if (at) fields.at = at.trim();
  return fields;
}

/** Slack's own word for what it did not like: `invalid_arguments`, `expired_trigger_id`. */
function slackCode(error: Error): Readonly<Record<string, string>> {
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null) return {};
  const { data } = error;
  return 'error' in data && typeof data.error === 'string' ? { slack: data.error } : {};
}
