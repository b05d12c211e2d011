export type Json = Readonly<Record<string, unknown>>;

export type PersonOption = {
  id: string;
  /** The person's home team; another one than the workspace's makes a Slack Connect person. */
  teamId: string;
  handle: string;
  name: string;
  /** IANA name, such as Europe/Berlin. */
  tz: string;
  /** Absent: the handle at example.com. */
  email?: string;
  /** Job title, shown where one chooses whom to act as. */
  title?: string;
  isRestricted?: boolean;
  deleted?: boolean;
};

type ChannelOption = {
  id: string;
  name: string;
  /** User ids; the bot posts only where its own id is among them. */
  members: readonly string[];
  isExtShared?: boolean;
  purpose?: string;
};

type GroupOption = {
  /** S… */
  id: string;
  handle: string;
  name: string;
  members: readonly string[];
  disabled?: boolean;
};

type BotOption = {
  userId: string;
  botId: string;
  appId: string;
  name: string;
  token: string;
  appToken: string;
};

export type WorkspaceOptions = {
  /** 0 takes any free port. */
  port: number;
  team: { id: string; name: string; domain?: string };
  bot: BotOption;
  people: readonly PersonOption[];
  channels: readonly ChannelOption[];
  /** User groups; absent where the plan has none. */
  groups?: readonly GroupOption[];
  commands: readonly { command: string; description: string; usageHint?: string }[];
  shortcuts: readonly { name: string; callbackId: string }[];
  signingSecret: string;
  /** Commands, interactivity and events are POSTed here, signed. */
  requestUrl?: string;
  /** Messages, homes and counters survive a restart in this file; absent = memory only. */
  statePath?: string;
  /** Milliseconds. */
  now?: () => number;
  /** How long the app may take to answer; Slack's 3,000 ms unless a test is in a hurry. */
  ackMs?: number;
  /** Waiting times before an event is sent again, in milliseconds. */
  eventRetryMs?: readonly number[];
};
