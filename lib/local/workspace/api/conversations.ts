import { LIMITS } from '../../../slack/limits.ts';
import type { Refusal } from '../messages.ts';
import { isRefusal, refuse, shown } from '../messages.ts';
import type { Json } from '../options.ts';
import type { Message } from '../state.ts';
import type { Place, World } from '../world.ts';
import { channels, openDm, person, place } from '../world.ts';
import type { Method } from './method.ts';
import { isTrue, paged } from './method.ts';

function shownPlace(world: World, found: Place): Json {
  const { bot, team } = world.options;
  const isMember = found.members.includes(bot.userId);
  if (found.isIm) {
    const user = found.members.find((each) => each !== bot.userId);
    return { id: found.id, is_im: true, is_channel: false, is_ext_shared: false, user };
  }
  return {
    id: found.id,
    name: found.name,
    is_channel: true,
    is_im: false,
    is_private: false,
    is_archived: false,
    is_ext_shared: found.isExtShared,
    is_shared: found.isExtShared,
    is_member: isMember,
    context_team_id: team.id,
    purpose: { value: found.purpose },
    topic: { value: '' },
    num_members: found.members.length,
  };
}

/** By id only, as everywhere but in chat.postMessage. */
function byId(world: World, id: unknown): Place | Refusal {
  const found = place(world, id);
  return found && found.id === id ? found : refuse('channel_not_found');
}

const open: Method = (world, args) => {
  if (typeof args.channel === 'string') {
    const known = byId(world, args.channel);
    return isRefusal(known) ? known : { ok: true, channel: shownPlace(world, known) };
  }
  const users = String(args.users ?? '')
    .split(',')
    .filter(Boolean);
  if (users.length === 0) return refuse('users_list_not_supplied');
  if (users.length > LIMITS.dmPeople) return refuse('too_many_users');
  if (users.length > 1) return refuse('method_not_supported_for_channel_type');
  const someone = person(world, users[0]);
  if (!someone) return refuse('user_not_found');
  if (someone.deleted) return refuse('user_disabled');
  const already = world.state.dms.includes(someone.id);
  const found = place(world, openDm(world, someone.id));
  world.changed();
  const full = found && isTrue(args.return_im) ? shownPlace(world, found) : { id: found?.id };
  return { ok: true, no_op: already, already_open: already, channel: full };
};

const info: Method = (world, args) => {
  const found = byId(world, args.channel);
  return isRefusal(found) ? found : { ok: true, channel: shownPlace(world, found) };
};

const list: Method = (world, args) => {
  const all = channels(world).map((each) => shownPlace(world, each));
  const { items, response_metadata } = paged(all, args);
  return { ok: true, channels: items, response_metadata };
};

const members: Method = (world, args) => {
  const found = byId(world, args.channel);
  if (isRefusal(found)) return found;
  const { items, response_metadata } = paged(found.members, args);
  return { ok: true, members: items, response_metadata };
};

const join: Method = (world, args) => {
  const found = byId(world, args.channel);
  if (isRefusal(found)) return found;
  if (found.isIm) return refuse('method_not_supported_for_channel_type');
  const { userId } = world.options.bot;
  if (!found.members.includes(userId)) world.state.joined.push(found.id);
  world.changed();
  return info(world, args);
};

function within(message: Message, args: Json): boolean {
  const { oldest = '0', latest = '9999999999.000000' } = args;
  const at = Number(message.ts);
  if (at === Number(oldest) || at === Number(latest)) return isTrue(args.inclusive);
  return at > Number(oldest) && at < Number(latest);
}

/** Messages the bot may read, newest first or, in a thread, oldest first. */
function read(world: World, args: Json, of: (message: Message) => boolean): Json {
  const found = byId(world, args.channel);
  if (isRefusal(found)) return found;
  if (!found.members.includes(world.options.bot.userId)) return refuse('not_in_channel');
  const seen = world.state.messages.filter(
    (each) => each.channel === found.id && each.onlyFor === undefined && of(each),
  );
  const ordered = args.ts === undefined ? seen.toReversed() : seen;
  const { items, response_metadata } = paged(
    ordered.filter((each) => within(each, args)),
    args,
  );
  const messages = items.map((each) => shown(world, each, isTrue(args.include_all_metadata)));
  return { ok: true, messages, has_more: response_metadata.next_cursor !== '', response_metadata };
}

const history: Method = (world, args) =>
  read(world, { ...args, ts: undefined }, (each) => each.thread_ts === undefined);

const replies: Method = (world, args) => {
  const answer = read(world, args, (each) => each.ts === args.ts || each.thread_ts === args.ts);
  const empty = Array.isArray(answer.messages) && answer.messages.length === 0;
  return empty ? refuse('thread_not_found') : answer;
};

export const conversationMethods: Record<string, Method> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.join': join,
};
