import * as z from 'zod';
import { type From, keyOf, misfit, type Unknown, unknown } from './from.ts';

/** The word after the command, with what belongs to it. */
type Word =
  | { readonly kind: 'menu' | 'help' }
  | { readonly kind: 'new'; readonly need: string }
  | { readonly kind: 'find'; readonly query: string }
  | { readonly kind: 'log'; readonly subject: string }
  /** A word of one of the rooms, or no word at all. */
  | { readonly kind: 'other'; readonly typed: string; readonly rest: string };

export interface CommandInput extends From {
  readonly kind: 'command';
  readonly word: Word;
}

const schema = z.object({
  user_id: z.string(),
  user_name: z.string().default(''),
  team_id: z.string(),
  enterprise_id: z.string().optional(),
  trigger_id: z.string().default(''),
  text: z.string().default(''),
});

/** A slash command as Slack's form said it. */
export function readCommand(body: unknown): CommandInput | Unknown {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return misfit(parsed.error);
  const { user_id, user_name, team_id, enterprise_id, trigger_id, text } = parsed.data;
  const by = keyOf({ userId: user_id, teamId: team_id, enterpriseId: enterprise_id || undefined });
  if (!by) return unknown('user_id, team_id');
  const from = { by, name: user_name || user_id, triggerId: trigger_id };
  return { kind: 'command', ...from, word: readWord(text) };
}

function readWord(text: string): Word {
  const [, typed = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  const words = rest.trim();
  switch (typed.toLowerCase()) {
    case '':
      return { kind: 'menu' };
    case 'new':
      return { kind: 'new', need: words };
    case 'find':
      return { kind: 'find', query: words };
    case 'log':
      return { kind: 'log', subject: words };
    case 'help':
      return { kind: 'help' };
    default:
      return { kind: 'other', typed, rest: words };
  }
}
