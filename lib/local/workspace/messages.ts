import { LIMITS } from '../../slack/limits.ts';
import type { Problem } from '../../slack/validate.ts';
import { validateMessage } from '../../slack/validate.ts';
import type { Json } from './options.ts';
import type { Message } from './state.ts';
import type { World } from './world.ts';
import { nextId, nextTs } from './world.ts';

export type Refusal = { ok: false; error: string } & Json;

export const refuse = (error: string, more: Json = {}): Refusal => ({ ok: false, error, ...more });

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a message says, after Slack took it. */
export type Content = Pick<Message, 'text' | 'blocks' | 'attachments'>;

/** Slack's way to name what is wrong. */
export function invalid(error: string, found: readonly Problem[]): Refusal {
  const messages = found.map((each) => `[ERROR] ${each.message} [json-pointer:${each.pointer}]`);
  return refuse(error, { response_metadata: { messages } });
}

/** Numbers that only warn: a fallback text is missing, or longer than recommended. */
const isAdvice = (found: Problem): boolean => found.pointer === '/text';

/** Slack names a block and an element that have no id. */
function named(world: World, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => named(world, each));
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      ['elements', 'element', 'accessory', 'child_blocks', 'actions'].includes(key)
        ? named(world, each)
        : each,
    ]),
  );
  const needsId = !('action_id' in value) && INTERACTIVE.test(String(value.type));
  return needsId ? { ...inner, action_id: nextId(world, 'a') } : inner;
}

const INTERACTIVE =
  /^(button|checkboxes|radio_buttons|overflow|(date|time|datetime)picker|.*_select|.*_input|feedback_buttons|icon_button)$/;

export function namedBlocks(world: World, blocks: readonly unknown[]): Json[] {
  return blocks.filter(isObject).map((block) => {
    const inner = named(world, block);
    const id = typeof block.block_id === 'string' ? block.block_id : nextId(world, 'b');
    return { ...(isObject(inner) ? inner : {}), type: block.type, block_id: id };
  });
}

type Rules = { anyTotal?: boolean };

/**
 * Takes text, blocks and attachments as Slack does, or says why not.
 * `anyTotal`: the total over all blocks does not count (a response_url is known to take more).
 */
export function takeContent(world: World, args: Json, rules: Rules = {}): Content | Refusal {
  const { text, blocks, attachments } = args;
  const hasText = typeof text === 'string' && text !== '';
  if (blocks !== undefined && !Array.isArray(blocks)) return refuse('invalid_blocks_format');
  const hasMore =
    (blocks?.length ?? 0) > 0 || (Array.isArray(attachments) && attachments.length > 0);
  if (!hasText && !hasMore) return refuse('no_text');
  const found = validateMessage({ text, blocks, attachments }).filter((each) => !isAdvice(each));
  const serious = found.filter((each) => each.code !== 'total_too_long' || !rules.anyTotal);
  if (serious.length > 0) {
    const onlyTotal = serious.every((each) => each.code === 'total_too_long');
    return invalid(onlyTotal ? 'msg_blocks_too_long' : 'invalid_blocks', serious);
  }
  return {
    text: hasText ? text.slice(0, LIMITS.messageTextCut) : '',
    ...(blocks?.length ? { blocks: namedBlocks(world, blocks) } : {}),
    ...(attachments === undefined ? {} : { attachments }),
  };
}

export function isRefusal(value: object): value is Refusal {
  return 'ok' in value && value.ok === false;
}

/** Puts a message into a conversation. */
export function post(world: World, message: Omit<Message, 'ts'>): Message {
  const posted = { ...message, ts: nextTs(world) };
  world.state.messages.push(posted);
  world.changed();
  return posted;
}

/** Replaces what a message says; what is not said any more is gone. */
export function replaceContent(world: World, message: Message, content: Content): void {
  delete message.blocks;
  delete message.attachments;
  Object.assign(message, content);
  world.changed();
}

export function remove(world: World, message: Message): void {
  world.state.messages = world.state.messages.filter((each) => each !== message);
  world.changed();
}

/** A message as the Web API and payloads show it. */
export function shown(world: World, message: Message, withMetadata = false): Json {
  const { bot, team } = world.options;
  const { text, ts, user, blocks, attachments, thread_ts, reactions, metadata } = message;
  return {
    type: 'message',
    user,
    text,
    ts,
    team: team.id,
    ...(message.fromBot ? { bot_id: bot.botId, app_id: bot.appId } : {}),
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
    ...(thread_ts ? { thread_ts } : {}),
    ...(message.edited ? { edited: { user, ts } } : {}),
    ...(reactions
      ? { reactions: reactions.map((each) => ({ ...each, count: each.users.length })) }
      : {}),
    ...(withMetadata && metadata ? { metadata } : {}),
  };
}
