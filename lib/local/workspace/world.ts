import { randomBytes } from 'node:crypto';
import { LIMITS } from '../../slack/limits.ts';
import type { Faults } from './faults.ts';
import type { Json, PersonOption, WorkspaceOptions } from './options.ts';
import type { Sockets } from './socket.ts';
import type { Message, State, ViewRecord } from './state.ts';

/** Simple values of inputs: block_id → action_id → string, strings or null. */
export type Values = Record<string, Record<string, unknown>>;

export type Session = {
  userId: string;
  view: ViewRecord;
  values: Values;
  /** Options an external select was offered: `block_id/action_id` → options. */
  offered: Record<string, Json[]>;
};

type Trigger = { userId: string; at: number; used: boolean };
export type ReplyUrl = { userId: string; channel: string; at: number; uses: number; ts?: string };

/** All that is going on in one workspace. */
export type World = {
  options: WorkspaceOptions;
  state: State;
  faults: Faults;
  /** Open modals per person, the top one last. */
  stacks: Map<string, Session[]>;
  homes: Map<string, Session>;
  triggers: Map<string, Trigger>;
  replies: Map<string, ReplyUrl>;
  lastPost: Map<string, number>;
  url: string;
  requestUrl: string | undefined;
  sockets: Sockets;
  /** Ends everything that is under way when the workspace closes. */
  closing: AbortSignal;
  /** How long the app may take to answer. */
  ackMs: number;
  eventRetryMs: readonly number[];
  now(): number;
  /** Saves and tells the open pages. */
  changed(): void;
};

/** A conversation as one of its members knows it. */
export type Place = {
  id: string;
  name: string;
  isIm: boolean;
  members: readonly string[];
  isExtShared: boolean;
  purpose: string;
};

export function nextId(world: World, prefix: string): string {
  world.state.counter += 1;
  return prefix + world.state.counter.toString(36).toUpperCase().padStart(9, '0');
}

/** A message time no other message has, even when the clock stands still or runs back. */
export function nextTs(world: World): string {
  world.state.lastTs = Math.max(world.now() * 1000, world.state.lastTs + 1);
  const micros = String(world.state.lastTs).padStart(16, '0');
  return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
}

export function newHash(world: World): string {
  return `${Math.floor(world.now() / 1000)}.${randomBytes(4).toString('hex')}`;
}

export function person(world: World, id: unknown): PersonOption | undefined {
  return world.options.people.find((each) => each.id === id);
}

export function isExternal(world: World, someone: PersonOption): boolean {
  return someone.teamId !== world.options.team.id;
}

const dmOf = (userId: string): string => `D${userId.slice(1)}`;

/** Opens the conversation of the bot and a person; its id stays the same. */
export function openDm(world: World, userId: string): string {
  if (!world.state.dms.includes(userId)) world.state.dms.push(userId);
  return dmOf(userId);
}

export function channels(world: World): Place[] {
  const { bot } = world.options;
  return world.options.channels.map((each) => ({
    id: each.id,
    name: each.name,
    isIm: false,
    members: world.state.joined.includes(each.id)
      ? [...new Set([...each.members, bot.userId])]
      : each.members,
    isExtShared: each.isExtShared ?? false,
    purpose: each.purpose ?? '',
  }));
}

/** A channel by id or #name, or an open DM by its D… id. */
export function place(world: World, id: unknown): Place | undefined {
  if (typeof id !== 'string') return undefined;
  const name = id.replace(/^#/, '');
  const channel = channels(world).find((each) => each.id === id || each.name === name);
  if (channel) return channel;
  const userId = world.state.dms.find((each) => dmOf(each) === id);
  if (userId === undefined) return undefined;
  const members = [userId, world.options.bot.userId];
  return { id, name: 'directmessage', isIm: true, members, isExtShared: false, purpose: '' };
}

/** What this person sees there, oldest first: nothing where they are no member. */
export function visibleMessages(world: World, userId: string, channel: string): Message[] {
  if (!place(world, channel)?.members.includes(userId)) return [];
  return world.state.messages.filter(
    (each) => each.channel === channel && (each.onlyFor === undefined || each.onlyFor === userId),
  );
}

export function newTrigger(world: World, userId: string): string {
  const id = `${nextId(world, '')}.${randomBytes(6).toString('hex')}`;
  world.triggers.set(id, { userId, at: world.now(), used: false });
  return id;
}

/** Uses a trigger up: "trigger_id: 3 seconds, single use". */
export function takeTrigger(world: World, id: unknown): { userId: string } | { error: string } {
  const trigger = typeof id === 'string' ? world.triggers.get(id) : undefined;
  if (!trigger) return { error: 'invalid_trigger_id' };
  if (trigger.used) return { error: 'exchanged_trigger_id' };
  if (world.now() - trigger.at > LIMITS.triggerSeconds * 1000)
    return { error: 'expired_trigger_id' };
  trigger.used = true;
  return { userId: trigger.userId };
}

/** An address that takes five answers within 30 minutes. */
export function newReplyUrl(world: World, reply: Omit<ReplyUrl, 'at' | 'uses'>): string {
  const key = randomBytes(12).toString('hex');
  world.replies.set(key, { ...reply, at: world.now(), uses: 0 });
  return `${world.url}/_local/reply/${key}`;
}
