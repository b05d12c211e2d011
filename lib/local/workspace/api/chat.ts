import { LIMITS } from '../../../slack/limits.ts';
import type { Refusal } from '../messages.ts';
import {
  isObject,
  isRefusal,
  post,
  refuse,
  remove,
  replaceContent,
  shown,
  takeContent,
} from '../messages.ts';
import type { Json } from '../options.ts';
import type { Message } from '../state.ts';
import type { Place, World } from '../world.ts';
import { openDm, person, place } from '../world.ts';
import type { Method } from './method.ts';

/** Where the bot may post: channels it is a member of, its own DMs; "channel: U… opens the DM". */
function postable(world: World, id: unknown): Place | Refusal {
  const someone = person(world, id);
  const found = place(world, someone ? openDm(world, someone.id) : id);
  if (!found) return refuse('channel_not_found');
  return found.members.includes(world.options.bot.userId) ? found : refuse('not_in_channel');
}

function takeMetadata(value: unknown): Json | undefined | Refusal {
  if (value === undefined || value === '') return undefined;
  if (!isObject(value)) return refuse('invalid_metadata_format');
  if (Object.keys(value).length === 0) return {};
  const complete = typeof value.event_type === 'string' && isObject(value.event_payload);
  return complete ? value : refuse('invalid_metadata_schema');
}

function findMessage(world: World, channel: unknown, ts: unknown): Message | undefined {
  return world.state.messages.find((each) => each.channel === channel && each.ts === ts);
}

/** "1 message per second per channel", where it is switched on. */
export function tooSoon(world: World, args: Json): boolean {
  if (!world.faults.plan().oneMessagePerSecond) return false;
  const at = world.lastPost.get(String(args.channel));
  const soon = at !== undefined && world.now() - at < 1000;
  if (!soon) world.lastPost.set(String(args.channel), world.now());
  return soon;
}

const postMessage: Method = (world, args) => {
  const where = postable(world, args.channel);
  if (isRefusal(where)) return where;
  const content = takeContent(world, args);
  if (isRefusal(content)) return content;
  const metadata = takeMetadata(args.metadata);
  if (metadata && isRefusal(metadata)) return metadata;
  const thread = args.thread_ts === undefined ? {} : { thread_ts: String(args.thread_ts) };
  if (thread.thread_ts !== undefined && !findMessage(world, where.id, thread.thread_ts))
    return refuse('thread_not_found');
  const posted = post(world, {
    channel: where.id,
    user: world.options.bot.userId,
    fromBot: true,
    ...content,
    ...thread,
    ...(metadata ? { metadata } : {}),
  });
  const warning = content.text === '' ? { warning: 'missing_text_in_message' } : {};
  const message = shown(world, posted, true);
  return { ok: true, channel: where.id, ts: posted.ts, message, ...warning };
};

/** The bot's own message, by the id of the conversation: "chat.update needs the D… channel id". */
function own(world: World, args: Json, refused: string): Message | Refusal {
  const where = place(world, args.channel);
  if (!where || where.id !== args.channel) return refuse('channel_not_found');
  const message = findMessage(world, args.channel, args.ts);
  if (!message || message.onlyFor !== undefined) return refuse('message_not_found');
  return message.fromBot ? message : refuse(refused);
}

const update: Method = (world, args) => {
  const message = own(world, args, 'cant_update_message');
  if (isRefusal(message)) return message;
  if (typeof args.text === 'string' && args.text.length > LIMITS.messageText)
    return refuse('msg_too_long');
  const content = takeContent(world, args);
  if (isRefusal(content)) return content;
  const metadata = takeMetadata(args.metadata);
  if (metadata && isRefusal(metadata)) return metadata;
  if (metadata) message.metadata = metadata;
  if (metadata && Object.keys(metadata).length === 0) delete message.metadata;
  if (!content.blocks) message.edited = true;
  replaceContent(world, message, content);
  const { channel, ts, text } = message;
  return { ok: true, channel, ts, text, message: shown(world, message, true) };
};

const postEphemeral: Method = (world, args) => {
  const where = place(world, args.channel);
  if (!where) return refuse('channel_not_found');
  if (!where.members.includes(world.options.bot.userId)) return refuse('not_in_channel');
  const onlyFor = person(world, args.user)?.id;
  if (onlyFor === undefined) return refuse('user_not_found');
  if (!where.members.includes(onlyFor)) return refuse('user_not_in_channel');
  const content = takeContent(world, args);
  if (isRefusal(content)) return content;
  const user = world.options.bot.userId;
  const posted = post(world, { channel: where.id, user, fromBot: true, onlyFor, ...content });
  return { ok: true, message_ts: posted.ts };
};

const deleteMessage: Method = (world, args) => {
  const message = own(world, args, 'cant_delete_message');
  if (isRefusal(message)) return message;
  remove(world, message);
  return { ok: true, channel: message.channel, ts: message.ts };
};

const getPermalink: Method = (world, args) => {
  if (!place(world, args.channel)) return refuse('channel_not_found');
  const message = findMessage(world, args.channel, args.message_ts);
  if (!message) return refuse('message_not_found');
  const permalink = `${world.url}/#at=${message.channel}&ts=${message.ts}`;
  return { ok: true, channel: message.channel, permalink };
};

const addReaction: Method = (world, args) => {
  const message = findMessage(world, args.channel, args.timestamp);
  if (!message) return refuse('message_not_found');
  const name = String(args.name);
  const user = world.options.bot.userId;
  const others = message.reactions ?? [];
  if (others.some((each) => each.name === name && each.users.includes(user)))
    return refuse('already_reacted');
  message.reactions = [...others, { name, users: [user] }];
  world.changed();
  return { ok: true };
};

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.postEphemeral': postEphemeral,
  'chat.delete': deleteMessage,
  'chat.getPermalink': getPermalink,
  'reactions.add': addReaction,
};
