import type { Press, Suggested } from './act/click.ts';
import { click, clickInHome, clickInView, suggest } from './act/click.ts';
import type { ActResult } from './act/result.ts';
import { actor } from './act/result.ts';
import { command, openHome, say, shortcut } from './act/say.ts';
import { closeView, submitView } from './act/submit.ts';
import type { Message, ViewRecord } from './state.ts';
import { topSession } from './views.ts';
import type { Place, Values, World } from './world.ts';
import { channels, openDm, visibleMessages } from './world.ts';

type PressThere = Press & { channel: string; ts: string };
type Query = { actionId: string; blockId?: string; query: string; inHome?: boolean };

/** A person at the keyboard, without a keyboard. Every action goes through the real dispatch. */
export type Acting = {
  /** `/command and its text`, typed in a channel or in the DM (`dm()`). */
  command(channel: string, line: string): Promise<ActResult>;
  say(channel: string, text: string): Promise<ActResult>;
  click(press: PressThere): Promise<ActResult>;
  clickInView(press: Press): Promise<ActResult>;
  clickInHome(press: Press): Promise<ActResult>;
  /** Asks the app for the options of an external select; only offered options can be submitted. */
  suggest(asked: Query): Promise<Suggested>;
  /** Values by block_id → action_id, over the initial ones. Field errors come back in `errors`. */
  submitView(given?: { values?: Values }): Promise<ActResult>;
  closeView(): Promise<ActResult>;
  openHome(): Promise<ActResult>;
  shortcut(callbackId: string): Promise<ActResult>;
  /** What this person sees there, oldest first, ephemerals included. */
  messages(channel: string): Message[];
  /** The top modal. */
  view(): ViewRecord | undefined;
  home(): ViewRecord | undefined;
  channels(): Place[];
  /** Messages of the conversation with the bot. */
  dms(): Message[];
  /** The id of the conversation with the bot. */
  dm(): string;
};

export type Driver = { as(userId: string): Acting };

export function createDriver(world: World): Driver {
  return { as: (userId) => acting(world, actor(world, userId).id) };
}

function acting(world: World, userId: string): Acting {
  const dm = (): string => openDm(world, userId);
  return {
    command: (channel, line) => command(world, userId, channel, line),
    say: (channel, text) => say(world, userId, channel, text),
    click: (press) => click(world, userId, press),
    clickInView: (press) => clickInView(world, userId, press),
    clickInHome: (press) => clickInHome(world, userId, press),
    suggest: (asked) => suggest(world, userId, asked),
    submitView: (given) => submitView(world, userId, given?.values),
    closeView: () => closeView(world, userId),
    openHome: () => openHome(world, userId),
    shortcut: (callbackId) => shortcut(world, userId, callbackId),
    messages: (channel) => visibleMessages(world, userId, channel),
    view: () => topSession(world, userId)?.view,
    home: () => world.homes.get(userId)?.view,
    channels: () => channels(world).filter((each) => each.members.includes(userId)),
    dms: () => visibleMessages(world, userId, dm()),
    dm,
  };
}
