import * as z from 'zod';
import type { ActResult } from './act/result.ts';
import { tzOffset } from './api/people.ts';
import type { Driver } from './driver.ts';
import type { Json } from './options.ts';
import type { Message } from './state.ts';
import { stateOf } from './values.ts';
import type { Session, World } from './world.ts';
import { isExternal } from './world.ts';

const press = {
  actionId: z.string(),
  blockId: z.string().optional(),
  value: z.unknown().optional(),
  values: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
};
const act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('command'), channel: z.string(), line: z.string() }),
  z.object({ act: z.literal('say'), channel: z.string(), text: z.string() }),
  z.object({ act: z.literal('click'), channel: z.string(), ts: z.string(), ...press }),
  z.object({ act: z.literal('clickInView'), ...press }),
  z.object({ act: z.literal('clickInHome'), ...press }),
  z.object({
    act: z.literal('suggest'),
    actionId: z.string(),
    blockId: z.string(),
    query: z.string(),
    inHome: z.boolean().optional(),
  }),
  z.object({ act: z.literal('submitView'), values: press.values }),
  z.object({ act: z.literal('closeView') }),
  z.object({ act: z.literal('openHome') }),
  z.object({ act: z.literal('shortcut'), callbackId: z.string() }),
]);

/** Does what the page was told to do as a person. */
export async function actFromPage(
  driver: Driver,
  userId: string,
  said: unknown,
): Promise<ActResult> {
  const parsed = act.safeParse(said);
  if (!parsed.success) return { ok: false, status: 0, ms: 0, error: z.prettifyError(parsed.error) };
  const me = driver.as(userId);
  const told = parsed.data;
  switch (told.act) {
    case 'command':
      return me.command(told.channel, told.line);
    case 'say':
      return me.say(told.channel, told.text);
    case 'click':
      return me.click(told);
    case 'clickInView':
      return me.clickInView(told);
    case 'clickInHome':
      return me.clickInHome(told);
    case 'suggest':
      return me.suggest(told);
    case 'submitView':
      return me.submitView(told.values ? { values: told.values } : {});
    case 'closeView':
      return me.closeView();
    case 'openHome':
      return me.openHome();
    case 'shortcut':
      return me.shortcut(told.callbackId);
  }
}

const shownSession = (session: Session | undefined): Json | null =>
  session ? { ...session.view, state: stateOf(session, session.view.blocks) } : null;

/** A message with what its inputs start with. */
function withState(message: Message): Json {
  return { ...message, state: stateOf({ values: {}, offered: {} }, message.blocks ?? []) };
}

const KEPT_MESSAGES = 200;

/** All that the page shows to a person. */
export function snapshot(world: World, driver: Driver, userId: string): Json {
  const me = driver.as(userId);
  const { team, bot, commands, shortcuts } = world.options;
  const places = [...me.channels().map((each) => each.id), me.dm()];
  const messages = places.map((id) => [id, me.messages(id).slice(-KEPT_MESSAGES).map(withState)]);
  return {
    team,
    bot: { userId: bot.userId, name: bot.name },
    people: world.options.people.map((each) => ({
      ...each,
      isExternal: isExternal(world, each),
      tzOffset: tzOffset(each.tz, world.now()),
    })),
    me: userId,
    channels: me.channels(),
    dm: me.dm(),
    commands,
    shortcuts,
    messages: Object.fromEntries(messages),
    home: shownSession(world.homes.get(userId)),
    stack: (world.stacks.get(userId) ?? []).map(shownSession),
  };
}
