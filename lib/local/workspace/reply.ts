import { LIMITS } from '../../slack/limits.ts';
import type { Refusal } from './messages.ts';
import { isRefusal, post, refuse, remove, replaceContent, takeContent } from './messages.ts';
import type { Json } from './options.ts';
import type { Message } from './state.ts';
import type { ReplyUrl, World } from './world.ts';

type Answer = { status: number; body: Json };

const no = (status: number, refusal: Refusal): Answer => ({ status, body: refusal });

function original(world: World, reply: ReplyUrl): Message | undefined {
  return world.state.messages.find(
    (each) => each.channel === reply.channel && each.ts === reply.ts,
  );
}

/**
 * Takes a POST to a response_url: "5 uses within 30 min", ephemeral unless it says in_channel.
 * Replacing keeps who sees the message: "ephemeral and in_channel cannot change".
 */
export function answerReply(world: World, key: string, said: Json): Answer {
  const reply = world.replies.get(key);
  if (!reply) return no(404, refuse('invalid_url'));
  if (world.now() - reply.at > LIMITS.responseUrlSeconds * 1000)
    return no(404, refuse('expired_url'));
  if (reply.uses >= LIMITS.responseUrlUses) return no(404, refuse('used_url'));
  const before = original(world, reply);
  if (said.delete_original === true) {
    if (before) remove(world, before);
    return used(reply);
  }
  const content = takeContent(world, said, { anyTotal: true });
  if (isRefusal(content)) return no(400, content);
  if (said.replace_original === true && before) {
    replaceContent(world, before, content);
    return used(reply);
  }
  const { channel, userId } = reply;
  const open = said.response_type === 'in_channel' ? {} : { onlyFor: userId };
  post(world, { channel, user: world.options.bot.userId, fromBot: true, ...content, ...open });
  return used(reply);
}

function used(reply: ReplyUrl): Answer {
  reply.uses += 1;
  return { status: 200, body: { ok: true } };
}
