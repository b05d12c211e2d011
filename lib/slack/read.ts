import * as z from 'zod';
import {
  type From,
  fromSchema,
  keyOf,
  misfit,
  readFrom,
  type Unknown,
  unknown,
} from './read/from.ts';
import { CALLBACK } from './views/ids.ts';

export { type CommandInput, readCommand } from './read/command.ts';
export type { From, Unknown } from './read/from.ts';
export { type PressInput, readPress, type Surface } from './read/press.ts';
export { readSubmission, type Submission, type SubmissionInput } from './read/submission.ts';

export interface ShortcutInput extends From {
  readonly kind: 'shortcut';
  readonly shortcut: 'new' | 'old';
}

const shortcutSchema = fromSchema.extend({ callback_id: z.string() });

export function readShortcut(body: unknown): ShortcutInput | Unknown {
  const parsed = shortcutSchema.safeParse(body);
  if (!parsed.success) return misfit(parsed.error);
  const from = readFrom(parsed.data);
  if (!from) return unknown('user, team');
  const known = parsed.data.callback_id === CALLBACK.shortcut;
  return { kind: 'shortcut', ...from, shortcut: known ? 'new' : 'old' };
}

export interface HomeOpened {
  readonly kind: 'home-opened';
  readonly by: From['by'];
}

const homeSchema = z.object({
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  event: z.object({ user: z.string(), tab: z.string().default('home') }),
});

/** App Home was opened. The event does not say where the person's home is: ask before showing anything. */
export function readHomeOpened(body: unknown): HomeOpened | Unknown {
  const parsed = homeSchema.safeParse(body);
  if (!parsed.success) return misfit(parsed.error);
  const { team_id, enterprise_id, event } = parsed.data;
  if (event.tab !== 'home') return unknown('event.tab');
  const by = keyOf({
    userId: event.user,
    teamId: team_id,
    enterpriseId: enterprise_id ?? undefined,
  });
  return by ? { kind: 'home-opened', by } : unknown('event.user, team_id');
}

export interface Mentioned {
  readonly kind: 'mentioned';
  readonly channel: string;
  readonly userId: string;
}

const mentionSchema = z.object({
  event: z.object({ user: z.string(), channel: z.string(), bot_id: z.string().optional() }),
});

/** Somebody wrote to the app where others read along. Bots are not answered. */
export function readMention(body: unknown): Mentioned | Unknown {
  const parsed = mentionSchema.safeParse(body);
  if (!parsed.success) return misfit(parsed.error);
  const { user, channel, bot_id } = parsed.data.event;
  return bot_id ? unknown('event.bot_id') : { kind: 'mentioned', channel, userId: user };
}
