import type { Json } from '../options.ts';
import type { World } from '../world.ts';

/** One Web API method: arguments in, Slack's answer out. Objects given as JSON text are parsed already. */
export type Method = (world: World, args: Json) => Json;

export const isTrue = (value: unknown): boolean =>
  value === true || value === 'true' || value === '1';

/** "cursor" paging over a list, `limit` at most 1,000. */
export function paged<T>(items: readonly T[], args: Json): { items: T[]; response_metadata: Json } {
  const start = Number(args.cursor || 0) || 0;
  const limit = Math.min(Number(args.limit || 100) || 100, 1000);
  const end = start + limit;
  return {
    items: items.slice(start, end),
    response_metadata: { next_cursor: end < items.length ? String(end) : '' },
  };
}
