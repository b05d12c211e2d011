import { escapeMrkdwn } from '../../../slack/limits.ts';
import { deliver, deliverEvent } from '../dispatch.ts';
import { isObject, isRefusal, post, takeContent } from '../messages.ts';
import type { World } from '../world.ts';
import { newTrigger, openDm, place } from '../world.ts';
import { commandPayload, interaction } from './payload.ts';
import type { ActResult } from './result.ts';
import { actor, barred, failed, fine, told } from './result.ts';

/** Types a slash command, `/command and its text`, in a channel or the DM with the bot. */
export async function command(
  world: World,
  userId: string,
  channel: string,
  line: string,
): Promise<ActResult> {
  const [name = '', ...words] = line.trim().split(' ');
  const no = barred(world, userId, name);
  if (no) return failed(no);
  if (!world.options.commands.some((each) => each.command === name))
    return failed(`${name} is not a valid command`);
  const where = place(world, channel);
  if (!where?.members.includes(userId)) return failed('You are not a member of this conversation');
  const payload = commandPayload(world, actor(world, userId), {
    where,
    command: name,
    text: words.join(' '),
  });
  const answer = await deliver(world, { kind: 'slash_commands', payload });
  const result = told(name, answer);
  if (!result.ok || answer.kind !== 'answered' || answer.body.trim() === '') return result;
  const shownThere = answerInChannel(world, { userId, channel: where.id, body: answer.body });
  return shownThere
    ? result
    : { ...result, ok: false, error: `${name} failed with the error "invalid_command_response"` };
}

/** A command may be answered in the answer itself: text, or a message as JSON; ephemeral by default. */
function answerInChannel(
  world: World,
  given: { userId: string; channel: string; body: string },
): boolean {
  let said: unknown;
  try {
    said = JSON.parse(given.body);
  } catch {
    said = { text: given.body };
  }
  if (!isObject(said)) return false;
  const content = takeContent(world, said, { anyTotal: true });
  if (isRefusal(content)) return false;
  const open = said.response_type === 'in_channel' ? {} : { onlyFor: given.userId };
  post(world, {
    channel: given.channel,
    user: world.options.bot.userId,
    fromBot: true,
    ...content,
    ...open,
  });
  return true;
}

/** Writes a message. `@Botname` becomes a mention, and a mention where the bot is a member an event. */
export async function say(
  world: World,
  userId: string,
  channel: string,
  typed: string,
): Promise<ActResult> {
  const no = barred(world, userId);
  if (no) return failed(no);
  const where = place(world, channel);
  if (!where?.members.includes(userId)) return failed('You are not a member of this conversation');
  if (typed.trim() === '') return failed('There is nothing to send');
  const { bot } = world.options;
  const mention = `<@${bot.userId}>`;
  const text = escapeMrkdwn(typed).replaceAll(`@${bot.name}`, mention);
  const { ts } = post(world, { channel: where.id, user: userId, fromBot: false, text });
  const mentioned = text.includes(mention) && !where.isIm && where.members.includes(bot.userId);
  if (!mentioned) return fine;
  const event = {
    type: 'app_mention',
    user: userId,
    user_team: actor(world, userId).teamId,
    text,
    ts,
    event_ts: ts,
    channel: where.id,
  };
  return told(bot.name, await deliverEvent(world, event, where.isExtShared));
}

/** Opens the app's Home, which tells the app. */
export async function openHome(world: World, userId: string): Promise<ActResult> {
  const no = barred(world, userId);
  if (no) return failed(no);
  const view = world.homes.get(userId)?.view;
  const seconds = world.now() / 1000;
  const event = {
    type: 'app_home_opened',
    user: userId,
    channel: openDm(world, userId),
    tab: 'home',
    event_ts: seconds.toFixed(6),
    ...(view ? { view: { ...view, state: { values: {} } } } : {}),
  };
  world.changed();
  return told(world.options.bot.name, await deliverEvent(world, event, false));
}

/** Runs one of the app's global shortcuts: "no channel and no response_url". */
export async function shortcut(
  world: World,
  userId: string,
  callbackId: string,
): Promise<ActResult> {
  const known = world.options.shortcuts.find((each) => each.callbackId === callbackId);
  if (!known) return failed(`There is no shortcut ${callbackId}`);
  const no = barred(world, userId, known.name);
  if (no) return failed(no);
  const payload = {
    ...interaction(world, 'shortcut', actor(world, userId)),
    callback_id: callbackId,
    trigger_id: newTrigger(world, userId),
    action_ts: (world.now() / 1000).toFixed(6),
  };
  return told(known.name, await deliver(world, { kind: 'interactive', payload }));
}
