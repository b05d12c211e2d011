import { refuse } from '../messages.ts';
import type { Json, PersonOption } from '../options.ts';
import type { World } from '../world.ts';
import { channels, isExternal, person } from '../world.ts';
import type { Method } from './method.ts';
import { isTrue, paged } from './method.ts';

/** Seconds east of UTC of an IANA time zone at a moment. */
export function tzOffset(tz: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' });
  const name = parts.formatToParts(at).find((each) => each.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** "is_stranger: other workspace AND not in any shared channel your app can see". */
function isStranger(world: World, someone: PersonOption): boolean {
  const { userId } = world.options.bot;
  const meets = channels(world).some(
    ({ members }) => members.includes(someone.id) && members.includes(userId),
  );
  return isExternal(world, someone) && !meets;
}

const email = (someone: PersonOption): string => someone.email ?? `${someone.handle}@example.com`;

function shownPerson(world: World, someone: PersonOption): Json {
  const { tz, name, handle, title = '' } = someone;
  return {
    id: someone.id,
    team_id: someone.teamId,
    name: handle,
    real_name: name,
    deleted: someone.deleted ?? false,
    tz,
    tz_label: tz,
    tz_offset: tzOffset(tz, world.now()),
    is_bot: false,
    is_app_user: false,
    is_restricted: someone.isRestricted ?? false,
    is_ultra_restricted: false,
    is_stranger: isStranger(world, someone),
    profile: {
      real_name: name,
      display_name: handle,
      title,
      email: email(someone),
      team: someone.teamId,
    },
  };
}

function shownBot(world: World): Json {
  const { bot, team } = world.options;
  return {
    id: bot.userId,
    team_id: team.id,
    name: bot.name.toLowerCase(),
    real_name: bot.name,
    deleted: false,
    tz: 'Etc/UTC',
    tz_offset: 0,
    is_bot: true,
    is_app_user: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_stranger: false,
    profile: { real_name: bot.name, bot_id: bot.botId, api_app_id: bot.appId, team: team.id },
  };
}

const info: Method = (world, args) => {
  if (args.user === world.options.bot.userId) return { ok: true, user: shownBot(world) };
  const someone = person(world, args.user);
  return someone ? { ok: true, user: shownPerson(world, someone) } : refuse('user_not_found');
};

const list: Method = (world, args) => {
  const home = world.options.people.filter((each) => !isExternal(world, each));
  const members = [...home.map((each) => shownPerson(world, each)), shownBot(world)];
  const { items, response_metadata } = paged(members, args);
  return { ok: true, members: items, response_metadata };
};

const lookupByEmail: Method = (world, args) => {
  const asked = String(args.email).toLowerCase();
  const found = world.options.people.find((each) => email(each).toLowerCase() === asked);
  const known = found && !found.deleted && !isExternal(world, found);
  return known ? { ok: true, user: shownPerson(world, found) } : refuse('users_not_found');
};

/** Slack's word where the plan has no user groups. */
const NO_GROUPS = 'plan_upgrade_required';

const listGroups: Method = (world, args) => {
  const { groups, team } = world.options;
  if (!groups) return refuse(NO_GROUPS);
  const usergroups = groups
    .filter((each) => isTrue(args.include_disabled) || !each.disabled)
    .map((each) => ({
      id: each.id,
      team_id: team.id,
      is_usergroup: true,
      name: each.name,
      handle: each.handle,
      user_count: each.members.length,
      ...(isTrue(args.include_users) ? { users: each.members } : {}),
    }));
  return { ok: true, usergroups };
};

const groupMembers: Method = (world, args) => {
  const { groups } = world.options;
  if (!groups) return refuse(NO_GROUPS);
  const group = groups.find((each) => each.id === args.usergroup);
  const readable = group && (!group.disabled || isTrue(args.include_disabled));
  return readable ? { ok: true, users: group.members } : refuse('no_such_subteam');
};

export const peopleMethods: Record<string, Method> = {
  'users.info': info,
  'users.list': list,
  'users.lookupByEmail': lookupByEmail,
  'usergroups.list': listGroups,
  'usergroups.users.list': groupMembers,
};
